/** What lint finds in a built model: each diagnostic with its code, shape, line and column, and nothing in sound models. */
import { expect, it } from "vitest";
import { Diagnostics } from "../../codegen/diagnostics.ts";
import { buildModel } from "../../codegen/load/build.ts";
import { readSmithy } from "../../codegen/load/smithy.ts";
import { lint } from "../../codegen/model/lint.ts";
import { expectOne, found, http, type Json, pets, string } from "../support/pets.ts";
import { describeWithShared, readShared } from "../support/shared-folder.ts";
import { modelText } from "./amplifybackend-model.ts";

it("finds nothing in a sound model", () => {
  expect(found(pets({}))).toEqual([]);
  expect(found(modelText).map((one) => one.code)).toEqual([]);
});

describeWithShared("real models", () => {
  it.each(["s3", "dynamodb", "route-53", "ssm", "lambda"])("finds nothing in %s", (name) => {
    const diagnostics = new Diagnostics();
    const json: unknown = JSON.parse(readShared(`models/smithy/${name}.json`));
    const ast = readSmithy([{ file: "model.json", json }], diagnostics);
    const model = buildModel(ast, diagnostics);
    if (model === undefined) throw new Error("no model");
    const before = diagnostics.all.length;
    lint(model, (id, steps, key) => ast.place(id, steps, key), diagnostics);
    expect(diagnostics.all.slice(before)).toEqual([]);
  });
});

const paginated = (trait: Json): string =>
  pets({
    operation: {
      ...http("/pets"),
      "smithy.api#paginated": { inputToken: "NextToken", outputToken: "NextToken", ...trait },
    },
  });
it.each([
  [{ inputToken: "NextTokn" }, '"NextTokn",', "a#ListPetsRequest has no member NextTokn", "did you mean NextToken?"],
  [{ outputToken: "Next.Token" }, '"Next.Token"', "a#ListPetsResponse has no member Next", undefined],
  [{ items: "Pet" }, '"Pet"', "a#ListPetsResponse has no member Pet", "did you mean Pets?"],
  [{ items: "State" }, '"State"', "State is a string", undefined],
  [{ pageSize: "Limit" }, '"Limit"', "a#ListPetsRequest has no member Limit", "it has NextToken, Owner"],
])("SW1020 pagination %j", (trait, at, message, hint) => {
  expectOne(paginated(trait), "SW1020", "a#ListPets", at, message, hint);
});

it("SW1020 points at the service where the service says it", () => {
  const text = pets({
    service: { "smithy.api#paginated": { inputToken: "Token", outputToken: "NextToken" } },
    operation: { ...http("/pets"), "smithy.api#paginated": { items: "Pets" } },
  });
  expectOne(text, "SW1020", "a#ListPets", '"Token",', "a#ListPetsRequest has no member Token");
});

const waiting = (matcher: Json): string =>
  pets({
    operation: {
      ...http("/pets"),
      "smithy.waiters#waitable": { PetsExist: { acceptors: [{ state: "success", matcher }] } },
    },
  });
const output = (path: string, comparator: string): Json => ({
  output: { path, expected: comparator === "booleanEquals" ? "true" : "x", comparator },
});
it.each([
  [output("Stat", "stringEquals"), '"Stat",', "a#ListPetsResponse has no member Stat", "did you mean State?"],
  [output("Pets.Name", "stringEquals"), '"Pets.Name",', "a#PetList is a list", "[].Name"],
  [output("Pets[].Nam", "allStringEquals"), '"Pets[].Nam",', "a#Pet has no member Nam", "did you mean Name?"],
  [output("Pets[].Name", "stringEquals"), '"stringEquals"', "gives a list", "allStringEquals"],
  [output("State", "anyStringEquals"), '"anyStringEquals"', "gives a string", "stringEquals"],
  [
    { inputOutput: { path: "input.Ownr", expected: "x", comparator: "stringEquals" } },
    '"input.Ownr",',
    "a#ListPetsRequest has no member Ownr",
    "did you mean Owner?",
  ],
  [
    { inputOutput: { path: "Owner", expected: "x", comparator: "stringEquals" } },
    '"Owner",',
    "{ input, output } has no member Owner",
    "it has input, output",
  ],
])("SW1021 waiter %j", (matcher, at, message, hint) => {
  expectOne(waiting(matcher), "SW1021", "a#ListPets", at, message, hint);
});

