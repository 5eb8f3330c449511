/**
 * The JSON Syntax block of an option: the shape of its JSON with types for values. Two blanks a level; it knows nothing of
 * the page around it. Source: AWS CLI 2, spec-cli C16.4.
 */
import type { Model, Shape } from "../../model/types.ts";
import { isScalar, targetOf, typeName } from "./type-label.ts";

const STEP = "  ";
const RECURSIVE = "{ ... recursive ... }";

/** Characters that a block may have before its structures are opened once each. */
const MOST = 20_000;
const ABOVE = "{ ... as above ... }";

/** How far a block opens what nests. */
interface Opening {
  left: number;
  readonly opened?: Set<string>;
}

/** `{\n  "Mode": "ON"|"OFF",\n  "Names": ["string", ...]\n}` */
export function jsonSyntax(model: Model, shape: Shape): string {
  const all: Opening = { left: MOST };
  const text = jsonOf(model, shape, "", [], all);
  if (all.left >= 0) return text;
  return jsonOf(model, shape, "", [], { left: Number.POSITIVE_INFINITY, opened: new Set() });
}

/** `path`: the shapes that enclose this one. A recursive shape is opened once; at the third time it is only named. */
function jsonOf(model: Model, shape: Shape, indent: string, path: readonly string[], how: Opening): string {
  if (how.left < 0) return "";
  if (path.filter((one) => one === shape.id).length > 1) return RECURSIVE;
  const below = [...path, shape.id];
  switch (shape.kind) {
    case "document":
      return "{...}";
    case "list": {
      const item = targetOf(model, shape.member.target);
      if (isScalar(item)) return `[${scalar(item)}, ...]`;
      const inner = indent + STEP;
      return `[\n${inner}${jsonOf(model, item, inner, below, how)}\n${inner}...\n${indent}]`;
    }
    case "map": {
      const key = targetOf(model, shape.key.target);
      const value = targetOf(model, shape.value.target);
      const inner = indent + STEP;
      return `{${isScalar(key) ? scalar(key) : '"string"'}: ${jsonOf(model, value, inner + STEP, below, how)}\n${inner}...}`;
    }
    case "structure":
    case "union": {
      if (how.opened?.has(shape.id) === true && shape.members.length > 0) return ABOVE;
      how.opened?.add(shape.id);
      const inner = indent + STEP;
      for (const one of shape.members) how.left -= inner.length + one.name.length + 6;
      const members = shape.members.map(
        (one) => `${inner}"${one.name}": ${jsonOf(model, targetOf(model, one.target), inner, below, how)}`,
      );
      return members.length === 0 ? `{\n\n${indent}}` : `{\n${members.join(",\n")}\n${indent}}`;
    }
    default:
      return scalar(shape);
  }
}

/** `"string"`, `"A"|"B"`, `true|false`, `double`. */
function scalar(shape: Shape): string {
  if (shape.kind === "enum") return shape.values.map(({ value }) => JSON.stringify(value)).join("|");
  if (shape.kind === "string") return '"string"';
  return shape.kind === "boolean" ? "true|false" : typeName(shape);
}
