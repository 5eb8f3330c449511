/** Structures: in JSON modelled members only, in the order of the table, nulls dropped. */

import { givenOf, setOwn } from "../protocols/own-property.ts";
import { type Check, nullAt, pathText, report } from "../schema/issue.ts";
import type { SchemaRef } from "../schema/schema.ts";
import { type StructureShape, shapeOf } from "../schema/shape.ts";
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
    let members: readonly JsonMember<Write>[] | undefined;
    const given = givenOf(shape.names);
    return (value) => {
      if (typeof value !== "object" || value === null) return anything(value);
      members ??= membersOf(shape, json).map((one) => ({ ...one, key: `${quote(one.key)}:` }));
      const record = given(value);
      let text = "";
      for (const { name, key, form: write, omitted } of members) {
        let item = record[name];
        if (item == null) {
          if (!omitted) continue;
          item = omitted();
        }
        text += (text && ",") + key + write(item);
      }
      return `{${text}}`;
    };
  },
  read(shape, json) {
    let members: readonly JsonMember<Read | undefined>[] | undefined;
    let given: ReturnType<typeof givenOf> | undefined;
    const fill = json.parts.omitted?.inAnswer(shape, json.parts);
    return (value) => {
      if (typeof value !== "object" || value === null) return value;
      members ??= membersOf(shape, json);
      given ??= givenOf(members.map(({ key }) => key));
      const record = given(value);
      const out: Record<string, unknown> = {};
      for (const { name, key, form: read } of members) {
        const item = record[key];
        if (item != null) setOwn(out, name, read ? read(item) : item);
      }
      fill?.(out);
      return out;
    };
  },
};

export type StructureKind = Required<Pick<Kind<StructureShape>, "check" | "write" | "read">> & Kind<StructureShape>;

export interface JsonMember<Form> {
  readonly name: string;
  /** Its name in JSON. */
  readonly key: string;
  readonly form: Form;
  readonly omitted: Omitted;
}

export function membersOf<Form>(
  { names, refs }: StructureShape,
  { formOf, parts, rules }: Compiler<Form>,
): readonly JsonMember<Form>[] {
  return names.map((name, i) => {
    const ref = refs[i] as SchemaRef;
    return { name, key: jsonKey(rules, name, ref), form: formOf(ref), omitted: omittedInRequest(ref, parts) };
  });
}
