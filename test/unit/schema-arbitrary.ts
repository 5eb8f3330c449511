/**
 * Random schema tables with values that fit them, for property tests. A table is drawn first, then values for it.
 */
import { NumericValue } from "@smithy/core/serde";
import fc from "fast-check";
import type { OperationSchema, SchemaRef } from "../../templates/runtime/schema/schema.ts";

/** A reference, and the values that it takes. */
export interface Drawn {
  readonly ref: SchemaRef;
  readonly values: fc.Arbitrary<unknown>;
}

type Traits = Readonly<Record<string, unknown>>;

export const dates = fc.date({
  min: new Date("1000-01-01"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});
export const texts = fc.string({ unit: "binary", maxLength: 12 });
/** The official reader loses the value of a map's `__proto__`. */
export const mapKeys = texts.filter((text) => text !== "__proto__");
const plainTexts = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
export const numbers = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity, 1e21, -0));
/** No big number is beyond what `JSON.parse` keeps: before Node 22 the official parser loses the digits of the others. */
const finite = fc.double({ noNaN: true, min: -1e15, max: 1e15 });
export const integers = fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n });
export const decimals = fc
  .tuple(fc.nat(1e6), fc.nat(1e6), fc.boolean())
  .map(([whole, fraction, negative]) => new NumericValue(`${negative ? "-" : ""}${whole}.${fraction}1`, "bigDecimal"));
export const bytes = fc.uint8Array({ maxLength: 20 });
export const documents = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    finite,
    texts,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(mapKeys, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

export function simple(ref: SchemaRef, values: fc.Arbitrary<unknown>): Drawn {
  return { ref, values };
}

const SIMPLE: readonly Drawn[] = [
  simple(0, texts),
  simple(1, numbers),
  simple(2, fc.boolean()),
  simple(4, dates),
  simple(5, dates),
  simple(6, dates),
  simple(7, dates),
  simple(15, documents),
  simple(17, integers),
  simple(19, decimals),
  simple(21, bytes),
  simple([0, "ns", "Json", { mediaType: "application/json" }, 0] as SchemaRef, fc.json()),
  simple([0, "ns", "Secret", 8, 0] as SchemaRef, texts),
];

export const memberNames = fc.uniqueArray(fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,6}$/), {
  minLength: 0,
  maxLength: 6,
});

/** Any shape that may stand in a body. */
export function bodyShape(depth: number): fc.Arbitrary<Drawn> {
  const leaf = fc.constantFrom(...SIMPLE);
  if (depth === 0) return leaf;
  const inner = bodyShape(depth - 1);
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 1, arbitrary: list(inner) },
    { weight: 1, arbitrary: map(inner) },
    {
      weight: 2,
      arbitrary: structure(inner),
    },
    { weight: 1, arbitrary: union(inner) },
  );
}

function list(inner: fc.Arbitrary<Drawn>): fc.Arbitrary<Drawn> {
  return fc.tuple(inner, fc.boolean()).map(([item, sparse]) => ({
    ref: [1, "ns", "List", sparse ? { sparse: 1 } : 0, item.ref],
    values: fc.array(fc.option(item.values, { freq: 6 }), { maxLength: 4 }),
  }));
}

function map(inner: fc.Arbitrary<Drawn>): fc.Arbitrary<Drawn> {
  return fc.tuple(inner, fc.boolean()).map(([item, sparse]) => ({
    ref: [2, "ns", "Map", sparse ? { sparse: 1 } : 0, 0, item.ref],
    values: fc.dictionary(mapKeys, fc.option(item.values, { freq: 6 }), { maxKeys: 4, noNullPrototype: true }),
  }));
}

function named(inner: fc.Arbitrary<Drawn>): fc.Arbitrary<readonly (Drawn & { readonly name: string })[]> {
  return memberNames.chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.tuple(inner, fc.boolean()).map(([drawn, renamed]) => ({
          name,
          values: drawn.values,
          ref: renamed ? ([drawn.ref, { jsonName: `wire_${name}` }] as SchemaRef) : drawn.ref,
        })),
      ),
    ),
  );
}

export function structure(inner: fc.Arbitrary<Drawn>): fc.Arbitrary<Drawn> {
  return named(inner).map((members) => ({
    ref: [3, "ns", "Struct", 0, members.map(({ name }) => name), members.map(({ ref }) => ref)],
    values: fc.record(Object.fromEntries(members.map(({ name, values }) => [name, fc.option(values, { freq: 4 })])), {
      requiredKeys: [],
      noNullPrototype: true,
    }),
  }));
}

function union(inner: fc.Arbitrary<Drawn>): fc.Arbitrary<Drawn> {
  return named(inner)
    .filter((members) => members.length > 0)
    .map((members) => ({
      ref: [4, "ns", "Union", 0, members.map(({ name }) => name), members.map(({ ref }) => ref)],
      values: fc.oneof(
        ...members.map(({ name, values }) => values.map((value) => ({ [name]: value }))),
        documents.filter((value) => value !== null).map((value) => ({ $unknown: ["unheardOf", value] })),
      ),
    }));
}

