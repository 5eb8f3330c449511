/**
 * Tables of structures that are read when they are first used. To whoever reads one it is an array in Smithy's static
 * format like any other; what a package carries is a text, which an engine passes over when it loads it.
 *
 *   text   = member ("," member)*
 *   member = name ["|" type ["|" extra]]
 *   type   = nothing for a string, the number of another simple type, -1 for the first of the tables
 *   extra  = bits of traits | "#" place in the list of traits | ["~"] [name on the wire]
 *
 * A name on the wire is `jsonName` behind `~`, else `xmlName`; left out, it is the member's with a small first letter.
 */
import type { Schema, SchemaRef, SchemaTraits } from "./schema.ts";

type Written = readonly [text: string, tables: () => readonly SchemaRef[], traits: string];

const unread: WeakMap<object, Written> = /* @__PURE__ */ new WeakMap();

/** Stands behind a table until it is read: elements that are not there yet are found here. */
const UNREAD: object = /* @__PURE__ */ Object.create(Array.prototype, {
  4: {
    get(this: unknown[]) {
      return read(this)[4];
    },
  },
  5: {
    get(this: unknown[]) {
      return read(this)[5];
    },
  },
});

/** `head`: kind, namespace, name and traits of the shape. `traits`: those of members that need more than a word, as JSON. */
export function schemaTable(
  head: unknown[],
  required: number,
  text: string,
  tables: () => readonly SchemaRef[] = () => [],
  traits: string = "[]",
): Schema {
  unread.set(head, [text, tables, traits]);
  head.length = 6;
  if (required > 0) head.push(required);
  return Object.setPrototypeOf(head, UNREAD) as Schema;
}

function read(table: unknown[]): unknown[] {
  const [text, tablesOf, json] = unread.get(table) as Written;
  const tables = tablesOf();
  const traits = JSON.parse(json) as SchemaTraits[];
  const names: string[] = [];
  const refs: SchemaRef[] = [];
  for (const member of text ? text.split(",") : []) {
    const [name = "", type = "", extra] = member.split("|");
    const code = Number(type);
    const ref = code < 0 ? (): SchemaRef => tables[-code - 1] as SchemaRef : code;
    names.push(name);
    refs.push(extra === undefined ? ref : [ref, traitsOf(name, extra, traits)]);
  }
  Object.setPrototypeOf(table, Array.prototype);
  table[4] = names;
  table[5] = refs;
  return table;
}

function traitsOf(name: string, extra: string, traits: readonly SchemaTraits[]): SchemaTraits {
  if (/^\d/.test(extra)) return Number(extra);
  const [, mark, word] = /^([#~]?)(.*)/.exec(extra) as unknown as readonly [string, string, string];
  if (mark === "#") return traits[Number(word)] as SchemaTraits;
  const onWire = word || name.charAt(0).toLowerCase() + name.slice(1);
  return mark ? { jsonName: onWire } : { xmlName: onWire };
}
