/**
 * Checks a value against a schema table before it is sent, or an answer after it was read, and reports every problem at
 * once. Levels, order and layout of the messages follow the Python client; type names are TypeScript's. A table is
 * compiled to closures on first use. Knows nothing of operations, and never shows a value of a sensitive shape.
 */
import { matcher } from "./pattern.ts";
import type { SchemaRef } from "./schema.ts";
import * as S from "./shape.ts";

/**
 * `sdk`: missing, wrong type, below minimum, unions. `cli`: also unknown members and null. `strict`: also maximum,
 * pattern, enum, unique items, map and blob sizes.
 */
export type CheckLevel = "sdk" | "cli" | "strict";

export type IssueKind =
  | "missing"
  | "unknown"
  | "type"
  | "null"
  | "range"
  | "length"
  | "pattern"
  | "enum"
  | "union"
  | "unique"
  | "document";

export interface Issue {
  readonly kind: IssueKind;
  /** From the input down: member names, list indexes, map keys. */
  readonly path: readonly (string | number)[];
  /** One line. */
  readonly message: string;
  readonly expected?: string;
  readonly received?: string;
}

/** What a `ParamValidationError` carries. */
export interface ValidationFailure {
  readonly name: "ParamValidationError";
  readonly message: string;
  readonly issues: readonly Issue[];
}

/** All problems of `value`, in the order: union, missing, unknown, then each member depth first. Empty when it is fine. */
export function check(schema: SchemaRef, value: unknown, level: CheckLevel): Issue[] {
  const run: Run = { level: LEVELS[level], path: [], issues: [], hidden: 0 };
  checkerOf(schema)(value === undefined ? {} : value, run);
  return run.issues;
}

/** `Parameter validation failed:` and a line for each issue. */
export function validationMessage(issues: readonly Issue[]): string {
  return ["Parameter validation failed:", ...issues.map((issue) => issue.message)].join("\n");
}

/** The fields of the error that refuses a call. */
export function validationFailure(issues: readonly Issue[]): ValidationFailure {
  return { name: "ParamValidationError", message: validationMessage(issues), issues };
}

const LEVELS: Readonly<Record<CheckLevel, number>> = { sdk: 0, cli: 1, strict: 2 };
const HIDDEN = "***SensitiveInformation***";
/** Longer values tell a reader nothing more. */
const SHOWN = 256;

/** One check from the top: where it is, what it found. */
interface Run {
  readonly level: number;
  readonly path: (string | number)[];
  readonly issues: Issue[];
  /** How many sensitive shapes enclose the place. */
  hidden: number;
  /** The map key that is being looked at, as shown. */
  key?: string | undefined;
}

type Check = (value: unknown, run: Run) => void;

const compiled = new WeakMap<object, Check>();

/** The check of a reference, compiled on first use and kept by the table (or the member pair) that it is for. */
function checkerOf(ref: SchemaRef): Check {
  if (typeof ref !== "object") return compile(ref);
  let found = compiled.get(ref);
  if (!found) {
    found = compile(ref);
    compiled.set(ref, found);
  }
  return found;
}

function compile(ref: SchemaRef): Check {
  const shape = S.shapeOf(ref);
  const inner = compileShape(shape, ref);
  if (!shape.traits.sensitive) return inner;
  return (value, run) => {
    run.hidden++;
    inner(value, run);
    run.hidden--;
  };
}

function compileShape(shape: S.Shape, ref: SchemaRef): Check {
  switch (shape.kind) {
    case "simple":
      return simple(shape.type, shape.traits, ref);
    case "list":
      return list(shape, ref);
    case "map":
      return map(shape, ref);
    case "structure":
    case "union":
      return structure(shape, ref);
    case "unit":
      return () => {};
  }
}

// --- Reporting -------------------------------------------------------------------------------------------------------

