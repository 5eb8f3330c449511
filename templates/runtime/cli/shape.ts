/** What shapes of the table are, beyond their type: the questions that readers of options and pages of help both ask. */
import type { Command, Key, Shape } from "./table.ts";

type Shapes = Command["shapes"];

/** A shape that something names; a table without it is damaged. */
export function shapeOf(shapes: Shapes, key: Key): Shape {
  const shape = shapes[key];
  if (shape === undefined) throw new Error(`the table of this command lacks the shape ${key}`);
  return shape;
}

/** C7.6: a structure of one string called `Value` takes the bare word. */
export function isValueWrapper(shape: Shape, shapes: Shapes): boolean {
  if (shape.type !== "structure") return false;
  const [entry, ...others] = Object.entries(shape.members);
  return (
    entry !== undefined && others.length === 0 && entry[0] === "Value" && shapes[entry[1].shape]?.type === "string"
  );
}

/** A document, or a chain of lists and maps that ends in one: it takes JSON only (C7.1). */
export function endsInDocument(shapes: Shapes, key: Key, seen: readonly Key[] = []): boolean {
  const shape = shapeOf(shapes, key);
  if (shape.type === "document") return true;
  if ((shape.type !== "list" && shape.type !== "map") || seen.includes(key)) return false;
  return endsInDocument(shapes, shape.type === "list" ? shape.member : shape.value, [...seen, key]);
}
