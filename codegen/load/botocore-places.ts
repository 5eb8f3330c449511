/**
 * Where a fact of the Ast stands in the files of a botocore model, so that a diagnostic points at what a person can change:
 * Smithy's steps (`members`, `Name`, `traits`, `smithy.api#httpQuery`) to botocore's keys. It decides nothing else.
 */
import type { Place } from "../diagnostics.ts";
import type { Locator, Steps } from "./ast.ts";

/** The key that says in botocore what a trait says in Smithy; other traits have none of their own. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  "aws.api#clientDiscoveredEndpoint": ["endpointdiscovery"],
  "aws.protocols#awsQueryCompatible": ["awsQueryCompatible"],
  "aws.protocols#awsQueryError": ["error", "code"],
  "aws.protocols#ec2QueryName": ["queryName"],
  "aws.protocols#httpChecksum": ["httpChecksum"],
  "smithy.api#auth": ["auth"],
  "smithy.api#documentation": ["documentation"],
  "smithy.api#endpoint": ["endpoint"],
  "smithy.api#error": ["exception"],
  "smithy.api#hostLabel": ["hostLabel"],
  "smithy.api#httpError": ["error", "httpStatusCode"],
  "smithy.api#httpHeader": ["locationName"],
  "smithy.api#httpLabel": ["locationName"],
  "smithy.api#httpPrefixHeaders": ["locationName"],
  "smithy.api#httpQuery": ["locationName"],
  "smithy.api#httpQueryParams": ["location"],
  "smithy.api#httpResponseCode": ["location"],
  "smithy.api#idempotencyToken": ["idempotencyToken"],
  "smithy.api#jsonName": ["locationName"],
  "smithy.api#pattern": ["pattern"],
  "smithy.api#range": ["min"],
  "smithy.api#length": ["min"],
  "smithy.api#requestCompression": ["requestcompression"],
  "smithy.api#retryable": ["retryable"],
  "smithy.api#streaming": ["streaming"],
  "smithy.api#timestampFormat": ["timestampFormat"],
  "smithy.api#xmlFlattened": ["flattened"],
  "smithy.api#xmlName": ["locationName"],
  "smithy.api#xmlNamespace": ["xmlNamespace"],
  "smithy.rules#contextParam": ["contextParam"],
  "smithy.rules#operationContextParams": ["operationContextParams"],
  "smithy.rules#staticContextParams": ["staticContextParams"],
};

const at = (file: string, path: Steps, key: boolean): Place => ({ file, path, ...(key ? { key } : {}) });

/** The steps of a trait in the shape, member or operation that has it. */
function ofTrait(steps: Steps): Steps {
  const [, trait, ...inside] = steps;
  const found = typeof trait === "string" ? KEYS[trait] : undefined;
  return found === undefined ? [] : [...found, ...inside];
}

/** In a use of a shape (a member, a list's member): its target, or one of its traits. */
function ofUse(steps: Steps): Steps {
  if (steps[0] === "target") return ["shape"];
  return steps[0] === "traits" ? ofTrait(steps) : [];
}

/** Places of a shape. */
export function shapePlaces(file: string, name: string, shape: { readonly required?: readonly string[] }): Locator {
  return (steps, key) => {
    const base = ["shapes", name];
    const [first, member, third, trait] = steps;
    if (first === "members" && third === "traits" && trait === "smithy.api#required" && typeof member === "string")
      return at(file, [...base, "required", shape.required?.indexOf(member) ?? -1], key);
    if (first === "members") return at(file, [...base, ...steps.slice(0, 2), ...ofUse(steps.slice(2))], key);
    if (first === "member" || first === "key" || first === "value")
      return at(file, [...base, first, ...ofUse(steps.slice(1))], key);
    return at(file, [...base, ...(first === "traits" ? ofTrait(steps) : [])], key);
  };
}

const HTTP: Readonly<Record<string, string>> = { uri: "requestUri", method: "method", code: "responseCode" };
const PAGINATOR: Readonly<Record<string, string>> = {
  inputToken: "input_token",
  outputToken: "output_token",
  items: "result_key",
  pageSize: "limit_key",
  moreResults: "more_results",
  nonAggregateKeys: "non_aggregate_keys",
};
const MATCHER: Readonly<Record<string, string>> = { path: "argument", comparator: "matcher", expected: "expected" };

/** The files of one model, where they are there. */
export interface BotocoreFileNames {
  readonly service: string;
  readonly paginators?: string | undefined;
  readonly waiters?: string | undefined;
  readonly examples?: string | undefined;
  readonly rules?: string | undefined;
}

/** Places of an operation. Its paginator, waiters and examples stand in files of their own. */
export function operationPlaces(files: BotocoreFileNames, name: string): Locator {
  const base = ["operations", name];
  return (steps, key) => {
    const [first, second, third] = steps;
    if (first === "input" || first === "output") return at(files.service, [...base, first, "shape"], key);
    if (first === "errors") return at(files.service, [...base, ...steps.slice(0, 2), "shape"], key);
    if (first !== "traits" || typeof second !== "string") return at(files.service, base, key);
    switch (second) {
      case "smithy.api#http":
        return at(files.service, [...base, "http", ...(typeof third === "string" ? [HTTP[third] ?? third] : [])], key);
      case "smithy.api#paginated":
      case "swage#paginated": {
        const inside = typeof third === "string" ? [PAGINATOR[third] ?? third, ...steps.slice(3)] : [];
        return at(files.paginators ?? files.service, ["pagination", name, ...inside], key);
      }
      case "smithy.waiters#waitable": {
        // waiter, "acceptors", index, "matcher", kind, path | comparator | expected
        const [, , waiter, acceptors, index, , , part] = steps;
        const inside = typeof part === "string" ? [MATCHER[part] ?? part] : [];
        const path = ["waiters", waiter, acceptors, index, ...inside].filter((one) => one !== undefined);
        return at(files.waiters ?? files.service, path, key);
      }
      case "smithy.api#examples":
        return at(files.examples ?? files.service, ["examples", name, ...steps.slice(2)], key);
      default:
        return at(files.service, [...base, ...ofTrait(steps)], key);
    }
  };
}

/** Places of the service: what is wrong with rules stands in the rules' own file. */
export function servicePlaces(files: BotocoreFileNames): Locator {
  return (steps, key) => {
    const [first, trait, ...inside] = steps;
    if (first === "traits" && trait === "smithy.rules#endpointRuleSet")
      return at(files.rules ?? files.service, inside, key);
    if (first === "traits" && trait === "smithy.rules#clientContextParams")
      return at(files.service, ["clientContextParams", ...inside], key);
    if (first === "traits" && trait === "smithy.api#documentation")
      return at(files.service, ["documentation", ...inside], key);
    return at(files.service, ["metadata", ...(first === "traits" ? ofTrait(steps) : [])], key);
  };
}
