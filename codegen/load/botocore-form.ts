/**
 * What the files of a botocore model look like, key by key: the types that the reader works with, and the check that a file
 * is of them. It knows no meaning: what a key says is the reader's business. Keys that no client needs are passed over.
 * Source: botocore's data folder, all services of version 1.43.
 */
import type { Diagnostics, Place } from "../diagnostics.ts";
import { isObject } from "../model/json.ts";
import {
  any,
  type Check,
  filled,
  list,
  map,
  number,
  oneOf,
  shape,
  type TraitFault,
  text,
  truth,
  whole,
} from "../model/traits.ts";

export interface Deprecatable {
  readonly deprecated?: boolean;
  readonly deprecatedMessage?: string;
  readonly deprecatedSince?: string;
}

/** A use of a shape: a member, a list's member, a map's key or value, an operation's input, output or error. */
export interface ShapeUse extends Deprecatable {
  readonly shape: string;
  readonly documentation?: string;
  readonly location?: "uri" | "querystring" | "header" | "headers" | "statusCode";
  readonly locationName?: string;
  readonly queryName?: string;
  readonly xmlNamespace?: XmlNamespace;
  readonly xmlAttribute?: boolean;
  readonly flattened?: boolean;
  readonly idempotencyToken?: boolean;
  readonly jsonvalue?: boolean;
  readonly streaming?: boolean;
  readonly eventpayload?: boolean;
  readonly eventheader?: boolean;
  readonly hostLabel?: boolean;
  readonly sensitive?: boolean;
  readonly timestampFormat?: string;
  readonly contextParam?: { readonly name: string };
  readonly endpointdiscoveryid?: boolean;
  readonly error?: ErrorOf;
  readonly fault?: boolean;
}

export type XmlNamespace = string | { readonly uri: string; readonly prefix?: string };

export interface ErrorOf {
  readonly code?: string;
  readonly httpStatusCode?: number;
  readonly senderFault?: boolean;
  readonly fault?: boolean;
}

export interface BotocoreShape extends Deprecatable {
  readonly type: string;
  readonly documentation?: string;
  readonly members?: Readonly<Record<string, ShapeUse>>;
  readonly required?: readonly string[];
  readonly payload?: string;
  readonly member?: ShapeUse;
  readonly key?: ShapeUse;
  readonly value?: ShapeUse;
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly sensitive?: boolean;
  readonly sparse?: boolean;
  readonly flattened?: boolean;
  readonly union?: boolean;
  readonly document?: boolean;
  readonly eventstream?: boolean;
  readonly streaming?: boolean;
  readonly requiresLength?: boolean;
  readonly timestampFormat?: string;
  readonly locationName?: string;
  readonly xmlNamespace?: XmlNamespace;
  readonly exception?: boolean;
  readonly error?: ErrorOf;
  readonly fault?: boolean;
  readonly retryable?: { readonly throttling?: boolean };
}

export interface BotocoreOperation extends Deprecatable {
  readonly name?: string;
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  readonly input?: ShapeUse;
  readonly output?: ShapeUse;
  readonly errors?: readonly ShapeUse[];
  readonly documentation?: string;
  readonly idempotent?: boolean;
  readonly readonly?: boolean;
  readonly endpoint?: { readonly hostPrefix?: string };
  readonly authtype?: string;
  readonly auth?: readonly string[];
  readonly unsignedPayload?: boolean;
  readonly httpChecksum?: unknown;
  readonly httpChecksumRequired?: boolean;
  readonly requestcompression?: { readonly encodings: readonly string[] };
  readonly endpointdiscovery?: { readonly required?: boolean };
  readonly endpointoperation?: boolean;
  readonly staticContextParams?: unknown;
  readonly operationContextParams?: unknown;
}

export interface Metadata {
  readonly apiVersion: string;
  readonly endpointPrefix: string;
  readonly protocol?: string;
  readonly protocols?: readonly string[];
  readonly protocolSettings?: { readonly h2?: string };
  readonly jsonVersion?: string;
  readonly targetPrefix?: string;
  readonly serviceId?: string;
  readonly serviceFullName?: string;
  readonly signingName?: string;
  readonly signatureVersion?: string;
  readonly auth?: readonly string[];
  readonly uid?: string;
  readonly xmlNamespace?: XmlNamespace;
  readonly awsQueryCompatible?: unknown;
}

