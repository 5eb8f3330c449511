/**
 * The endpoint rules of a service: its model's, or, where that has none, AWS's standard endpoints for an AWS service and for
 * any other a request for `endpoint`. It knows nothing of compiling.
 */
import { DIAGRAM, readDiagram } from "./diagram.ts";
import { RULE_SET, readRuleSet } from "./rule-set.ts";
import type { Condition, Rule, RuleSet, Value } from "./rules.ts";
import { standardEndpoints } from "./standard-endpoints.ts";
import type { Service } from "./types.ts";

const known = new WeakMap<Service, RuleSet>();

/** Read once for a service, since many ask. Faults of a model's rule set are `lint.ts`'s business. */
export function rulesOf(service: Service): RuleSet {
  const rules = known.get(service) ?? read(service);
  known.set(service, rules);
  return rules;
}

function read(service: Service): RuleSet {
  if (RULE_SET in service.traits) return readRuleSet(service.traits[RULE_SET]).ruleSet;
  if (DIAGRAM in service.traits) return readDiagram(service.traits[DIAGRAM]).ruleSet;
  const standard = standardEndpoints(service);
  return standard === undefined ? GIVEN : readRuleSet(standard).ruleSet;
}

/** Without rules there is no endpoint but the one that is configured. */
const GIVEN: RuleSet = {
  parameters: [
    {
      name: "Endpoint",
      type: "string",
      required: false,
      builtIn: "SDK::Endpoint",
      documentation: "Where requests go. This service has no endpoint of its own, so it has to be given.",
    },
  ],
  rules: [
    {
      kind: "endpoint",
      conditions: [
        {
          test: {
            kind: "call",
            fn: "isSet",
            args: [{ kind: "ref", name: "Endpoint", type: { name: "string", optional: true } }],
            type: { name: "boolean", optional: false },
          },
        },
      ],
      url: { kind: "ref", name: "Endpoint", type: { name: "string", optional: false } },
      headers: {},
      properties: {},
    },
    {
      kind: "error",
      conditions: [],
      error: {
        kind: "text",
        text: "The service has no endpoint of its own: give the client an `endpoint`.",
        type: { name: "string", optional: false },
      },
    },
  ],
};

/** What the rules look at, and what they say of signing; one walk, since nobody asks for one without the other. */
export interface RuleFacts {
  readonly parameters: ReadonlySet<string>;
  /** Names in the endpoints' `authSchemes`: `sigv4a`. */
  readonly authSchemes: ReadonlySet<string>;
}

export function ruleFacts(ruleSet: RuleSet): RuleFacts {
  const facts = factsOf.get(ruleSet) ?? walk(ruleSet);
  factsOf.set(ruleSet, facts);
  return facts;
}

const factsOf = new WeakMap<RuleSet, RuleFacts>();

function walk({ parameters, rules }: RuleSet): RuleFacts {
  const names = new Set(parameters.map((one) => one.name));
  const seen = new Set<string>();
  const authSchemes = new Set<string>();
  const value = (one: Value): void => {
    if (one.kind === "ref" && names.has(one.name)) seen.add(one.name);
    else if (one.kind === "attr") value(one.of);
    else if (one.kind === "call") one.args.forEach(value);
    else if (one.kind === "template") for (const part of one.parts) if (typeof part === "object") value(part);
  };
  const walked = new Set<readonly Rule[]>();
  const rule = (one: Rule): void => {
    for (const { test } of one.conditions satisfies readonly Condition[]) value(test);
    if (one.kind === "tree") {
      // Of a diagram, many rules may lead to one tree.
      if (walked.has(one.rules)) return;
      walked.add(one.rules);
      one.rules.forEach(rule);
    } else if (one.kind === "error") value(one.error);
    else {
      value(one.url);
      for (const values of Object.values(one.headers)) values.forEach(value);
      for (const [name, property] of Object.entries(one.properties)) {
        walkProperty(property, value);
        if (name === "authSchemes") for (const scheme of schemeNames(property)) authSchemes.add(scheme);
      }
    }
  };
  rules.forEach(rule);
  return { parameters: seen, authSchemes };
}

type Property = (Rule & { kind: "endpoint" })["properties"][string];

function walkProperty(property: Property, value: (one: Value) => void): void {
  if (property.kind === "value") value(property.value);
  else if (property.kind === "list") for (const one of property.items) walkProperty(one, value);
  else for (const one of Object.values(property.members)) walkProperty(one, value);
}

function schemeNames(property: Property): readonly string[] {
  if (property.kind !== "list") return [];
  return property.items.flatMap((one) => {
    const name = one.kind === "object" ? one.members["name"] : undefined;
    return name?.kind === "value" && name.value.kind === "text" ? [name.value.text] : [];
  });
}
