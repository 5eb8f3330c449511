/**
 * How statements of compiled rules are laid out: ifs on one line where they fit, parameters taken apart. It knows nothing of
 * rules.
 */
import type { Test } from "./expression.ts";

/** Columns. */
export const WIDTH = 114;

/** An if, on one line where it fits. */
export function when(tests: readonly Test[], inside: readonly string[]): readonly string[] {
  const shown = tests.filter((one, index) => !implies(tests[index + 1], one)).map((one) => one.text);
  const flat = shown.join(" && ");
  const [only, more] = inside;
  if (more === undefined && only?.startsWith("throw ") && flat.length + only.length < WIDTH - 12)
    return [`if (${flat}) ${only}`];
  const head =
    flat.length < WIDTH - 20
      ? [`if (${flat}) {`]
      : ["if (", ...shown.map((test, index) => `  ${test}${index < shown.length - 1 ? " &&" : ""}`), ") {"];
  return [...head, ...inside.map((line) => `  ${line}`), "}"];
}

/** In `x !== undefined && x === "a"` the second test says the first as well. */
const implies = (next: Test | undefined, test: Test): boolean =>
  test.facts.every(([key, value]) => next?.facts.some(([other, same]) => other === key && same === value) === true);

/** The parameters that are used, by name. */
export function destructure(names: readonly string[], from: string): readonly string[] {
  if (names.length === 0) return [];
  const flat = `const { ${names.join(", ")} } = ${from};`;
  return flat.length <= WIDTH ? [flat] : ["const {", ...names.map((one) => `  ${one},`), `} = ${from};`];
}