/** `A.B[0].k`, a map's key itself `A (key: k)`; the top is `input`. */
function pathText({ path, key }: Run): string {
  let text = "";
  for (const step of path) text += typeof step === "number" ? `[${step}]` : text ? `.${step}` : step;
  return (text || "input") + (key === undefined ? "" : ` (key: ${key})`);
}

function report(run: Run, kind: IssueKind, message: string, expected?: string, received?: string): void {
  const path = [...run.path];
  run.issues.push({
    kind,
    path,
    message,
    ...(expected === undefined ? {} : { expected }),
    ...(received === undefined ? {} : { received }),
  });
}

function show(value: unknown, run: Run, ref: SchemaRef): string {
  if (run.hidden || S.isSensitive(ref)) return HIDDEN;
  let text = String(value);
  if (typeof value === "object" && value !== null && !(value instanceof Date)) {
    try {
      text = JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? String(inner) : inner)) ?? text;
    } catch {
      // A cycle: its plain text has to do.
    }
  }
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** What TypeScript or a reader would call the type of a value. */
function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value !== "object") return typeof value;
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  return !name || name === "Object" ? "object" : name;
}

function wrongType(value: unknown, run: Run, ref: SchemaRef, expected: string, kind: IssueKind = "type"): void {
  const received = typeName(value);
  const what = kind === "document" ? "document parameter" : "parameter";
  report(
    run,
    kind,
    `Invalid type for ${what} ${pathText(run)}, value: ${show(value, run, ref)}, type: ${received}, valid types: ${expected}`,
    expected,
    received,
  );
}

function wrongValue(value: unknown, run: Run, ref: SchemaRef, kind: IssueKind, rule: string, expected: string): void {
  const shown = show(value, run, ref);
  report(
    run,
    kind,
    `Invalid value for parameter ${pathText(run)}, value: ${shown}, ${rule}: ${expected}`,
    expected,
    shown,
  );
}

// --- Bounds ----------------------------------------------------------------------------------------------------------

type Bounds = readonly [min?: number | null, max?: number | null] | undefined;

/** `floor` is the level from which the minimum is looked at; the maximum is for `strict` alone. */
function lengthCheck(bounds: Bounds, floor: number): (size: number, run: Run) => void {
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
  let count = text.length;
  for (let i = text.length - 1; i > 0; i--) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) {
      count--;
      i--;
    }
  }
  return count;
}

// --- Simple shapes ---------------------------------------------------------------------------------------------------

function simple(type: number, traits: S.Traits, ref: SchemaRef): Check {
  switch (type) {
    case S.STRING:
      return string(traits, ref);
    case S.NUMBER:
    case S.BIG_INTEGER:
    case S.BIG_DECIMAL:
      return number(type, traits, ref);
    case S.BOOLEAN:
      return typed((value) => typeof value === "boolean", "boolean", ref);
    case S.DOCUMENT:
      return (value, run) => {
        if (!isDocument(value, new Set()))
          wrongType(value, run, ref, "object, array, string, number, boolean, null", "document");
      };
    case S.BLOB:
    case S.STREAMING_BLOB:
      return blob(type === S.STREAMING_BLOB || Boolean(traits.streaming), traits, ref);
    default:
      return typed(isTimestamp, "Date, number, ISO string", ref);
  }
}

function typed(test: (value: unknown) => boolean, expected: string, ref: SchemaRef): Check {
  return (value, run) => {
    if (!test(value)) wrongType(value, run, ref, expected);
  };
}

function isTimestamp(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (value instanceof Date) return !Number.isNaN(value.getTime());
  return typeof value === "string" && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value));
}

