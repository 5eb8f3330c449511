/**
 * Whether the rules of a service are the usual ones of AWS, which most services have: one address for each region, with FIPS and
 * dual stack. The runtime has those as a function (`usualEndpoint`), so that not every client carries them as its own. Told by
 * what they compile to, whichever way the model writes them.
 */
import { STANDARD_PARAMETERS } from "../../model/endpoint-parameters.ts";
import { readRuleSet } from "../../model/rule-set.ts";
import type { RuleSet } from "../../model/rules.ts";
import { standardEndpoints } from "../../model/standard-endpoints.ts";
import type { Service } from "../../model/types.ts";
import { compileRules } from "./compile.ts";

const NAMES = { error: "", params: "" };

/** The service's name in its addresses; undefined where the rules say anything else. */
export function usualPrefix(service: Service, { parameters, rules }: RuleSet): string | undefined {
  const { endpointPrefix, traits } = service;
  const names = parameters.filter((one) => STANDARD_PARAMETERS.has(one.name));
  if (endpointPrefix === undefined || names.length !== parameters.length || names.length < STANDARD_PARAMETERS.size)
    return undefined;
  // Without the traits that name exceptions.
  const plain = { ...service, traits: { "aws.api#service": traits["aws.api#service"] } };
  const usual = { ...readRuleSet(standardEndpoints(plain)).ruleSet, parameters };
  const compiled = [usual, { parameters, rules }].map((ruleSet) => compileRules({ ...NAMES, ruleSet }));
  const [expected, found] = compiled.map(({ body, functions }) => JSON.stringify([body, functions]));
  return expected === found ? endpointPrefix : undefined;
}
