/**
 * Structures of which some members may be null: a null of such a member is a value, and goes out and comes in as it is, where any
 * other null is as if nothing were there. Source: alloy, the trait `nullable`.
 */

import { type Member, membersOf, type Shape, STRUCTURE } from "../schema/shape.ts";
import { setOwn } from "../values/own-property.ts";
import { jsonKey } from "./json-key.ts";
import { quote } from "./json-text.ts";
import { isRecord } from "./record.ts";
import { type StructureKind, structures } from "./structure.ts";

type Members = Readonly<Record<string, unknown>>;

/** In place of the kind of all structures. */
export const nullableStructures: StructureKind = {
  of: [STRUCTURE],
  fits: isRecord,
  expected: () => "object",
  check(shape, ref, checkerOf) {
    const look = structures.check(shape, ref, checkerOf);
    const nullable = nullableMembers(shape);
    if (nullable.length === 0) return look;
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
  json(shape, json) {
    const plain = structures.json(shape, json);
    const nullable = nullableMembers(shape).map((one) => ({ ...one, key: jsonKey(json.rules, one.name, one.traits) }));
    if (nullable.length === 0) return plain;
    return {
      write(value) {
        const text = plain.write(value);
        const nulls = nullable.filter(({ name }) => (value as Members | null)?.[name] === null);
        if (nulls.length === 0) return text;
        const fields = nulls.map(({ key }) => `${quote(key)}:null`).join();
        return text === "{}" ? `{${fields}}` : `${text.slice(0, -1)},${fields}}`;
      },
      read(value) {
        const out = plain.read(value);
        for (const { name, key } of nullable)
          if ((value as Members | null)?.[key] === null) setOwn(out as Record<string, unknown>, name, null);
        return out;
      },
    };
  },
};

/** A null of a member with a default is the default. */
function nullableMembers(shape: Shape): readonly Member[] {
  return membersOf(shape).filter(({ traits }) => traits.nullable && traits.default === undefined);
}
