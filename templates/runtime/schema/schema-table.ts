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

type Written = readonly [text: string, tables?: () => readonly SchemaRef[], traits?: string];

const unread: WeakMap<object, Written> = /* @__PURE__ */ new WeakMap();

/** Stands behind a table until it is read: elements that are not there yet are found here. */
const UNREAD: object = /* @__PURE__ */ Object.create(Array.prototype, {
  4: /* @__PURE__ */ found(4),
  5: /* @__PURE__ */ found(5),
});

function found(place: number): PropertyDescriptor {
  return {
    get(this: unknown[]) {
      return read(this)[place];
    },
  };
}

/**
 * `head`: the table with two holes in place of names and references. `written`: the text, the tables, and as JSON the traits of
 * members that need more than a word.
 */
export function schemaTable(head: unknown[], ...written: Written): Schema {
  unread.set(head, written);
  return Object.setPrototypeOf(head, UNREAD) as Schema;
}

function read(table: unknown[]): unknown[] {
  const [text, tablesOf = () => [], json = "[]"] = unread.get(table) as Written;
  const tables = tablesOf();
  const traits = JSON.parse(json) as SchemaTraits[];
  const members = text ? text.split(",").map((member) => member.split("|") as [string, string?, string?]) : [];
  Object.setPrototypeOf(table, Array.prototype);
  table[4] = members.map(([name]) => name);
  table[5] = members.map(([name, type = "", extra]) => {
    const code = Number(type);
    const ref = code < 0 ? (): SchemaRef => tables[-code - 1] as SchemaRef : code;
    return extra === undefined ? ref : [ref, traitsOf(name, extra, traits)];
  });
  return table;
}

function traitsOf(name: string, extra: string, traits: readonly SchemaTraits[]): SchemaTraits {
  const [, mark, word] = /^([#~]?)(.*)/s.exec(extra) as unknown as readonly [string, string, string];
  if (mark === "#") return traits[Number(word)] as SchemaTraits;
  const onWire = word || name.charAt(0).toLowerCase() + name.slice(1);
  // A name does not begin with a digit.
  return mark ? { jsonName: onWire } : /^\d/.test(word) ? Number(word) : { xmlName: onWire };
}
