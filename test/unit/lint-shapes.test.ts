/** What is wrong with shapes and with where traits stand: each diagnostic with its code, shape and place. */

import { expect, it } from "vitest";
import { Diagnostics } from "../../codegen/diagnostics.ts";
import { buildModel } from "../../codegen/load/build.ts";
import { readSmithy } from "../../codegen/load/smithy.ts";
import { expectOne, found, http, type Json, pets, string } from "../support/pets.ts";

const api = (traits: Json): Json =>
  Object.fromEntries(Object.entries(traits).map(([id, one]) => [`smithy.api#${id}`, one]));
const input = (members: Json, shapes: Json = {}): string => pets({ input: members, shapes });
const structure = (members: Json, traits: Json = {}): Json => ({ type: "structure", members, traits });

it.each([
  [{ Size: { ...string, traits: api({ range: { min: 1 } }) } }, "range", "Size is a string", "shapes: byte"],
  [
    { Size: { target: "smithy.api#Integer", traits: api({ pattern: "x" }) } },
    "pattern",
    "Size is an integer",
    "string, enum",
  ],
  [
    { Size: { ...string, traits: api({ timestampFormat: "date-time" }) } },
    "timestampFormat",
    "Size is a string",
    "timestamp",
  ],
  [
    { Size: { ...string, traits: api({ streaming: {} }) } },
    "streaming",
    "Size is a member of a structure",
    "shapes: blob, union",
  ],
  [
    { Size: { target: "smithy.api#Blob", traits: api({ httpHeader: "x-size" }) } },
    "httpHeader",
    "Size is a blob",
    "and lists of them",
  ],
  [
    { Size: { target: "a#PetList", traits: api({ httpQuery: "size" }) } },
    "httpQuery",
    "Size is a list of structure",
    "lists of them",
  ],
  [{ Size: { ...string, traits: api({ httpPrefixHeaders: "x-" }) } }, "httpPrefixHeaders", "Size is a string", "map"],
  [
    { Size: { ...string, traits: api({ paginated: {} }) } },
    "paginated",
    "Size is a member of a structure",
    "on an operation",
  ],
  [
    { Size: { target: "smithy.api#Integer", traits: api({ idempotencyToken: {} }) } },
    "idempotencyToken",
    "Size is an integer",
    "string",
  ],
])("SW1013 the members %j", (members, trait, message, hint) => {
  expectOne(
    input(members as Json),
    "SW1013",
    "a#ListPetsRequest$Size",
    `"smithy.api#${trait}": ${tail(members, trait)}`,
    message,
    hint,
  );
});

/** What follows the trait's id on its line. */
function tail(members: unknown, trait: string): string {
  const value = (members as { Size: { traits: Json } }).Size.traits[`smithy.api#${trait}`];
  return typeof value === "string" ? JSON.stringify(value) : JSON.stringify(value) === "{}" ? "{}" : "{";
}

it("SW1013 traits on shapes, and on members of lists and unions", () => {
  const text = input(
    { Bag: { target: "a#Bag" }, Choice: { target: "a#Choice" } },
    {
      "a#Bag": { type: "list", member: { ...string, traits: api({ required: {} }) }, traits: api({ error: "client" }) },
      "a#Choice": {
        type: "union",
        members: { one: { ...string, traits: api({ httpQuery: "q" }) } },
        traits: api({ sparse: {} }),
      },
    },
  );
  expect(found(text).map((one) => [one.code, one.shape, one.at])).toEqual([
    ["SW1013", "a#Bag", '"smithy.api#error": "client"'],
    ["SW1013", "a#Bag$member", '"smithy.api#required": {}'],
    ["SW1013", "a#Choice", '"smithy.api#sparse": {}'],
    ["SW1013", "a#Choice$one", '"smithy.api#httpQuery": "q"'],
  ]);
});

it("SW1013 a stream below the top", () => {
  const text = input(
    { Pet: { target: "a#Holder" } },
    {
      "a#Holder": structure({ Data: { target: "a#Data" } }),
      "a#Data": { type: "blob", traits: api({ streaming: {} }) },
    },
  );
  expectOne(text, "SW1013", "a#Holder$Data", '"Data": {', "Data is a stream, and Holder is not the input or output");
});

it.each([
  [{ type: "union", members: {} }, "SW1011", '"a#Odd": {', "A union has at least one member"],
  [{ type: "enum", members: {} }, "SW1011", '"a#Odd": {', "An enum has at least one value"],
  [
    { type: "intEnum", members: { ONE: { target: "smithy.api#Unit" } } },
    "SW1011",
    '"ONE": {',
    "is a whole number, not nothing",
  ],
  [structure({ "a-b": string }), "SW1012", '"a-b": {', '"a-b" is not the name of a member'],
  [structure({ Name: string, name: string }), "SW1027", '"name": {', "name and Name differ in nothing but case"],
  [
    { type: "map", key: { target: "smithy.api#Integer" }, value: string },
    "SW1010",
    '"target": "smithy.api#Integer"',
    "are strings",
  ],
  [
    structure({ self: { target: "a#Odd", traits: api({ required: {} }) } }),
    "SW1026",
    '"a#Odd": {',
    "requires itself: a#Odd → a#Odd",
  ],
])("the shape %j", (odd, code, at, message) => {
  const all = found(input({ Odd: { target: "a#Odd" } }, { "a#Odd": odd }));
  expect(all).toHaveLength(1);
  expect(all[0]).toMatchObject({ code, at });
  expect(all[0]?.message).toContain(message);
});

