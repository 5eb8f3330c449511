/**
 * What is known at one point of the compiled rules: which constants there are, and which conditions have been decided on
 * the way. A condition that is known is not printed again, so that the text is short and TypeScript never compares what it
 * has already narrowed.
 */
import type { RuleType } from "../../model/rule-types.ts";

export interface Constant {
  readonly js: string;
  /** As declared: `optional` says that the constant itself may be undefined. */
  readonly type: RuleType;
}

/** The facts' keys, over printed expressions. */
export const isSetKey = (expression: string): string => `set ${expression}`;
export const isTrueKey = (expression: string): string => `true ${expression}`;
export const isTextKey = (expression: string): string => `is ${expression}`;

export type Fact = readonly [key: string, value: boolean | string];

export class Scope {
  readonly #names: Map<string, Constant>;
  readonly #facts: Map<string, boolean | string>;
  readonly #values: Map<string, Constant>;

  constructor(from?: Scope) {
    this.#names = new Map(from === undefined ? [] : from.#names);
    this.#facts = new Map(from === undefined ? [] : from.#facts);
    this.#values = new Map(from === undefined ? [] : from.#values);
  }

  /** What the rule set calls `name`. Reading a rule set has made sure that it is there. */
  constant(name: string): Constant {
    const found = this.#names.get(name);
    if (found === undefined) throw new Error(`no endpoint value is called ${name}`);
    return found;
  }

  name(name: string, constant: Constant): void {
    this.#names.set(name, constant);
  }

  fact(key: string): boolean | string | undefined {
    return this.#facts.get(key);
  }

  learn(...facts: readonly Fact[]): void {
    for (const [key, value] of facts) this.#facts.set(key, value);
  }

  /** The constant that already holds the value of an expression. */
  held(expression: string): Constant | undefined {
    return this.#values.get(expression);
  }

  hold(expression: string, constant: Constant): void {
    this.#values.set(expression, constant);
  }

  /** The same for the body of another function: list items are looked at anew, since their type is not narrowed there. */
  forFunction(): Scope {
    const inner = new Scope(this);
    for (const key of inner.#facts.keys()) if (key.endsWith("]")) inner.#facts.delete(key);
    return inner;
  }
}
