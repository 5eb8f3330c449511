/**
 * Models that a hand has broken, one fault each: what is said is one diagnostic, with its code, about the right shape, at the
 * text that is wrong.
 */
import { expect, it } from "vitest";
import { Diagnostics } from "../../codegen/diagnostics.ts";
import { buildModel } from "../../codegen/load/build.ts";
import { locate } from "../../codegen/load/position.ts";
import { readSmithy } from "../../codegen/load/smithy.ts";
import { lint } from "../../codegen/model/lint.ts";
import type { Json } from "../support/pets.ts";

const api = (traits: Json): Json =>
  Object.fromEntries(
    Object.entries(traits).map(([name, value]) => [name.includes("#") ? name : `smithy.api#${name}`, value]),
  );
const to = (target: string, traits: Json = {}): Json => ({
  target: target.includes("#") ? target : `smithy.api#${target}`,
  traits: api(traits),
});
const struct = (members: Json, traits: Json = {}): Json => ({ type: "structure", members, traits: api(traits) });
const label = (traits: Json = {}): Json => to("String", { required: {}, httpLabel: {}, ...traits });

interface Change {
  readonly service?: Json;
  readonly operation?: Json;
  readonly uri?: string;
  readonly method?: string;
  readonly input?: Json;
  readonly output?: Json;
  readonly shapes?: Json;
}

const model = ({ service, operation, uri = "/pets/{id}", method = "POST", input, output, shapes }: Change): string =>
  JSON.stringify(
    {
      smithy: "2.0",
      shapes: {
        "a#Pets": {
          type: "service",
          version: "1",
          operations: [{ target: "a#Call" }],
          traits: { "aws.protocols#restJson1": {}, ...api(service ?? {}) },
        },
        "a#Call": {
          type: "operation",
          input: { target: "a#In" },
          output: { target: "a#Out" },
          traits: api({ http: { method, uri }, ...operation }),
        },
        "a#In": struct({ id: label(), token: to("String", { httpQuery: "token" }), ...input }),
        "a#Out": struct({ next: to("String"), count: to("Integer"), pets: to("a#Pets_"), ...output }),
        "a#Pets_": { type: "list", member: to("a#Pet") },
        "a#Pet": struct({ name: to("String") }),
        "a#Map": { type: "map", key: to("String"), value: to("String") },
        ...shapes,
      },
    },
    null,
    1,
  );

/** `SW1019 a#In$x "httpHeader"…`: code, shape, and what stands at the place. */
function said(text: string, isSmithy = true): readonly string[] {
  const diagnostics = new Diagnostics();
  const ast = readSmithy([{ file: "model.json", json: JSON.parse(text) }], diagnostics);
  const built = ast.shapes.size === 0 ? undefined : buildModel(ast, diagnostics);
  if (built !== undefined) lint(built, (id, steps, key) => ast.place(id, steps, key), diagnostics, isSmithy);
  return diagnostics.all.map(({ code, shape, place, message }) => {
    const at = place === undefined ? undefined : locate(text, place);
    const line = text.split("\n")[(at?.line ?? 0) - 1]?.slice((at?.column ?? 0) - 1);
    return `${code} ${shape} ${line?.replace(/,$/, "")} ${message}`;
  });
}

it("is sound as it stands", () => {
  expect(said(model({}))).toEqual([]);
});

const streams = { "a#S": { type: "blob", traits: api({ streaming: {} }) } };
const events = (event: Json, more: Json = {}): Change => ({
  shapes: {
    "a#E": { type: "union", members: { one: to("a#Event") }, traits: api({ streaming: {} }) },
    "a#Event": event,
    ...more,
  },
  output: {
    next: to("String", { httpHeader: "n" }),
    count: to("Integer", { httpResponseCode: {} }),
    pets: to("a#E", { httpPayload: {} }),
  },
});
const rules = (parameters: Json, url = "https://x"): Json => ({
  "smithy.rules#endpointRuleSet": {
    version: "1.0",
    parameters,
    rules: [{ conditions: [], type: "endpoint", endpoint: { url } }],
  },
});
const wait = (waiter: Json, name = "PetThere"): Change => ({
  operation: { "smithy.waiters#waitable": { [name]: waiter } },
});
const acceptors = [{ state: "success", matcher: { success: true } }];
const enumOf = (values: Json, type = "enum"): Json => ({
  "a#Kind": {
    type,
    members: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, to("Unit", { enumValue: value })]),
    ),
  },
});

