/**
 * The digest of a model: SHA-256 over its facts in a canonical order. Members, enum values and lists inside traits and
 * `errors` keep their order, because they mean something; all other keys, and the lists of operations and resources, do not.
 */
import { createHash } from "node:crypto";
import type { Ast, AstReference, AstShape } from "./ast.ts";
import { membersOf } from "./ast.ts";

export function digestOf(ast: Ast): string {
  const hash = createHash("sha256");
  for (const id of [...ast.shapes.keys()].sort()) {
    const shape = ast.shapes.get(id);
    if (shape !== undefined) hash.update(`${id} ${canonicalShape(shape)}\n`);
  }
  return hash.digest("hex");
}

const UNORDERED: ReadonlySet<string> = new Set(["operations", "resources", "collectionOperations"]);

function canonicalShape(shape: AstShape): string {
  const { members, ...rest } = shape;
  const facts: Record<string, unknown> = { ...rest };
  for (const key of UNORDERED) {
    const list = shape[key] as readonly AstReference[] | undefined;
    if (list !== undefined) facts[key] = list.map(({ target }) => target).sort();
  }
  if (members !== undefined)
    facts["members"] = membersOf({ type: shape.type, members }).map(([name, member]) => [name, member]);
  return canonical(facts);
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
