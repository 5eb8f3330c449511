/**
 * The JSON Syntax block of an option: the shape of its JSON with types for values. Two blanks a level; it knows nothing of
 * the page around it. Source: AWS CLI 2, spec-cli C16.4.
 */
import { shapeOf } from "../shape.ts";
import type { Command, Key, Shape } from "../table.ts";
import { isScalar, typeName } from "./type-label.ts";

type Shapes = Command["shapes"];

const STEP = "  ";
const RECURSIVE = "{ ... recursive ... }";

/** Characters that a block may have before its structures are opened once each. */
const MOST = 20_000;
const ABOVE = "{ ... as above ... }";

/** How far a block opens what nests. */
interface Opening {
  left: number;
  readonly opened?: Set<Key>;
}

/** `{\n  "Mode": "ON"|"OFF",\n  "Names": ["string", ...]\n}` */
export function jsonSyntax(shapes: Shapes, key: Key): string {
  const all: Opening = { left: MOST };
  const text = jsonOf(shapes, key, "", [], all);
  if (all.left >= 0) return text;
  return jsonOf(shapes, key, "", [], { left: Number.POSITIVE_INFINITY, opened: new Set() });
}

/** `path`: the shapes that enclose this one. A recursive shape is opened once; at the third time it is only named. */
function jsonOf(shapes: Shapes, key: Key, indent: string, path: readonly Key[], how: Opening): string {
  if (how.left < 0) return "";
  if (path.filter((one) => one === key).length > 1) return RECURSIVE;
  const shape = shapeOf(shapes, key);
  const below = [...path, key];
  switch (shape.type) {
    case "document":
      return "{...}";
    case "list": {
      const item = shapeOf(shapes, shape.member);
      if (isScalar(item)) return `[${scalar(item)}, ...]`;
      const inner = indent + STEP;
      return `[\n${inner}${jsonOf(shapes, shape.member, inner, below, how)}\n${inner}...\n${indent}]`;
    }
    case "map": {
      const name = shapeOf(shapes, shape.key);
      const inner = indent + STEP;
      const value = jsonOf(shapes, shape.value, inner + STEP, below, how);
      return `{${isScalar(name) ? scalar(name) : '"string"'}: ${value}\n${inner}...}`;
    }
    case "structure":
    case "union": {
      const list = Object.entries(shape.members);
      if (how.opened?.has(key) === true && list.length > 0) return ABOVE;
      how.opened?.add(key);
      const inner = indent + STEP;
      for (const [name] of list) how.left -= inner.length + name.length + 6;
      const members = list.map(
        ([name, member]) => `${inner}"${name}": ${jsonOf(shapes, member.shape, inner, below, how)}`,
      );
      return members.length === 0 ? `{\n\n${indent}}` : `{\n${members.join(",\n")}\n${indent}}`;
    }
    default:
      return scalar(shape);
  }
}

/** `"string"`, `"A"|"B"`, `true|false`, `double`. */
function scalar(shape: Shape): string {
  if (shape.type === "string") return shape.enum?.map((value) => JSON.stringify(value)).join("|") ?? '"string"';
  return shape.type === "boolean" ? "true|false" : typeName(shape);
}
