/**
 * A structure's table as the built package carries it: its members as a text that is read when the table is first used,
 * and the tables that it leads to behind one function. A service with thousands of shapes loads in a fraction of the time;
 * the source keeps the table as a person reads it. The reader is `schema-table.ts` of the runtime.
 *
 *     schemaTable([3, n0, "Pet", 0, , , 1], "Name||~,Tag|-1|TAG", () => [Tag$])
 *
 *   text   = member ("," member)*
 *   member = name ["|" type ["|" extra]]
 *   type   = nothing for a string, the number of another simple type, -1 for the first of the tables
 *   extra  = bits of traits | "#" place in the list of traits | ["~"] [name on the wire]
 *
 * A name on the wire is `jsonName` behind `~`, else `xmlName`; left out, it is the member's with a small first letter.
 */
import { lowerFirst } from "../../plan/case.ts";
import { Raw, text } from "../../ts/literal.ts";

/** A mention of another table, `() => Pet$`: through a function, since it may lead back. */
export class Mention extends Raw {
  readonly target: string;
  constructor(target: string) {
    super(`() => ${target}`);
    this.target = target;
  }
}

/** The call that makes a table. `head`: its first four elements as source. `undefined` where a member is more than data. */
export function compactTable(
  call: string,
  head: string,
  names: readonly string[],
  refs: readonly unknown[],
  required: number,
): string | undefined {
  const targets: string[] = [];
  const traits: unknown[] = [];
  const members: string[] = [];
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] ?? "";
    const ref = refs[index];
    const target: unknown = Array.isArray(ref) ? ref[0] : ref;
    const own: unknown = Array.isArray(ref) ? ref[1] : undefined;
    if (holdsSource(own) || (target instanceof Raw && !(target instanceof Mention))) return undefined;
    const type =
      target instanceof Mention ? `${-placeOf(target.target, targets) - 1}` : target === 0 ? "" : `${target}`;
    const end = own === undefined ? "" : `|${extraOf(name, own, traits)}`;
    members.push(end === "" && type === "" ? name : `${name}|${type}${end}`);
  }
  const tables = targets.length > 0 ? `() => [${targets.join(", ")}]` : undefined;
  const rest =
    traits.length > 0 ? [tables ?? "undefined", text(JSON.stringify(traits))] : tables === undefined ? [] : [tables];
  const holes = `${head.slice(0, -1)}, , ,${required > 0 ? ` ${required}` : ""}]`;
  return `/* @__PURE__ */ ${[`${call}(${holes}`, text(members.join(",")), ...rest].join(", ")})`;
}

function placeOf<T>(one: T, list: T[]): number {
  const at = list.indexOf(one);
  return at >= 0 ? at : list.push(one) - 1;
}

function extraOf(name: string, own: unknown, traits: unknown[]): string {
  if (typeof own === "number") return String(own);
  const keys = Object.keys(own as object);
  const key = keys[0] ?? "";
  const value = (own as Readonly<Record<string, unknown>>)[key];
  const renames = keys.length === 1 && typeof value === "string" && /^[A-Za-z_:][^,|]*$/.test(value);
  if (!renames || (key !== "jsonName" && key !== "xmlName")) return `#${traits.push(own) - 1}`;
  return `${key === "jsonName" ? "~" : ""}${value === lowerFirst(name) ? "" : value}`;
}

function holdsSource(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (value instanceof Raw) return true;
  for (const key in value) if (holdsSource((value as Readonly<Record<string, unknown>>)[key])) return true;
  return false;
}
