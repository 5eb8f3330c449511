/**
 * botocore's endpoint rules as the trait that Smithy has for them: the same document, made good where a rule takes for granted
 * what its parameter does not promise. It decides nothing about what rules mean.
 */
import { isObject } from "../model/json.ts";
import type { Contents } from "./botocore-form.ts";

/** The region is given to rules that never ask whether it is there (SimpleDB, Import/Export). */
export function rulesOf(rules: Contents["rules"]): Contents["rules"] {
  const parameters = rules["parameters"] as Readonly<Record<string, unknown>>;
  const region = Object.entries(parameters).find(([, one]) => isObject(one) && one["builtIn"] === "AWS::Region");
  if (region === undefined || asks(rules["rules"], region[0])) return rules;
  const [name, parameter] = region;
  return { ...rules, parameters: { ...parameters, [name]: { ...(parameter as object), required: true } } };
}

/** Whether `isSet` of a parameter stands anywhere in the rules. */
function asks(value: unknown, name: string): boolean {
  if (Array.isArray(value)) return value.some((one) => asks(one, name));
  if (!isObject(value)) return false;
  if (value["fn"] === "isSet" && Array.isArray(value["argv"])) {
    const [argument] = value["argv"] as readonly unknown[];
    if (isObject(argument) && argument["ref"] === name) return true;
  }
  return Object.values(value).some((one) => asks(one, name));
}
