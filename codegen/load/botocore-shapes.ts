/**
 * botocore's shapes as Smithy shapes with traits: types, constraints, errors, and where members travel. Which wire names
 * mean something depends on the protocols. References and labels have been checked. Source: botocore's serialisers and
 * parsers; the Smithy models of the same services.
 */
import { isObject } from "../model/json.ts";
import { type AstMember, type AstShape, UNIT } from "./ast.ts";
import type { BotocoreService, BotocoreShape, Deprecatable, ErrorOf, ShapeUse, XmlNamespace } from "./botocore-form.ts";
import { type BotocoreNames, enumNames } from "./botocore-names.ts";

type TraitBag = Record<string, unknown>;

/** What the conversion of a shape has to know beside the shape itself. */
export interface ShapeContext {
  readonly service: BotocoreService;
  readonly names: BotocoreNames;
  readonly rest: boolean;
  readonly json: boolean;
  readonly xml: boolean;
  /** Wire codes of errors differ from shape names in query protocols, and where services come from one. */
  readonly query: boolean;
  /** The service's own XML namespace, which members need not repeat. */
  readonly namespace?: string | undefined;
  /** Shapes that operations give as errors, with what the reference adds. */
  readonly errors: ReadonlyMap<string, ShapeUse>;
  /** Root elements that operations name for their inputs. */
  readonly roots: ReadonlyMap<string, string>;
  /** Takes a shape that botocore does not have under a name of its own; gives its id. */
  synthesize(name: string, shape: AstShape): AstMember["target"];
}

/** Types by their name in botocore. A structure may be something else, too: `typeOf`. */
export const TYPES: Readonly<Record<string, string>> = {
  structure: "structure",
  list: "list",
  map: "map",
  string: "string",
  character: "string",
  blob: "blob",
  boolean: "boolean",
  timestamp: "timestamp",
  byte: "byte",
  short: "short",
  integer: "integer",
  long: "long",
  biginteger: "bigInteger",
  bigdecimal: "bigDecimal",
  float: "float",
  double: "double",
};
const NUMBERS: ReadonlySet<string> = new Set([
  "byte",
  "short",
  "integer",
  "long",
  "biginteger",
  "bigdecimal",
  "float",
  "double",
]);

function typeOf(shape: BotocoreShape): string {
  if (shape.type === "structure") {
    if (shape.document === true) return "document";
    return shape.union === true || shape.eventstream === true ? "union" : "structure";
  }
  return shape.type === "string" && shape.enum !== undefined && shape.enum.length > 0
    ? "enum"
    : (TYPES[shape.type] ?? shape.type);
}

export function shapeOf(name: string, shape: BotocoreShape, context: ShapeContext): AstShape {
  const type = typeOf(shape);
  const traits = traitsOf(name, shape, context);
  const given = Object.keys(traits).length > 0 ? { traits } : {};
  switch (type) {
    case "structure":
    case "union": {
      const { members: uses = {} } = shape;
      const members = Object.keys(uses).map((member) => [
        member,
        memberOf(shape, member, uses[member] as ShapeUse, context),
      ]);
      return { type, members: Object.fromEntries(members) as Record<string, AstMember>, ...given };
    }
    case "enum": {
      const members = enumNames(shape.enum ?? []).map(
        ([member, value]) => [member, { target: UNIT, traits: { "smithy.api#enumValue": value } }] as const,
      );
      return { type, members: Object.fromEntries(members), ...given };
    }
    case "list":
      return { type, member: itemOf(shape.member, "member", context), ...given };
    case "map":
      return {
        type,
        key: itemOf(shape.key, "key", context),
        value: itemOf(shape.value, "value", context),
        ...given,
      };
    default:
      return { type, ...given };
  }
}

/** Keys that mean one trait each wherever they stand. */
export function commonTraits(one: Deprecatable & { readonly documentation?: string }): TraitBag {
  const { deprecated, deprecatedMessage, deprecatedSince, documentation } = one;
  return {
    ...(documentation === undefined || documentation === "" ? {} : { "smithy.api#documentation": documentation }),
    ...(deprecated === true
      ? {
          "smithy.api#deprecated": {
            ...(deprecatedMessage === undefined ? {} : { message: deprecatedMessage }),
            ...(deprecatedSince === undefined ? {} : { since: deprecatedSince }),
          },
        }
      : {}),
  };
}

