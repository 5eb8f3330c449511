/** What a log may show of a value: members that the model marks as sensitive become a fixed text. */
import type { SchemaRef, SchemaTraits } from "./schema.ts";

const HIDDEN = "***SensitiveInformation***";
/** The place of `sensitive` in a trait bit vector. */
const SENSITIVE = 0b1000;

function isSensitive(traits: SchemaTraits): boolean {
  return typeof traits === "number" ? (traits & SENSITIVE) !== 0 : Boolean(traits.sensitive);
}

/** A copy of `value` with the sensitive parts hidden; members that the schema does not know are left out. */
export function filterSensitive(ref: SchemaRef, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (typeof ref === "function") return filterSensitive(ref(), value);
  if (typeof ref === "number" || typeof ref === "string") return ref === "unit" ? {} : value;
  if (ref.length === 2) return isSensitive(ref[1]) ? HIDDEN : filterSensitive(ref[0], value);
  if (isSensitive(ref[3])) return HIDDEN;
  switch (ref[0]) {
    case 0:
      return value;
    case 1:
      return hides(ref[4]) ? HIDDEN : Array.isArray(value) ? value.map((item) => filterSensitive(ref[4], item)) : value;
    case 2: {
      if (hides(ref[4]) || hides(ref[5])) return HIDDEN;
      if (typeof value !== "object") return value;
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filterSensitive(ref[5], item)]));
    }
    case 3:
    case 4:
    case -3: {
      if (typeof value !== "object") return value;
      const shown: Record<string, unknown> = {};
      ref[4].forEach((name, index) => {
        const item = (value as Record<string, unknown>)[name];
        const member = ref[5][index];
        if (item !== undefined && item !== null && member !== undefined) shown[name] = filterSensitive(member, item);
      });
      return shown;
    }
    default: {
      const never: never = ref;
      return never;
    }
  }
}

function hides(ref: SchemaRef): boolean {
  return filterSensitive(ref, "") === HIDDEN;
}
