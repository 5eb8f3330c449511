/**
 * Random schema tables for the protocols that write XML or forms, with values that fit them: names, namespaces, attributes,
 * flattened lists and maps.
 *
 * Not drawn is what the official classes themselves do not read back as they write it: lists in maps, lists and maps in
 * flattened lists, structures with an `xmlName` as items.
 */
import fc from "fast-check";
import type { SchemaRef } from "../../templates/runtime/schema/schema.ts";
import { BLOB, MAP, STRING, shapeOf, UNION } from "../../templates/runtime/schema/shape.ts";
import { bytes, type Drawn, dates, decimals, integers, memberNames, numbers, simple } from "./schema-arbitrary.ts";

/** White space with a line break, alone, is layout to the official reader, escaped or not. */
const texts = fc.string({ unit: "binary", maxLength: 12 }).filter((text) => !(text.includes("\n") && !text.trim()));
const keys = texts.filter((text) => text !== "__proto__");
const json: SchemaRef = [0, "ns", "Json", { mediaType: "application/json" }, 0];

const SCALARS: readonly Drawn[] = [
  simple(0, texts),
  simple(1, numbers),
  simple(2, fc.boolean()),
  simple(4, dates),
  simple(5, dates),
  simple(6, dates),
  simple(7, dates),
  simple(17, integers),
  simple(19, decimals),
  simple(21, bytes),
  simple(json, fc.json()),
];

const scalar = fc.constantFrom(...SCALARS);
const text = fc.constantFrom(simple(0, texts), simple([0, "ns", "Secret", 8, 0], texts));
const uri = fc.constantFrom("urn:a", "urn:b");
const namespace = fc.option(fc.tuple(fc.constantFrom(0, "p"), uri), { freq: 3 });

type Traits = Readonly<Record<string, unknown>>;

const withTraits = ({ ref, values }: Drawn, traits: Traits): Drawn =>
  Object.keys(traits).length === 0 ? { ref, values } : { ref: [ref, traits], values };

/**
 * Where a declaration may stand: the official reader takes it for a member of a union, and trips over it in an empty map or text.
 */
function namespaced({ ref }: Drawn, value: unknown): Traits {
  return value && !TAKES_NONE.has(shapeOf(ref).type) ? { xmlNamespace: value } : {};
}

const TAKES_NONE: ReadonlySet<number> = new Set([UNION, MAP, STRING, BLOB]);

/** What a flattened list or map may hold: one element each. */
const item = (depth: number): fc.Arbitrary<Drawn> =>
  depth === 0 ? scalar : fc.oneof(scalar, xmlStructure(depth - 1), xmlUnion(depth - 1));

/** Any shape that may stand in a member. */
function member(depth: number): fc.Arbitrary<Drawn> {
  if (depth === 0) return scalar;
  return fc.oneof(
    { weight: 3, arbitrary: scalar },
    { weight: 1, arbitrary: list(fc.oneof(item(depth), list(item(depth - 1)))) },
    { weight: 1, arbitrary: item(depth).chain((inner) => list(fc.constant(inner), true)) },
    { weight: 1, arbitrary: map(fc.oneof(item(depth), map(item(depth - 1)))) },
    { weight: 1, arbitrary: item(depth).chain((inner) => map(fc.constant(inner), true)) },
    { weight: 2, arbitrary: fc.oneof(xmlStructure(depth - 1), xmlUnion(depth - 1)) },
  );
}

function list(inner: fc.Arbitrary<Drawn>, flat = false): fc.Arbitrary<Drawn> {
  return fc.tuple(inner, fc.boolean()).map(([drawn, renamed]) => ({
    ref: [
      1,
      "ns",
      "List",
      flat ? { xmlFlattened: 1 } : 0,
      withTraits(drawn, renamed ? { xmlName: "item", ec2QueryName: "Item" } : {}).ref,
    ],
    values: fc.array(fc.option(drawn.values, { freq: 6 }), { maxLength: 4 }),
  }));
}

function map(inner: fc.Arbitrary<Drawn>, flat = false): fc.Arbitrary<Drawn> {
  return fc.tuple(inner, fc.boolean()).map(([drawn, renamed]) => ({
    ref: [
      2,
      "ns",
      "Map",
      flat ? { xmlFlattened: 1 } : 0,
      renamed ? [0, { xmlName: "k", ec2QueryName: "K" }] : 0,
      withTraits(drawn, renamed ? { xmlName: "v" } : {}).ref,
    ],
    values: fc.dictionary(keys, fc.option(drawn.values, { freq: 6 }), { maxKeys: 4, noNullPrototype: true }),
  }));
}

interface Named extends Drawn {
  readonly name: string;
}

function named(depth: number, attributes: boolean): fc.Arbitrary<readonly Named[]> {
  return memberNames.chain((names) =>
    fc.tuple(
      ...names.map((name) => {
        const element = fc
          .tuple(member(depth), namespace)
          .map(([drawn, space]) => withTraits(drawn, namespaced(drawn, space)));
        const attribute = scalar.map((drawn) => withTraits(drawn, { xmlAttribute: 1 }));
        const place = attributes
          ? fc.oneof({ weight: 5, arbitrary: element }, { weight: 1, arbitrary: attribute })
          : element;
        const traits = fc.constantFrom<Traits>(
          {},
          {},
          { xmlName: `wire_${name}` },
          { xmlName: `p:${name}`, ec2QueryName: `Ec2${name}` },
        );
        return fc.tuple(place, traits).map(([drawn, more]) => ({ name, ...withTraits(drawn, more) }));
      }),
    ),
  );
}

/** A structure, whose shape may have a namespace. */
export function xmlStructure(depth: number, name = "Struct"): fc.Arbitrary<Drawn> {
  return fc.tuple(named(depth, true), namespace).map(([members, space]) => ({
    ref: [
      3,
      "ns",
      name,
      space ? { xmlNamespace: space } : 0,
      members.map((one) => one.name),
      members.map(({ ref }) => ref),
    ],
    values: fc.record(Object.fromEntries(members.map((one) => [one.name, fc.option(one.values, { freq: 4 })])), {
      requiredKeys: [],
      noNullPrototype: true,
    }),
  }));
}

function xmlUnion(depth: number): fc.Arbitrary<Drawn> {
  return named(depth, false)
    .filter((members) => members.length > 0)
    .map((members) => ({
      ref: [4, "ns", "Union", 0, members.map((one) => one.name), members.map(({ ref }) => ref)],
      values: fc.oneof(
        ...members.map(({ name, values }) => values.map((value) => ({ [name]: value }))),
        texts.map((value) => ({ $unknown: ["unheardOf", value] })),
      ),
    }));
}

/** Members of a body: without attributes, which an input as a whole may have but no other place of its. */
export const xmlMember: fc.Arbitrary<Drawn> = member(2);

/** What restXml can carry as a payload. */
export const xmlPayload: fc.Arbitrary<Drawn> = fc.oneof(
  xmlStructure(1),
  xmlUnion(1),
  text,
  fc.constant(simple(21, bytes)),
);
