/** The Smithy reader on what joins shapes together: mixins, `apply`, resources, several files, Smithy 1.0's defaults. */
import { expect, it } from "vitest";
import { Diagnostics } from "../../codegen/diagnostics.ts";
import { buildModel } from "../../codegen/load/build.ts";
import { readSmithy } from "../../codegen/load/smithy.ts";
import type { Model, StructureShape } from "../../codegen/model/types.ts";

type Json = Readonly<Record<string, unknown>>;
const string = { target: "smithy.api#String" };
const api = (traits: Json): Json =>
  Object.fromEntries(Object.entries(traits).map(([id, one]) => [`smithy.api#${id}`, one]));

const service = (more: Json = {}): Json => ({
  "a#Demo": {
    type: "service",
    version: "1",
    operations: [{ target: "a#Call" }],
    traits: { "aws.protocols#restJson1": {} },
    ...more,
  },
  "a#Call": { type: "operation", input: { target: "a#In" }, traits: api({ http: { method: "POST", uri: "/" } }) },
});

function read(...files: readonly { readonly smithy?: string; readonly shapes: Json }[]): {
  model: Model;
  codes: readonly string[];
} {
  const diagnostics = new Diagnostics();
  const documents = files.map(({ smithy = "2.0", shapes }, index) => ({
    file: `${index}.json`,
    json: { smithy, shapes },
  }));
  const model = buildModel(readSmithy(documents, diagnostics), diagnostics);
  if (model === undefined) throw new Error(diagnostics.all.map((one) => one.message).join("\n"));
  return { model, codes: diagnostics.all.map((one) => `${one.code} ${one.shape} ${one.place?.file}`) };
}

const structure = ({ model }: { readonly model: Model }, id: `${string}#${string}` = "a#In"): StructureShape =>
  model.shapes[id] as StructureShape;

it("puts the members of mixins before a shape's own, in the order in which they are mixed in; the later one wins", () => {
  const found = read({
    shapes: {
      ...service(),
      "a#In": {
        type: "structure",
        mixins: [{ target: "a#One" }, { target: "a#Two" }],
        members: { own: string, one: { ...string, traits: api({ required: {} }) } },
      },
      "a#One": {
        type: "structure",
        members: { one: { ...string, traits: api({ documentation: "One." }) } },
        traits: api({ mixin: {}, documentation: "From one." }),
      },
      "a#Two": {
        type: "structure",
        mixins: [{ target: "a#Three" }],
        members: { two: string },
        traits: api({ mixin: { localTraits: ["smithy.api#deprecated"] }, documentation: "From two.", deprecated: {} }),
      },
      "a#Three": { type: "structure", members: { three: string }, traits: api({ mixin: {}, sensitive: {} }) },
    },
  });
  const shape = structure(found);
  expect(shape.members.map((one) => one.name)).toEqual(["one", "three", "two", "own"]);
  expect(shape.members[0]).toMatchObject({ documentation: "One.", required: true });
  expect(shape).toMatchObject({ documentation: "From two.", sensitive: true });
  expect(shape.deprecated).toBeUndefined();
  expect(found.codes).toEqual([]);
});

it("applies traits to members that a mixin brings, for the shape alone", () => {
  const found = read({
    shapes: {
      ...service(),
      "a#In": { type: "structure", mixins: [{ target: "a#Mixed" }], members: { other: { target: "a#Other" } } },
      "a#Other": { type: "structure", mixins: [{ target: "a#Mixed" }], members: {} },
      "a#Mixed": { type: "structure", members: { name: string }, traits: api({ mixin: {} }) },
      "a#In$name": { type: "apply", traits: api({ documentation: "Said of one." }) },
      "a#Nope$name": { type: "apply", traits: api({ documentation: "Said of nothing." }) },
    },
  });
  expect(structure(found).members[0]?.documentation).toBe("Said of one.");
  expect(structure(found, "a#Other").members[0]?.documentation).toBe("");
  expect(found.codes).toEqual(["SW1003 a#Nope$name 0.json"]);
});

