/** What a log may show of a value: members that the model marks as sensitive become a fixed text. */
import { HIDDEN } from "./issue.ts";
import type { SchemaRef } from "./schema.ts";
import * as S from "./shape.ts";

/** A copy of `value` with the sensitive parts hidden; members that the schema does not know are left out. */
export function filterSensitive(ref: SchemaRef, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  const shape = S.shapeOf(ref);
  const { kind, traits } = shape;
  const inner = kind === "list" ? [shape.member] : kind === "map" ? [shape.key, shape.value] : [];
  // Of a list or map of sensitive things, nothing is shown; so of an empty one, which stands for its schema here.
  if (traits.sensitive || inner.some((one) => filterSensitive(one, "") === HIDDEN)) return HIDDEN;
  if (kind === "simple" || typeof value !== "object") return value;
  if (kind === "list") return Array.isArray(value) ? value.map((item) => filterSensitive(shape.member, item)) : value;
  const members = Object.entries(value).flatMap(([name, item]) => {
    const ref = kind === "map" ? shape.value : shape.refs[shape.names.indexOf(name)];
    const none = item === undefined || (item === null && kind !== "map");
    return ref === undefined || none ? [] : [[name, filterSensitive(ref, item)] as const];
  });
  return Object.fromEntries(members);
}
