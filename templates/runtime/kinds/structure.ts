/** Structures: in JSON modelled members only, in the order of the table, nulls dropped. */
import { type Check, nullAt, pathText, report } from "../client/issue.ts";
import type { SchemaRef } from "../client/schema.ts";
import { type StructureShape, shapeOf } from "../client/shape.ts";
import { givenOf, setOwn } from "../protocols/own-property.ts";
import { jsonKey } from "./json-rules.ts";
import { anything, quote } from "./json-text.ts";
import type { Compiler, Kind, Read, Write } from "./kind.ts";
import { type Omitted, omittedInRequest } from "./parts.ts";
import { isRecord } from "./record.ts";

export const structures: StructureKind = {
  of: ["structure"],
  fits: isRecord,
  expected: () => "object",
  check({ kind, names, refs, required: count }, _, checkerOf) {
    const required = names.slice(0, count).filter((_, i) => {
      const { idempotencyToken, default: fallback } = shapeOf(refs[i] as SchemaRef).traits;
      return !idempotencyToken && fallback === undefined;
    });
    /** Index by name; `__proto__` may be a member. */
    const members = new Map(names.map((name, i) => [name, i]));
    const checks: Check[] = [];
    return (value, run) => {
      const given = value as Readonly<Record<string, unknown>>;
      const { level } = run;
      for (const name of required) {
        // At the command line a null is there, and wrong.
        if (level > 0 ? given[name] === undefined : given[name] == null)
          report(run, "missing", `Missing required parameter in ${pathText(run)}: "${name}"`, name);
      }
      if (level > 0) {
        for (const name in given) {
          if (members.has(name) || given[name] === undefined || (kind === "union" && name === "$unknown")) continue;
          const expected = names.join(", ");
          const message = `Unknown parameter in ${pathText(run)}: "${name}", must be one of: ${expected}`;
          report(run, "unknown", message, expected, name);
        }
      }
      const at = run.depth++;
      for (const name in given) {
        const index = members.get(name);
        const inner = given[name];
        if (index === undefined || inner === undefined) continue;
        const member = refs[index] as SchemaRef;
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
  write(shape, json) {
    let members: readonly WrittenMember[] | undefined;
    const given = givenOf(shape.names);
    return (value) => {
      if (typeof value !== "object") return anything(value);
      members ??= shape.names.map((name, i) => writtenMember(name, shape.refs[i] as SchemaRef, json));
      const record = given(value);
      let text = "";
      for (const { name, first, next, write, omitted } of members) {
        let item = record[name];
        if (item == null) {
          if (!omitted) continue;
          item = omitted();
        }
        text += (text ? next : first) + write(item);
      }
      return `{${text}}`;
    };
  },
  read(shape, json) {
    let members: readonly ReadMember[] | undefined;
    const fill = json.parts.omitted?.inAnswer(shape, json.parts);
    return (value) => {
      if (typeof value !== "object" || value === null) return value;
      members ??= shape.names.map((name, i) => readMember(name, shape.refs[i] as SchemaRef, json));
      const record = value as Readonly<Record<string, unknown>>;
      const out: Record<string, unknown> = {};
      for (const { name, key, read, odd } of members) {
        const item = odd && !Object.hasOwn(record, key) ? undefined : record[key];
        if (item == null) continue;
        if (odd) setOwn(out, name, read ? read(item) : item);
        else out[name] = read ? read(item) : item;
      }
      fill?.(out);
      return out;
    };
  },
};

export type StructureKind = Required<Pick<Kind<StructureShape>, "check" | "write" | "read">> & Kind<StructureShape>;

interface WrittenMember {
  readonly name: string;
  /** The key with its colon, and the same after a comma. */
  readonly first: string;
  readonly next: string;
  readonly write: Write;
  readonly omitted: Omitted;
}

export function writtenMember(name: string, ref: SchemaRef, { formOf, parts, rules }: Compiler<Write>): WrittenMember {
  const first = `${quote(jsonKey(rules, name, ref))}:`;
  return { name, first, next: `,${first}`, write: formOf(ref), omitted: omittedInRequest(ref, parts) };
}

interface ReadMember {
  readonly name: string;
  readonly key: string;
  readonly read: Read | undefined;
  /** Named like something that every object inherits. */
  readonly odd: boolean;
}

export function readMember(name: string, ref: SchemaRef, { formOf, rules }: Compiler<Read | undefined>): ReadMember {
  const key = jsonKey(rules, name, ref);
  return { name, key, read: formOf(ref), odd: key in {} || name in {} };
}
