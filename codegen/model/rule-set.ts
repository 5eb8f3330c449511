/**
 * An endpoint rule set, read from `smithy.rules#endpointRuleSet`. What is wrong is a fault with its place inside the trait.
 * Source: Smithy, "Endpoint rules engine", version 1.x.
 */
import { RuleReader, scopeOf } from "./rule-reader.ts";
import type { ReadRules } from "./rules.ts";

export const RULE_SET = "smithy.rules#endpointRuleSet";

/** The rule set of a trait value. */
export function readRuleSet(trait: unknown): ReadRules {
  if (typeof trait !== "object" || trait === null) return read(trait);
  const found = known.get(trait) ?? read(trait);
  known.set(trait, found);
  return found;
}

/** The checks read the rules before the emitters do. */
const known = new WeakMap<object, ReadRules>();

function read(trait: unknown): ReadRules {
  const reader = new RuleReader();
  const json = reader.object(trait, []);
  const parameters = reader.parameters(json["parameters"], ["parameters"]);
  const rules = reader.rules(json["rules"], ["rules"], scopeOf(parameters));
  return { ruleSet: { parameters, rules }, faults: reader.faults };
}
