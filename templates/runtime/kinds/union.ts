/** Unions: one of their members, or `$unknown` with the name and value of one that the model does not have. */

import { setOwn } from "../protocols/own-property.ts";
import { pathText, type Run, report } from "../schema/issue.ts";
import type { StructureShape } from "../schema/shape.ts";
import { documentText } from "./document.ts";
import { anything, quote } from "./json-text.ts";
import type { Kind, Read, Write } from "./kind.ts";
import { isRecord } from "./record.ts";
import { type JsonMember, membersOf, structures } from "./structure.ts";

type Members = Readonly<Record<string, unknown>>;

export const unions: Kind<StructureShape> = {
  of: ["union"],
  fits: isRecord,
  expected: () => "object",
  check(shape, ref, checkerOf) {
    // Events are looked at when they are sent.
    if (shape.traits.streaming) return undefined;
    const look = structures.check(shape, ref, checkerOf);
    return (value, run) => {
      oneMember(value as Members, run, shape.names);
      look?.(value, run, ref);
    };
  },
  write(shape, json) {
    const form = json.rules.unions?.write(shape, json);
    if (form) return form;
    const all = structures.write(shape, json);
    let byName: ReadonlyMap<string, JsonMember<Write>> | undefined;
    return (value) => {
      if (typeof value !== "object" || value === null) return anything(value);
      // One of many members is given, so it is looked up by its name.
      byName ??= new Map(membersOf(shape, json).map((one) => [one.name, one]));
      const record = value as Members;
      const [name = "", ...others] = Object.keys(record);
      const only = others.length === 0 ? byName.get(name) : undefined;
      if (only && record[name] != null) return `{${quote(only.key)}:${only.form(record[name])}}`;
      const text = all(value);
      if (text !== "{}" || !Array.isArray(record.$unknown)) return text;
      return `{${quote(record.$unknown[0])}:${documentText(record.$unknown[1])}}`;
    };
  },
  read(shape, json) {
    const form = json.rules.unions?.read(shape, json);
    if (form) return form;
    let members: ReadonlyMap<string, JsonMember<Read | undefined>> | undefined;
    return (value) => {
      if (typeof value !== "object" || value === null) return value;
      members ??= new Map(membersOf(shape, json).map((one) => [one.key, one]));
      const out: Record<string, unknown> = {};
      const unknown: [string, unknown][] = [];
      let found = false;
      for (const key of Object.keys(value)) {
        const item = (value as Members)[key];
        const known = members.get(key);
        if (!known) {
          if (key !== "__type") unknown.push([key, item]);
        } else if (item != null) {
          found = true;
          setOwn(out, known.name, known.form ? known.form(item) : item);
        }
      }
      if (!found && unknown.length === 1) out.$unknown = unknown[0];
      return out;
    };
  },
};

/** At level `sdk` only what goes on the wire counts; else everything given. */
function oneMember(value: Members, run: Run, names: readonly string[]): void {
  const given = Object.keys(value).filter((name) =>
    run.level > 0 ? value[name] !== undefined : value[name] != null && (names.includes(name) || name === "$unknown"),
  );
  if (given.length === 1) return;
  const place = `tagged union structure ${pathText(run)}`;
  const keys = names.join(", ");
  const message = given.length
    ? `Invalid number of parameters set for ${place}. Can only set one of the following keys: ${keys}`
    : `Must set one of the following keys for ${place}: ${keys}`;
  report(run, "union", message, keys, given.join(", "));
}
