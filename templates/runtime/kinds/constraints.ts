/**
 * What tables say of values beyond their type, one constraint a trait. What is below a minimum is said at every level of the
 * check, the rest at `strict` alone. Each looks at values that have the type of the shape.
 */

import { LIST, STRING } from "../schema/shape.ts";
import { toBytes } from "../values/base64.ts";
import { invalid, report, wrongValue } from "./issue.ts";
import type { Constraint } from "./kind.ts";

type Bounds = readonly [min?: number | null, max?: number | null];

const STRICT = 2;

/** `httpLabel` and `hostLabel`: a text in a URL is never empty. */
export const notEmpty: Constraint =
  ({ traits }) =>
  (value, run) => {
    const [min] = (traits.length ?? []) as Bounds;
    if (value === "" && !min) invalid(run, "length", "length", 0, "valid min length: 1", "min 1", "0");
  };

/** `length`. Sizes of maps and bytes matter at `strict` alone. */
export const ofLength: Constraint = (shape) => {
  const [min, max] = shape.traits.length as Bounds;
  const { type } = shape;
  const floor = type === STRING || type === LIST ? 0 : STRICT;
  const sizeOf = type === STRING ? characters : type < LIST ? byteLength : members;
  return (value, run) => {
    const size = sizeOf(value);
    const say = (side: string, bound: number): void =>
      invalid(run, "length", "length", size, `valid ${side} length: ${bound}`, `${side} ${bound}`, String(size));
    if (min != null && size < min && run.level >= floor) say("min", min);
    else if (max != null && size > max && run.level >= STRICT) say("max", max);
  };
};

/** Characters, not UTF-16 units: what Smithy counts. Of JSON that is given as a value, nothing is counted. */
function characters(value: unknown): number {
  if (typeof value !== "string") return Number.NaN;
  let count = 0;
  for (const _ of value) count++;
  return count;
}

/** Of a stream, nobody knows. */
const byteLength = (value: unknown): number => toBytes(value)?.length ?? Number.NaN;
/** What is undefined is not there, but in a list it takes a place. */
const members = (value: unknown): number =>
  Array.isArray(value) ? value.length : Object.values(value as object).filter((one) => one !== undefined).length;

/** `range`. */
export const inRange: Constraint = ({ traits }) => {
  const [min, max] = traits.range as Bounds;
  return (value, run, ref) => {
    const { string: digits } = value as { readonly string?: string };
    const number = digits === undefined ? (value as number) : Number(digits);
    const low = min != null && number < min;
    if (low || (max != null && number > max && run.level >= STRICT))
      wrongValue(value, run, ref, "range", `valid ${low ? "min" : "max"} value`, low ? min : max);
  };
};

/** `enum`. */
export const oneOf: Constraint = ({ traits }) => {
  const values: readonly unknown[] = Object.values(traits.enum as object);
  return (value, run, ref) => {
    if (run.level >= STRICT && !values.includes(value))
      wrongValue(value, run, ref, "enum", "must be one of", values.join(", "));
  };
};

/** `pattern`: unanchored, as in Smithy. What JavaScript cannot run as it stands, the generator has put in its terms (`regex`). */
export const matching: Constraint = ({ traits: { pattern, regex = [pattern, "u"] } }) => {
  if (regex === 0) return () => {};
  const form = new RegExp(...(regex as [source: string, flags: string]));
  return (value, run, ref) => {
    if (run.level >= STRICT && typeof value === "string" && !form.test(value))
      wrongValue(value, run, ref, "pattern", "must match", pattern);
  };
};

/** `uniqueItems`. */
export const unique: Constraint = () => (value, run) => {
  const items = value as readonly unknown[];
  if (run.level >= STRICT && new Set(items.map(identity)).size < items.length)
    report(run, "unique", "Invalid value for parameter", ", items must be unique", "unique items");
};

/** Equal texts for equal items. */
function identity(value: unknown): string {
  return JSON.stringify(value, (_, inner) => {
    if (typeof inner === "bigint") return `${inner}n`;
    if (!inner || typeof inner !== "object" || Array.isArray(inner)) return inner;
    return Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1));
  });
}

/** All of them, by trait, in the order in which they are looked at. */
export const everyConstraint: Readonly<Record<string, Constraint>> = {
  httpLabel: notEmpty,
  hostLabel: notEmpty,
  length: ofLength,
  range: inRange,
  enum: oneOf,
  pattern: matching,
  uniqueItems: unique,
};
