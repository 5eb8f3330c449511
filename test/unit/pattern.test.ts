/** Patterns of models in JavaScript: which flags they need, what of Java's is rewritten, and what is given up. */
import { expect, it } from "vitest";
import { patternOf } from "../../codegen/model/pattern.ts";

//  pattern                     flags  accepts                refuses
const RUN: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ["^[a-z]+$", "u", ["abc"], ["ABC", ""]],
  ["^[\\p{L}\\p{Z}]*$", "u", ["Ångström x"], ["1"]],
  ["^[\\w-.]+$", "", ["a-b.c"], ["a b"]],
  ["^(?s).+$", "su", ["a\nb"], [""]],
  ["(?i)^abc$", "iu", ["ABC"], ["abd"]],
  ["\\A[0-9]+\\z", "u", ["12"], ["A1z", "a1"]],
  ["^[[:alpha:]]+$", "u", ["abC"], ["1", "a:"]],
  ["^\\p{Alpha}+$", "u", ["abC"], ["1", "p{Alpha}"]],
  ["^a++b$", "u", ["aab"], ["b"]],
  ["^.{3}$", "u", ["a😀b"], ["😀😀"]],
];
it.each(RUN)("%s runs", (source, flags, accepts, refuses) => {
  const pattern = patternOf(source);
  expect(pattern).toBeDefined();
  expect([...(pattern?.flags ?? "")].sort().join("")).toBe([...flags].sort().join(""));
  const regex = new RegExp(pattern?.source ?? "", pattern?.flags);
  expect(accepts.filter((text) => !regex.test(text))).toEqual([]);
  expect(refuses.filter((text) => regex.test(text))).toEqual([]);
});

it.each(["(", "^(?<a>x)(?<a>y)$", "[z-a]"])("%s is given up", (source) => {
  expect(patternOf(source)).toBeUndefined();
});
