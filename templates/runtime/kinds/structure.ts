/** Structures: in JSON modelled members only, in the order of the table, nulls dropped. */

import { membersOf, type Shape, STRUCTURE, UNION } from "../schema/shape.ts";
import { areOdd, givenOf, own } from "../values/own-property.ts";
import { nullAt, report } from "./issue.ts";
import { jsonKey } from "./json-key.ts";
import { anything, quote } from "./json-text.ts";
import type { Check, Compiler, JsonForm, Kind, Look, Read, Write } from "./kind.ts";
import { isRecord } from "./record.ts";

export const structures: StructureKind = {
  of: [STRUCTURE],
  fits: isRecord,
  expected: () => "object",
  check(shape, _, checkerOf) {
    const { type, names, refs } = shape;
    const required = membersOf(shape)
      .slice(0, shape.required)
      .filter(({ traits }) => !traits.idempotencyToken && traits.default === undefined);
    const givenIn = givenOf(names);
    const checks: Check[] = [];
    return (value, run) => {
      const given = givenIn(value);
      for (const { name } of required) {
        // At the command line a null is there, and wrong.
        if (run.level > 0 ? given[name] === undefined : given[name] == null)
          report(run, "missing", "Missing required parameter in", `: "${name}"`, name);
      }
      if (run.level > 0) {
        for (const name in given) {
          if (names.includes(name) || given[name] === undefined || (type === UNION && name === "$unknown")) continue;
          const expected = names.join(", ");
          report(run, "unknown", "Unknown parameter in", `: "${name}", must be one of: ${expected}`, expected, name);
        }
      }
      const at = run.depth++;
      for (const name in given) {
        const index = names.indexOf(name);
        const member = refs[index];
        const inner = given[name];
        if (member === undefined || inner === undefined) continue;
        run.path[at] = name;
        if (inner === null) {
          nullAt(run, member);
        } else {
          checks[index] ??= checkerOf(member);
          checks[index](inner, run);
        }
      }
      run.depth = at;
    };
  },
  json(shape, json) {
    const { parts } = json;
    const given = givenOf(shape.names, parts.omitted?.inRequest(shape, parts));
    const fill = parts.omitted?.inAnswer(shape, parts);
    let members: readonly JsonMember[] | undefined;
    let odd: boolean;
    return {
      write(value) {
        if (typeof value !== "object") return anything(value);
        members ??= jsonMembers(shape, json);
        const record = given(value);
        let text = "";
        for (const { name, head, write } of members) {
          const item = record[name];
          if (item != null) text += (text && ",") + head + write(item);
        }
        return `{${text}}`;
      },
      read(value) {
        if (typeof value !== "object") return value;
        members ??= jsonMembers(shape, json);
        odd ??= areOdd(members.flatMap(({ name, key }) => [name, key]));
        const record = (odd ? own(value) : value) as Readonly<Record<string, unknown>>;
        const out: Record<string, unknown> = odd ? own({}) : {};
        for (const { name, key, read } of members) {
          const item = record[key];
          if (item != null) out[name] = read ? read(item) : item;
        }
        fill?.(out);
        return odd ? { ...out } : out;
      },
    };
  },
};

/** A kind that has all of its parts. */
export interface StructureKind extends Kind {
  check(...of: Parameters<NonNullable<Kind["check"]>>): Look;
  json(shape: Shape, json: Compiler): { readonly write: Write; readonly read: Read };
}

export interface JsonMember extends JsonForm {
  readonly name: string;
  /** Its name in JSON, and the text in front of its value. */
  readonly key: string;
  readonly head: string;
}

export function jsonMembers(shape: Shape, { formOf, rules }: Compiler): readonly JsonMember[] {
  return membersOf(shape).map(({ name, ref, traits }) => {
    const key = jsonKey(rules, name, traits);
    return { name, key, head: `${quote(key)}:`, ...formOf(ref) };
  });
}
