/**
 * The traits that swage knows, each with the shape of its value: the one place that says what a trait value may be. A trait
 * that is not listed is passed over (models carry many that a client has no use for). Sources: Smithy 2.0 specification,
 * AWS traits, smithy.waiters, smithy.rules; `swage#` is ours, and so are `status` and `maxAttempts` of waiters.
 */

import { isObject } from "./json.ts";
import { expectedOfUri, isToken } from "./request-line.ts";

export interface TraitFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string;
}

/** @param path leads to the value; it is one list for all values, which a fault takes a copy of. */
export type Check = (value: unknown, path: (string | number)[], faults: TraitFault[]) => void;

const fault = (path: readonly (string | number)[], expected: string, value: unknown, faults: TraitFault[]): void => {
  const given = value === undefined ? "nothing" : JSON.stringify(value);
  faults.push({
    path: [...path],
    message: `${expected} is expected, not ${given.length > 60 ? `${given.slice(0, 57)}…` : given}.`,
  });
};
const of =
  (expected: string, test: (value: unknown) => boolean): Check =>
  (value, path, faults) => {
    if (!test(value)) fault(path, expected, value, faults);
  };

function within(
  step: string | number,
  value: unknown,
  check: Check,
  path: (string | number)[],
  faults: TraitFault[],
): void {
  path.push(step);
  check(value, path, faults);
  path.pop();
}

export const any: Check = () => undefined;
export const text = of("a string", (value) => typeof value === "string");
export const filled = of("a string that is not empty", (value) => typeof value === "string" && value !== "");
export const truth = of("true or false", (value) => typeof value === "boolean");
export const number = of("a number", (value) => typeof value === "number");
export const whole = of("a whole number from 0 on", (value) => Number.isInteger(value) && (value as number) >= 0);
const status = of(
  "an HTTP status from 100 to 599",
  (value) => Number.isInteger(value) && (value as number) > 99 && (value as number) < 600,
);
const token = of("a name of letters, digits and -", isToken);
const positive = of("a whole number from 1 on", (value) => Number.isInteger(value) && (value as number) > 0);
const uri: Check = (value, path, faults) => {
  const expected = expectedOfUri(value);
  if (expected !== undefined) fault(path, expected, value, faults);
};

