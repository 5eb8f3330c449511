/** What a log may show of a value: members that the model marks as sensitive become a fixed text. */
import { HIDDEN } from "./issue.ts";
import type { SchemaRef } from "./schema.ts";
import * as S from "./shape.ts";

/** A copy of `value` with the sensitive parts hidden; members that the schema does not know are left out. */
export function filterSensitive(ref: SchemaRef, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  const shape = S.shapeOf(ref);
  if (shape.traits.sensitive) return HIDDEN;
  switch (shape.kind) {
    case "simple":
      return value;
    case "list":
      if (hides(shape.member)) return HIDDEN;
      return Array.isArray(value) ? value.map((item) => filterSensitive(shape.member, item)) : value;
    case "map":
      if (hides(shape.key) || hides(shape.value)) return HIDDEN;
      if (typeof value !== "object") return value;
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filterSensitive(shape.value, item)]));
    default: {
      if (typeof value !== "object") return value;
      const shown: Record<string, unknown> = {};
      shape.names.forEach((name, index) => {
        const item = (value as Record<string, unknown>)[name];
        if (item !== undefined && item !== null) shown[name] = filterSensitive(shape.refs[index] as SchemaRef, item);
      });
      return shown;
    }
  }
}

function hides(ref: SchemaRef): boolean {
  return filterSensitive(ref, "") === HIDDEN;
}