it("takes a service that is mixed in for no service, and its errors for everyone's", () => {
  const { model } = read({
    shapes: {
      ...service({ mixins: [{ target: "a#Base" }] }),
      "a#Base": { type: "service", version: "0", errors: [{ target: "a#Gone" }], traits: api({ mixin: {} }) },
      "a#Gone": { type: "structure", members: {}, traits: api({ error: "client" }) },
      "a#In": { type: "structure", members: {} },
    },
  });
  expect(model.operations[0]?.errors).toEqual(["a#Gone"]);
});

it("merges files, and refuses a shape that is not the same in two of them", () => {
  const rest = { "a#In": { type: "structure", members: { a: string, b: string } } };
  const same = { "a#In": { members: { a: string, b: string }, type: "structure" } };
  expect(read({ shapes: service() }, { shapes: rest }, { shapes: same }).codes).toEqual([]);
  const other = { "a#In": { type: "structure", members: { a: string } } };
  expect(read({ shapes: service() }, { shapes: rest }, { shapes: other }).codes).toEqual(["SW1027 a#In 2.json"]);
});

it("finds operations below resources that hold each other", () => {
  const call = (name: string): Json => ({
    [`a#${name}`]: { type: "operation", traits: api({ http: { method: "GET", uri: `/${name}` } }) },
  });
  const { model } = read({
    shapes: {
      ...service({ resources: [{ target: "a#Outer" }] }),
      "a#In": { type: "structure", members: {} },
      "a#Outer": {
        type: "resource",
        list: { target: "a#ListAll" },
        collectionOperations: [{ target: "a#Count" }],
        resources: [{ target: "a#Inner" }],
      },
      "a#Inner": { type: "resource", read: { target: "a#ReadOne" }, resources: [{ target: "a#Outer" }] },
      ...call("ListAll"),
      ...call("Count"),
      ...call("ReadOne"),
    },
  });
  expect(model.operations.map((one) => one.name)).toEqual(["Call", "Count", "ListAll", "ReadOne"]);
});

it("reads defaults: null takes one away, and Smithy 1.0 has them for primitive kinds that are not boxed", () => {
  const primitive = { target: "smithy.api#PrimitiveInteger" };
  const shapes = {
    ...service(),
    "a#Size": { type: "integer", traits: api({ default: 3 }) },
    "a#In": {
      type: "structure",
      members: {
        kept: { target: "a#Size" },
        gone: { target: "a#Size", traits: api({ default: null }) },
        plain: primitive,
        boxed: { ...primitive, traits: api({ box: {} }) },
        needed: { ...primitive, traits: api({ required: {} }) },
      },
    },
  };
  const defaults = (smithy: string): readonly unknown[] =>
    structure(read({ smithy, shapes })).members.map((one) => one.default);
  expect(defaults("2.0")).toEqual([3, undefined, undefined, undefined, undefined]);
  expect(defaults("1.0")).toEqual([3, undefined, 0, undefined, undefined]);
});

it("names what is renamed, and says what no name is", () => {
  const shapes = {
    "a#In": { type: "structure", members: { other: { target: "b#In" } } },
    "b#In": { type: "structure", members: {} },
  };
  const found = read({ shapes: { ...service({ rename: { "b#In": "OtherIn" } }), ...shapes } });
  expect(structure(found, "b#In").name).toBe("OtherIn");
  const diagnostics = new Diagnostics();
  readSmithy(
    [
      {
        file: "0.json",
        json: { smithy: "2.0", shapes: { ...service({ rename: { "b#In": "Other In" }, version: 1 }), ...shapes } },
      },
    ],
    diagnostics,
  );
  expect(diagnostics.all.map((one) => `${one.code} ${one.message}`)).toEqual([
    "SW1011 A version is a text, not 1.",
    'SW1012 "Other In" is not a name for b#In.',
  ]);
});