function string(traits: S.Traits, ref: SchemaRef): Check {
  const { mediaType, pattern } = traits as { readonly mediaType?: string; readonly pattern?: string };
  const inUrl = Boolean(traits.httpLabel || traits.hostLabel);
  const bounds = traits.length as Bounds;
  const length =
    !bounds && !inUrl
      ? undefined
      : lengthCheck(inUrl ? [Math.max(1, bounds?.[0] ?? 1), bounds?.[1] ?? null] : bounds, 0);
  const values = traits.enum ? Object.values(traits.enum) : undefined;
  const matches = pattern === undefined ? undefined : matcher(pattern);
  const json = mediaType !== undefined && /^application\/json$|\+json$/.test(mediaType);
  return (value, run) => {
    if (typeof value !== "string") {
      if (!json) wrongType(value, run, ref, "string");
      else unserializable(value, run);
      return;
    }
    if (length) length(characters(value), run);
    if (run.level < 2) return;
    if (values && !values.includes(value)) wrongValue(value, run, ref, "enum", "must be one of", values.join(", "));
    if (matches && !matches(value)) wrongValue(value, run, ref, "pattern", "must match", pattern as string);
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
  const expected =
    type === S.BIG_INTEGER ? "bigint" : type === S.BIG_DECIMAL ? "NumericValue" : whole ? "integer" : "number";
  return (value, run) => {
    const size = type === S.BIG_DECIMAL ? decimal(value) : value;
    if ((typeof size !== "number" && typeof size !== "bigint") || (whole && !isWhole(size))) {
      wrongType(value, run, ref, expected);
    } else if (min != null && size < min) {
      wrongValue(value, run, ref, "range", "valid min value", String(min));
    } else if (max != null && size > max && run.level > 1) {
      wrongValue(value, run, ref, "range", "valid max value", String(max));
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
      wrongType(value, run, ref, streaming ? "Uint8Array, string, stream" : "Uint8Array, string");
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

// --- Collections -----------------------------------------------------------------------------------------------------

/** A null where a value belongs: dropped on the way out at level `sdk`, else an issue. */
function nullAt(run: Run, ref: SchemaRef): void {
  if (run.level > 0) wrongType(null, run, ref, expectedOf(ref), "null");
}

function list(shape: S.Shape & { kind: "list" }, ref: SchemaRef): Check {
  const { traits, member } = shape;
  const length = traits.length ? lengthCheck(traits.length as Bounds, 0) : undefined;
  let item: Check | undefined;
  return (value, run) => {
    if (!Array.isArray(value)) return wrongType(value, run, ref, "array");
    length?.(value.length, run);
    if (traits.uniqueItems && run.level > 1 && new Set(value.map(identity)).size < value.length) {
      report(run, "unique", `Invalid value for parameter ${pathText(run)}, items must be unique`, "unique items");
    }
    item ??= checkerOf(member);
    const at = run.path.length;
    for (let i = 0; i < value.length; i++) {
      run.path[at] = i;
      if (value[i] != null) item(value[i], run);
      else if (!traits.sparse) nullAt(run, member);
    }
    run.path.length = at;
  };
}

/** Equal texts for equal items. */
function identity(value: unknown): string {
  return JSON.stringify(value, (_, inner) => {
    if (typeof inner === "bigint") return `${inner}n`;
    if (!inner || typeof inner !== "object" || Array.isArray(inner)) return inner;
    return Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1));
  });
}

function map(shape: S.Shape & { kind: "map" }, ref: SchemaRef): Check {
  const { traits } = shape;
  const length = traits.length ? lengthCheck(traits.length as Bounds, 2) : undefined;
  const secretKeys = S.isSensitive(shape.key);
  let checks: readonly [key: Check, value: Check] | undefined;
  return (value, run) => {
    if (!isRecord(value)) return wrongType(value, run, ref, "object");
    const keys = Object.keys(value);
    length?.(keys.length, run);
    checks ??= [checkerOf(shape.key), checkerOf(shape.value)];
    const at = run.path.length;
    for (const key of keys) {
      const inner = value[key];
      if (inner === undefined) continue;
      const shown = secretKeys || run.hidden ? HIDDEN : key;
      run.key = shown;
      checks[0](key, run);
      run.key = undefined;
      run.path[at] = shown;
      if (inner !== null) checks[1](inner, run);
      else if (!traits.sparse) nullAt(run, shape.value);
      run.path.length = at;
    }
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !ArrayBuffer.isView(value)
  );
}

// --- Structures ------------------------------------------------------------------------------------------------------

function structure(shape: S.Shape & { kind: "structure" | "union" }, ref: SchemaRef): Check {
  const { names, refs, traits } = shape;
  const union = shape.kind === "union";
  const eventStream = Boolean(traits.streaming);
  const required = names.slice(0, shape.required).filter((_, i) => !traitsAt(refs[i]).idempotencyToken);
  /** Index by name; `__proto__` may be a member. */
  const members = new Map(names.map((name, i) => [name, i]));
  const checks: Check[] = [];

  return (value, run) => {
    if (!isRecord(value)) return wrongType(value, run, ref, "object");
    if (eventStream) return;
    const { level } = run;
    if (union) oneMember(value, run, names);
    for (const name of required) {
      // At the command line a null is there, and wrong.
      if (level > 0 ? value[name] === undefined : value[name] == null) missing(name, run);
    }
    if (level > 0) {
      for (const name in value) {
        if (!members.has(name) && value[name] !== undefined && !(union && name === "$unknown")) {
          unknown(name, run, names);
        }
      }
    }
    const at = run.path.length;
    for (const name in value) {
      const index = members.get(name);
      const inner = value[name];
      if (index === undefined || inner === undefined) continue;
      const member = refs[index] as SchemaRef;
      run.path[at] = name;
      if (inner === null) {
        nullAt(run, member);
      } else {
        checks[index] ??= checkerOf(member);
        checks[index](inner, run);
      }
      run.path.length = at;
    }
  };
}

function traitsAt(ref: SchemaRef | undefined): S.Traits {
  return typeof ref === "object" && ref.length === 2 ? S.traitsOf(ref[1]) : {};
}

function missing(name: string, run: Run): void {
  report(run, "missing", `Missing required parameter in ${pathText(run)}: "${name}"`, name);
}

function unknown(name: string, run: Run, names: readonly string[]): void {
  const expected = names.join(", ");
  report(
    run,
    "unknown",
    `Unknown parameter in ${pathText(run)}: "${name}", must be one of: ${expected}`,
    expected,
    name,
  );
}

/** At level `sdk` only what goes on the wire counts; else everything given. */
function oneMember(value: Readonly<Record<string, unknown>>, run: Run, names: readonly string[]): void {
  const given = Object.keys(value).filter((name) =>
    run.level > 0 ? value[name] !== undefined : value[name] != null && (names.includes(name) || name === "$unknown"),
  );
  if (given.length === 1) return;
  const place = `tagged union structure ${pathText(run)}`;
  const keys = names.join(", ");
  const message = given.length
    ? `Invalid number of parameters set for ${place}. Can only set one of the following keys: ${keys}`
    : `Must set one of the following keys for ${place}: ${keys}`;
  report(run, "union", message, keys, given.join(", "));
}

/** The type names for a null's message. */
function expectedOf(ref: SchemaRef): string {
  const shape = S.shapeOf(ref);
  if (shape.kind === "list") return "array";
  if (shape.kind !== "simple") return "object";
  switch (shape.type) {
    case S.STRING:
      return "string";
    case S.NUMBER:
      return shape.traits.integer ? "integer" : "number";
    case S.BOOLEAN:
      return "boolean";
    case S.BIG_INTEGER:
      return "bigint";
    case S.BIG_DECIMAL:
      return "NumericValue";
    case S.BLOB:
    case S.STREAMING_BLOB:
      return "Uint8Array, string";
    case S.DOCUMENT:
      return "object, array, string, number, boolean, null";
    default:
      return "Date, number, ISO string";
  }
}