export interface BotocoreService extends Deprecatable {
  readonly metadata: Metadata;
  readonly operations: Readonly<Record<string, BotocoreOperation>>;
  readonly shapes: Readonly<Record<string, BotocoreShape>>;
  readonly documentation?: string;
  readonly clientContextParams?: unknown;
}

export interface Paginator {
  readonly input_token: string | readonly string[];
  readonly output_token: string | readonly string[];
  readonly result_key?: string | readonly string[];
  readonly limit_key?: string;
  readonly more_results?: string;
  readonly non_aggregate_keys?: readonly string[];
}

export interface WaiterOf {
  readonly operation: string;
  readonly delay: number;
  readonly maxAttempts: number;
  readonly description?: string;
  readonly acceptors: readonly {
    readonly matcher: "path" | "pathAll" | "pathAny" | "status" | "error";
    readonly state: "success" | "failure" | "retry";
    readonly argument?: string;
    readonly expected: string | number | boolean;
  }[];
}

export interface ExampleOf {
  readonly title?: string;
  readonly id?: string;
  readonly description?: string;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly output?: Readonly<Record<string, unknown>>;
}

const either =
  (one: Check, other: Check): Check =>
  (value, path, faults) => {
    const first: TraitFault[] = [];
    one(value, path, first);
    const second: TraitFault[] = [];
    if (first.length > 0) other(value, path, second);
    if (second.length > 0) faults.push(...(isObject(value) || Array.isArray(value) ? second : first));
  };

const deprecatable = { "deprecated?": truth, "deprecatedMessage?": text, "deprecatedSince?": text };
const namespace = either(filled, shape({ uri: filled, "prefix?": text }));
const error = shape({ "code?": filled, "httpStatusCode?": whole, "senderFault?": truth, "fault?": truth });
const use = shape({
  ...deprecatable,
  shape: filled,
  "documentation?": text,
  "location?": oneOf("uri", "querystring", "header", "headers", "statusCode"),
  "locationName?": text,
  "queryName?": filled,
  "xmlNamespace?": namespace,
  "xmlAttribute?": truth,
  "flattened?": truth,
  "idempotencyToken?": truth,
  "jsonvalue?": truth,
  "streaming?": truth,
  "eventpayload?": truth,
  "eventheader?": truth,
  "hostLabel?": truth,
  "sensitive?": truth,
  "timestampFormat?": oneOf("iso8601", "rfc822", "unixTimestamp"),
  "contextParam?": shape({ name: filled }),
  "endpointdiscoveryid?": truth,
  "error?": error,
});
const anyShape = shape({
  ...deprecatable,
  type: filled,
  "documentation?": text,
  "members?": map(use),
  "required?": list(filled),
  "payload?": filled,
  "member?": use,
  "key?": use,
  "value?": use,
  "enum?": list(text),
  "min?": number,
  "max?": number,
  "pattern?": text,
  "sensitive?": truth,
  "sparse?": truth,
  "flattened?": truth,
  "union?": truth,
  "document?": truth,
  "eventstream?": truth,
  "streaming?": truth,
  "requiresLength?": truth,
  "timestampFormat?": oneOf("iso8601", "rfc822", "unixTimestamp"),
  "locationName?": filled,
  "xmlNamespace?": namespace,
  "exception?": truth,
  "error?": error,
  "fault?": truth,
  "retryable?": shape({ "throttling?": truth }),
});
const operation = shape({
  ...deprecatable,
  "name?": filled,
  http: shape({ method: filled, requestUri: text, "responseCode?": whole }),
  "input?": use,
  "output?": use,
  "errors?": list(use),
  "documentation?": text,
  "idempotent?": truth,
  "readonly?": truth,
  "endpoint?": shape({ "hostPrefix?": text }),
  "authtype?": filled,
  "auth?": list(filled),
  "unsignedPayload?": truth,
  "httpChecksum?": map(any),
  "httpChecksumRequired?": truth,
  "requestcompression?": shape({ encodings: list(filled, 1) }),
  "endpointdiscovery?": shape({ "required?": truth }),
  "endpointoperation?": truth,
  "staticContextParams?": map(shape({ value: any })),
  "operationContextParams?": map(shape({ path: filled })),
});
const metadata = shape({
  apiVersion: filled,
  endpointPrefix: filled,
  "protocol?": filled,
  "protocols?": list(filled),
  "protocolSettings?": shape({ "h2?": text }),
  "jsonVersion?": text,
  "targetPrefix?": filled,
  "serviceId?": filled,
  "serviceFullName?": filled,
  "signingName?": filled,
  "signatureVersion?": filled,
  "auth?": list(filled),
  "uid?": filled,
  "xmlNamespace?": namespace,
});
const FORMS = {
  service: shape({
    ...deprecatable,
    metadata,
    operations: map(operation),
    shapes: map(anyShape),
    "documentation?": text,
    "clientContextParams?": map(shape({ type: filled, "documentation?": text })),
  }),
  paginators: shape({
    pagination: map(
      shape({
        input_token: either(filled, list(filled, 1)),
        output_token: either(filled, list(filled, 1)),
        "result_key?": either(filled, list(filled)),
        "limit_key?": filled,
        "more_results?": filled,
        "non_aggregate_keys?": list(filled),
      }),
    ),
  }),
  waiters: shape({
    waiters: map(
      shape({
        operation: filled,
        delay: whole,
        maxAttempts: whole,
        "description?": text,
        acceptors: list(
          shape({
            matcher: oneOf("path", "pathAll", "pathAny", "status", "error"),
            state: oneOf("success", "failure", "retry"),
            "argument?": filled,
            expected: either(text, either(number, truth)),
          }),
          1,
        ),
      }),
    ),
  }),
  examples: shape({
    examples: map(
      list(
        shape({
          "title?": text,
          "id?": text,
          "description?": text,
          "input?": map(any),
          "output?": map(any),
        }),
      ),
    ),
  }),
  rules: shape({ version: filled, parameters: map(any), rules: list(any) }),
} as const;

