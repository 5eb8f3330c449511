/**
 * What a check reports: the issue, its path and its one-line message in the Python client's layout with TypeScript's type
 * names. Knows how a place is called and what must be hidden, not when something is wrong.
 */
import type { SchemaRef } from "./schema.ts";
import * as S from "./shape.ts";

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

/** `Parameter validation failed:` and a line for each issue. */
export function validationMessage(issues: readonly Issue[]): string {
  return ["Parameter validation failed:", ...issues.map((issue) => issue.message)].join("\n");
}

/** The fields of the error that refuses a call. */
export function validationFailure(issues: readonly Issue[]): ValidationFailure {
  return { name: "ParamValidationError", message: validationMessage(issues), issues };
}

export const HIDDEN = "***SensitiveInformation***";
/** Longer values tell a reader nothing more. */
const SHOWN = 256;

/** One check from the top: where it is, what it found. */
export interface Run {
  readonly level: number;
  /** The steps to the place: the first `depth` of them. */
  readonly path: (string | number)[];
  depth: number;
  readonly issues: Issue[];
  /** How many sensitive shapes enclose the place. */
  hidden: number;
  /** The map key that is being looked at, as shown. */
  key?: string | undefined;
}

/** `A.B[0].k`, a map's key itself `A (key: k)`; the top is `input`. */
export function pathText({ path, depth, key }: Run): string {
  let text = "";
  for (const step of path.slice(0, depth)) text += typeof step === "number" ? `[${step}]` : text ? `.${step}` : step;
  return (text || "input") + (key === undefined ? "" : ` (key: ${key})`);
}

export function report(run: Run, kind: IssueKind, message: string, expected?: string, received?: string): void {
  const given = expected === undefined ? {} : received === undefined ? { expected } : { expected, received };
  run.issues.push({ kind, path: run.path.slice(0, run.depth), message, ...given });
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

/** What a value of the shape may be, by TypeScript's names. */
function expectedOf(ref: SchemaRef): string {
  const shape = S.shapeOf(ref);
  if (shape.kind === "list") return "array";
  if (shape.kind !== "simple") return "object";
  const { type, traits } = shape;
  if (type === S.NUMBER && traits.integer) return "integer";
  const bytes = traits.streaming ? S.STREAMING_BLOB : type;
  return TYPES[bytes] ?? "Date, number, ISO string";
}

const TYPES: Readonly<Record<number, string>> = {
  [S.STRING]: "string",
  [S.NUMBER]: "number",
  [S.BOOLEAN]: "boolean",
  [S.DOCUMENT]: "object, array, string, number, boolean, null",
  [S.BIG_INTEGER]: "bigint",
  [S.BIG_DECIMAL]: "NumericValue",
  [S.BLOB]: "Uint8Array, string",
  [S.STREAMING_BLOB]: "Uint8Array, string, stream",
};

/** What TypeScript or a reader would call the type of a value. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value !== "object") return typeof value;
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  return !name || name === "Object" ? "object" : name;
}

export function wrongType(value: unknown, run: Run, ref: SchemaRef, kind: IssueKind = "type"): void {
  const expected = expectedOf(ref);
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

export function wrongValue(
  value: unknown,
  run: Run,
  ref: SchemaRef,
  kind: IssueKind,
  rule: string,
  expected: string,
): void {
  const shown = show(value, run, ref);
  report(
    run,
    kind,
    `Invalid value for parameter ${pathText(run)}, value: ${shown}, ${rule}: ${expected}`,
    expected,
    shown,
  );
}
