/** The zod schemas of a package: strict going in, open coming out, and never a value in a message. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { emit } from "../../codegen/generate.ts";
import { TsFile } from "../../codegen/ts/file.ts";
import { evaluate } from "../support/evaluate.ts";
import { loadSound } from "../support/model.ts";

interface Schema {
  safeParse(value: unknown): {
    readonly success: boolean;
    readonly data?: unknown;
    readonly error?: { readonly issues: readonly { readonly path: readonly unknown[]; readonly message: string }[] };
  };
}

const string = { target: "smithy.api#String" };
const MODEL = {
  smithy: "2.0",
  shapes: {
    "p#Pets": {
      type: "service",
      version: "1",
      operations: [{ target: "p#PutPet" }],
      traits: { "aws.protocols#restJson1": {} },
    },
    "p#PutPet": {
      type: "operation",
      input: { target: "p#Pet" },
      output: { target: "p#Pet" },
      traits: { "smithy.api#http": { method: "PUT", uri: "/pet" } },
    },
    "p#Pet": {
      type: "structure",
      members: {
        Name: { target: "p#Name", traits: { "smithy.api#required": {} } },
        Kind: { target: "p#Kind" },
        Food: { target: "p#Food" },
        Chip: { target: "p#Chip" },
        Puppies: { target: "p#PetList" },
        Toy: { target: "p#Toy" },
      },
    },
    "p#PetList": { type: "list", member: { target: "p#Pet" } },
    "p#Name": { type: "string", traits: { "smithy.api#length": { min: 2, max: 3 } } },
    "p#Chip": { type: "string", traits: { "smithy.api#sensitive": {}, "smithy.api#pattern": "^[0-9]+$" } },
    "p#Kind": {
      type: "enum",
      members: { DOG: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "dog" } } },
    },
    "p#Food": { type: "union", members: { dry: string, fresh: string } },
    "p#Toy": { type: "union", members: { ["__proto__"]: { target: "p#Ball" }, bone: string, toString: string } },
    "p#Ball": { type: "structure", members: { ["__proto__"]: { target: "p#Name" }, size: string } },
  },
};

const work = mkdtempSync(join(tmpdir(), "swage-validators-"));
let input: Schema;
let output: Schema;
beforeAll(async () => {
  const path = join(work, "pets.json");
  writeFileSync(path, JSON.stringify(MODEL));
  const wanted = new Set(["src/validators.ts", "src/enums.ts"]);
  const { plan } = loadSound(path);
  const modules = await evaluate(
    ...[...emit(plan)].filter((file): file is TsFile => file instanceof TsFile && wanted.has(file.path)),
  );
  input = modules["PetSchema"] as Schema;
  output = modules["PetOutputSchema"] as Schema;
});
afterAll(() => rmSync(work, { recursive: true }));

const refusals = (schema: Schema, value: unknown): readonly string[] =>
  (schema.safeParse(value).error?.issues ?? []).map((one) => `${one.path.join(".")}: ${one.message}`);

it("takes what the model allows, recursion included", () => {
  const pet = { Name: "Rex", Kind: "dog", Food: { dry: "x" }, Puppies: [{ Name: "Bo" }] };
  expect(input.safeParse(pet)).toMatchObject({ success: true, data: pet });
});

it("counts characters, not UTF-16 units", () => {
  expect(refusals(input, { Name: "😀😀😀" })).toEqual([]);
  expect(refusals(input, { Name: "😀" })).toEqual(["Name: Length has to be at least 2 and at most 3"]);
});

it("points at the member, as deep as it is", () => {
  expect(refusals(input, { Name: "Rex", Kind: "cat", Puppies: [{ Name: "Bo" }, {}] })).toEqual([
    "Kind: Has to be one of dog",
    "Puppies.1.Name: Has to be text",
  ]);
});

it("wants exactly one member of a union, and says what is wrong inside of it at once", () => {
  expect(refusals(input, { Name: "Rex", Food: {} })).toEqual(["Food: Exactly one member has to be set"]);
  expect(refusals(input, { Name: "Rex", Food: { dry: 1, fresh: "x" } })).toEqual([
    "Food.dry: Has to be text",
    "Food: Exactly one member has to be set",
  ]);
});

it("refuses unknown members going in, and lets them pass coming out", () => {
  expect(input.safeParse({ Name: "Rex", Age: 3 }).success).toBe(false);
  expect(output.safeParse({ Name: "Rex", Age: 3 }).success).toBe(true);
});

it("is open to what a newer service answers: values, unions, bounds", () => {
  const newer = { Name: "Rexington", Kind: "cat", Food: { $unknown: ["wet", 1] }, Chip: "x" };
  expect(refusals(output, newer)).toEqual([]);
  expect(refusals(input, newer)).toHaveLength(3);
  expect(refusals(output, { Kind: "cat" })).toEqual(["Name: Has to be text"]);
});

it("never shows a value", () => {
  const secret = "not-a-number-7261";
  const { error } = input.safeParse({ Name: "Rex", Chip: secret });
  expect(error?.issues).toHaveLength(1);
  expect(JSON.stringify(error)).not.toContain(secret);
  expect(String(error)).not.toContain(secret);
});

it("takes `__proto__` for the name of a member", () => {
  const pet = JSON.parse('{"Name": "Rex", "Toy": {"__proto__": {"__proto__": "Bo", "size": "x"}}}') as object;
  for (const schema of [input, output]) {
    const { data } = schema.safeParse(pet);
    expect(JSON.stringify(data)).toBe(JSON.stringify(pet));
  }
  expect(refusals(input, { Name: "Rex", Toy: {} })).toEqual(["Toy: Exactly one member has to be set"]);
  expect(refusals(input, JSON.parse('{"Name": "Rex", "Toy": {"__proto__": {"__proto__": "B", "x": 1}}}'))).toEqual([
    "Toy.__proto__.__proto__: Length has to be at least 2 and at most 3",
    "Toy.__proto__: Invalid input",
  ]);
  expect(input.safeParse({ Name: "Rex", Toy: { "(__proto__)": {} } }).success).toBe(false);
  expect(refusals(input, JSON.parse('{"Name": "Rex", "Toy": {"__proto__": {}, "bone": "x"}}'))).toEqual([
    "Toy: Exactly one member has to be set",
  ]);
});
