/**
 * Endpoint values and conditions as TypeScript expressions. A condition that the scope has decided gives its outcome
 * instead of text. It prints no statements.
 */
import type { FunctionName } from "../../model/rule-functions.ts";
import type { Property, Value } from "../../model/rules.ts";
import { access, type Raw, raw, text } from "../../ts/literal.ts";
import { type Constant, type Fact, isSetKey, isTextKey, isTrueKey, type Scope } from "./scope.ts";

/** What printing mentions: runtime functions become imports, constants become a function's parameters. */
export interface Mentions {
  /** The local name of a runtime function. */
  runtime(name: string): string;
  constant(constant: Constant): string;
}

/** A condition as text: `facts` hold where it is true, `opposite` where it is false. */
export interface Test {
  readonly text: string;
  readonly facts: readonly Fact[];
  readonly opposite: readonly Fact[];
}

export type Outcome = { readonly known: boolean } | Test;

const RUNTIME: Readonly<Partial<Record<FunctionName, string>>> = {
  substring: "substring",
  uriEncode: "uriEncode",
  parseURL: "parseURL",
  split: "split",
  isValidHostLabel: "isValidHostLabel",
  "aws.partition": "partition",
  "aws.parseArn": "parseArn",
  "aws.isVirtualHostableS3Bucket": "isVirtualHostableS3Bucket",
};
/** The one attribute that the runtime has as a function. */
const GLOBAL_REGION = "implicitGlobalRegion";
/** Every name that compiled rules may import. */
export const RUNTIME_NAMES: ReadonlySet<string> = new Set([...Object.values(RUNTIME), GLOBAL_REGION]);

/** The value of a rule-set value. */
export function expression(value: Value, scope: Scope, mentions: Mentions): string {
  const print = (one: Value): string => expression(one, scope, mentions);
  switch (value.kind) {
    case "text":
      return text(value.text);
    case "boolean":
    case "number":
      return String(value.value);
    case "template":
      return template(value.parts, print);
    case "ref":
      return mentions.constant(scope.constant(value.name));
    case "attr":
      if (value.path.join() === GLOBAL_REGION) return `${mentions.runtime(GLOBAL_REGION)}(${print(value.of)})`;
      return `${print(value.of)}${value.path.map(stepText).join("")}`;
    case "call": {
      const args = value.args.map(print);
      const [a, b, c] = args;
      switch (value.fn) {
        case "isSet":
          return `(${a} !== undefined)`;
        case "not":
          return `!${a}`;
        case "booleanEquals":
        case "stringEquals":
          return `(${a} === ${b})`;
        case "coalesce":
          return `(${args.join(" ?? ")})`;
        case "ite":
          return `(${a} ? ${b} : ${c})`;
        default:
          return `${mentions.runtime(RUNTIME[value.fn] ?? value.fn)}(${args.join(", ")})`;
      }
    }
    default:
      return value satisfies never;
  }
}

/** `.name`, `[0]`, and counted from the end `.at(-1)`. */
function stepText(step: string | number): string {
  if (typeof step === "string") return access(step);
  return step < 0 ? `.at(${step})` : `[${step}]`;
}

/** `https://…${region}…`; a template that is one value alone is that value. */
function template(parts: readonly (string | Value)[], print: (value: Value) => string): string {
  const [only] = parts;
  if (parts.length === 1 && typeof only === "object") return print(only);
  const escaped = (plain: string): string =>
    text(plain).slice(1, -1).replaceAll('\\"', '"').replaceAll("`", "\\`").replaceAll("${", "\\${");
  return `\`${parts.map((one) => (typeof one === "string" ? escaped(one) : `\${${print(one)}}`)).join("")}\``;
}

/** An endpoint's property for `literal`. */
export function property(value: Property, scope: Scope, mentions: Mentions): unknown {
  switch (value.kind) {
    case "value":
      return source(value.value, scope, mentions);
    case "list":
      return value.items.map((one) => property(one, scope, mentions));
    case "object":
      return Object.fromEntries(
        Object.entries(value.members).map(([name, one]) => [name, property(one, scope, mentions)]),
      );
    default:
      return value satisfies never;
  }
}

export const source = (value: Value, scope: Scope, mentions: Mentions): Raw => raw(expression(value, scope, mentions));

/** A condition that must be `positive`. */
export function condition(value: Value, positive: boolean, scope: Scope, mentions: Mentions): Outcome {
  const print = (one: Value): string => expression(one, scope, mentions);
  if (value.kind === "boolean") return { known: value.value === positive };
  if (value.kind === "call") {
    const [a, b] = value.args;
    if (value.fn === "not" && a !== undefined) return condition(a, !positive, scope, mentions);
    if (value.fn === "isSet" && a !== undefined) return isSet(print(a), positive, scope);
    if (value.fn === "booleanEquals" && a !== undefined && b !== undefined) {
      if (b.kind === "boolean") return condition(a, b.value === positive, scope, mentions);
      if (a.kind === "boolean") return condition(b, a.value === positive, scope, mentions);
    }
    if (value.fn === "stringEquals" && a !== undefined && b !== undefined) {
      if (b.kind === "text") return isText(print(a), b.text, positive, scope);
      if (a.kind === "text") return isText(print(b), a.text, positive, scope);
      const [left, right] = [print(a), print(b)];
      return decide(`${left} === ${right}`, `${left} !== ${right}`, positive, scope);
    }
  }
  // What is none but may be: whether it is there decides, an empty text included.
  if (value.type.name !== "boolean")
    return value.type.optional ? isSet(print(value), positive, scope) : { known: positive };
  const test = print(value);
  return decide(test, `!${test}`, positive, scope, [[isSetKey(test), true]]);
}

/** A condition with its text, and the text of its opposite; `implied` holds where it does. */
function decide(
  test: string,
  opposite: string,
  positive: boolean,
  scope: Scope,
  implied: readonly Fact[] = [],
): Outcome {
  const key = isTrueKey(test);
  const known = scope.fact(key);
  if (known !== undefined) return { known: known === positive };
  const holds: readonly Fact[] = [[key, true], ...implied];
  const fails: readonly Fact[] = [[key, false]];
  return {
    text: positive ? test : opposite,
    facts: positive ? holds : fails,
    opposite: positive ? fails : holds,
  };
}

/** `x !== undefined`. */
export function isSet(test: string, positive: boolean, scope: Scope): Outcome {
  const key = isSetKey(test);
  const known = scope.fact(key);
  if (known !== undefined) return { known: known === positive };
  return {
    text: `${test} ${positive ? "!==" : "==="} undefined`,
    facts: [[key, positive]],
    opposite: [[key, !positive]],
  };
}

function isText(test: string, wanted: string, positive: boolean, scope: Scope): Outcome {
  const is = scope.fact(isTextKey(test));
  if (is !== undefined) return { known: (is === wanted) === positive };
  const [equal, unequal] = [`${test} === ${text(wanted)}`, `${test} !== ${text(wanted)}`];
  return decide(equal, unequal, positive, scope, [
    [isTextKey(test), wanted],
    [isSetKey(test), true],
  ]);
}
