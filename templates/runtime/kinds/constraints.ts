/**
 * What tables say of values beyond their type: bounds of length and range, enums, patterns. What is below a minimum is said
 * at every level of the check, the rest at `strict` alone.
 */
import { invalid, type Look, wrongValue } from "../client/issue.ts";
import type { Traits } from "../client/shape.ts";

export type Bounds = readonly [min?: number | null, max?: number | null];

const STRICT = 2;

/** One check of several; those that are not there are left out. */
export function all(...given: readonly (Look | undefined)[]): Look | undefined {
  const checks = given.filter((one) => one !== undefined);
  if (checks.length < 2) return checks[0];
  return (value, run, ref) => {
    for (const check of checks) check(value, run, ref);
  };
}

/** `floor` is the level from which the minimum is looked at; `sizeOf`: what is counted. */
export function ofLength(bounds: unknown, floor: number, sizeOf: (value: never) => number): Look | undefined {
  if (!bounds) return undefined;
  const [min, max] = bounds as Bounds;
  return (value, run) => {
    const size = sizeOf(value as never);
    const side = min != null && size < min && run.level >= floor ? "min" : "max";
    const bound = side === "min" ? min : max;
    if (bound == null || (side === "max" && !(size > bound && run.level >= STRICT))) return;
    invalid(run, "length", "length for", size, `valid ${side} length: ${bound}`, `${side} ${bound}`, String(size));
  };
}

/** `numberOf`: the value as something that can be compared, where it is not that itself. */
export function inRange({ range }: Traits, numberOf?: (value: unknown) => number): Look | undefined {
  if (!range) return undefined;
  const [min, max] = range as Bounds;
  return (value, run, ref) => {
    const number = numberOf ? numberOf(value) : (value as number | bigint);
    if (min != null && number < min) wrongValue(value, run, ref, "range", "valid min value", min);
    else if (max != null && number > max && run.level >= STRICT)
      wrongValue(value, run, ref, "range", "valid max value", max);
  };
}

export function oneOf({ enum: named }: Traits): Look | undefined {
  if (!named) return undefined;
  const values: readonly unknown[] = Object.values(named);
  return strictly((value) => values.includes(value), "enum", "must be one of", values.join(", "));
}

/** Unanchored, as in Smithy. What JavaScript cannot run as it stands, the generator has put in its terms (`regex`). */
export function matching({ pattern, regex }: Traits): Look | undefined {
  if (pattern === undefined || regex === 0) return undefined;
  const [source, flags] = (regex ?? [pattern, "u"]) as [source: string, flags: string];
  const form = new RegExp(source, flags);
  return strictly((value) => form.test(value as string), "pattern", "must match", pattern);
}

function strictly(test: (value: unknown) => boolean, kind: "enum" | "pattern", rule: string, expected: unknown): Look {
  return (value, run, ref) => {
    if (run.level >= STRICT && !test(value)) wrongValue(value, run, ref, kind, rule, expected);
  };
}
