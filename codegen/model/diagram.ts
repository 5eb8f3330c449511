/**
 * Endpoint rules as a binary decision diagram, read from `smithy.rules#endpointBdd` into the same tree of rules that a rule
 * set is read into; a decision that several others lead to stands in it once. What is wrong is a fault with its place inside
 * the trait. Source: Smithy, "Rules engine specification", the endpointBdd trait.
 */
import { type Nodes, readNodes } from "./diagram-nodes.ts";
import { foundSet, RuleReader, scopeOf } from "./rule-reader.ts";
import { type Condition, keyOf, type ReadRules, type Rule, type RuleScope, type RuleSet, type Value } from "./rules.ts";

export const DIAGRAM = "smithy.rules#endpointBdd";

const known = new WeakMap<object, ReadRules>();

/** The rules of a trait value. */
export function readDiagram(trait: unknown): ReadRules {
  if (typeof trait !== "object" || trait === null) return read(trait);
  const found = known.get(trait) ?? read(trait);
  known.set(trait, found);
  return found;
}

function read(trait: unknown): ReadRules {
  const reader = new RuleReader();
  const json = reader.object(trait, []);
  const parameters = reader.parameters(json["parameters"], ["parameters"]);
  const conditions = reader.list(json["conditions"], ["conditions"]);
  const results = reader.list(json["results"], ["results"]);
  const nodes = readNodes({
    nodes: json["nodes"],
    nodeCount: json["nodeCount"],
    root: json["root"],
    conditions: conditions.length,
    results: results.length,
    fault: (path, message, hint) => reader.fault(path, message, hint),
  });
  const rules = nodes === undefined ? [] : new Diagram(nodes, conditions, results, reader).rules(scopeOf(parameters));
  return { ruleSet: { parameters, rules } satisfies RuleSet, faults: distinct(reader.faults) };
}

/** A condition is read for each decision that asks it, and its faults are the same. */
const distinct = (faults: ReadRules["faults"]): ReadRules["faults"] => [
  ...new Map(faults.map((one) => [JSON.stringify(one), one])).values(),
];

/** What is known where a decision or result is reached, and how many decisions lead to it. */
interface Arrival {
  readonly scope: RuleScope;
  readonly ways: number;
}

class Diagram {
  readonly #nodes: Nodes;
  readonly #conditions: readonly unknown[];
  readonly #results: readonly unknown[];
  readonly #reader: RuleReader;
  readonly #arrivals: Map<number, Arrival> = new Map();
  readonly #asked: Map<number, Condition> = new Map();
  readonly #given: Map<number, Rule> = new Map();

  constructor(nodes: Nodes, conditions: readonly unknown[], results: readonly unknown[], reader: RuleReader) {
    this.#nodes = nodes;
    this.#conditions = conditions;
    this.#results = results;
    this.#reader = reader;
  }

  rules(parameters: RuleScope): readonly Rule[] {
    const { order, root } = this.#nodes;
    this.#arrive(root, parameters);
    for (const reference of order) this.#read(reference);
    const made = new Map<number, readonly Rule[]>();
    for (const reference of order.toReversed()) made.set(reference, this.#made(reference, made));
    return made.get(root) ?? [];
  }

  /** What holds there is what holds on every way to it. */
  #arrive(reference: number, scope: RuleScope): void {
    const before = this.#arrivals.get(reference);
    const both = [...scope].flatMap(([name, type]) => {
      const other = before === undefined ? type : before.scope.get(name);
      return other === undefined ? [] : [[name, { ...type, optional: type.optional || other.optional }] as const];
    });
    this.#arrivals.set(reference, { scope: new Map(both), ways: (before?.ways ?? 0) + 1 });
  }

  /** Reads what a reference leads to with what is known there, and tells those that come after it. */
  #read(reference: number): void {
    const scope = this.#arrivals.get(reference)?.scope;
    const found = this.#nodes.at(reference);
    if (scope === undefined || found === undefined) return;
    if (typeof found === "number") {
      const rule = this.#reader.rule(this.#results[found], ["results", found], scope);
      if (rule === undefined) return;
      if (rule.kind === "tree" || rule.conditions.length > 0)
        this.#reader.fault(["results", found], "A result of a diagram is an endpoint or an error without conditions.");
      this.#given.set(reference, rule);
      return;
    }
    const holds = new Map(scope);
    const at = ["conditions", found.condition];
    const condition = this.#reader.condition(this.#conditions[found.condition], at, holds);
    this.#asked.set(reference, condition);
    this.#arrive(found.whenTrue, holds);
    if (isAlways(condition.test)) return;
    const fails = new Map(scope);
    const set = condition.assign === undefined ? foundSet(condition.test, false) : undefined;
    if (set !== undefined) fails.set(keyOf(set), { ...set.type, optional: false });
    this.#arrive(found.whenFalse, fails);
  }

  /** The rules for a reference; those that it leads to are made. */
  #made(reference: number, made: ReadonlyMap<number, readonly Rule[]>): readonly Rule[] {
    const { scope, ways } = this.#arrivals.get(reference) ?? { scope: new Map(), ways: 0 };
    const once = (rules: readonly Rule[]): readonly Rule[] =>
      ways > 1 ? [{ kind: "tree", conditions: [], rules, shared: scope }] : rules;
    const result = this.#given.get(reference);
    if (result !== undefined) return isLong(result) ? once([result]) : [result];
    const condition = this.#asked.get(reference);
    const decision = this.#nodes.at(reference);
    if (condition === undefined || typeof decision !== "object") return [];
    const yes = made.get(decision.whenTrue) ?? [];
    const no = isAlways(condition.test) ? [] : (made.get(decision.whenFalse) ?? []);
    const rules = turns(condition, yes, no)
      ? [when({ test: opposite(condition.test) }, no), ...yes]
      : [when(condition, yes), ...no];
    return once(rules);
  }
}

/** An endpoint of more than an address is said once. */
const isLong = (rule: Rule): boolean => rule.kind === "endpoint" && Object.keys(rule.properties).length > 0;

/** A value that is always there and is no boolean decides nothing: its condition is there for the name. */
const isAlways = ({ type }: Value): boolean => !type.optional && type.name !== "boolean";

/** Whether to ask for the opposite, so that what ends stands first and all else below it without nesting. */
const turns = ({ assign }: Condition, yes: readonly Rule[], no: readonly Rule[]): boolean =>
  assign === undefined && ends(no) && !ends(yes);

const ends = (rules: readonly Rule[]): boolean =>
  rules.length === 0 || (rules.length === 1 && (rules[0]?.kind !== "tree" || rules[0].shared !== undefined));

/** The rules where a condition holds. */
function when(condition: Condition, rules: readonly Rule[]): Rule {
  const [only, more] = rules;
  return only !== undefined && more === undefined && only.conditions.length === 0
    ? { ...only, conditions: [condition] }
    : { kind: "tree", conditions: [condition], rules };
}

const opposite = (test: Value): Value => ({
  kind: "call",
  fn: "not",
  args: [test],
  type: { name: "boolean", optional: false },
});
