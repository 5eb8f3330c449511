/**
 * The digest of a model: SHA-256 over its facts in a canonical order. Members, enum values and lists inside traits and
 * `errors` keep their order, because they mean something; all other keys, and the lists of operations and resources, do not.
 */
import { createHash } from "node:crypto";
import type { ShapeId } from "../model/types.ts";
import type { Ast, AstReference, AstShape } from "./ast.ts";

/** @param ids of all shapes of the Ast, in order. */
export function digestOf(ast: Ast, ids: readonly ShapeId[]): string {
  const hash = createHash("sha256");
  let text = "";
  for (const id of ids) {
    const shape = ast.shapes.get(id);
    if (shape !== undefined) text += `${id} ${JSON.stringify(ordered(shape))}\n`;
    // Each call costs as much as hashing some thousand characters.
    if (text.length < BATCH) continue;
    hash.update(text);
    text = "";
  }
  return hash.update(text).digest("hex");
}

const BATCH = 1 << 16;
const UNORDERED = ["operations", "resources", "collectionOperations"] as const;

/** The Ast has all keys in order; what is left to order are the lists that mean the same in any. */
function ordered(shape: AstShape): object {
  if (shape.type !== "service" && shape.type !== "resource") return shape;
  const all: Record<string, unknown> = { ...shape };
  for (const key of UNORDERED) {
    const references = shape[key] as readonly AstReference[] | undefined;
    if (references !== undefined) all[key] = references.map(({ target }) => target).sort();
  }
  return all;
}

/** JSON with the keys of every object in code unit order. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key])}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}