const FORMATS: Readonly<Record<string, string>> = {
  iso8601: "date-time",
  rfc822: "http-date",
  unixTimestamp: "epoch-seconds",
};

function traitsOf(name: string, shape: BotocoreShape, context: ShapeContext): TraitBag {
  const traits = commonTraits(shape);
  const { min, max } = shape;
  if (min !== undefined || max !== undefined) {
    traits[NUMBERS.has(shape.type) ? "smithy.api#range" : "smithy.api#length"] = {
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    };
  }
  if (shape.pattern !== undefined) traits["smithy.api#pattern"] = shape.pattern;
  if (shape.sensitive === true) traits["smithy.api#sensitive"] = {};
  if (shape.sparse === true) traits["smithy.api#sparse"] = {};
  if (shape.eventstream === true || (shape.type === "blob" && shape.streaming === true))
    traits["smithy.api#streaming"] = {};
  if (shape.requiresLength === true) traits["smithy.api#requiresLength"] = {};
  if (shape.timestampFormat !== undefined) traits["smithy.api#timestampFormat"] = FORMATS[shape.timestampFormat];
  if (shape.type === "structure" && context.xml) {
    // The shape's own root element goes before the one that an operation names.
    const root = shape.locationName ?? context.roots.get(name);
    if (root !== undefined && root !== name) traits["smithy.api#xmlName"] = root;
  }
  const reference = context.errors.get(name);
  if (shape.exception === true || reference !== undefined)
    Object.assign(traits, errorTraits(name, { ...reference, ...shape }, context));
  return traits;
}

function errorTraits(
  name: string,
  shape: { readonly error?: ErrorOf; readonly fault?: boolean; readonly retryable?: { readonly throttling?: boolean } },
  context: ShapeContext,
): TraitBag {
  const { code, httpStatusCode, fault } = shape.error ?? {};
  // `senderFault` beside a status of 500 (Auto Scaling) is a slip: the services' Smithy models go by the status.
  const server = shape.fault === true || fault === true || (httpStatusCode ?? 0) >= 500;
  return {
    "smithy.api#error": server ? "server" : "client",
    ...(httpStatusCode === undefined ? {} : { "smithy.api#httpError": httpStatusCode }),
    ...(shape.retryable === undefined
      ? {}
      : { "smithy.api#retryable": shape.retryable.throttling === true ? { throttling: true } : {} }),
    ...(context.query && code !== undefined && code !== name
      ? { "aws.protocols#awsQueryError": { code, httpResponseCode: httpStatusCode ?? (server ? 500 : 400) } }
      : {}),
  };
}

function memberOf(structure: BotocoreShape, name: string, use: ShapeUse, context: ShapeContext): AstMember {
  const traits = commonTraits(use);
  if (structure.required?.includes(name) === true) traits["smithy.api#required"] = {};
  if (use.idempotencyToken === true) traits["smithy.api#idempotencyToken"] = {};
  if (use.sensitive === true) traits["smithy.api#sensitive"] = {};
  if (use.hostLabel === true) traits["smithy.api#hostLabel"] = {};
  if (use.contextParam !== undefined) traits["smithy.rules#contextParam"] = use.contextParam;
  if (use.endpointdiscoveryid === true) traits["aws.api#clientEndpointDiscoveryId"] = {};
  if (use.eventpayload === true) traits["smithy.api#eventPayload"] = {};
  if (use.eventheader === true) traits["smithy.api#eventHeader"] = {};
  if (use.timestampFormat !== undefined) traits["smithy.api#timestampFormat"] = FORMATS[use.timestampFormat];
  const payload = structure.payload === name;
  if (payload && context.rest) traits["smithy.api#httpPayload"] = {};
  if (use.location !== undefined && context.rest) Object.assign(traits, bindingTraits(name, use, context));
  else bodyTraits(name, payload, use, traits, context);
  return { target: targetOf(use, context), ...(Object.keys(traits).length > 0 ? { traits } : {}) };
}

