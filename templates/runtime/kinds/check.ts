/**
 * Checks a value against a schema table before it is sent, or an answer after it was read, and reports every problem at
 * once. Levels, order and layout of the messages follow the Python client; type names are TypeScript's. A table is
 * compiled to closures on first use. Knows nothing of operations, nor what there is to look at in a value: its kind does,
 * and its constraints.
 */

import type { SchemaRef } from "../schema/schema.ts";
import { compileOnce, shapeOf } from "../schema/shape.ts";
import { wrongType } from "./issue.ts";
import type { Check, Issue, Parts, Run } from "./kind.ts";
import { kindOf } from "./kind-of.ts";

export { type ValidationFailure, validationFailure, validationMessage } from "./issue.ts";
export type { Issue, IssueKind } from "./kind.ts";

/**
 * `sdk`: missing, wrong type, below minimum, unions. `cli`: also unknown members and null. `strict`: also maximum,
 * pattern, enum, unique items, map and blob sizes.
 */
export type CheckLevel = "sdk" | "cli" | "strict";

/** All problems of `value`, in the order: union, missing, unknown, then each member depth first. Empty when it is fine. */
export function check(schema: SchemaRef, value: unknown, level: CheckLevel, parts: Parts): Issue[] {
  const run: Run = { level: LEVELS.indexOf(level), parts, path: [], depth: 0, issues: [], hidden: 0 };
  checkerOf(schema, parts)(value === undefined ? {} : value, run);
  return run.issues;
}

const LEVELS: readonly CheckLevel[] = ["sdk", "cli", "strict"];
const checkerOf = /* @__PURE__ */ compileOnce(compile);

function compile(ref: SchemaRef, parts: Parts): Check {
  const shape = shapeOf(ref);
  const kind = kindOf(shape, parts);
  const looks = Object.entries(parts.constraints ?? {})
    .filter(([trait]) => trait in shape.traits)
    .map(([, constraint]) => constraint(shape));
  const inside = kind.check?.(shape, ref, (inner) => checkerOf(inner, parts));
  if (inside) looks.push(inside);
  const checked: Check = (value, run) => {
    if (!kind.fits(value, shape)) wrongType(value, run, ref, kind.issue);
    else for (const look of looks) look(value, run, ref);
  };
  return parts.secrets && shape.traits.sensitive ? parts.secrets.hide(checked) : checked;
}