/** What each file holds, once it is known to be of its form. */
export interface Contents {
  readonly service: BotocoreService;
  readonly paginators: { readonly pagination: Readonly<Record<string, Paginator>> };
  readonly waiters: { readonly waiters: Readonly<Record<string, WaiterOf>> };
  readonly examples: { readonly examples: Readonly<Record<string, readonly ExampleOf[]>> };
  readonly rules: Readonly<Record<string, unknown>>;
}

/** Checks one file; every fault is a diagnostic with its place, and the result is then `undefined`. */
export function checked<K extends keyof Contents>(
  kind: K,
  json: unknown,
  file: string,
  diagnostics: Diagnostics,
): Contents[K] | undefined {
  const faults: TraitFault[] = [];
  const check: Check = FORMS[kind];
  check(json, [], faults);
  for (const { path, message, hint } of faults) {
    const place: Place = { file, path };
    const missing = message.endsWith("is missing.");
    diagnostics.report(missing ? "SW1011" : "SW1009", `${path.at(-1) ?? kind}: ${message}`, {
      shape: typeof path[1] === "string" ? path[1] : undefined,
      place,
      hint,
    });
  }
  return faults.length > 0 ? undefined : (json as Contents[K]);
}

/** Whether a parsed file is a botocore service: what its form is told by. */
export const isBotocore = (json: unknown): boolean =>
  isObject(json) && isObject(json["metadata"]) && isObject(json["operations"]) && !("smithy" in json);

/**
 * `merge` of an sdk-extras file laid over a file: objects key by key, anything else in place of what was there. Members that
 * it adds to a structure (`SourceRegion` of RDS, DocDB and Neptune) stay out: they are parameters of botocore's own code,
 * which takes them out of the request again, and the service does not know them.
 */
export function merged(json: unknown, extras: unknown): unknown {
  return isObject(extras) && isObject(extras["merge"]) ? over(json, extras["merge"], []) : json;
}

function over(below: unknown, above: unknown, path: readonly string[]): unknown {
  if (!isObject(below) || !isObject(above)) return above;
  const membersOfShape = path.length === 3 && path[0] === "shapes" && path[2] === "members";
  const keys = Object.entries(above)
    .filter(([key]) => !membersOfShape || key in below)
    .map(([key, value]) => [key, key in below ? over(below[key], value, [...path, key]) : value]);
  return { ...below, ...(Object.fromEntries(keys) as object) };
}
