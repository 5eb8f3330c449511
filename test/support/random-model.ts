/**
 * Arbitrary valid models for fast-check: every kind of shape, traits where they may stand, awkward names, values and texts, any
 * protocol. What Smithy forbids is avoided here, so that a model that swage refuses is a fault of one of the two.
 */
import fc from "fast-check";
import { api, Dice, type Json } from "./dice.ts";
import { boundOperation } from "./random-operation.ts";

const NAMES =
  "Record Error Pet Client Command ServiceClient Map Promise Delete Import Function Object lower __odd X1 Uint8Array JSON Date Set Symbol Blob Service Event Config TextEncoder Unit2 _2nd AsyncIterable NumericValue Value".split(
    " ",
  );
const MEMBERS =
  "id then type class default Message constructor __proto__ toString from URLs nextToken delete in a1 _x Name".split(
    " ",
  );
const SIMPLE =
  "String Integer Boolean Timestamp Blob Document Double Long BigInteger BigDecimal Byte Short Float PrimitiveInteger".split(
    " ",
  );
const DOCS = [
  "",
  "Plain words.",
  "Ends */ early.",
  "<p>HTML <b>bold</b>, an <a href='https://example.com'>address</a>.</p>",
  "Has `code` and @tags and {braces}.",
  "`$" + "{x}` \u2028 line",
  "# Heading\n\n- one\n- two\n\n```js\n*/\n```",
];
const TEXTS = ["one two", 'it\'s "x"', "*/", "a\\b", "0.5", "", "ünï", "`$" + "{y}`"];
const PATTERNS = ["^[a-z]*$", "^(?s).+$", "\\p{L}+", "a++", "[[:alpha:]]", "^(?<x>a)(?<x>b)$"];
const PROTOCOLS = [
  "aws.protocols#restJson1",
  "aws.protocols#restXml",
  "aws.protocols#awsJson1_0",
  "aws.protocols#awsJson1_1",
  "aws.protocols#awsQuery",
  "aws.protocols#ec2Query",
  "smithy.protocols#rpcv2Cbor",
  "smithy.protocols#rpcv2Json",
  "alloy#simpleRestJson",
];
const KINDS =
  "structure structure union list map set enum intEnum oldEnum unnamedEnum string integer timestamp blob error".split(
    " ",
  );

export const randomModels: fc.Arbitrary<{ readonly smithy: string; readonly shapes: Json }> = fc
  .record({
    names: fc.uniqueArray(fc.constantFrom(...NAMES), {
      minLength: 2,
      maxLength: 12,
      selector: (name) => name.replace(/^_+/, "").toLowerCase(),
    }),
    numbers: fc.infiniteStream(fc.nat()),
  })
  .map(({ names, numbers }) => modelOf(names, new Dice(numbers)));

