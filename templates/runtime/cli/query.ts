/**
 * `--query` (C12.2): JMESPath over what would be printed. Syntax errors are 252, errors while it runs 255. Numbers that only
 * printing tells apart (`5.0`, integers of any size) pass through an expression as they are, and count as plain numbers
 * where something is computed or compared.
 */
import { compile } from "@jmespath-community/jmespath";
import { type Base, Interpreter as FieldInterpreter, type Json, type Node } from "../values/jmespath-interpreter.ts";
import { Failure } from "./failure.ts";
import { Float, float, NumberText } from "./number.ts";
import type { Printable } from "./printable.ts";

export type Query = (value: Printable) => Printable;

/** Compiles at once, so that a wrong expression costs no call. */
export function compileQuery(text: string): Query {
  const fail = (reason: string): never => {
    throw new Failure(252, `Bad value for --query ${text}: ${reason}`, { code: "ParamValidation" });
  };
  if (text.trim() === "") return fail("Invalid jmespath expression: the expression is empty");
  const expression = compiled(text, fail);
  return (value) => {
    try {
      return new Interpreter().search(expression, value as Json) as Printable;
    } catch (error) {
      throw new Failure(255, (error as Error).message, { cause: error });
    }
  };
}

/** Everything in quotes: names, raw strings, literals. */
const QUOTED = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`/gs;

function compiled(text: string, fail: (reason: string) => never): Node {
  // The library lets these two pass, and would then answer something that nobody has asked.
  const bare = text.replace(QUOTED, "");
  const open = /['"`]/.exec(bare)?.[0];
  if (open !== undefined) return fail(`Invalid jmespath expression: Unclosed ${open} delimiter`);
  if (/(?<![=!<>])=(?!=)/.test(bare) && !/\blet\b/.test(bare)) {
    return fail("Invalid jmespath expression: Unknown token '=', did you mean '=='?");
  }
  try {
    // Literals without quotes, `foo`, are deprecated and in use.
    return compile(text, { enable_legacy_literals: true });
  } catch (error) {
    return fail(`Invalid jmespath expression: ${(error as Error).message}`);
  }
}

type Visited = ReturnType<Base["visit"]>;

/** Nodes that look at their operands' values; all others only hand them on. */
const COMPUTES: ReadonlySet<string> = new Set(["Comparator", "Function", "Arithmetic", "Unary", "LetExpression"]);
/** Functions whose result holds floats where an operand did; an average always is one. */
const KEEPS_FLOATS: ReadonlySet<string> = new Set([
  "sum",
  "max",
  "min",
  "abs",
  "sort",
  "map",
  "reverse",
  "to_array",
  "not_null",
]);

class Interpreter extends FieldInterpreter {
  #computing = 0;
  #sawFloat = false;

  override visit(node: Node, value: Parameters<Base["visit"]>[1]): Visited {
    const operand = isKept(value) ? (plain(value) as Json) : value;
    if (!COMPUTES.has(node.type)) return this.#handed(super.visit(node, operand));
    const outer = this.#sawFloat;
    this.#sawFloat = false;
    this.#computing += 1;
    let found: Visited;
    try {
      // Bound variables are looked up by the library's own interpreter, which knows plain numbers only.
      found = super.visit(node, node.type === "LetExpression" ? (plain(operand, true) as Json) : operand);
    } finally {
      this.#computing -= 1;
    }
    const result = this.#sawFloat || isAverage(node) ? asFloat(node, found) : found;
    this.#sawFloat = outer;
    return this.#handed(result);
  }

  /** What a computation is given is made plain; a list one level deep, which is as far as functions look. */
  #handed(found: Visited): Visited {
    if (this.#computing === 0) return found;
    const operands = Array.isArray(found) ? (found as readonly unknown[]) : [found];
    this.#sawFloat ||= operands.some((one) => one instanceof Float || (typeof one === "number" && one % 1 !== 0));
    return plain(found) as Visited;
  }
}

function isAverage(node: Node): boolean {
  return node.type === "Function" && node.name === "avg";
}

function asFloat(node: Node, found: Visited): Visited {
  if (node.type !== "Function" || !(KEEPS_FLOATS.has(node.name) || isAverage(node))) return found;
  const floating = (one: unknown): unknown => (typeof one === "number" ? float(one) : one);
  return (Array.isArray(found) ? (found as readonly unknown[]).map(floating) : floating(found)) as Visited;
}

/** A number that is not a JavaScript number. */
function isKept(value: unknown): value is Float | NumberText | bigint {
  return value instanceof Float || value instanceof NumberText || typeof value === "bigint";
}

function plain(value: unknown, deep: boolean = false): unknown {
  if (value instanceof Float) return value.value;
  if (value instanceof NumberText) return Number(value.text);
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value))
    return (value as readonly unknown[]).map((one) => (deep || isKept(one) ? plain(one, deep) : one));
  if (!deep || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one, true)]));
}
