/** What a log may show of a value: members that the model marks as sensitive become a fixed text. */
import type { SchemaRef } from "./schema.ts";
import { LIST, MAP, STRUCTURE, shapeOf } from "./shape.ts";

/** What stands for what must not be shown. */
export const HIDDEN = "***SensitiveInformation***";

/** A copy of `value` with the sensitive parts hidden; members that the schema does not know are left out. */
export function filterSensitive(ref: SchemaRef, value: unknown): unknown {
  if (value == null) return value;
  const { type, traits, refs, names } = shapeOf(ref);
  // Of a list or map of sensitive things, nothing is shown; so of an empty one, which stands for its schema here.
  if (traits.sensitive || (type < STRUCTURE && refs.some((one) => filterSensitive(one, "") === HIDDEN))) return HIDDEN;
  if (type < LIST || typeof value !== "object") return value;
  const inner = refs.at(-1) as SchemaRef;
  if (type === LIST) return Array.isArray(value) ? value.map((item) => filterSensitive(inner, item)) : value;
  const members = Object.entries(value).flatMap(([name, item]) => {
    const ref = type === MAP ? inner : refs[names.indexOf(name)];
    const none = item === undefined || (item === null && type !== MAP);
    return ref === undefined || none ? [] : [[name, filterSensitive(ref, item)] as const];
  });
  return Object.fromEntries(members);
}
