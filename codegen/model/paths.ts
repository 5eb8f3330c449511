/**
 * What the paths of paginators and waiters lead to, over shapes: each part of an expression is looked at, and one that can
 * match nothing is a fault. What cannot be told is passed: it may be right. Source: JMESPath specification; Smithy waiters,
 * "path"; `smithy.api#paginated` paths.
 */
import { suggestion } from "../diagnostics.ts";
import { functionNames, type Path, readPath } from "./jmespath.ts";
import { FUNCTIONS } from "./path-functions.ts";
import {
  isType,
  itemOf,
  itemsOf,
  kindOf,
  memberOf,
  NUMBER,
  type PathFault,
  type PathType,
  shapeType,
  TEXT,
  TRUTH,
  UNKNOWN,
  valueKind,
  valuesOf,
} from "./path-types.ts";
import type { Model, ShapeId } from "./types.ts";

/** Where a path ends, or why it ends nowhere. */
export type Arrival = { readonly kind: "found"; readonly type: PathType } | ({ readonly kind: "lost" } & PathFault);

/** Follows a path from a structure. */
export function walk(path: string, from: ShapeId | undefined, model: Model): Arrival {
  if (from === undefined || model.shapes[from] === undefined)
    return { kind: "lost", message: `${path} leads nowhere: there are no members.` };
  return walkFrom(path, shapeType(from, model), model);
}

/** Follows a path from anything. */
export function walkFrom(path: string, from: PathType, model: Model): Arrival {
  const read = readPath(path.trim());
  if (!("type" in read))
    return { kind: "lost", message: `${path} is no JMESPath: ${read.message}`, hint: "write it as JMESPath" };
  const walker = new Walker(from, model);
  const type = walker.typeOf(read, from);
  return walker.fault === undefined ? { kind: "found", type } : { kind: "lost", ...walker.fault };
}

class Walker {
  /** The first one; what comes after it is guessing. */
  fault: PathFault | undefined;
  readonly #root: PathType;
  readonly #model: Model;

  constructor(root: PathType, model: Model) {
    this.#root = root;
    this.#model = model;
  }

