/**
 * Endpoint rules as a typed tree: every reference is in scope, every function known and given what it takes. It knows neither
 * the traits that they are read from (`rule-set.ts`, `diagram.ts`) nor the code that is made of them
 * (`artifacts/endpoints/`). Source: Smithy, "Endpoint rules engine", version 1.x.
 */
import type { FunctionName } from "./rule-functions.ts";
import type { RuleType } from "./rule-types.ts";

export type Value =
  | { readonly kind: "text"; readonly text: string; readonly type: RuleType }
  | { readonly kind: "template"; readonly parts: readonly (string | Value)[]; readonly type: RuleType }
  | { readonly kind: "boolean"; readonly value: boolean; readonly type: RuleType }
  | { readonly kind: "number"; readonly value: number; readonly type: RuleType }
  | { readonly kind: "ref"; readonly name: string; readonly type: RuleType }
  | { readonly kind: "attr"; readonly of: Value; readonly path: readonly (string | number)[]; readonly type: RuleType }
  | { readonly kind: "call"; readonly fn: FunctionName; readonly args: readonly Value[]; readonly type: RuleType };

/** What an endpoint's properties hold: values, in lists and objects. */
export type Property =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "list"; readonly items: readonly Property[] }
  | { readonly kind: "object"; readonly members: Readonly<Record<string, Property>> };

export interface Condition {
  readonly test: Value;
  /** The name that the result gets for what follows. */
  readonly assign?: string;
}

/** What is known at one point: the types of names, and of values that a condition has found to be set. */
export type RuleScope = ReadonlyMap<string, RuleType>;

export type Rule = { readonly conditions: readonly Condition[]; readonly documentation?: string } & (
  | {
      readonly kind: "tree";
      readonly rules: readonly Rule[];
      /** Several rules lead to this tree: what there is for it to look at, whichever way it was reached. */
      readonly shared?: RuleScope;
    }
  | { readonly kind: "error"; readonly error: Value }
  | {
      readonly kind: "endpoint";
      readonly url: Value;
      readonly headers: Readonly<Record<string, readonly Value[]>>;
      readonly properties: Readonly<Record<string, Property>>;
    }
);

export interface RuleParameter {
  readonly name: string;
  readonly type: "string" | "boolean" | "strings";
  readonly required: boolean;
  readonly default?: string | boolean | readonly string[];
  /** `AWS::Region`. */
  readonly builtIn?: string;
  readonly documentation: string;
}

export interface RuleSet {
  readonly parameters: readonly RuleParameter[];
  readonly rules: readonly Rule[];
}

export interface RuleFault {
  /** From the trait's value inwards. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string;
}

/** What a reader makes of a trait's value; `faults` is empty exactly when the rules can be compiled. */
export interface ReadRules {
  readonly ruleSet: RuleSet;
  readonly faults: readonly RuleFault[];
}

/** One text for one value: what a scope remembers of it. */
export function keyOf(value: Value): string {
  switch (value.kind) {
    case "ref":
      return value.name;
    case "attr":
      return `${keyOf(value.of)}.${value.path.join(".")}`;
    default:
      return JSON.stringify(value);
  }
}
