/**
 * Any valid model gives a sound package: it loads without errors, prints TypeScript that builds, twice the same, with legal
 * names that nothing else has.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { emit, load } from "../../codegen/generate.ts";
import { optionsOf } from "../../codegen/options.ts";
import { printAll } from "../../codegen/output/print.ts";
import { shuffled } from "../support/workshop.ts";

const work = mkdtempSync(join(tmpdir(), "swage-models-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const NAMES = [
  "Record",
  "Error",
  "Pet",
  "Client",
  "Command",
  "ServiceClient",
  "Map",
  "Promise",
  "Delete",
  "Import",
  "Then",
  "Function",
  "Object",
  "lower",
  "__odd",
  "X1",
  "Uint8Array",
];
const MEMBERS = [
  "id",
  "then",
  "type",
  "class",
  "default",
  "Message",
  "constructor",
  "$type".slice(1),
  "from",
  "URLs",
  "nextToken",
  "delete",
];
const SIMPLE = ["String", "Integer", "Boolean", "Timestamp", "Blob", "Document", "Double", "Long", "BigInteger"];
const DOCS = [
  "",
  "Plain words.",
  "Ends */ early.",
  "<p>HTML <b>bold</b>, an <a href='https://example.com'>address</a>.</p>",
  "Has `code` and @tags and {braces}.",
  "`$" + "{x}` \u2028 line",
];

/** A model with a service, operations over its structures, and members that point anywhere. */
const models = fc
  .record({
    names: fc.uniqueArray(fc.constantFrom(...NAMES), {
      minLength: 1,
      maxLength: 8,
      selector: (name) => name.replace(/^_+/, "").toLowerCase(),
    }),
    seed: fc.infiniteStream(fc.nat()),
  })
  .map(({ names, seed }) => {
    const next = (limit: number): number => (seed.next().value as number) % limit;
    const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;
    const kinds = names.map((_, index) =>
      index === 0 ? "structure" : pick(["structure", "union", "list", "map", "enum", "string"]),
    );
    const structures = names.filter((_, index) => kinds[index] === "structure");
    const target = (): string => (next(3) === 0 ? `smithy.api#${pick(SIMPLE)}` : `a#${pick(names)}`);
    let unique = 0;
    /** What a list or map may hold: it must not lead back to itself without a structure in between. */
    const element = (): string => (next(3) === 0 ? `smithy.api#${pick(SIMPLE)}` : `a#${pick(structures)}`);
    const member = (): object => ({
      target: target(),
      traits: {
        "smithy.api#documentation": pick(DOCS),
        ...(next(3) === 0 ? { "smithy.api#required": {} } : {}),
        ...(next(4) === 0 ? { "smithy.api#jsonName": `wire${unique++}` } : {}),
      },
    });
    const shapes: Record<string, object> = Object.fromEntries(
      names.map((name, index) => {
        const traits = { "smithy.api#documentation": pick(DOCS) };
        const kind = kinds[index];
        const members = Object.fromEntries(
          MEMBERS.slice(0, 1 + next(MEMBERS.length - 1)).map((one) => [one, member()]),
        );
        if (kind === "structure" || kind === "union") return [`a#${name}`, { type: kind, members, traits }];
        if (kind === "list") return [`a#${name}`, { type: "list", member: { target: element() }, traits }];
        if (kind === "map")
          return [
            `a#${name}`,
            { type: "map", key: { target: "smithy.api#String" }, value: { target: element() }, traits },
          ];
        if (kind === "enum")
          return [
            `a#${name}`,
            {
              type: "enum",
              members: { ONE: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "one two" } } },
              traits,
            },
          ];
        return [
          `a#${name}`,
          {
            type: "string",
            traits: { ...traits, "smithy.api#length": { min: 0, max: 9 }, "smithy.api#pattern": "^[a-z]*$" },
          },
        ];
      }),
    );
    const operations = ["Send", "Get", "Config"].map((name) => ({
      name,
      input: pick(structures),
      output: pick(structures),
    }));
    for (const { name, input, output } of operations) {
      shapes[`a#${name}`] = {
        type: "operation",
        input: { target: `a#${input}` },
        output: { target: `a#${output}` },
        traits: {
          "smithy.api#http": { method: "POST", uri: `/${name.toLowerCase()}` },
          "smithy.api#documentation": pick(DOCS),
        },
      };
    }
    shapes["a#Demo"] = {
      type: "service",
      version: "1",
      operations: operations.map(({ name }) => ({ target: `a#${name}` })),
      traits: { "aws.protocols#restJson1": {} },
    };
    return { smithy: "2.0", shapes };
  });

function filesOf(model: unknown): ReturnType<typeof printAll> {
  const path = join(work, "model.json");
  writeFileSync(path, JSON.stringify(model));
  const { plan, diagnostics } = load({ input: path, options: optionsOf({}), swage: "0.0.0" });
  expect(diagnostics.all.filter((one) => one.severity === "error")).toEqual([]);
  if (plan === undefined) throw new Error("no plan");
  const names = plan.names.all.map((ref) => `${ref.module.endsWith("validators") ? "validators " : ""}${ref.name}`);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^(validators )?[A-Za-z_$][\w$]*$/);
  return printAll(emit(plan).filter((file) => file.kind !== "static"));
}

describe("any valid model", () => {
  it("gives TypeScript that builds, the same for any order of keys", () => {
    fc.assert(
      fc.property(models, (model) => {
        const first = filesOf(model);
        const second = filesOf(shuffled(model));
        expect(second.map((file) => [file.path, Buffer.from(file.bytes).toString("utf8")])).toEqual(
          first.map((file) => [file.path, Buffer.from(file.bytes).toString("utf8")]),
        );
      }),
      { numRuns: 25, seed: 7 },
    );
  });
});
