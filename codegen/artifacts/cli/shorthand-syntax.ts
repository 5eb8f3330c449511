/**
 * The Shorthand Syntax block of an option: whether there is one, and its text. What the command line accepts is wider: the
 * block is left out where it would be too deep to read. Source: AWS CLI 2, spec-cli C7.1 to C7.3.
 */
import type { Model, Shape, ShapeId } from "../../model/types.ts";
import { isScalar, targetOf, typeName } from "./type-label.ts";

/** Levels below the option's own structure that a reader still follows. */
const DEEPEST = 3;
const RECURSIVE = "( ... recursive ... )";

/**
 * `Id=string,Colors=string,string ...`; `undefined` where no block is shown: for scalars and lists of them, documents,
 * structures that are too deep or empty, and lists of lists (whose words the parser does not take).
 */
export function shorthandSyntax(model: Model, shape: Shape): string | undefined {
  if (isScalar(shape) || leadsToDocument(model, shape)) return undefined;
  const item = shape.kind === "list" ? targetOf(model, shape.member.target) : shape;
  if (isScalar(item) || item.kind === "list") return undefined;
  const text = textOf(model, item, []);
  if (text === undefined || text === "") return undefined;
  return shape.kind === "list" ? `${text} ...` : text;
}

/** A structure that stands for its one text, which is given as a bare word: neither block says anything about it. */
export function isValueWrapper(model: Model, shape: Shape): boolean {
  if (shape.kind !== "structure" || shape.members.length !== 1) return false;
  const [only] = shape.members;
  return only?.name === "Value" && typeName(targetOf(model, only.target)) === "string";
}

/** A document, or lists and maps around one. */
function leadsToDocument(model: Model, shape: Shape, seen: ReadonlySet<ShapeId> = new Set()): boolean {
  if (shape.kind === "document") return true;
  if ((shape.kind !== "list" && shape.kind !== "map") || seen.has(shape.id)) return false;
  const member = shape.kind === "list" ? shape.member : shape.value;
  return leadsToDocument(model, targetOf(model, member.target), new Set([...seen, shape.id]));
}

/** `path`: what was entered on the way here. `undefined`: too deep somewhere below. */
function textOf(model: Model, shape: Shape, path: readonly ShapeId[]): string | undefined {
  if (path.length > DEEPEST) return undefined;
  switch (shape.kind) {
    case "structure":
    case "union": {
      const parts: string[] = [];
      for (const member of shape.members) {
        const target = targetOf(model, member.target);
        if (leadsToDocument(model, target)) continue;
        if (path.includes(target.id)) {
          parts.push(RECURSIVE);
          continue;
        }
        const value = textOf(model, target, [...path, target.id]);
        if (value === undefined) return undefined;
        parts.push(`${member.name}=${value}`);
      }
      return path.length === 0 ? parts.join(",") : `{${parts.join(",")}}`;
    }
    case "list": {
      const item = targetOf(model, shape.member.target);
      const value = textOf(model, item, [...path, item.id]);
      if (value === undefined) return undefined;
      const pair = `${value},${value}`;
      return isScalar(item) && path.length <= 1 ? pair : `[${pair}]`;
    }
    case "map": {
      const target = targetOf(model, shape.value.target);
      const value = textOf(model, target, [...path, target.id]);
      if (value === undefined) return undefined;
      const pair = `KeyName1=${value},KeyName2=${value}`;
      if (path.length > 0) return `{${pair}}`;
      const key = targetOf(model, shape.key.target);
      if (key.kind !== "enum") return pair;
      return [pair, "", "Names of keys:", ...key.values.map((one) => `  ${one.value}`)].join("\n");
    }
    default:
      return typeName(shape);
  }
}
