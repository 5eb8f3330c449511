/**
 * The functions of JMESPath: what each takes and gives. Functions that are not listed may be the library's own, and are
 * passed. Source: JMESPath specification, built-in functions.
 */
import type { ValueKind } from "./path-types.ts";

export interface PathFunction {
  /** The kinds that each argument may be; an empty list for any, or for an expression. */
  readonly takes: readonly (readonly ValueKind[])[];
  /** `item` and `each` are of the list among the arguments: one of them, what the expression makes of all of them. */
  readonly gives: "number" | "text" | "truth" | "texts" | "same" | "item" | "values" | "each" | "any";
  /** The last argument may stand any number of times. */
  readonly variadic?: boolean;
}

const NUMBERS: readonly ValueKind[] = ["number"];
const TEXTS: readonly ValueKind[] = ["text"];
const LISTS: readonly ValueKind[] = ["list"];
const OBJECTS: readonly ValueKind[] = ["object"];
const ANY: readonly ValueKind[] = [];

export const FUNCTIONS: Readonly<Record<string, PathFunction>> = {
  abs: { takes: [NUMBERS], gives: "number" },
  avg: { takes: [LISTS], gives: "number" },
  ceil: { takes: [NUMBERS], gives: "number" },
  contains: { takes: [["list", "text"], ANY], gives: "truth" },
  ends_with: { takes: [TEXTS, TEXTS], gives: "truth" },
  floor: { takes: [NUMBERS], gives: "number" },
  join: { takes: [TEXTS, LISTS], gives: "text" },
  keys: { takes: [OBJECTS], gives: "texts" },
  length: { takes: [["list", "object", "text"]], gives: "number" },
  map: { takes: [ANY, LISTS], gives: "each" },
  max: { takes: [LISTS], gives: "item" },
  max_by: { takes: [LISTS, ANY], gives: "item" },
  merge: { takes: [OBJECTS], gives: "any", variadic: true },
  min: { takes: [LISTS], gives: "item" },
  min_by: { takes: [LISTS, ANY], gives: "item" },
  not_null: { takes: [ANY], gives: "any", variadic: true },
  reverse: { takes: [["list", "text"]], gives: "same" },
  sort: { takes: [LISTS], gives: "same" },
  sort_by: { takes: [LISTS, ANY], gives: "same" },
  starts_with: { takes: [TEXTS, TEXTS], gives: "truth" },
  sum: { takes: [LISTS], gives: "number" },
  to_array: { takes: [ANY], gives: "any" },
  to_number: { takes: [ANY], gives: "number" },
  to_string: { takes: [ANY], gives: "text" },
  type: { takes: [ANY], gives: "text" },
  values: { takes: [OBJECTS], gives: "values" },
};