/** Around the list of structures: filters, functions, choices, in all places where a member is named. */
it.each([
  ["length(Pets[?Nam == 'x']) > `0`", "booleanEquals", "a#Pet has no member Nam", "did you mean Name?"],
  ["length(Pats[]) > `0`", "booleanEquals", "has no member Pats", "did you mean Pets?"],
  [
    "length(Pets[].Name[].First) > `0`",
    "booleanEquals",
    "smithy.api#String is a string and has no member First",
    undefined,
  ],
  ["lenght(Pets) > `0`", "booleanEquals", "There is no function lenght", "did you mean length?"],
  ["length(Pets, Pets) > `0`", "booleanEquals", "length takes 1 arguments, not 2", undefined],
  [
    "length(`3`) > `0`",
    "booleanEquals",
    "length is given a number and takes a list or an object or a string",
    undefined,
  ],
  ["length(Pets) > '0'", "booleanEquals", "Only numbers are more or less, and a string is compared", "backquotes"],
  ["length(Pets) == '0'", "booleanEquals", "a number is compared with a string", "single quotes"],
  ["contains(Pets[].Nam, 'x')", "booleanEquals", "a#Pet has no member Nam", undefined],
  ["Pets[*].[Name, Nam]", "allStringEquals", "a#Pet has no member Nam", undefined],
  ["Pets[0].{first: Name}.frist", "stringEquals", "an object has no member frist", "did you mean first?"],
  ["Pets[0] | Nam", "stringEquals", "a#Pet has no member Nam", undefined],
  ["max_by(Pets, &Nam).Name", "stringEquals", "a#Pet has no member Nam", undefined],
  ["sort_by(Pets, &Name)[0].Nam", "stringEquals", "a#Pet has no member Nam", undefined],
  ["map(&Nam, Pets)", "allStringEquals", "a#Pet has no member Nam", undefined],
  ["State || Stat", "stringEquals", "a#ListPetsResponse has no member Stat", undefined],
  ["!Stat", "booleanEquals", "a#ListPetsResponse has no member Stat", undefined],
  ["State[?@ == 'x']", "anyStringEquals", "smithy.api#String is a string, and [?…] wants a list", undefined],
  ["State.*.Name", "anyStringEquals", "* is given a string and wants an object", undefined],
  ["keys(Pets)", "anyStringEquals", "keys is given a list and takes an object", undefined],
  ["Pets[", "anyStringEquals", "Pets[ is no JMESPath", "write it as JMESPath"],
  ["Pets[?Name=='x']", "anyStringEquals", "each item of which is a structure", "name one of its members"],
  ["Pets[0]", "stringEquals", "Pets[0] gives a structure", "name one of its members"],
])("SW1021 the path %s", (path, comparator, message, hint) => {
  expectOne(waiting(output(path, comparator)), "SW1021", "a#ListPets", `${JSON.stringify(path)},`, message, hint);
});

it.each([
  ["length(Pets[]) > `0`", "booleanEquals"],
  ["length(Pets[?Name == 'x' && !(length(Name) == `1`)]) == length(Pets)", "booleanEquals"],
  ["length(State || '') > `0`", "booleanEquals"],
  ["State != 'x' && State != 'y'", "booleanEquals"],
  ["Pets[?Name=='x'].Name", "anyStringEquals"],
  ["Pets[?Name=='x'].Name | [0]", "stringEquals"],
  ["Pets[0].Name", "stringEquals"],
  ["Pets[].Name", "allStringEquals"],
  ["Pets[].Name[]", "allStringEquals"],
  ["Pets[1:].Name", "allStringEquals"],
  ["Pets[*].[Name, Name][]", "allStringEquals"],
  ["max_by(Pets, &Name).Name", "stringEquals"],
  ["map(&Name, Pets)", "allStringEquals"],
  ["to_string(State)", "stringEquals"],
  ["not_null(State, NextToken)", "stringEquals"],
  ["contains(Pets[].Name, State)", "booleanEquals"],
  ['"State"', "stringEquals"],
  ["@.State", "stringEquals"],
  ["let $a = State in $a", "stringEquals"],
  ["upper(State)", "stringEquals"],
])("passes the path %s", (path, comparator) => {
  expect(found(waiting(output(path, comparator)))).toEqual([]);
});

it("looks at both sides of a call", () => {
  const sides = (path: string) => waiting({ inputOutput: { path, expected: "true", comparator: "booleanEquals" } });
  expect(found(sides("length(output.Pets[].Name) == length(input.Owner)"))).toEqual([]);
  expectOne(
    sides("output.State == input.Ownr"),
    "SW1021",
    "a#ListPets",
    '"output.State == input.Ownr",',
    "no member Ownr",
  );
});

it("SW1020 the path of a paginator, wherever it names something", () => {
  expectOne(
    paginated({ outputToken: "NextToken || Pets[-1].Nam" }),
    "SW1020",
    "a#ListPets",
    '"NextToken || Pets[-1].Nam"',
    "a#Pet has no member Nam",
  );
  expect(found(paginated({ outputToken: "NextToken || Pets[-1].Name" }))).toEqual([]);
});

