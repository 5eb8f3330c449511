/**
 * The paths of `smithy.rules#operationContextParams`, read over the operation's input into a tree in which every member is
 * known. What cannot be read or is not there is a fault. It knows nothing of the code that is made of it
 * (`artifacts/endpoints/`). Source: Smithy, "Endpoint rules engine", operationContextParams: the part of JMESPath that
 * it allows.
 *
 *     path     = first *( "." step | "[*]" | "[]" | "[" number "]" )
 *     first    = step | "keys(" path ")"
 *     step     = name | "[" path *( "," path ) "]"
 *     name     = identifier | quoted
 */
import { suggestion } from "../diagnostics.ts";
import type { Model, ShapeId } from "./types.ts";

export type ContextPath =
  /** The input, or the item at hand inside `each`. */
  | { readonly kind: "current" }
  | { readonly kind: "member"; readonly of: ContextPath; readonly name: string }
  | { readonly kind: "index"; readonly of: ContextPath; readonly index: number }
  /** `item` of each entry of a list; what is not there is left out. */
  | { readonly kind: "each"; readonly of: ContextPath; readonly item: ContextPath }
  /** The items of lists in one list; what is not there is left out. */
  | { readonly kind: "flatten"; readonly of: ContextPath }
  | { readonly kind: "keys"; readonly of: ContextPath }
  | { readonly kind: "several"; readonly of: ContextPath; readonly items: readonly ContextPath[] };

export interface PathFault {
  readonly message: string;
  readonly hint?: string;
}

/** What a path leads to: a shape, or a list that the path itself makes. */
type Type = { readonly shape: ShapeId } | { readonly list: Type } | "text" | "nothing";

interface Found {
  readonly path: ContextPath;
  readonly type: Type;
}

export function readContextPath(
  text: string,
  input: ShapeId | undefined,
  model: Model,
): { readonly path: ContextPath } | { readonly fault: PathFault } {
  const reader = new Reader(text, model);
  const found = reader.whole(input === undefined ? "nothing" : { shape: input });
  return reader.fault === undefined ? { path: found.path } : { fault: reader.fault };
}

const CURRENT: ContextPath = { kind: "current" };
/** What a parenthesis follows is a function. */
const NAME = /^(?:([A-Za-z_]\w*)(?![\w(])|"([^"\\]+)")/;

class Reader {
  /** The first one; what comes after it is guessing. */
  fault: PathFault | undefined;
  readonly #text: string;
  readonly #model: Model;
  #rest: string;

  constructor(text: string, model: Model) {
    this.#text = text;
    this.#rest = text.trim();
    this.#model = model;
  }

  whole(type: Type): Found {
    const found = this.#path({ path: CURRENT, type });
    if (this.#rest !== "") this.#unreadable();
    return found;
  }

  #unreadable(): void {
    this.#fail(
      `${this.#text} cannot be read from ${JSON.stringify(this.#rest.slice(0, 20))} on.`,
      "a path is made of names, [*], [], [number], [a, b] and keys(…)",
    );
  }

  #fail(message: string, hint?: string): void {
    this.fault ??= { message, ...(hint === undefined ? {} : { hint }) };
    this.#rest = "";
  }

  #take(text: string): boolean {
    if (!this.#rest.startsWith(text)) return false;
    this.#rest = this.#rest.slice(text.length).trimStart();
    return true;
  }

  /** `first`, and all that stands behind it. */
  #path(from: Found): Found {
    if (!this.#take("keys(")) return this.#steps(this.#step(from), false);
    const of = this.#path(from);
    if (!this.#take(")")) this.#unreadable();
    if (!this.#hasKeys(of.type)) this.#fail(`${this.#text}: keys() takes a map or a structure.`);
    return this.#steps({ path: { kind: "keys", of: of.path }, type: { list: "text" } }, false);
  }

  #hasKeys(type: Type): boolean {
    const shape = typeof type === "object" && "shape" in type ? this.#model.shapes[type.shape] : undefined;
    return shape?.kind === "map" || shape?.kind === "structure";
  }

  #step(from: Found): Found {
    if (this.#rest.startsWith("[") && !/^\[(\*|-?\d+)?\]/.test(this.#rest)) return this.#several(from);
    const name = NAME.exec(this.#rest);
    if (name === null) {
      if (!this.#rest.startsWith("[")) this.#unreadable();
      return from;
    }
    this.#take(name[0]);
    return this.#member(from, name[1] ?? name[2] ?? "");
  }

  #several(from: Found): Found {
    this.#take("[");
    const items: Found[] = [];
    do items.push(this.#path({ path: CURRENT, type: from.type }));
    while (this.#take(","));
    if (!this.#take("]")) this.#unreadable();
    const type: Type = { list: items[0]?.type ?? "nothing" };
    return { path: { kind: "several", of: from.path, items: items.map((one) => one.path) }, type };
  }

  /** `inside` a projection, `[]` belongs to the list outside. */
  #steps(from: Found, inside: boolean): Found {
    let found = from;
    while (this.#rest !== "") {
      const index = /^\[(-?\d+)\]/.exec(this.#rest);
      if (this.#take(".")) found = this.#step(found);
      else if (this.#take("[*]")) found = this.#each(found.path, this.#itemOf(found.type));
      else if (this.#rest.startsWith("[]")) {
        if (inside) return found;
        this.#take("[]");
        found = this.#flatten(found);
      } else if (index !== null) {
        this.#take(index[0]);
        found = {
          path: { kind: "index", of: found.path, index: Number(index[1]) },
          type: this.#itemOf(found.type),
        };
      } else return found;
    }
    return found;
  }

  #each(of: ContextPath, itemType: Type): Found {
    const item = this.#steps({ path: CURRENT, type: itemType }, true);
    return { path: { kind: "each", of, item: item.path }, type: { list: item.type } };
  }

  #flatten(of: Found): Found {
    const item = this.#itemOf(of.type);
    const flat: ContextPath = { kind: "flatten", of: of.path };
    const inner = this.#isList(item) ? this.#itemOf(item) : item;
    return this.#rest === "" || /^[,\])]/.test(this.#rest)
      ? { path: flat, type: { list: inner } }
      : this.#each(flat, inner);
  }

  #isList(type: Type): boolean {
    return typeof type === "object" && ("list" in type || this.#model.shapes[type.shape]?.kind === "list");
  }

  #itemOf(type: Type): Type {
    if (typeof type === "object" && "list" in type) return type.list;
    const shape = typeof type === "object" ? this.#model.shapes[type.shape] : undefined;
    if (shape?.kind === "list") return { shape: shape.member.target };
    this.#fail(`${this.#text}: brackets want a list${shape === undefined ? "" : `, and ${shape.id} is none`}.`);
    return "nothing";
  }

  #member(from: Found, name: string): Found {
    const path: ContextPath = { kind: "member", of: from.path, name };
    const shape =
      typeof from.type === "object" && "shape" in from.type ? this.#model.shapes[from.type.shape] : undefined;
    if (shape?.kind === "map") return { path, type: { shape: shape.value.target } };
    if (shape?.kind !== "structure") {
      this.#fail(`${this.#text}: there is nothing that has a member ${name}.`);
      return { path, type: "nothing" };
    }
    const found = shape.members.find((one) => one.name === name);
    if (found !== undefined) return { path, type: { shape: found.target } };
    const names = shape.members.map((one) => one.name);
    this.#fail(`${shape.id} has no member ${name}.`, suggestion(name, names) ?? `it has ${names.join(", ")}`);
    return { path, type: "nothing" };
  }
}