const marker = of("{}", (value) => isObject(value) || value === true);
const shapeId = of("a shape id", (value) => typeof value === "string" && /^[\w.]+#\w+(\$\w+)?$/.test(value));
export const oneOf = (...values: readonly string[]): Check =>
  of(`one of ${values.map((value) => JSON.stringify(value)).join(", ")}`, (value) => values.includes(value as string));
export const list =
  (item: Check, least = 0): Check =>
  (value, path, faults) => {
    if (!Array.isArray(value) || value.length < least)
      return fault(path, least > 0 ? "a list that is not empty" : "a list", value, faults);
    value.forEach((one, index) => {
      within(index, one, item, path, faults);
    });
  };
export const map =
  (item: Check): Check =>
  (value, path, faults) => {
    if (!isObject(value)) return fault(path, "an object", value, faults);
    for (const key in value) within(key, value[key], item, path, faults);
  };
/** Models write the names of these types in either case. */
const isParameterType = (value: unknown): boolean =>
  typeof value === "string" && /^(string|boolean|stringarray)$/i.test(value);
/** An object whose keys are names: they become keys of a configuration. */
const named: Check = (value, path, faults) => {
  for (const key of isObject(value) ? Object.keys(value) : [])
    if (!/^[A-Za-z_]\w*$/.test(key)) fault([...path, key], "a name", key, faults);
};
/** An object with these keys; those ending in `?` may be absent, others than these may be there. */
export const shape = (members: Readonly<Record<string, Check>>): Check => {
  const checks = new Map(Object.entries(members).map(([name, item]) => [name.replace(/\?$/, ""), item]));
  const required = Object.keys(members).filter((name) => !name.endsWith("?"));
  return (value, path, faults) => {
    if (!isObject(value)) return fault(path, "an object", value, faults);
    for (const key in value) {
      const check = value[key] === undefined ? undefined : checks.get(key);
      if (check !== undefined) within(key, value[key], check, path, faults);
    }
    required.forEach((key) => {
      if (value[key] === undefined)
        faults.push({ path: [...path], message: `\`${key}\` is missing.`, hint: `add "${key}"` });
    });
  };
};
const both =
  (...checks: readonly Check[]): Check =>
  (value, path, faults) => {
    for (const one of checks) one(value, path, faults);
  };

const bounds = both(
  shape({ "min?": number, "max?": number }),
  of("`min` or `max`", (value) => !isObject(value) || value["min"] !== undefined || value["max"] !== undefined),
  of("a `min` that is not above `max`", (value) => {
    if (!isObject(value)) return true;
    const { min, max } = value;
    return typeof min !== "number" || typeof max !== "number" || min <= max;
  }),
);
const pathMatcher = both(
  shape({
    path: filled,
    expected: text,
    comparator: oneOf("stringEquals", "booleanEquals", "allStringEquals", "anyStringEquals"),
  }),
  of('"true" or "false" as what booleanEquals compares with', (value) => {
    if (!isObject(value) || value["comparator"] !== "booleanEquals") return true;
    return value["expected"] === "true" || value["expected"] === "false";
  }),
);
const matcher = both(
  shape({
    "output?": pathMatcher,
    "inputOutput?": pathMatcher,
    "success?": truth,
    "errorType?": filled,
    "status?": status,
  }),
  of(
    "exactly one of output, inputOutput, success, errorType, status",
    (value) => isObject(value) && Object.keys(value).length === 1,
  ),
);
/** Source: Smithy 2.0, `waitable`: a delay that is not given is 2 seconds at least, 120 at most. */
function delaysFit(waiter: unknown): boolean {
  const { minDelay = 2, maxDelay = 120 } = isObject(waiter) ? waiter : {};
  return typeof minDelay !== "number" || typeof maxDelay !== "number" || minDelay <= maxDelay;
}
function canSucceed(waiter: unknown): boolean {
  const acceptors = isObject(waiter) ? waiter["acceptors"] : undefined;
  if (!Array.isArray(acceptors) || acceptors.length === 0) return true;
  return !acceptors.every((one) => isObject(one) && (one["state"] === "failure" || one["state"] === "retry"));
}
const examples = list(
  shape({
    title: filled,
    "documentation?": text,
    "input?": map(any),
    "output?": map(any),
    "error?": shape({ shapeId, "content?": map(any) }),
  }),
);
const hostTemplate = of(
  "a host of {service}, {region}, {dnsSuffix}, {dualStackDnsSuffix} and text",
  (value) => typeof value === "string" && /^([\w.-]|\{(service|region|dnsSuffix|dualStackDnsSuffix)\})+$/.test(value),
);
const exception = { "dualStack?": truth, "fips?": truth };
const exceptions = map(list(shape({ ...exception, endpoint: hostTemplate, "signingRegion?": filled })));
/** Checksums of bodies. Source: AWS traits, `httpChecksum`; the later ones are S3's, in botocore's models. */
export const CHECKSUMS: readonly string[] =
  "CRC32 CRC32C CRC64NVME SHA1 SHA256 SHA512 MD5 XXHASH64 XXHASH3 XXHASH128".split(" ");
const PROTOCOL = shape({ "http?": list(text), "eventStreamHttp?": list(text) });

const TRAITS: Readonly<Record<string, Check>> = {
  "smithy.api#documentation": text,
  "smithy.api#title": text,
  "smithy.api#externalDocumentation": map(text),
  "smithy.api#deprecated": shape({ "message?": text, "since?": text }),
  "smithy.api#examples": examples,
  "smithy.api#required": marker,
  "smithy.api#clientOptional": marker,
  "smithy.api#input": marker,
  "smithy.api#output": marker,
  "smithy.api#sensitive": marker,
  "smithy.api#sparse": marker,
  "smithy.api#streaming": marker,
  "smithy.api#requiresLength": marker,
  "smithy.api#uniqueItems": marker,
  "smithy.api#idempotencyToken": marker,
  "smithy.api#idempotent": marker,
  "smithy.api#readonly": marker,
  "smithy.api#error": oneOf("client", "server"),
  "smithy.api#retryable": shape({ "throttling?": truth }),
  "smithy.api#http": shape({
    method: token,
    uri,
    "code?": status,
  }),
  "smithy.api#httpError": status,
  "smithy.api#httpLabel": marker,
  "smithy.api#httpQuery": filled,
  "smithy.api#httpQueryParams": marker,
  "smithy.api#httpHeader": token,
  "smithy.api#httpPrefixHeaders": of("the beginning of a header's name", (value) => value === "" || isToken(value)),
  "smithy.api#httpPayload": marker,
  "smithy.api#httpResponseCode": marker,
  "smithy.api#httpChecksumRequired": marker,
  "smithy.api#jsonName": filled,
  "smithy.api#xmlName": of(
    "a name of XML",
    (value) => typeof value === "string" && /^([A-Za-z_][\w-]*:)?[A-Za-z_][\w-]*$/.test(value),
  ),
  "smithy.api#xmlNamespace": shape({ uri: filled, "prefix?": text }),
  "smithy.api#xmlAttribute": marker,
  "smithy.api#xmlFlattened": marker,
  "smithy.api#mediaType": filled,
  "smithy.api#timestampFormat": oneOf("date-time", "http-date", "epoch-seconds"),
  "smithy.api#hostLabel": marker,
  "smithy.api#endpoint": shape({
    hostPrefix: of(
      "the beginning of a host, of letters, digits, -, . and {labels},",
      (value) => typeof value === "string" && /^([A-Za-z0-9.-]|\{\w+\})+$/.test(value),
    ),
  }),
  "smithy.api#eventHeader": marker,
  "smithy.api#eventPayload": marker,
  "smithy.api#length": both(bounds, shape({ "min?": whole, "max?": whole })),
  "smithy.api#range": bounds,
  "smithy.api#pattern": text,
  "smithy.api#enum": list(shape({ value: text, "name?": filled, "documentation?": text, "deprecated?": truth }), 1),
  "smithy.api#enumValue": of(
    "a string or a whole number",
    (value) => typeof value === "string" || Number.isInteger(value),
  ),
  "smithy.api#paginated": shape({
    "inputToken?": filled,
    "outputToken?": filled,
    "items?": filled,
    "pageSize?": filled,
  }),
  "smithy.api#auth": list(shapeId),
  "smithy.api#optionalAuth": marker,
  "smithy.api#httpBasicAuth": marker,
  "smithy.api#httpBearerAuth": marker,
  "smithy.api#httpDigestAuth": marker,
  "smithy.api#httpApiKeyAuth": shape({ name: filled, in: oneOf("header", "query"), "scheme?": filled }),
  "smithy.api#requestCompression": shape({ encodings: list(filled, 1) }),
  "smithy.api#unstable": marker,
  "smithy.api#since": text,
  "smithy.api#recommended": shape({ "reason?": text }),
  "smithy.api#internal": marker,
  "smithy.waiters#waitable": both(
    named,
    map(
      both(
        shape({
          "documentation?": text,
          acceptors: list(shape({ state: oneOf("success", "failure", "retry"), matcher }), 1),
          "minDelay?": positive,
          "maxDelay?": positive,
          "maxAttempts?": whole,
          "deprecated?": truth,
          "tags?": list(text),
        }),
        of("a `minDelay` that is not above `maxDelay`", delaysFit),
        of("an acceptor with the state success", canSucceed),
      ),
    ),
  ),
  "smithy.rules#endpointRuleSet": shape({ version: filled, parameters: both(named, map(any)), rules: list(any, 1) }),
  "smithy.rules#endpointTests": shape({ version: filled, testCases: list(any) }),
  "smithy.rules#contextParam": shape({ name: filled }),
  "smithy.rules#staticContextParams": map(shape({ value: any })),
  "smithy.rules#clientContextParams": both(
    named,
    map(shape({ type: of("string, boolean or stringArray", isParameterType), "documentation?": text })),
  ),
  "smithy.rules#operationContextParams": map(shape({ path: filled })),
  "aws.endpoints#standardRegionalEndpoints": shape({
    "partitionSpecialCases?": exceptions,
    "regionSpecialCases?": exceptions,
  }),
  "aws.endpoints#standardPartitionalEndpoints": shape({
    endpointPatternType: oneOf("service_dnsSuffix", "service_region_dnsSuffix"),
    "partitionEndpointSpecialCases?": map(list(shape({ ...exception, "endpoint?": hostTemplate, "region?": filled }))),
  }),
  "aws.endpoints#dualStackOnlyEndpoints": marker,
  "aws.api#service": shape({
    sdkId: of(
      "a name that starts with a letter",
      (value) => typeof value === "string" && /^[^A-Za-z0-9]*[A-Za-z]/.test(value),
    ),
    "arnNamespace?": text,
    "endpointPrefix?": text,
    "docId?": text,
  }),
  "aws.api#clientEndpointDiscovery": shape({ operation: shapeId, "error?": shapeId }),
  "aws.api#clientDiscoveredEndpoint": shape({ required: truth }),
  "aws.api#clientEndpointDiscoveryId": marker,
  "aws.auth#sigv4": shape({ name: filled }),
  "aws.auth#sigv4a": shape({ name: filled }),
  "aws.auth#unsignedPayload": marker,
  "aws.protocols#restJson1": PROTOCOL,
  "aws.protocols#restXml": PROTOCOL,
  "aws.protocols#awsJson1_0": PROTOCOL,
  "aws.protocols#awsJson1_1": PROTOCOL,
  "aws.protocols#awsQuery": marker,
  "aws.protocols#ec2Query": marker,
  "aws.protocols#awsQueryError": shape({ code: filled, httpResponseCode: status }),
  "aws.protocols#awsQueryCompatible": marker,
  "aws.protocols#httpChecksum": shape({
    "requestAlgorithmMember?": filled,
    "requestChecksumRequired?": truth,
    "requestValidationModeMember?": filled,
    "responseAlgorithms?": list(oneOf(...CHECKSUMS), 1),
  }),
  "aws.protocols#ec2QueryName": filled,
  "smithy.protocols#rpcv2Cbor": PROTOCOL,
  "smithy.protocols#rpcv2Json": PROTOCOL,
  "alloy#simpleRestJson": marker,
  "alloy#discriminated": filled,
  "alloy#untagged": marker,
  "alloy#nullable": marker,
  "alloy#openEnum": marker,
  "swage#paginated": shape({
    inputToken: list(filled, 1),
    outputToken: list(filled, 1),
    "items?": list(filled),
    "pageSize?": filled,
    "moreResults?": filled,
    "nonAggregateKeys?": list(filled),
  }),
  "swage#destructive": shape({ what: filled }),
};

/** What is wrong with a trait's value: nothing for a sound value, and for a trait that swage has no use for. */
export function checkTrait(trait: string, value: unknown): readonly TraitFault[] {
  const check = Object.hasOwn(TRAITS, trait) ? TRAITS[trait] : undefined;
  if (check === undefined) return [];
  const faults: TraitFault[] = [];
  check(value, [], faults);
  return faults;
}

export const isKnownTrait = (trait: string): boolean => Object.hasOwn(TRAITS, trait);
