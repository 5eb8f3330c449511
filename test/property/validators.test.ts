/**
 * The zod schemas are the checker's level `strict` in another form: over random values, sound and spoilt, both accept the
 * same ones and refuse the others at the same places.
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { emit } from "../../codegen/generate.ts";
import type { Member, Shape, ShapeId } from "../../codegen/model/types.ts";
import type { Plan } from "../../codegen/plan/plan.ts";
import { TsFile } from "../../codegen/ts/file.ts";
import { check, type Issue } from "../../templates/runtime/kinds/check.ts";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import type { SchemaRef } from "../../templates/runtime/schema/schema.ts";
import { evaluate } from "../support/evaluate.ts";
import { loadSound } from "../support/model.ts";
import { repositoryRoot } from "../support/shared-folder.ts";

interface ZodIssue {
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly keys?: readonly string[];
  readonly message: string;
}
interface ZodSchema {
  safeParse(value: unknown): { readonly success: boolean; readonly error?: { readonly issues: readonly ZodIssue[] } };
}

const work = mkdtempSync(join(tmpdir(), "swage-validators-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const place = (path: readonly (string | number)[]): string => JSON.stringify(path);
/** Where the checker refuses: at the member that is missing or too much, else where it says. */
function placeOf({ kind, path, expected, received }: Issue): string {
  if (kind === "missing") return place([...path, expected ?? ""]);
  if (kind === "unknown") return place([...path, received ?? ""]);
  return place(path);
}
/** Where zod refuses; a map's key is refused at the map. */
function placesOf({ code, path, keys = [] }: ZodIssue): readonly string[] {
  if (code === "unrecognized_keys") return keys.map((key) => place([...path, key]));
  return [place(code === "invalid_key" ? path.slice(0, -1) : path)];
}
const distinct = (places: readonly string[]): readonly string[] => [...new Set(places)].sort();

const JUNK = fc.constantFrom<unknown>(
  "",
  "x",
  "2020-01-01T00:00:00Z",
  "😀😀😀",
  "a longer text than most",
  0,
  1.5,
  -7,
  1e9,
  true,
  null,
  undefined,
  [],
  {},
  [1, "x"],
  { x: 1 },
  new Date(0),
  new Date(Number.NaN),
  new Uint8Array(2),
);
const TEXTS = ["a", "abc", "ab1", "A", "", "😀", "abcdefgh", "12"];

/** Values of a shape, of which some are spoilt. */
class Values {
  readonly #plan: Plan;
  constructor(plan: Plan) {
    this.#plan = plan;
  }