it.each<[fault: string, change: Change, says: string]>([
  // Request lines.
  ["a fragment", { uri: "/pets/{id}#x" }, 'SW1009 a#Call "/pets/{id}#x" smithy.api#http: a path of plain characters'],
  ["a blank", { uri: "/p ets/{id}" }, 'SW1009 a#Call "/p ets/{id}" smithy.api#http: a path of plain characters'],
  ["an empty part", { uri: "//{id}" }, 'SW1009 a#Call "//{id}" smithy.api#http: a path without empty parts'],
  ["a way up", { uri: "/../{id}" }, 'SW1009 a#Call "/../{id}" smithy.api#http: a path without empty parts'],
  ["half a label", { uri: "/pets/{id" }, 'SW1009 a#Call "/pets/{id" smithy.api#http: a path whose labels are whole'],
  ["a label in a word", { uri: "/pets/a{id}" }, 'SW1009 a#Call "/pets/a{id}" smithy.api#http: a path whose labels'],
  ["an empty query", { uri: "/pets/{id}?" }, 'SW1009 a#Call "/pets/{id}?" smithy.api#http: a query of keys'],
  ["a key twice", { uri: "/pets/{id}?a&a=1" }, 'SW1009 a#Call "/pets/{id}?a&a=1" smithy.api#http: a query of keys'],
  [
    "a label in a query",
    { uri: "/pets/{id}?a={b}" },
    'SW1009 a#Call "/pets/{id}?a={b}" smithy.api#http: a query of keys',
  ],
  [
    "two greedy labels",
    { uri: "/{id+}/{name+}", input: { name: label() } },
    'SW2061 a#Call "/{id+}/{name+}" Call (POST /{id+}/{name+}) has a label behind {id+}',
  ],
  [
    "a label behind a greedy one",
    { uri: "/{id+}/x/{name}", input: { name: label() } },
    'SW2061 a#Call "/{id+}/x/{name}" Call (POST /{id+}/x/{name}) has a label behind {id+}',
  ],
  ["no method", { method: "GET /x" }, 'SW1009 a#Call "GET /x" smithy.api#http: a name of letters'],
  [
    "a host with a path",
    { operation: { endpoint: { hostPrefix: "x/" } } },
    'SW1009 a#Call "x/" smithy.api#endpoint: the beginning of a host',
  ],
  // Where members travel.
  [
    "a header's line break",
    { input: { x: to("String", { httpHeader: "a\r\nb" }) } },
    String.raw`SW1009 a#In$x "a\r\nb" smithy.api#httpHeader`,
  ],
  [
    "two places",
    { input: { x: to("String", { httpHeader: "a", httpQuery: "b" }) } },
    'SW1019 a#In$x "smithy.api#httpHeader": "a" x has httpQuery and httpHeader',
  ],
  [
    "reading what is safe to write twice",
    { operation: { readonly: {}, idempotent: {} } },
    'SW1013 a#Call "smithy.api#idempotent": {} smithy.api#idempotent may not stand here: Call is readonly',
  ],
  [
    "two maps of headers",
    { input: { x: to("a#Map", { httpPrefixHeaders: "a-" }), y: to("a#Map", { httpPrefixHeaders: "b-" }) } },
    'SW1019 a#In$y "smithy.api#httpPrefixHeaders": "b-" x and y both hold headers',
  ],
  [
    "a header among headers",
    { input: { x: to("a#Map", { httpPrefixHeaders: "A-" }), y: to("String", { httpHeader: "a-b" }) } },
    'SW1019 a#In$y "smithy.api#httpHeader": "a-b" The header a-b is one of those that x holds',
  ],
  [
    "a label that may be missing",
    { input: { id: to("String", { httpLabel: {} }) } },
    'SW1013 a#In$id "smithy.api#httpLabel": {} id has httpLabel and is not required',
  ],
  [
    "a greedy number",
    { uri: "/pets/{id+}", input: { id: to("Integer", { httpLabel: {}, required: {} }) } },
    'SW1013 a#In$id "smithy.api#httpLabel": {} {id+} takes several parts',
  ],
  [
    "headers of numbers",
    {
      input: { x: to("a#M", { httpPrefixHeaders: "a-" }) },
      shapes: { "a#M": { type: "map", key: to("String"), value: to("Integer") } },
    },
    'SW1013 a#In$x "smithy.api#httpPrefixHeaders": "a-" smithy.api#httpPrefixHeaders may not stand here: the map holds an integer',
  ],
  [
    "queries of structures",
    {
      input: { x: to("a#M", { httpQueryParams: {} }) },
      shapes: { "a#M": { type: "map", key: to("String"), value: to("a#Pets_") } },
    },
    'SW1013 a#In$x "smithy.api#httpQueryParams": {} smithy.api#httpQueryParams may not stand here: the map holds a structure',
  ],
  [
    "a stream beside a body",
    { output: { s: to("a#S") }, shapes: streams },
    'SW1019 a#Out$s "s": { s is a stream, which is a whole body',
  ],
  [
    "a status of no error",
    { shapes: { "a#Pet": struct({}, { httpError: 404 }) } },
    'SW1013 a#Pet "smithy.api#httpError": 404 smithy.api#httpError may not stand here: Pet is no error',
  ],
  // Streams and events.
  [
    "events of text",
    { ...events({ type: "string" }) },
    'SW1010 a#E$one "one": { one is a string, and events are structures',
  ],
  [
    "two payloads of an event",
    events(struct({ a: to("Blob", { eventPayload: {} }), b: to("Blob", { eventPayload: {} }) })),
    'SW1019 a#Event$b "b": { a is the whole payload of the event',
  ],
  [
    "a list of streams",
    {
      ...events(struct({}), { "a#Pet": struct({ x: to("a#L") }), "a#L": { type: "list", member: to("a#E") } }),
      input: { p: to("a#Pet") },
    },
    'SW1013 a#L "member": { member is a stream',
  ],
  // Values.
  [
    "one value twice",
    { input: { k: to("a#Kind") }, shapes: enumOf({ A: "x", B: "x" }) },
    'SW1027 a#Kind$B "B": { A and B are one value, "x"',
  ],
  [
    "one number twice",
    { input: { k: to("a#Kind") }, shapes: enumOf({ A: 1, B: 1 }, "intEnum") },
    'SW1027 a#Kind$B "B": { A and B are one value, 1',
  ],
  [
    "one name twice",
    {
      input: { k: to("a#Kind") },
      shapes: {
        "a#Kind": {
          type: "string",
          traits: api({
            enum: [
              { name: "A", value: "a" },
              { name: "A", value: "b" },
            ],
          }),
        },
      },
    },
    'SW1027 a#Kind "smithy.api#enum": [ Two values are called A',
  ],
  [
    "a default of no value",
    { input: { k: to("a#Kind", { default: "y" }) }, shapes: enumOf({ A: "x" }) },
    'SW1009 a#In$k "y" smithy.api#default: one of "x" is expected',
  ],
  [
    "a time of words",
    { input: { k: to("Timestamp", { default: "soon" }) } },
    'SW1009 a#In$k "soon" smithy.api#default: a date-time',
  ],
  [
    "less than nothing",
    { input: { k: to("String", { length: { min: -1 } }) } },
    "SW1009 a#In$k -1 smithy.api#length: a whole number from 0 on",
  ],
  [
    "no name of XML",
    { input: { k: to("String", { xmlName: "a b" }) } },
    'SW1009 a#In$k "a b" smithy.api#xmlName: a name of XML',
  ],
  // Waiters and pages.
  ["a waiter's name", wait({ acceptors }, "pet there"), "SW1009 a#Call { smithy.waiters#waitable: a name is expected"],
  [
    "a waiter that never ends well",
    wait({ acceptors: [{ state: "failure", matcher: { success: true } }] }),
    "SW1009 a#Call { smithy.waiters#waitable: an acceptor with the state success",
  ],
  [
    "two waiters of one name",
    { operation: { "smithy.waiters#waitable": { PetThere: { acceptors }, petThere: { acceptors } } } },
    'SW1027 a#Call "petThere": { The waiters PetThere and petThere differ in nothing but case.',
  ],
  ["a service of digits", { service: { "aws.api#service": { sdkId: "123" } } }, 'SW1009 a#Pets "123" aws.api#service'],
  [
    "two operations of one name",
    {
      shapes: {
        "a#Pets": {
          type: "service",
          operations: [{ target: "a#Call" }, { target: "a#Cal_l" }],
          traits: { "aws.protocols#restJson1": {} },
        },
        "a#Cal_l": { type: "operation", traits: api({ http: { method: "GET", uri: "/" } }) },
      },
    },
    'SW1027 a#Call "a#Call": { The operations Cal_l and Call differ in nothing but case.',
  ],
  [
    "a service that nothing can be called after",
    { shapes: { "a#_1": { type: "service", traits: { "aws.protocols#restJson1": {} } }, "a#Pets": struct({}) } },
    'SW1012 a#_1 "a#_1": { "_1" is no name for a client.',
  ],
  [
    "a delay of nothing",
    wait({ acceptors, minDelay: 0 }),
    "SW1009 a#Call 0 smithy.waiters#waitable: a whole number from 1 on",
  ],
  [
    "delays the wrong way round",
    wait({ acceptors, maxDelay: 1 }),
    "SW1009 a#Call { smithy.waiters#waitable: a `minDelay` that is not above",
  ],
  [
    "perhaps",
    wait({
      acceptors: [
        { state: "success", matcher: { output: { path: "next", expected: "maybe", comparator: "booleanEquals" } } },
      ],
    }),
    'SW1009 a#Call { smithy.waiters#waitable: "true" or "false"',
  ],
  [
    "a token that is no token",
    { operation: { paginated: { inputToken: "token", outputToken: "pets", items: "pets" } } },
    'SW1020 a#Call "token" inputToken: token takes no list, and that is what pets gives',
  ],
  [
    "pages of a size in words",
    { operation: { paginated: { inputToken: "token", outputToken: "next", items: "pets", pageSize: "token" } } },
    'SW1020 a#Call "token" pageSize: token is a string, and a size is a byte, short, integer or long',
  ],
  // What traits name.
  [
    "no such checksum",
    { operation: { "aws.protocols#httpChecksum": { responseAlgorithms: ["CRC32", "CRC33"] } } },
    'SW1009 a#Call "CRC33" aws.protocols#httpChecksum: one of "CRC32"',
  ],
  [
    "no such checksum among a member's values",
    {
      operation: { "aws.protocols#httpChecksum": { requestAlgorithmMember: "k" } },
      input: { k: to("a#Kind") },
      shapes: enumOf({ A: "CRC32", B: "CRC33" }),
    },
    'SW1010 a#Call "k" requestAlgorithmMember: k has the value CRC33',
  ],
  [
    "a checksum of any name",
    { operation: { "aws.protocols#httpChecksum": { requestAlgorithmMember: "token" } } },
    'SW1010 a#Call "token" requestAlgorithmMember: token is a string, and it has to be an enum',
  ],
  [
    "rules without a rule",
    { service: { "smithy.rules#endpointRuleSet": { version: "1.0", parameters: {}, rules: [] } } },
    "SW1009 a#Pets [] smithy.rules#endpointRuleSet: a list that is not empty is expected",
  ],
  [
    "no such built-in",
    { service: rules({ A: { type: "String", builtIn: "AWS::Regoin" } }) },
    'SW2073 a#Pets "AWS::Regoin" No client knows AWS::Regoin by itself',
  ],
  [
    "a parameter of two members",
    {
      service: rules({ A: { type: "String" } }),
      input: {
        x: to("String", { "smithy.rules#contextParam": { name: "A" } }),
        y: to("String", { "smithy.rules#contextParam": { name: "A" } }),
      },
    },
    'SW1019 a#In$y "smithy.rules#contextParam": { x and y both give the parameter A',
  ],
  [
    "no such member",
    { operation: { "aws.protocols#httpChecksum": { requestAlgorithmMember: "tokn" } } },
    'SW1003 a#Call "tokn" The input of Call has no member tokn',
  ],
  [
    "no such operation",
    { service: { "aws.api#clientEndpointDiscovery": { operation: "a#Cal" } } },
    'SW1003 a#Pets "a#Cal" The service has no operation a#Cal',
  ],
  [
    "no such parameter",
    {
      service: rules({ A: { type: "String" } }),
      input: { x: to("String", { "smithy.rules#contextParam": { name: "B" } }) },
    },
    "SW1022 a#Call { The endpoint rules have no parameter B",
  ],
  [
    "a parameter of another type",
    {
      service: rules({ A: { type: "String" } }),
      operation: { "smithy.rules#staticContextParams": { A: { value: true } } },
    },
    "SW1022 a#Call true The parameter A of the endpoint rules is a string, and this is true or false",
  ],
  [
    "a parameter that is a number",
    {
      service: rules({ A: { type: "String" } }),
      input: { x: to("Integer", { "smithy.rules#contextParam": { name: "A" } }) },
    },
    "SW1022 a#Call { A parameter of the endpoint rules is no integer",
  ],
  [
    "a default of another type",
    { service: rules({ A: { type: "String", default: true } }) },
    "SW1022 a#Pets true The default of A is true, and A is a String",
  ],
  [
    "a host that may not be there",
    { service: rules({ A: { type: "String" } }, "https://{A}") },
    'SW1022 a#Pets "https://{A}" {A} may not be set',
  ],
  [
    "a parameter without a name",
    { service: rules({ "a b": { type: "String" } }) },
    "SW1009 a#Pets { smithy.rules#endpointRuleSet: a name is expected",
  ],
  [
    "a service without a name",
    { service: { "aws.api#service": { sdkId: " " } } },
    'SW1009 a#Pets " " aws.api#service: a name that starts with a letter',
  ],
  [
    "an error that is not there",
    {
      operation: {},
      shapes: {
        "a#Call": {
          type: "operation",
          errors: [{ target: "a#Nope" }],
          traits: api({ http: { method: "POST", uri: "/" } }),
        },
      },
    },
    'SW1003 a#Call$errors "a#Nope" The target a#Nope does not exist',
  ],
  [
    "a shape called like a member",
    { shapes: { "a#Pet$name": struct({}) } },
    'SW1012 a#Pet$name "a#Pet$name": { "a#Pet$name" is not a shape id',
  ],
  [
    "a trait of no namespace",
    { shapes: { "a#Pet": { ...struct({}), traits: { documentaton: "x" } } }, input: { p: to("a#Pet") } },
    'SW2050 a#Pet "documentaton": "x" Smithy has no trait documentaton',
  ],
])("%s", (_, change, says) => {
  const all = said(model(change));
  expect(all.map((one) => one.slice(0, says.length))).toEqual([says]);
});

it("takes text for a size where botocore has it", () => {
  const paginated = { inputToken: "token", outputToken: "next", items: "pets", pageSize: "token" };
  expect(said(model({ operation: { paginated } }), false)).toEqual([]);
});

it("says where nothing is", () => {
  expect(said('{\n "smithy": "2.0",\n "shapes": {}\n}')).toEqual(["SW1005 undefined {} The model has no shapes."]);
});
