/**
 * Structures of which some members may be null: a null of such a member is a value, and goes out and comes in as it is, where any
 * other null is as if nothing were there. Source: alloy, the trait `nullable`.
 */

import { setOwn } from "../protocols/own-property.ts";
import type { SchemaRef } from "../schema/schema.ts";
import { type StructureShape, shapeOf } from "../schema/shape.ts";
import { jsonKey } from "./json-rules.ts";
import { quote } from "./json-text.ts";
import { isRecord } from "./record.ts";
import { type StructureKind, structures } from "./structure.ts";

type Members = Readonly<Record<string, unknown>>;

/** In place of the kind of all structures. */
export const nullableStructures: StructureKind = {
  of: ["structure"],
  fits: isRecord,
  expected: () => "object",
  check(shape, ref, checkerOf) {
    const look = structures.check(shape, ref, checkerOf);
    const nullable = nullableMembers(shape);
    if (!look || nullable.length === 0) return look;
    return (value, run) => {
      const nulls = nullable.filter(({ name }) => (value as Members)[name] === null).map(({ name }) => name);
      const before = run.issues.length;
      const others = Object.entries(value as Members).filter(([name]) => !nulls.includes(name));
      look(nulls.length === 0 ? value : Object.fromEntries(others), run, ref);
      // One that is required is there.
      const isGiven = ({ kind, path, expected = "" }: (typeof run.issues)[number]): boolean =>
        kind === "missing" && path.length === run.depth && nulls.includes(expected);
      if (nulls.length > 0) run.issues.push(...run.issues.splice(before).filter((one) => !isGiven(one)));
    };
  },
  write(shape, json) {
    const write = structures.write(shape, json);
    const nullable = nullableMembers(shape);
    if (nullable.length === 0) return write;
    return (value) => {
      const text = write(value);
      const nulls = nullable.filter(({ name }) => (value as Members | null)?.[name] === null);
      if (nulls.length === 0) return text;
      const fields = nulls.map(({ name, ref }) => `${quote(jsonKey(json.rules, name, ref))}:null`).join();
      return text === "{}" ? `{${fields}}` : `${text.slice(0, -1)},${fields}}`;
    };
  },
  read(shape, json) {
    const read = structures.read(shape, json);
    const nullable = nullableMembers(shape).map(({ name, ref }) => ({ name, key: jsonKey(json.rules, name, ref) }));
    if (!read || nullable.length === 0) return read;
    return (value) => {
      const out = read(value);
      for (const { name, key } of nullable)
        if ((value as Members | null)?.[key] === null) setOwn(out as Record<string, unknown>, name, null);
      return out;
    };
  },
};

/** A null of a member with a default is the default. */
function nullableMembers({
  names,
  refs,
}: StructureShape): readonly { readonly name: string; readonly ref: SchemaRef }[] {
  return names.flatMap((name, index) => {
    const ref = refs[index] as SchemaRef;
    const { nullable, default: fallback } = shapeOf(ref).traits;
    return nullable && fallback === undefined ? [{ name, ref }] : [];
  });
}
