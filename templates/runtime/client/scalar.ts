/**
 * The checks of simple shapes: strings, numbers, booleans, timestamps, blobs, documents, and the bounds that strings share
 * with collections.
 */
import { type IssueKind, pathText, type Run, report, typeName, wrongType, wrongValue } from "./issue.ts";
import type { SchemaRef } from "./schema.ts";
import * as S from "./shape.ts";

export type Check = (value: unknown, run: Run) => void;

export type Bounds = readonly [min?: number | null, max?: number | null] | undefined;

/** `floor` is the level from which the minimum is looked at; the maximum is for `strict` alone. */
export function lengthCheck(bounds: Bounds, floor: number): (size: number, run: Run) => void {
  const [min, max] = bounds ?? [];
  const say = (size: number, run: Run, side: string, bound: number): void =>
    report(
      run,
      "length",
      `Invalid length for parameter ${pathText(run)}, value: ${size}, valid ${side} length: ${bound}`,
      `${side} ${bound}`,
      String(size),
    );
  return (size, run) => {
    if (min != null && size < min && run.level >= floor) say(size, run, "min", min);
    else if (max != null && size > max && run.level > 1) say(size, run, "max", max);
  };
}

/** Characters, not UTF-16 units: what Smithy counts. */
function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** The check of one simple type; `ref` is what messages are about. */
export function simple(type: number, traits: S.Traits, ref: SchemaRef): Check {
  switch (type) {
    case S.STRING:
      return string(traits, ref);
    case S.NUMBER:
    case S.BIG_INTEGER:
    case S.BIG_DECIMAL:
      return number(type, traits, ref);
    case S.BOOLEAN:
      return typed((value) => typeof value === "boolean", ref);
    case S.DOCUMENT:
      return typed((value) => isDocument(value, new Set()), ref, "document");
    case S.BLOB:
    case S.STREAMING_BLOB:
      return blob(type === S.STREAMING_BLOB || Boolean(traits.streaming), traits, ref);
    default:
      return typed(isTimestamp, ref);
  }
}

function typed(test: (value: unknown) => boolean, ref: SchemaRef, kind?: IssueKind): Check {
  return (value, run) => {
    if (!test(value)) wrongType(value, run, ref, kind);
  };
}

function isTimestamp(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (value instanceof Date) return !Number.isNaN(value.getTime());
  return typeof value === "string" && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value));
}

function string(traits: S.Traits, ref: SchemaRef): Check {
  const { mediaType, pattern, regex } = traits as {
    readonly mediaType?: string;
    readonly pattern?: string;
    readonly regex?: readonly [source: string, flags: string] | 0;
  };
  const inUrl = Boolean(traits.httpLabel || traits.hostLabel);
  const bounds = traits.length as Bounds;
  const length =
    !bounds && !inUrl
      ? undefined
      : lengthCheck(inUrl ? [Math.max(1, bounds?.[0] ?? 1), bounds?.[1] ?? null] : bounds, 0);
  const values = traits.enum ? Object.values(traits.enum) : undefined;
  // Unanchored, as in Smithy. What JavaScript cannot run as it stands, the generator has put in its terms.
  const [source, flags] = regex || [pattern, "u"];
  const matches = pattern === undefined || regex === 0 ? undefined : new RegExp(source as string, flags);
  const json = mediaType !== undefined && /^application\/json$|\+json$/.test(mediaType);
  return (value, run) => {
    if (typeof value !== "string") {
      if (!json) wrongType(value, run, ref);
      else unserializable(value, run);
      return;
    }
    if (length) length(characters(value), run);
    if (run.level < 2) return;
    if (values && !values.includes(value)) wrongValue(value, run, ref, "enum", "must be one of", values.join(", "));
    if (matches && !matches.test(value)) wrongValue(value, run, ref, "pattern", "must match", pattern as string);
  };
}

function unserializable(value: unknown, run: Run): void {
  let reason = `${typeName(value)} has no JSON form`;
  try {
    if (JSON.stringify(value) !== undefined) return;
  } catch (error) {
    reason = run.hidden ? reason : (String((error as Error).message).split("\n")[0] ?? reason);
  }
  report(run, "document", `Invalid parameter ${pathText(run)} must be json serializable: ${reason}`, "JSON");
}

function number(type: number, traits: S.Traits, ref: SchemaRef): Check {
  const [min, max] = (traits.range as Bounds) ?? [];
  const whole = type === S.BIG_INTEGER || Boolean(traits.integer);
  const values = traits.enum ? Object.values(traits.enum) : undefined;
  return (value, run) => {
    const size = type === S.BIG_DECIMAL ? decimal(value) : value;
    if ((typeof size !== "number" && typeof size !== "bigint") || (whole && !isWhole(size))) {
      wrongType(value, run, ref);
    } else if (min != null && size < min) {
      wrongValue(value, run, ref, "range", "valid min value", String(min));
    } else if (max != null && size > max && run.level > 1) {
      wrongValue(value, run, ref, "range", "valid max value", String(max));
    } else if (values && run.level > 1 && !values.includes(size)) {
      wrongValue(value, run, ref, "enum", "must be one of", values.join(", "));
    }
  };
}

function isWhole(value: number | bigint): boolean {
  return typeof value === "bigint" || Number.isInteger(value);
}

/** The size of a `NumericValue`, near enough for a bound. */
function decimal(value: unknown): unknown {
  const text = (value as { readonly string?: unknown } | null)?.string;
  return typeof text === "string" ? Number(text) : value;
}

function blob(streaming: boolean, traits: S.Traits, ref: SchemaRef): Check {
  const length = traits.length ? lengthCheck(traits.length as Bounds, 2) : undefined;
  return (value, run) => {
    if (typeof value === "string") {
      if (length && run.level > 1) length(new TextEncoder().encode(value).length, run);
    } else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      length?.(value.byteLength, run);
    } else if (!streaming || typeof value !== "object" || value === null) {
      wrongType(value, run, ref);
    }
  };
}

/** JSON types, and those that a document may hold beside them (dates, bytes, big numbers). */
function isDocument(value: unknown, above: Set<unknown>): boolean {
  if (value === null) return true;
  if (typeof value !== "object") return typeof value !== "function" && typeof value !== "symbol" && value !== undefined;
  if (above.has(value)) return false;
  if (value instanceof Date || value instanceof Uint8Array) return true;
  above.add(value);
  const fine = Object.values(value).every((inner) => inner === undefined || isDocument(inner, above));
  above.delete(value);
  return fine;
}