  #fail(message: string, hint?: string): PathType {
    this.fault ??= { message, ...(hint === undefined ? {} : { hint }) };
    return UNKNOWN;
  }

  /** The type of what an expression makes of a value. */
  typeOf(path: Path, at: PathType): PathType {
    switch (path.type) {
      case "Identity":
      case "Current":
        return at;
      case "Root":
        return this.#root;
      case "Field": {
        const found = memberOf(at, path.name, this.#model);
        return isType(found) ? found : this.#fail(found.message, found.hint);
      }
      case "Literal":
        return literalType(path.value);
      case "Index":
        return this.#item(at, `[${path.value}]`);
      case "Slice":
        return valueKind(at) === "text" ? at : itemsOf(this.#item(at, "a slice"));
      case "Subexpression":
      case "Pipe":
      case "IndexExpression":
        return this.typeOf(path.right, this.typeOf(path.left, at));
      case "Projection": {
        const left = this.typeOf(path.left, at);
        if (valueKind(left) === "text" && isSlice(path.left)) return left;
        return itemsOf(this.typeOf(path.right, this.#item(left, "[*]")));
      }
      case "Flatten": {
        const item = this.#item(this.typeOf(path.child, at), "[]");
        return itemsOf(itemOf(item, this.#model) ?? item);
      }
      case "FilterProjection": {
        const item = this.#item(this.typeOf(path.left, at), "[?…]");
        this.typeOf(path.condition, item);
        return itemsOf(this.typeOf(path.right, item));
      }
      case "ValueProjection":
        return itemsOf(this.typeOf(path.right, this.#value(this.typeOf(path.left, at), "*")));
      case "OrExpression": {
        const [left, right] = [this.typeOf(path.left, at), this.typeOf(path.right, at)];
        return left.kind === "null" || valueKind(left) === valueKind(right) ? left : UNKNOWN;
      }
      case "AndExpression": {
        const [left, right] = [this.typeOf(path.left, at), this.typeOf(path.right, at)];
        return valueKind(left) === valueKind(right) ? right : UNKNOWN;
      }
      case "NotExpression":
        this.typeOf(path.child, at);
        return TRUTH;
      case "Comparator":
        this.#compare(path.name, this.typeOf(path.left, at), this.typeOf(path.right, at));
        return TRUTH;
      case "MultiSelectList": {
        const [first = UNKNOWN, ...others] = path.children.map((one) => this.typeOf(one, at));
        return itemsOf(others.every((one) => valueKind(one) === valueKind(first)) ? first : UNKNOWN);
      }
      case "MultiSelectHash":
        return {
          kind: "object",
          members: Object.fromEntries(path.children.map((one) => [one.name, this.typeOf(one.value, at)])),
        };
      case "Function":
        return this.#call(path.name, path.children, at);
      case "ExpressionReference":
      case "Arithmetic":
      case "Binding":
      case "LetExpression":
      case "Ternary":
      case "Unary":
      case "Variable":
        return UNKNOWN;
      default:
        return path satisfies never;
    }
  }

  #item(type: PathType, wanting: string): PathType {
    const found = itemOf(type, this.#model);
    if (found !== undefined) return found;
    const about = type.kind === "shape" ? `${type.shape.id} is ${kindOf(type)}` : `it is given ${kindOf(type)}`;
    return this.#fail(`${about}, and ${wanting} wants a list.`);
  }

  /** One of the values of an object: their type, if they have one. */
  #value(type: PathType, wanting: string): PathType {
    const found = valuesOf(type, this.#model);
    if (found === undefined) return this.#fail(`${wanting} is given ${kindOf(type)} and wants an object.`);
    if (isType(found)) return found;
    const [first = UNKNOWN, ...others] = Object.values(found);
    return others.length === 0 ? first : UNKNOWN;
  }

  /** Values of two kinds are never equal, and only numbers are more or less. */
  #compare(name: string, left: PathType, right: PathType): void {
    const kinds = [valueKind(left), valueKind(right)];
    if (name === "EQ" || name === "NE") {
      if (kinds.includes(undefined) || kinds.includes("other") || kinds[0] === kinds[1]) return;
      this.#fail(`${kindOf(left)} is compared with ${kindOf(right)}, and they are never equal.`, QUOTES);
      return;
    }
    const wrong = [left, right].find((one) => !["number", "other", undefined].includes(valueKind(one)));
    if (wrong !== undefined) this.#fail(`Only numbers are more or less, and ${kindOf(wrong)} is compared.`, QUOTES);
  }

  #call(name: string, given: readonly Path[], at: PathType): PathType {
    const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    const types = given.map((one) => (one.type === "ExpressionReference" ? undefined : this.typeOf(one, at)));
    if (known === undefined) {
      const names = functionNames();
      if (names.includes(name)) return UNKNOWN;
      return this.#fail(
        `There is no function ${name}.`,
        suggestion(name, names) ?? `functions are ${names.join(", ")}`,
      );
    }
    if (types.length !== known.takes.length && known.variadic !== true)
      return this.#fail(`${name} takes ${known.takes.length} arguments, not ${types.length}.`);
    for (const [index, type] of types.entries()) {
      const wanted = known.takes[index] ?? known.takes.at(-1) ?? [];
      const kind = type === undefined ? undefined : valueKind(type);
      if (type === undefined || kind === undefined || wanted.length === 0 || wanted.includes(kind)) continue;
      return this.#fail(`${name} is given ${kindOf(type)} and takes ${wanted.map((one) => WORDS[one]).join(" or ")}.`);
    }
    const list = types.find((one) => one !== undefined && valueKind(one) === "list");
    const item = list === undefined ? UNKNOWN : this.#item(list, name);
    const inner = given.find((one) => one.type === "ExpressionReference");
    const each = inner?.type === "ExpressionReference" ? this.typeOf(inner.child, item) : UNKNOWN;
    return this.#result(known.gives, types[0] ?? UNKNOWN, item, each);
  }

  #result(gives: (typeof FUNCTIONS)[string]["gives"], first: PathType, item: PathType, each: PathType): PathType {
    switch (gives) {
      case "number":
        return NUMBER;
      case "text":
        return TEXT;
      case "truth":
        return TRUTH;
      case "texts":
        return itemsOf(TEXT);
      case "same":
        return first;
      case "item":
        return item;
      case "values":
        return itemsOf(this.#value(first, "values"));
      case "each":
        return itemsOf(each);
      case "any":
        return UNKNOWN;
      default:
        return gives satisfies never;
    }
  }
}

const QUOTES = "a number or boolean stands in backquotes, a string in single quotes";

const WORDS = {
  list: "a list",
  object: "an object",
  text: "a string",
  number: "a number",
  truth: "a boolean",
  other: "anything",
} as const;

const isSlice = (path: Path): boolean => path.type === "IndexExpression" && path.right.type === "Slice";

function literalType(value: unknown): PathType {
  if (Array.isArray(value)) return itemsOf(value.length === 0 ? UNKNOWN : literalType(value[0]));
  switch (typeof value) {
    case "string":
      return TEXT;
    case "number":
      return NUMBER;
    case "boolean":
      return TRUTH;
    default:
      return value === null ? { kind: "null" } : UNKNOWN;
  }
}
