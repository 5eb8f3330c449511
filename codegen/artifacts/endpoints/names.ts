/**
 * The names inside compiled endpoint rules: constants for parameters and assigned values, functions for rule trees that
 * would nest too deep. It knows nothing of conditions.
 */
import type { Rule, Value } from "../../model/rules.ts";
import { lowerFirst, upperFirst } from "../../plan/case.ts";
import { isReserved } from "../../plan/reserved.ts";

/** `Region` → `region`, `uri_encoded_bucket` → `uriEncodedBucket`; numbered until `taken` has no such name. */
export function constantName(name: string, taken: (name: string) => boolean): string {
  return free(lowerFirst(camel(name)), taken);
}

/** After the first condition: `withEndpoint`, `whenUseFips`, `whenHardwareTypeE`. */
export function functionName(rule: Rule, taken: (name: string) => boolean): string {
  const [first] = rule.conditions;
  if (first === undefined) return free("otherwise", taken);
  if (first.assign !== undefined) return free(`with${camel(first.assign)}`, taken);
  const call = first.test.kind === "call" ? first.test : undefined;
  const words = call === undefined ? [] : call.args.flatMap(wordsOf);
  const verb = call?.fn === "isSet" ? "with" : call?.fn === "not" ? "unless" : "when";
  return free(`${verb}${words.map(camel).join("")}`, taken);
}

/** What a value speaks of. */
function wordsOf(value: Value): readonly string[] {
  switch (value.kind) {
    case "ref":
      return [value.name];
    case "attr":
      return [String(value.path.findLast((step) => typeof step === "string") ?? "item")];
    case "text":
      return [value.text];
    case "call":
      return value.args.flatMap(wordsOf);
    default:
      return [];
  }
}

const camel = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map(upperFirst)
    .join("");

function free(wish: string, taken: (name: string) => boolean): string {
  const name = /^[A-Za-z]/.test(wish) ? wish : `rule${wish}`;
  if (!isReserved(name) && !taken(name)) return name;
  for (let number = 2; ; number += 1) if (!taken(`${name}${number}`)) return `${name}${number}`;
}
