/**
 * Whatever is done to a model: it is refused with diagnostics that have a place in the file, or it gives a package. swage never
 * ends in an error of its own, and never without a word.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { emit, load } from "../../codegen/generate.ts";
import { locate } from "../../codegen/load/position.ts";
import { optionsOf } from "../../codegen/options.ts";
import { printAll } from "../../codegen/output/print.ts";
import { repositoryRoot } from "../support/shared-folder.ts";

const work = mkdtempSync(join(tmpdir(), "swage-broken-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const models = join(repositoryRoot, "test", "models");

/** What is put in the place of something. */
const VALUES: readonly unknown[] = [
  null,
  0,
  -1,
  1.5,
  "",
  "x",
  "a b",
  "__proto__",
  "constructor",
  "smithy.api#String",
  true,
  [],
  {},
  [null],
  [{}],
  [["x"]],
  { target: 5 },
  { target: "nope#No" },
  { shape: "Nope" },
  { a: { b: {} } },
];

interface Change {
  readonly how: "remove" | "rename" | "replace" | "copy";
  /** Which of all the values in the document, and another one to copy. */
  readonly at: number;
  readonly from: number;
  readonly value: unknown;
}
const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    how: fc.constantFrom("remove", "rename", "replace", "copy"),
    at: fc.nat(),
    from: fc.nat(),
    value: fc.constantFrom(...VALUES),
  }),
  { minLength: 1, maxLength: 2 },
);

type Node = readonly [owner: Record<string, unknown> | unknown[], key: string];

function nodesOf(json: unknown): readonly Node[] {
  if (typeof json !== "object" || json === null) return [];
  const owner = json as Record<string, unknown>;
  return Object.keys(owner).flatMap((key): Node[] => [[owner, key], ...nodesOf(owner[key])]);
}

function apply(json: unknown, { how, at, from, value }: Change): void {
  const nodes = nodesOf(json);
  const [owner, key] = nodes[at % nodes.length] as Node;
  const [source, name] = nodes[from % nodes.length] as Node;
  const members = owner as Record<string, unknown>;
  if (how === "replace") members[key] = value;
  else if (how === "copy") members[key] = structuredClone((source as Record<string, unknown>)[name]);
  else if (Array.isArray(owner)) owner.splice(Number(key), 1);
  else {
    const before = members[key];
    delete members[key];
    if (how === "rename") Object.defineProperty(members, String(value), { value: before, enumerable: true });
  }
}

/** One file of a model, changed. */
function survives(input: string, file: string, text: string, list: readonly Change[]): void {
  const json: unknown = JSON.parse(text);
  for (const one of list) apply(json, one);
  const changed = JSON.stringify(json, null, 1);
  writeFileSync(file, changed);
  const { plan, diagnostics } = load({ input, options: optionsOf({}), swage: "0.0.0" });
  if (plan === undefined) expect(diagnostics.failed).toBe(true);
  for (const { severity, place } of diagnostics.all) {
    if (severity === "error" && place?.file === file) expect(locate(changed, place)).toBeDefined();
  }
  if (plan !== undefined && !diagnostics.failed) printAll([...emit(plan)].filter((one) => one.kind !== "static"));
}

describe("a broken model", () => {
  it.each(["kitchen-sink", "recursive"])("as Smithy AST is refused or read (%s)", (name) => {
    const text = readFileSync(join(models, name, "smithy.json"), "utf8");
    const file = join(work, `${name}.json`);
    fc.assert(
      fc.property(changes, (list) => survives(file, file, text, list)),
      { numRuns: 60, seed: 11 },
    );
  });

  it.each(["service-2.json", "paginators-1.json", "waiters-2.json", "examples-1.json"])(
    "as botocore's is refused or read (%s)",
    (name) => {
      const folder = join(work, name.replace(".json", ""));
      cpSync(join(models, "kitchen-sink", "botocore"), folder, { recursive: true });
      const text = readFileSync(join(folder, name), "utf8");
      fc.assert(
        fc.property(changes, (list) => survives(folder, join(folder, name), text, list)),
        { numRuns: name === "service-2.json" ? 60 : 15, seed: 12 },
      );
    },
  );
});
