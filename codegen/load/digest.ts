/**
 * The digest of a model: SHA-256 over its facts in a canonical order. Members, enum values and lists inside traits and
 * `errors` keep their order, because they mean something; all other keys, and the lists of operations and resources, do not.
 */
import { createHash } from "node:crypto";
import type { Ast, AstMember, AstReference, AstShape } from "./ast.ts";

export function digestOf(ast: Ast): string {
  const hash = createHash("sha256");
  let text = "";
  for (const id of [...ast.shapes.keys()].sort()) {
    const shape = ast.shapes.get(id);
    if (shape !== undefined) text += `${id} ${canonicalShape(shape)}\n`;
    // Each call costs as much as hashing some thousand characters.
    if (text.length < BATCH) continue;
    hash.update(text);
    text = "";
  }
  return hash.update(text).digest("hex");
}

const BATCH = 1 << 16;
const UNORDERED: ReadonlySet<string> = new Set(["operations", "resources", "collectionOperations"]);

/** The Ast has the keys of trait values in order already; what is left to order are the keys of the shape. */
function canonicalShape(shape: AstShape): string {
  let text = "";
  for (const key of Object.keys(shape).sort()) {
    const value = key === "members" ? membersText(shape) : textOf(key, shape[key]);
    if (value !== undefined) text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${value}`;
  }
  return `{${text}}`;
}

const textOf = (key: string, value: unknown): string | undefined =>
  UNORDERED.has(key)
    ? JSON.stringify((value as readonly AstReference[]).map(({ target }) => target).sort())
    : key === "traits"
      ? JSON.stringify(value)
      : canonical(value);

/** Members in their order, which means something. */
function membersText({ members = {} }: AstShape): string {
  return JSON.stringify(
    Object.keys(members).map((name) => {
      const { target, traits } = members[name] as AstMember;
      return [name, { target, traits }];
    }),
  );
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