  of(id: ShapeId, depth = 0): fc.Arbitrary<unknown> {
    return fc.oneof(
      { weight: 25, arbitrary: this.#sound(this.#plan.shape(id), depth) },
      { weight: 1, arbitrary: JUNK },
    );
  }

  #sound(shape: Shape, depth: number): fc.Arbitrary<unknown> {
    switch (shape.kind) {
      case "structure":
        return this.#members(shape.members, depth);
      case "union": {
        const one = fc
          .constantFrom(...shape.members)
          .chain((member) => this.#members([{ ...member, write: "required" }], depth));
        return fc.oneof({ weight: 8, arbitrary: one }, { weight: 1, arbitrary: this.#members(shape.members, depth) });
      }
      case "list":
        return fc.array(this.of(shape.member.target, depth + 1), { maxLength: depth > 3 ? 0 : 4 });
      case "map":
        return fc.dictionary(this.of(shape.key.target).map(String), this.of(shape.value.target, depth + 1), {
          maxKeys: depth > 3 ? 0 : 3,
        });
      case "enum":
      case "intEnum":
        return fc.constantFrom<unknown>(...shape.values.map((one) => one.value));
      case "string":
        return fc.constantFrom(...TEXTS);
      case "boolean":
        return fc.boolean();
      case "timestamp":
        return fc.constantFrom<unknown>(new Date(0), 5, "2020-01-01T00:00:00Z");
      case "blob":
        return fc.constantFrom<unknown>(new Uint8Array(3), "abc");
      case "document":
        return fc.jsonValue().filter((value) => value !== null);
      case "float":
      case "double":
        return fc.constantFrom(0, 1.5, -3, 20);
      case "bigInteger":
        return fc.constantFrom(1n, 20n);
      case "bigDecimal":
        return fc.constant({ string: "1.5", type: "bigDecimal" });
      default:
        return fc.integer({ min: -3, max: 30 });
    }
  }

  #members(members: readonly Member[], depth: number): fc.Arbitrary<object> {
    const known = members.map((member) => {
      const often = member.write === "required" ? 60 : depth > 3 ? 0 : 1;
      const absent = fc.constant<readonly [string, unknown][]>([]);
      if (often === 0) return absent;
      const given = this.of(member.target, depth + 1).map((value): readonly [string, unknown][] => [
        [member.name, value],
      ]);
      return fc.oneof({ weight: often, arbitrary: given }, { weight: 4, arbitrary: absent });
    });
    const unknown = fc.oneof(
      { weight: 30, arbitrary: fc.constant<readonly [string, unknown][]>([]) },
      { weight: 2, arbitrary: fc.constant<readonly [string, unknown][]>([["Unheard", 1]]) },
      // What is not there is no unknown member, either.
      { weight: 1, arbitrary: fc.constant<readonly [string, unknown][]>([["Unheard", undefined]]) },
    );
    return fc.tuple(...known, unknown).map((entries) => Object.fromEntries(entries.flat()));
  }
}

async function modulesOf(plan: Plan): Promise<Record<string, unknown>> {
  const wanted = new Set(["src/validators.ts", "src/schemas.ts", "src/enums.ts"]);
  return evaluate(...[...emit(plan)].filter((file): file is TsFile => file instanceof TsFile && wanted.has(file.path)));
}

async function agree(plan: Plan, runs: number): Promise<void> {
  const modules = await modulesOf(plan);
  const values = new Values(plan);
  const inputs = plan.model.operations.flatMap(({ input }) => (input === undefined ? [] : [input]));
  let accepted = 0;
  let refused = 0;
  for (const id of inputs) {
    const table = modules[plan.ref("schema", id).name] as SchemaRef;
    const schema = modules[plan.ref("validator", id).name] as ZodSchema;
    fc.assert(
      fc.property(
        values.of(id).filter((value) => value !== undefined),
        (value) => {
          const issues = check(table, value, "strict", everyPart);
          const zod = schema.safeParse(value);
          expect(distinct((zod.error?.issues ?? []).flatMap(placesOf))).toEqual(distinct(issues.map(placeOf)));
          if (zod.success) accepted += 1;
          else refused += 1;
        },
      ),
      { numRuns: runs, seed: 20 },
    );
  }
  // Both sides were seen often enough for the comparison to mean something.
  expect(Math.min(accepted, refused)).toBeGreaterThan((accepted + refused) / 20);
}

const required = { "smithy.api#required": {} };
const to = (target: string, traits: object = {}): object => ({
  target: /^[A-Z]\w+$/.test(target) && SIMPLE.has(target) ? `smithy.api#${target}` : `k#${target}`,
  traits,
});
const SIMPLE = new Set(
  "String Boolean Byte Short Integer Long Float Double BigInteger BigDecimal Timestamp Blob Document".split(" "),
);
/** Every kind of shape, every constraint. */
const KITCHEN_SINK = {
  smithy: "2.0",
  shapes: {
    "k#Kitchen": {
      type: "service",
      version: "1",
      operations: [{ target: "k#Cook" }],
      traits: { "aws.protocols#restJson1": {} },
    },
    "k#Cook": {
      type: "operation",
      input: { target: "k#CookRequest" },
      output: { target: "k#CookRequest" },
      traits: { "smithy.api#http": { method: "POST", uri: "/cook/{Id}" } },
    },
    "k#CookRequest": {
      type: "structure",
      members: {
        Id: to("String", { ...required, "smithy.api#httpLabel": {} }),
        Token: to("String", { ...required, "smithy.api#idempotencyToken": {} }),
        ...Object.fromEntries([...SIMPLE].map((name) => [`A${name}`, to(name)])),
        Short: to("Name"),
        ShortAgain: to("Name", { "smithy.api#length": { max: 2 } }),
        Count: to("Count"),
        Ratio: to("Ratio"),
        Color: to("Color"),
        Level: to("Level"),
        Open: to("Open"),
        Names: to("Names"),
        Sparse: to("Sparse"),
        Colors: to("Colors"),
        ByName: to("ByName"),
        ByColor: to("ByColor"),
        SparseMap: to("SparseMap"),
        SecretKeys: to("SecretKeys"),
        SecretMap: to("SecretMap"),
        SecretTree: to("SecretTree"),
        SecretList: to("SecretList"),
        SecretMember: to("ByColor", { "smithy.api#sensitive": {} }),
        SecretMaps: to("SecretMaps"),
        Choice: to("Choice"),
        Tree: to("Tree"),
        Secret: to("Secret"),
        Empty: to("Empty"),
        Bytes: to("Bytes"),
      },
    },
    "k#Name": {
      type: "string",
      traits: { "smithy.api#length": { min: 1, max: 5 }, "smithy.api#pattern": "^[a-z😀]*$" },
    },
    "k#Count": { type: "integer", traits: { "smithy.api#range": { min: 1, max: 10 } } },
    "k#Ratio": { type: "double", traits: { "smithy.api#range": { min: 0 } } },
    "k#Secret": { type: "string", traits: { "smithy.api#sensitive": {}, "smithy.api#pattern": "^a" } },
    "k#Bytes": { type: "blob", traits: { "smithy.api#length": { min: 1, max: 2 } } },
    "k#Color": {
      type: "enum",
      members: {
        RED: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "a" } },
        BLUE: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "abc" } },
      },
    },
    "k#Open": {
      type: "enum",
      members: { ONE: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "one" } } },
      traits: { "alloy#openEnum": {} },
    },
    "k#Level": {
      type: "intEnum",
      members: {
        LOW: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": 1 } },
        HIGH: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": 5 } },
      },
    },
    "k#Names": {
      type: "list",
      member: to("Name"),
      traits: { "smithy.api#length": { min: 1, max: 3 }, "smithy.api#uniqueItems": {} },
    },
    "k#Sparse": { type: "list", member: to("Count"), traits: { "smithy.api#sparse": {} } },
    "k#Colors": { type: "list", member: to("Color") },
    "k#ByName": { type: "map", key: to("Name"), value: to("Tree"), traits: { "smithy.api#length": { max: 2 } } },
    "k#ByColor": { type: "map", key: to("Color"), value: to("Timestamp") },
    "k#SparseMap": { type: "map", key: to("String"), value: to("Name"), traits: { "smithy.api#sparse": {} } },
    "k#SecretKeys": { type: "map", key: to("Secret"), value: to("Tree"), traits: { "smithy.api#length": { max: 2 } } },
    "k#SecretMap": {
      type: "map",
      key: to("String"),
      value: to("Name"),
      traits: { "smithy.api#sensitive": {}, "smithy.api#sparse": {} },
    },
    "k#SecretTree": {
      type: "structure",
      members: { ByColor: to("ByColor"), ByName: to("ByName"), Again: to("SecretTree"), Choice: to("SecretChoice") },
      traits: { "smithy.api#sensitive": {} },
    },
    "k#SecretChoice": {
      type: "union",
      members: { map: to("SparseMap"), tree: to("Tree"), keys: to("SecretKeys") },
      traits: { "smithy.api#sensitive": {} },
    },
    "k#SecretList": { type: "list", member: to("ByColor"), traits: { "smithy.api#sensitive": {} } },
    "k#SecretMaps": { type: "map", key: to("String"), value: to("ByColor"), traits: { "smithy.api#sensitive": {} } },
    "k#Choice": {
      type: "union",
      members: { text: to("Name"), tree: to("Tree"), times: to("Times"), nothing: to("Empty") },
    },
    "k#Times": { type: "list", member: to("Timestamp") },
    "k#Tree": {
      type: "structure",
      members: { Name: to("Name", required), Children: to("Trees"), Choice: to("Choice") },
    },
    "k#Trees": { type: "list", member: to("Tree") },
    "k#Empty": { type: "structure", members: {} },
  },
};

describe("zod schemas and the checker", () => {
  it("agree on AmplifyBackend", async () => {
    await agree(loadSound(join(repositoryRoot, "model/amplifybackend")).plan, 60);
  });

  it("agree on every kind of shape", async () => {
    const path = join(work, "kitchen.json");
    writeFileSync(path, JSON.stringify(KITCHEN_SINK));
    await agree(loadSound(path).plan, 4000);
  });
});
