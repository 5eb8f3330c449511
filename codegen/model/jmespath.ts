/**
 * JMESPath expressions as trees. Names, indexes and brackets, which nearly all paths of models are made of, are read here; all
 * others by the library that generated clients evaluate them with, which is loaded then. It knows no shapes. Source: JMESPath
 * specification.
 */
import { createRequire } from "node:module";

/** The library's own tree, as far as it is looked at. */
export type Path =
  | { readonly type: "Identity" | "Current" | "Root" }
  | { readonly type: "Field"; readonly name: string }
  | { readonly type: "Index"; readonly value: number }
  | { readonly type: "Slice" }
  | { readonly type: "Literal"; readonly value: unknown }
  | { readonly type: "Flatten" | "NotExpression" | "ExpressionReference"; readonly child: Path }
  | {
      readonly type:
        | "AndExpression"
        | "IndexExpression"
        | "OrExpression"
        | "Pipe"
        | "Projection"
        | "Subexpression"
        | "ValueProjection";
      readonly left: Path;
      readonly right: Path;
    }
  | { readonly type: "FilterProjection"; readonly left: Path; readonly right: Path; readonly condition: Path }
  | { readonly type: "Comparator"; readonly name: string; readonly left: Path; readonly right: Path }
  | { readonly type: "MultiSelectList"; readonly children: readonly Path[] }
  | {
      readonly type: "MultiSelectHash";
      readonly children: readonly { readonly name: string; readonly value: Path }[];
    }
  | { readonly type: "Function"; readonly name: string; readonly children: readonly Path[] }
  /** What only the community's JMESPath has: it is passed. */
  | { readonly type: "Arithmetic" | "Binding" | "LetExpression" | "Ternary" | "Unary" | "Variable" };

interface Library {
  compile(expression: string): Path;
  getRegisteredFunctions(): readonly string[];
}

const require = createRequire(import.meta.url);
const library = (): Library => require("@jmespath-community/jmespath") as Library;

/** The functions that there are. */
export const functionNames = (): readonly string[] => library().getRegisteredFunctions();

/** The tree of an expression, or why it is none. */
export function readPath(text: string): Path | { readonly message: string } {
  const simple = simplePath(text);
  if (simple !== undefined) return simple;
  try {
    return library().compile(text);
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
}

type Step = { readonly name: string } | { readonly index: number } | "*" | "[]";

/** `A.B[].C[0]`; `undefined` for anything else. */
function simplePath(text: string): Path | undefined {
  const token = /(?:(?:^|\.)(?:([A-Za-z_]\w*)|"([^"\\]+)")|\[(\*|-?\d+)?\])/y;
  const parts: Step[][] = [[]];
  let at = 0;
  while (at < text.length) {
    token.lastIndex = at;
    const [whole, plain, quoted, inside] = token.exec(text) ?? [];
    if (whole === undefined) return undefined;
    const name = plain ?? quoted;
    const step: Step =
      name !== undefined ? { name } : inside === undefined ? "[]" : inside === "*" ? "*" : { index: Number(inside) };
    if (step === "[]") parts.push([]);
    else parts.at(-1)?.push(step);
    at += whole.length;
  }
  // What stands behind `[]` is asked of each item of the one list that all before it makes.
  const [first = [], ...rest] = parts;
  return rest.reduce<Path>(
    (left, steps) => ({ type: "Projection", left: { type: "Flatten", child: left }, right: chain(steps) }),
    chain(first),
  );
}

/** Steps without `[]`: behind `[*]` comes what is asked of each item. */
function chain(steps: readonly Step[]): Path {
  let path: Path = { type: "Identity" };
  for (const [at, step] of steps.entries()) {
    if (step === "*") return { type: "Projection", left: path, right: chain(steps.slice(at + 1)) };
    if (step === "[]") continue;
    const right: Path = "name" in step ? { type: "Field", name: step.name } : { type: "Index", value: step.index };
    path = { type: "name" in step ? "Subexpression" : "IndexExpression", left: path, right };
  }
  return path;
}