const bound = (trait: string, value: unknown): Json => ({ ...string, traits: { [`smithy.api#${trait}`]: value } });
it.each([
  [
    "a query key",
    { A: bound("httpQuery", "q"), B: bound("httpQuery", "q") },
    '"q"',
    'both travel as the query key "q"',
  ],
  ["a header", { A: bound("httpHeader", "X-A"), B: bound("httpHeader", "x-a") }, '"x-a"', "the header x-a"],
  ["a key of the body", { A: bound("jsonName", "Owner") }, '"Owner"', 'the key "Owner" of the body'],
])("SW1019 two members on %s", (_, input, at, message) => {
  const name = Object.keys(input).at(-1);
  expectOne(pets({ input }), "SW1019", `a#ListPetsRequest$${name}`, at, message);
});

it("SW1019 a member of the body beside a payload, and a query key of the URI", () => {
  const payload = found(pets({ output: { Body: bound("httpPayload", {}) } }));
  expect(payload.map((one) => [one.code, one.shape, one.at])).toEqual([
    ["SW1019", "a#ListPetsResponse$NextToken", '"NextToken": {'],
    ["SW1019", "a#ListPetsResponse$Pets", '"Pets": {'],
    ["SW1019", "a#ListPetsResponse$State", '"State": {'],
  ]);
  const text = pets({ operation: http("/pets?kind=all", "GET"), input: { Kind: bound("httpQuery", "kind") } });
  expectOne(text, "SW1019", "a#ListPetsRequest$Kind", '"kind"', "stands in the URI");
});

it("SW1023 an operation without its path", () => {
  expectOne(
    pets({ operation: {} }),
    "SW1023",
    "a#ListPets",
    '"a#ListPets": {',
    "ListPets has no http trait",
    '"/ListPets"',
  );
});

const example = (one: Json): string =>
  pets({
    operation: { ...http("/pets"), "smithy.api#examples": [{ title: "All", ...one }] },
    input: { Pet: { target: "a#Pet" }, Count: { target: "smithy.api#Integer" } },
  });
it.each([
  [{ input: { Ownr: "me" } }, '"Ownr": "me"', "a#ListPetsRequest has no member Ownr", "did you mean Owner?"],
  [{ input: { Pet: {} } }, "{}", "the required member Name of a#Pet is missing", 'add "Name"'],
  [{ input: { Count: "3" } }, '"3"', "a whole number is expected for Count", undefined],
  [{ output: { Pets: [{ Nam: "Rex" }] } }, '"Nam": "Rex"', "a#Pet has no member Nam", "did you mean Name?"],
  [{ error: { shapeId: "a#Gone" } }, '"a#Gone"', "is not modelled to throw a#Gone", undefined],
])("SW1024 example %j", (one, at, message, hint) => {
  expectOne(example(one), "SW1024", "a#ListPets", at, `Example "All": `, hint);
  expect(found(example(one))[0]?.message).toContain(message);
});

it("SW2030 a pattern that JavaScript cannot run, on a member and on a shape", () => {
  const pattern = { "smithy.api#pattern": "^(?<x>a)(?<x>b)$" };
  const text = pets({
    input: { Code: { target: "a#Code", traits: pattern } },
    shapes: { "a#Code": { type: "string", traits: pattern } },
  });
  expect(found(text).map((one) => [one.code, one.shape, one.at])).toEqual([
    ["SW2030", "a#Code", '"^(?<x>a)(?<x>b)$"'],
    ["SW2030", "a#ListPetsRequest$Code", '"^(?<x>a)(?<x>b)$"'],
  ]);
});

const region = { Region: { type: "string", documentation: "" } };
const rules = (...all: readonly Json[]): string =>
  pets({ service: { "smithy.rules#endpointRuleSet": { version: "1.0", parameters: region, rules: all } } });
const to = (url: string, ...conditions: readonly Json[]): Json => ({ type: "endpoint", conditions, endpoint: { url } });
const isSet: Json = { fn: "isSet", argv: [{ ref: "Region" }] };
it.each([
  [to("https://a", { fn: "isSett", argv: [{ ref: "Region" }] }), '"isSett",', "The function isSett is unknown"],
  [to("https://a", { fn: "isSet", argv: [{ ref: "Regio" }] }), '"Regio"', "Nothing here is called Regio"],
  [to("https://a", { fn: "not", argv: [isSet, isSet] }), "[", "not takes 1 arguments, not 2"],
  [to("https://a", { fn: "uriEncode", argv: [{ ref: "Region" }] }), "{", "a string that may not be set"],
  [to("https://{Region#dnsSuffix}", isSet), '"https://{Region#dnsSuffix}"', "a string has no dnsSuffix"],
  [to("https://{Region", isSet), '"https://{Region"', "A brace has no partner"],
  [{ type: "maybe", conditions: [] }, '"maybe",', 'The rule type "maybe" is unknown'],
])("SW1022 rule %j", (rule, at, message) => {
  expectOne(rules(rule), "SW1022", "a#Pets", at, message);
});
