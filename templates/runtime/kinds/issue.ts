/**
 * What a check reports: the issue, its path and its one-line message in the Python client's layout with TypeScript's type
 * names. Knows how a place is called and what must be hidden, not when something is wrong.
 */

import { HIDDEN } from "../schema/log-filter.ts";
import type { SchemaRef } from "../schema/schema.ts";
import { shapeOf } from "../schema/shape.ts";
import type { Issue, IssueKind, Run } from "./kind.ts";
import { kindOf } from "./kind-of.ts";

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

/** Longer values tell a reader nothing more. */
const SHOWN = 256;

/** `A.B[0].k`, a map's key itself `A (key: k)`; the top is `input`. */
function pathText({ path, depth, key }: Run): string {
  let text = "";
  for (const step of path.slice(0, depth)) text += typeof step === "number" ? `[${step}]` : text ? `.${step}` : step;
  return (text || "input") + (key === undefined ? "" : ` (key: ${key})`);
}

/** `before` and `after` are what the message says on either side of the place. */
export function report(
  run: Run,
  kind: IssueKind,
  before: string,
  after: string,
  expected: string,
  received?: string,
): void {
  run.issues.push({
    kind,
    path: run.path.slice(0, run.depth),
    message: `${before} ${pathText(run)}${after}`,
    expected,
    ...(received !== undefined && { received }),
  });
}

/** `Invalid length for parameter A.B, value: 2, valid min length: 3`. */
export function invalid(
  run: Run,
  kind: IssueKind,
  what: string,
  shown: unknown,
  rule: string,
  expected: string,
  received: string,
): void {
  const parameter = kind === "document" ? "document parameter" : "parameter";
  report(run, kind, `Invalid ${what} for ${parameter}`, `, value: ${shown}, ${rule}`, expected, received);
}

/** A null where a value belongs: dropped on the way out at level `sdk`, else an issue. */
export function nullAt(run: Run, ref: SchemaRef): void {
  if (run.level > 0) wrongType(null, run, ref, "null");
}

export function wrongType(value: unknown, run: Run, ref: SchemaRef, kind: IssueKind = "type"): void {
  const shape = shapeOf(ref);
  const expected = kindOf(shape, run.parts).expected(shape);
  const type = typeName(value);
  invalid(run, kind, "type", show(value, run, ref), `type: ${type}, valid types: ${expected}`, expected, type);
}

export function wrongValue(
  value: unknown,
  run: Run,
  ref: SchemaRef,
  kind: IssueKind,
  rule: string,
  expected: unknown,
): void {
  const shown = show(value, run, ref);
  invalid(run, kind, "value", shown, `${rule}: ${expected}`, String(expected), shown);
}

function show(given: unknown, { hidden, parts }: Run, ref: SchemaRef): string {
  if (hidden || parts.secrets?.within(ref)) return HIDDEN;
  const value = readable(given);
  let text = String(value);
  if (typeof value === "object" && !(value instanceof Date)) {
    try {
      text = JSON.stringify(value, (_, inner) => readable(inner)) ?? text;
    } catch {
      // A cycle: its plain text has to do.
    }
  }
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** In JSON that says what it is: of bytes, how many there are. */
const readable = (value: unknown): unknown =>
  typeof value === "bigint" ? `${value}` : ArrayBuffer.isView(value) ? `bytes(${value.byteLength})` : value;

/** What TypeScript or a reader would call the type of a value. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value !== "object") return typeof value;
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  return !name || name === "Object" ? "object" : name;
}
