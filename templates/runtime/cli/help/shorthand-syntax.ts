/**
 * The Shorthand Syntax block of an option: whether there is one, and its text. What the command line accepts is wider: the
 * block is left out where it would be too deep to read. Source: AWS CLI 2, spec-cli C7.1 to C7.3.
 */
import { endsInDocument, shapeOf } from "../shape.ts";
import type { Command, Key } from "../table.ts";
import { isScalar, typeName } from "./type-label.ts";

type Shapes = Command["shapes"];

/** Levels below the option's own structure that a reader still follows. */
const DEEPEST = 3;
const RECURSIVE = "( ... recursive ... )";

/**
 * `Id=string,Colors=string,string ...`; `undefined` where no block is shown: for scalars and lists of them, documents,
 * structures that are too deep or empty, and lists of lists (whose words the parser does not take).
 */
export function shorthandSyntax(shapes: Shapes, key: Key): string | undefined {
  const shape = shapeOf(shapes, key);
  if (isScalar(shape) || endsInDocument(shapes, key)) return undefined;
  const first = shape.type === "list" ? shape.member : key;
  const item = shapeOf(shapes, first);
  if (isScalar(item) || item.type === "list") return undefined;
  const text = textOf(shapes, first, []);
  if (text === undefined || text === "") return undefined;
  return shape.type === "list" ? `${text} ...` : text;
}

/** `path`: what was entered on the way here. `undefined`: too deep somewhere below. */
function textOf(shapes: Shapes, key: Key, path: readonly Key[]): string | undefined {
  if (path.length > DEEPEST) return undefined;
  const shape = shapeOf(shapes, key);
  switch (shape.type) {
    case "structure":
    case "union": {
      const parts: string[] = [];
      for (const [name, { shape: target }] of Object.entries(shape.members)) {
        if (endsInDocument(shapes, target)) continue;
        if (path.includes(target)) {
          parts.push(RECURSIVE);
          continue;
        }
        const value = textOf(shapes, target, [...path, target]);
        if (value === undefined) return undefined;
        parts.push(`${name}=${value}`);
      }
      return path.length === 0 ? parts.join(",") : `{${parts.join(",")}}`;
    }
    case "list": {
      const value = textOf(shapes, shape.member, [...path, shape.member]);
      if (value === undefined) return undefined;
      const pair = `${value},${value}`;
      return isScalar(shapeOf(shapes, shape.member)) && path.length <= 1 ? pair : `[${pair}]`;
    }
    case "map": {
      const value = textOf(shapes, shape.value, [...path, shape.value]);
      if (value === undefined) return undefined;
      const pair = `KeyName1=${value},KeyName2=${value}`;
      if (path.length > 0) return `{${pair}}`;
      const name = shapeOf(shapes, shape.key);
      if (name.type !== "string" || name.enum === undefined) return pair;
      return [pair, "", "Names of keys:", ...name.enum.map((one) => `  ${one}`)].join("\n");
    }
    default:
      return typeName(shape);
  }
}
