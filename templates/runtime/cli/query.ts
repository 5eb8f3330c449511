/** `--query` (C12.2): JMESPath over what would be printed. Syntax errors are 252, errors while it runs 255. */
import { compile, TreeInterpreter } from "@jmespath-community/jmespath";
import { Failure } from "./failure.ts";
import { Float, NumberText } from "./number.ts";
import { isList, isScalar, type Printable } from "./printable.ts";

export type Query = (value: Printable) => Printable;

type Json = Parameters<typeof TreeInterpreter.search>[1];

/** Compiles at once, so that a wrong expression costs no call. */
export function compileQuery(text: string): Query {
  const fail = (reason: string): never => {
    throw new Failure(252, `Bad value for --query ${text}: ${reason}`, { code: "ParamValidation" });
  };
  if (text.trim() === "") return fail("Invalid jmespath expression: the expression is empty");
  const expression = compiled(text, fail);
  return (value) => {
    try {
      return TreeInterpreter.search(expression, searchable(value)) as Printable;
    } catch (error) {
      throw new Failure(255, (error as Error).message, { cause: error });
    }
  };
}

function compiled(text: string, fail: (reason: string) => never) {
  try {
    // Literals without quotes, `foo`, are deprecated and in use.
    return compile(text, { enable_legacy_literals: true });
  } catch (error) {
    return fail(`Invalid jmespath expression: ${(error as Error).message}`);
  }
}

/** Plain numbers in place of those that only printing tells apart. */
function searchable(value: Printable): Json {
  if (value instanceof Float) return value.value;
  if (value instanceof NumberText) return Number(value.text);
  if (typeof value === "bigint") return Number(value);
  if (isScalar(value)) return value as Json;
  if (isList(value)) return value.map(searchable);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, searchable(inner)]));
}