function bindingTraits(
  name: string,
  { location, locationName = name, shape }: ShapeUse,
  context: ShapeContext,
): TraitBag {
  switch (location) {
    case "uri":
      return { "smithy.api#httpLabel": {} };
    case "querystring":
      return context.service.shapes[shape]?.type === "map"
        ? { "smithy.api#httpQueryParams": {} }
        : { "smithy.api#httpQuery": locationName };
    case "header":
      return { "smithy.api#httpHeader": locationName };
    case "headers":
      return { "smithy.api#httpPrefixHeaders": locationName };
    case "statusCode":
      return { "smithy.api#httpResponseCode": {} };
    case undefined:
      return {};
    default:
      return location satisfies never;
  }
}

/** Names of JSON keys and XML elements. A name that is the member's own says nothing. */
function bodyTraits(name: string, payload: boolean, use: ShapeUse, traits: TraitBag, context: ShapeContext): void {
  const target = context.service.shapes[use.shape];
  const { locationName } = use;
  if (context.json && !payload && locationName !== undefined && locationName !== name)
    traits["smithy.api#jsonName"] = locationName;
  if (!context.xml) return;
  const collection = target?.type === "list" || target?.type === "map";
  const flattened = collection && (use.flattened === true || target.flattened === true);
  if (flattened) traits["smithy.api#xmlFlattened"] = {};
  // Flattened by its shape, a list's elements are called what its member is called.
  const item = flattened && use.flattened !== true && target.type === "list" ? target.member?.locationName : undefined;
  const element = item ?? locationName;
  // A payload is a root element: it is called after its shape, unless the member says otherwise and the shape does not.
  const ordinary = payload ? (target?.locationName === undefined ? use.shape : name) : name;
  if (element !== undefined && element !== ordinary) traits["smithy.api#xmlName"] = element;
  if (use.queryName !== undefined) traits["aws.protocols#ec2QueryName"] = use.queryName;
  if (use.xmlAttribute === true) traits["smithy.api#xmlAttribute"] = {};
  const namespace = namespaceOf(use.xmlNamespace ?? target?.xmlNamespace);
  if (namespace !== undefined && (namespace.prefix !== undefined || namespace.uri !== context.namespace))
    traits["smithy.api#xmlNamespace"] = namespace;
}

/** Either a URI, or a URI with a prefix. */
export function namespaceOf(
  namespace: XmlNamespace | undefined,
): { readonly uri: string; readonly prefix?: string } | undefined {
  if (namespace === undefined || isObject(namespace)) return namespace as { uri: string; prefix?: string } | undefined;
  return { uri: namespace as string };
}

/** The member of a list, the key or the value of a map; each has an element name that needs no saying. */
function itemOf(use: ShapeUse | undefined, ordinary: string, context: ShapeContext): AstMember {
  if (use === undefined) return { target: UNIT };
  const traits = commonTraits(use);
  if (use.timestampFormat !== undefined) traits["smithy.api#timestampFormat"] = FORMATS[use.timestampFormat];
  if (context.xml && use.locationName !== undefined && use.locationName !== ordinary)
    traits["smithy.api#xmlName"] = use.locationName;
  return { target: targetOf(use, context), ...(Object.keys(traits).length > 0 ? { traits } : {}) };
}

/** What a use makes of its shape, Smithy says of the shape itself: JSON in a string, a blob that streams. */
function targetOf(use: ShapeUse, context: ShapeContext): AstMember["target"] {
  const target = context.service.shapes[use.shape];
  if (use.jsonvalue === true && target?.type === "string") {
    const made = shapeOf(use.shape, target, context);
    return context.synthesize(`SynthesizedJson${use.shape}`, {
      ...made,
      traits: { ...made.traits, "smithy.api#mediaType": "application/json" },
    });
  }
  if (use.streaming === true && target?.type === "blob" && target.streaming !== true) {
    const made = shapeOf(use.shape, target, context);
    return context.synthesize("StreamingBlob", { ...made, traits: { ...made.traits, "smithy.api#streaming": {} } });
  }
  return context.names.shape(use.shape);
}