/** What may stand in a path, a query or a header; all texts of URLs are well-formed. */
const inUrl = fc.constantFrom(
  simple(0, plainTexts),
  simple(1, numbers),
  simple(2, fc.boolean()),
  simple(4, dates),
  simple(5, dates),
  simple(6, dates),
  simple(7, dates),
  simple(17, integers),
  simple([0, "ns", "Json", { mediaType: "application/json" }, 0] as SchemaRef, fc.json()),
);

function withTraits({ ref, values }: Drawn, traits: Traits): Drawn {
  return { ref: [ref, traits], values };
}

function listOf({ ref, values }: Drawn): Drawn {
  return { ref: [1, "ns", "List", 0, ref], values: fc.array(values, { maxLength: 3 }) };
}

const keys = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,5}$/);
const mapOfTexts: Drawn = simple(
  [2, "ns", "Map", 0, 0, 0] as SchemaRef,
  fc.dictionary(keys, plainTexts, { maxKeys: 3, noNullPrototype: true }),
);
const mapOfLists: Drawn = simple(
  [2, "ns", "Map", 0, 0, [1, "ns", "List", 0, 0]] as SchemaRef,
  fc.dictionary(keys, fc.array(plainTexts, { maxLength: 3 }), { maxKeys: 3, noNullPrototype: true }),
);

/** An operation with every kind of binding, and inputs for it. The output has the members that an answer can carry. */
export interface DrawnOperation {
  readonly schema: OperationSchema;
  readonly inputs: fc.Arbitrary<Record<string, unknown>>;
}

export const operations: fc.Arbitrary<DrawnOperation> = operationsWith(bodyShape(2), bodyShape(2));

/** `payloads` and `bodies`: what the protocol can carry as a payload, and as a member of a body. */
export function operationsWith(
  payloads: fc.Arbitrary<Drawn>,
  bodies: fc.Arbitrary<Drawn>,
): fc.Arbitrary<DrawnOperation> {
  return fc
    .record({
      labels: fc.array(inUrl, { maxLength: 2 }),
      greedy: fc.boolean(),
      queries: fc.array(fc.oneof(inUrl, inUrl.map(listOf)), { maxLength: 2 }),
      headers: fc.array(fc.oneof(inUrl, inUrl.map(listOf)), { maxLength: 2 }),
      prefix: fc.boolean(),
      params: fc.constantFrom(undefined, mapOfTexts, mapOfLists),
      token: fc.constantFrom(undefined, "header", "query", "body"),
      payload: fc.option(payloads),
      body: fc.array(bodies, { maxLength: 3 }),
      literal: fc.constantFrom("", "?type=x", "?flag&type=x%20y"),
      hostLabel: fc.boolean(),
    })
    .map((drawn) => {
      const members: [name: string, drawn: Drawn, required: boolean][] = [];
      let path = "/root";
      drawn.labels.forEach((label, i) => {
        members.push([`Label${i}`, withTraits(label, { httpLabel: 1 }), true]);
        path += `/{Label${i}${drawn.greedy && i === drawn.labels.length - 1 ? "+" : ""}}`;
      });
      if (drawn.hostLabel) {
        const host = simple(0, fc.stringMatching(/^[a-z]{1,5}$/));
        members.push(["Host", withTraits(host, { hostLabel: 1, httpHeader: "x-host" }), true]);
      }
      drawn.queries.forEach(
        (query, i) => void members.push([`Query${i}`, withTraits(query, { httpQuery: `q${i}` }), false]),
      );
      drawn.headers.forEach(
        (header, i) => void members.push([`Header${i}`, withTraits(header, { httpHeader: `X-H${i}` }), false]),
      );
      if (drawn.prefix) members.push(["Prefix", withTraits(mapOfTexts, { httpPrefixHeaders: "X-P-" }), false]);
      if (drawn.params) members.push(["Params", withTraits(drawn.params, { httpQueryParams: 1 }), false]);
      const place = { header: { httpHeader: "x-token" }, query: { httpQuery: "token" }, body: {} };
      if (drawn.token && !(drawn.token === "body" && drawn.payload)) {
        members.push([
          "Token",
          withTraits(simple(0, fc.constant(undefined)), { idempotencyToken: 1, ...place[drawn.token] }),
          false,
        ]);
      }
      if (drawn.payload) members.push(["Payload", withTraits(drawn.payload, { httpPayload: 1 }), false]);
      else drawn.body.forEach((body, i) => void members.push([`Body${i}`, body, false]));
      const answered = members.filter(([name]) => !/^(Label|Query|Params|Token)/.test(name));
      const output: SchemaRef = [
        3,
        "ns",
        "Output",
        0,
        answered.map(([name]) => name),
        answered.map(([, { ref }]) => ref),
      ];
      const table: SchemaRef = [3, "ns", "Input", 0, members.map(([name]) => name), members.map(([, { ref }]) => ref)];
      const traits: Traits = {
        http: ["POST", `${path}/end${drawn.literal}`, 200],
        ...(drawn.hostLabel ? { endpoint: ["data-{Host}."] } : {}),
      };
      return {
        schema: [9, "ns", "Op", traits, () => table, () => output] as OperationSchema,
        inputs: fc.record(Object.fromEntries(members.map(([name, { values }]) => [name, values])), {
          requiredKeys: members.filter(([, , required]) => required).map(([name]) => name),
          noNullPrototype: true,
        }),
      };
    });
}
