/**
 * Checks a value against a schema table before it is sent, or an answer after it was read, and reports every problem at
 * once. Levels, order and layout of the messages follow the Python client; type names are TypeScript's. A table is
 * compiled to closures on first use. Knows nothing of operations, and never shows a value of a sensitive shape.
 */
import { HIDDEN, type Issue, pathText, type Run, report, wrongType } from "./issue.ts";
import { type Bounds, type Check, lengthCheck, simple } from "./scalar.ts";
import type { SchemaRef } from "./schema.ts";
import * as S from "./shape.ts";

export { type Issue, type IssueKind, type ValidationFailure, validationFailure, validationMessage } from "./issue.ts";

/**
 * `sdk`: missing, wrong type, below minimum, unions. `cli`: also unknown members and null. `strict`: also maximum,
 * pattern, enum, unique items, map and blob sizes.
 */
export type CheckLevel = "sdk" | "cli" | "strict";

/** All problems of `value`, in the order: union, missing, unknown, then each member depth first. Empty when it is fine. */
export function check(schema: SchemaRef, value: unknown, level: CheckLevel): Issue[] {
  const run: Run = { level: LEVELS[level], path: [], depth: 0, issues: [], hidden: 0 };
  checkerOf(schema)(value === undefined ? {} : value, run);
  return run.issues;
}

const LEVELS: Readonly<Record<CheckLevel, number>> = { sdk: 0, cli: 1, strict: 2 };
const checkerOf = /* @__PURE__ */ S.compileOnce(compile);

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

/** A null where a value belongs: dropped on the way out at level `sdk`, else an issue. */
function nullAt(run: Run, ref: SchemaRef): void {
  if (run.level > 0) wrongType(null, run, ref, "null");
}

function list(shape: S.Shape & { kind: "list" }, ref: SchemaRef): Check {
  const { traits, member } = shape;
  const length = traits.length ? lengthCheck(traits.length as Bounds, 0) : undefined;
  let item: Check | undefined;
  return (value, run) => {
    if (!Array.isArray(value)) return wrongType(value, run, ref);
    length?.(value.length, run);
    if (traits.uniqueItems && run.level > 1 && new Set(value.map(identity)).size < value.length) {
      report(run, "unique", `Invalid value for parameter ${pathText(run)}, items must be unique`, "unique items");
    }
    item ??= checkerOf(member);
    const at = run.depth++;
    for (let i = 0; i < value.length; i++) {
      run.path[at] = i;
      if (value[i] != null) item(value[i], run);
      else if (!traits.sparse) nullAt(run, member);
    }
    run.depth = at;
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
    if (!isRecord(value)) return wrongType(value, run, ref);
    const keys = Object.keys(value);
    length?.(keys.length, run);
    checks ??= [checkerOf(shape.key), checkerOf(shape.value)];
    const at = run.depth;
    for (const key of keys) {
      const inner = value[key];
      if (inner === undefined) continue;
      const shown = secretKeys || run.hidden ? HIDDEN : key;
      run.key = shown;
      checks[0](key, run);
      run.key = undefined;
      run.path[at] = shown;
      run.depth = at + 1;
      if (inner !== null) checks[1](inner, run);
      else if (!traits.sparse) nullAt(run, shape.value);
      run.depth = at;
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

function structure(shape: S.Shape & { kind: "structure" | "union" }, ref: SchemaRef): Check {
  const { names, refs, traits } = shape;
  const union = shape.kind === "union";
  const eventStream = Boolean(traits.streaming);
  const required = names.slice(0, shape.required).filter((_, i) => {
    const { idempotencyToken, default: fallback } = traitsAt(refs[i]);
    return !idempotencyToken && fallback === undefined;
  });
  /** Index by name; `__proto__` may be a member. */
  const members = new Map(names.map((name, i) => [name, i]));
  const checks: Check[] = [];

  return (value, run) => {
    if (!isRecord(value)) return wrongType(value, run, ref);
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
    const at = run.depth++;
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
    }
    run.depth = at;
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