it("SW1026 structures that require each other, said once", () => {
  const needs = (target: string): Json => structure({ next: { target, traits: api({ required: {} }) } });
  const text = input(
    { One: { target: "a#One" } },
    { "a#One": needs("a#Two"), "a#Two": needs("a#Three"), "a#Three": needs("a#One") },
  );
  expectOne(text, "SW1026", "a#One", '"a#One": {', "a#One → a#Two → a#Three → a#One");
});

it("SW1010 what is thrown is an error, and what goes in and out is none", () => {
  const text = pets({
    shapes: {
      "a#ListPets": {
        type: "operation",
        input: { target: "a#Gone" },
        output: { target: "a#Gone" },
        errors: [{ target: "a#Pet" }],
        traits: http("/pets"),
      },
      "a#Gone": structure({}, api({ error: "client" })),
      "a#Pet": structure({}),
    },
  });
  expect(found(text).map((one) => [one.code, one.shape, one.at])).toEqual([
    ["SW1010", "a#ListPets", '"target": "a#Gone"'],
    ["SW1010", "a#ListPets", '"target": "a#Gone"'],
    ["SW1010", "a#Pet", '"a#Pet": {'],
  ]);
});

it("SW1017 and SW1018 labels of a host prefix", () => {
  const text = pets({
    operation: { ...http("/pets"), ...api({ endpoint: { hostPrefix: "{Room}.{Floor}." } }) },
    input: {
      Room: { ...string, traits: api({ hostLabel: {}, required: {} }) },
      Floor: string,
      House: { ...string, traits: api({ hostLabel: {} }) },
    },
  });
  expect(found(text).map((one) => [one.code, one.shape, one.at, one.message])).toEqual([
    ["SW1017", "a#ListPets", '"{Room}.{Floor}."', "The host label {Floor} has no member with hostLabel."],
    [
      "SW1018",
      "a#ListPets",
      '"{Room}.{Floor}."',
      "The member House has hostLabel, and the host prefix has no label {House}.",
    ],
  ]);
});

it("SW1028 labels that stand twice", () => {
  const room = { ...string, traits: api({ hostLabel: {}, required: {} }) };
  const twice = pets({
    operation: { ...http("/pets"), ...api({ endpoint: { hostPrefix: "{Room}-{Room}." } }) },
    input: { Room: room },
  });
  expectOne(twice, "SW1028", "a#ListPets", '"{Room}-{Room}."', "The host label {Room} stands twice.");
  const diagnostics = new Diagnostics();
  const text = pets({
    operation: http("/pets/{Id}/{Id}"),
    input: { Id: { ...string, traits: api({ httpLabel: {}, required: {} }) } },
  });
  buildModel(readSmithy([{ file: "model.json", json: JSON.parse(text) }], diagnostics), diagnostics);
  expect(diagnostics.all.map((one) => `${one.code} ${one.message}`)).toEqual([
    "SW1028 The URI label {Id} stands twice.",
  ]);
});

it("SW2050 a trait that is misspelt, and none for traits of others", () => {
  const traits = { ...api({ requird: {}, documentation: "" }), "other#requird": {}, "aws.api#data": "content" };
  const text = pets({
    input: { Name: { ...string, traits } },
    operation: { ...http("/pets"), ...api({ paginate: {} }) },
  });
  expect(found(text).map((one) => [one.code, one.shape, one.hint])).toEqual([
    ["SW2050", "a#ListPets", "did you mean smithy.api#paginated?"],
    ["SW2050", "a#ListPetsRequest$Name", "did you mean smithy.api#required?"],
  ]);
});

it.each([
  ["Integer", "big", "a whole number is expected"],
  ["Boolean", 0, "true or false is expected"],
  ["String", 5, "a string is expected"],
  ["Double", "1.5", "a number is expected"],
])("SW1009 the default of a %s that is %j", (kind, value, message) => {
  const member = { target: `smithy.api#${kind}`, traits: api({ default: value }) };
  expectOne(
    input({ Size: member }),
    "SW1009",
    "a#ListPetsRequest$Size",
    JSON.stringify(value),
    `smithy.api#default: ${message}`,
  );
});

it("SW1009 not for defaults that fit, nor for null", () => {
  const fit = {
    Integer: 1,
    Boolean: false,
    String: "",
    Double: 0,
    Timestamp: 0,
    Document: {},
    Blob: "AQ==",
    Long: null,
  };
  const members = Object.entries(fit).map(([kind, value]) => [
    kind,
    { target: `smithy.api#${kind}`, traits: api({ default: value }) },
  ]);
  expect(found(input(Object.fromEntries(members)))).toEqual([]);
});