function modelOf(names: readonly string[], dice: Dice): { readonly smithy: string; readonly shapes: Json } {
  const kinds = new Map(names.map((name, index) => [name, index === 0 ? "structure" : dice.pick(KINDS)]));
  const of = (...wanted: readonly string[]): readonly string[] =>
    names.filter((name) => wanted.includes(kinds.get(name) ?? ""));
  const protocol = dice.pick(PROTOCOLS);
  const documents = !/Query$/.test(protocol) && !protocol.endsWith("restXml");
  const simple = (): string =>
    `smithy.api#${dice.pick(documents ? SIMPLE : SIMPLE.filter((one) => one !== "Document"))}`;
  const plain = of("enum", "intEnum", "oldEnum", "unnamedEnum", "string", "integer", "timestamp", "blob");
  const any = names.filter((name) => kinds.get(name) !== "error");
  const target = (): string => (dice.next(3) === 0 ? simple() : `a#${dice.pick(any)}`);
  /** What a list, map or union may hold without leading back to itself by collections alone. */
  const element = (): string => {
    const inner = [...plain, ...of("structure")];
    return dice.next(3) === 0 ? simple() : `a#${dice.pick(inner)}`;
  };
  let unique = 0;
  const member = (to: string, structure: boolean): Json => ({
    target: to,
    traits: {
      ...(structure ? dice.maybe(6, () => ({ "alloy#nullable": {} })) : {}),
      ...api({
        documentation: dice.pick(DOCS),
        ...dice.maybe(4, () => ({ jsonName: `wire${unique++}` })),
        ...dice.maybe(6, () => ({ xmlName: `xml${unique++}` })),
        ...dice.maybe(6, () => ({ deprecated: { message: dice.pick(DOCS) } })),
        // A structure that is required could be one that requires itself.
        ...(structure && to.startsWith("smithy.api#") ? dice.maybe(3, () => ({ required: {} })) : {}),
        ...(structure && to === "smithy.api#String" ? dice.maybe(6, () => ({ idempotencyToken: {} })) : {}),
        ...(to === "smithy.api#String"
          ? dice.maybe(4, () => ({ pattern: dice.pick(PATTERNS), length: { min: 0, max: dice.next(9) } }))
          : {}),
        ...(to === "smithy.api#Integer" ? dice.maybe(3, () => ({ range: { min: -dice.next(9) } })) : {}),
        ...(to === "smithy.api#Timestamp"
          ? dice.maybe(2, () => ({ timestampFormat: dice.pick(["date-time", "http-date", "epoch-seconds"]) }))
          : {}),
      }),
    },
  });
  const members = (structure: boolean, least = 0): Json => {
    const chosen = MEMBERS.slice(0, least + dice.next(MEMBERS.length));
    return Object.fromEntries(
      chosen.map((name) => [name, member(structure || dice.next(2) === 0 ? target() : element(), structure)]),
    );
  };
  const open = (): Json => dice.maybe(4, () => ({ "alloy#openEnum": {} }));
  const values = (type: "enum" | "intEnum"): Json =>
    Object.fromEntries(
      ["ONE", "default", "_3"].map((name, index) => [
        name,
        {
          target: "smithy.api#Unit",
          traits: api({
            enumValue: type === "enum" ? TEXTS[(index * 3) % TEXTS.length] : index - 1,
            documentation: dice.pick(DOCS),
          }),
        },
      ]),
    );
  const shapeOf = (name: string): Json => {
    const traits = { documentation: dice.pick(DOCS), ...dice.maybe(8, () => ({ sensitive: {} })) };
    switch (kinds.get(name)) {
      case "structure":
        return { type: "structure", members: members(true), traits: api(traits) };
      case "error":
        return {
          type: "structure",
          members: members(true),
          traits: api({
            ...traits,
            error: dice.pick(["client", "server"]),
            ...dice.maybe(2, () => ({ httpError: 418 })),
            ...dice.maybe(2, () => ({ retryable: {} })),
          }),
        };
      case "union":
        return {
          type: "union",
          members: { ...members(false, 1), ...dice.maybe(2, () => ({ none: { target: "smithy.api#Unit" } })) },
          traits: api(traits),
        };
      case "list":
      case "set":
        return {
          type: dice.pick(["list", "set"]),
          member: { target: element() },
          traits: api({
            ...traits,
            ...dice.maybe(3, () => ({ length: { min: 0, max: 9 } })),
            ...dice.maybe(3, () => ({ sparse: {} })),
          }),
        };
      case "map":
        return {
          type: "map",
          key: {
            target: dice.pick(["smithy.api#String", ...of("enum", "oldEnum", "string").map((one) => `a#${one}`)]),
          },
          value: { target: element() },
          traits: api({ ...traits, ...dice.maybe(3, () => ({ sparse: {} })) }),
        };
      case "enum":
        return { type: "enum", members: values("enum"), traits: { ...api(traits), ...open() } };
      case "intEnum":
        return { type: "intEnum", members: values("intEnum"), traits: { ...api(traits), ...open() } };
      case "oldEnum":
        return {
          type: "string",
          traits: api({
            ...traits,
            enum: [
              { value: "a-b", name: "A_B" },
              { value: "c", name: "C" },
            ],
          }),
        };
      case "unnamedEnum":
        return { type: "string", traits: api({ ...traits, enum: [{ value: dice.pick(TEXTS) }, { value: "z z" }] }) };
      case "integer":
        return {
          type: dice.pick(["integer", "long", "double"]),
          traits: api({ ...traits, range: { max: dice.next(99) } }),
        };
      case "timestamp":
        return { type: "timestamp", traits: api({ ...traits, timestampFormat: "date-time" }) };
      case "blob":
        return { type: "blob", traits: api({ ...traits, length: { min: 1 } }) };
      default:
        return {
          type: "string",
          traits: api({
            ...traits,
            length: { min: 0, max: 9 },
            pattern: dice.pick(PATTERNS),
            ...dice.maybe(3, () => ({ mediaType: "application/json" })),
          }),
        };
    }
  };
  const shapes: Record<string, Json> = Object.fromEntries(names.map((name) => [`a#${name}`, shapeOf(name)]));
  const structures = of("structure");
  const errors = of("error").map((name) => ({ target: `a#${name}` }));
  const operations = ["Send", "GetIt", "Configure", "List"].map((name) => {
    const side = (): Json =>
      dice.next(5) === 0 ? { target: "smithy.api#Unit" } : { target: `a#${dice.pick(structures)}` };
    const bound = boundOperation(name, { rest: /rest/i.test(protocol), protocol, documents, structures, errors }, dice);
    Object.assign(shapes, bound.shapes);
    shapes[`a#${name}`] = {
      type: "operation",
      input: bound.input ?? side(),
      output: bound.output ?? side(),
      ...dice.maybe(2, () => ({ errors })),
      traits: api({
        http: { method: dice.pick(["POST", "PUT"]), uri: bound.uri },
        documentation: dice.pick(DOCS),
        ...dice.maybe(4, () => ({ optionalAuth: {} })),
        ...bound.traits,
      }),
    };
    return { target: `a#${name}` };
  });
  const inResource = dice.next(2) === 0;
  if (inResource) shapes["a#Held"] = { type: "resource", operations };
  const auth = dice.pick<Json>([
    {},
    { "aws.auth#sigv4": { name: "demo" } },
    api({ httpBearerAuth: {} }),
    api({ httpApiKeyAuth: { name: "X-Key", in: "header" }, httpBasicAuth: {} }),
  ]);
  shapes["a#Demo"] = {
    type: "service",
    version: "1",
    ...(inResource ? { resources: [{ target: "a#Held" }] } : { operations }),
    traits: {
      [protocol]: {},
      ...auth,
      ...api({ xmlNamespace: { uri: "https://example.com/" }, documentation: dice.pick(DOCS) }),
    },
  };
  return { smithy: "2.0", shapes };
}
