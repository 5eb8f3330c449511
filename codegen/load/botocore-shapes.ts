/**
 * botocore's shapes as Smithy shapes with traits: types, constraints, errors, and where members travel. Which wire names
 * mean something depends on the protocols. References and labels have been checked. Source: botocore's serialisers and
 * parsers; the Smithy models of the same services.
 */
import type { ShapeId } from "../model/types.ts";
import { type AstMember, type AstShape, settled, UNIT } from "./ast.ts";
import type { ShapeContext, Target } from "./botocore-context.ts";
import { elementOf } from "./botocore-elements.ts";
import type { BotocoreShape, Deprecatable, ShapeUse } from "./botocore-form.ts";
import { enumNames } from "./botocore-names.ts";

type TraitBag = Record<string, unknown>;

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

/** Keys that most shapes and uses have; who says nothing else is not asked for all that others say. */
const OF_SHAPES: ReadonlySet<string> = new Set([
  "type",
  "documentation",
  "members",
  "required",
  "member",
  "key",
  "value",
  "enum",
  "min",
  "max",
  "pattern",
]);
const OF_USES: ReadonlySet<string> = new Set(["shape", "documentation", "locationName"]);

function saysMore(one: object, keys: ReadonlySet<string>): boolean {
  for (const key in one) if (!keys.has(key)) return true;
  return false;
}

function typeOf(shape: BotocoreShape, more: boolean): string {
  const { type } = shape;
  if (type === "structure" && more) {
    if (shape.document === true) return "document";
    return shape.union === true || shape.eventstream === true ? "union" : "structure";
  }
  return type === "string" && shape.enum !== undefined && shape.enum.length > 0 ? "enum" : (TYPES[type] ?? type);
}

/** Settled, as all that stands in it: traits are put in by the order of their ids. */
export function shapeOf(name: string, shape: BotocoreShape, context: ShapeContext): AstShape {
  const more = saysMore(shape, OF_SHAPES);
  const type = typeOf(shape, more);
  const traits = traitsOf(name, shape, more, context);
  switch (type) {
    case "structure":
    case "union":
      return settledShape(type, traits, { members: membersOf(shape, context) });
    case "enum":
      return settledShape(type, traits, { members: enumNames(shape.enum ?? []).map(enumMember) });
    case "list":
      return settledShape(type, traits, { member: itemOf(shape.member, "member", context) });
    case "map":
      return settledShape(type, traits, {
        key: itemOf(shape.key, "key", context),
        value: itemOf(shape.value, "value", context),
      });
    default:
      return settledShape(type, traits, {});
  }
}

/** One literal for all: V8 finds what is in them without asking each what it is. */
function settledShape(
  type: string,
  traits: TraitBag | undefined,
  { members, member, key, value }: Pick<AstShape, "members" | "member" | "key" | "value">,
): AstShape {
  return { key, member, members, traits, type, value };
}

function membersOf(shape: BotocoreShape, context: ShapeContext): AstShape["members"] {
  const { members = {}, required, payload } = shape;
  const all: (readonly [name: string, member: AstMember])[] = [];
  for (const name in members) {
    const must = required?.includes(name) === true;
    all.push([name, memberOf(name, members[name] as ShapeUse, must, payload === name, context)]);
  }
  return all;
}

const enumMember = ([name, value]: readonly [string, string]): readonly [string, AstMember] => [
  name,
  { target: UNIT, traits: { "smithy.api#enumValue": value } },
];

/** Keys that mean one trait each wherever they stand. */
export function commonTraits(one: Deprecatable & { readonly documentation?: string }): TraitBag {
  const traits: TraitBag = {};
  putDeprecated(traits, one);
  putDocumentation(traits, one.documentation);
  return traits;
}

function putDeprecated(traits: TraitBag, { deprecated, deprecatedMessage, deprecatedSince }: Deprecatable): void {
  if (deprecated !== true) return;
  traits["smithy.api#deprecated"] = {
    ...(deprecatedMessage === undefined ? {} : { message: deprecatedMessage }),
    ...(deprecatedSince === undefined ? {} : { since: deprecatedSince }),
  };
}

function putDocumentation(traits: TraitBag, documentation: string | undefined): void {
  if (documentation !== undefined && documentation !== "") traits["smithy.api#documentation"] = documentation;
}

/** Shapes and members without traits have no bag. */
function unlessEmpty(traits: TraitBag): TraitBag | undefined {
  for (const _ in traits) return traits;
  return undefined;
}

const FORMATS: Readonly<Record<string, string>> = {
  iso8601: "date-time",
  rfc822: "http-date",
  unixTimestamp: "epoch-seconds",
};

function traitsOf(name: string, shape: BotocoreShape, more: boolean, context: ShapeContext): TraitBag | undefined {
  const traits: TraitBag = {};
  const { type, min, max, pattern } = shape;
  const bounds = min !== undefined || max !== undefined ? boundsOf(min, max) : undefined;
  const number = bounds !== undefined && NUMBERS.has(type);
  const error = errorOf(name, shape, more, context);
  if (error?.wire !== undefined) traits["aws.protocols#awsQueryError"] = error.wire;
  if (more) putDeprecated(traits, shape);
  putDocumentation(traits, shape.documentation);
  if (error !== undefined) traits["smithy.api#error"] = error.server ? "server" : "client";
  if (error?.status !== undefined) traits["smithy.api#httpError"] = error.status;
  if (bounds !== undefined && !number) traits["smithy.api#length"] = bounds;
  if (pattern !== undefined) traits["smithy.api#pattern"] = pattern;
  if (number) traits["smithy.api#range"] = bounds;
  if (more) {
    if (shape.requiresLength === true) traits["smithy.api#requiresLength"] = {};
    if (error?.retryable !== undefined) traits["smithy.api#retryable"] = error.retryable;
    if (shape.sensitive === true) traits["smithy.api#sensitive"] = {};
    if (shape.sparse === true) traits["smithy.api#sparse"] = {};
    if (shape.eventstream === true || (type === "blob" && shape.streaming === true))
      traits["smithy.api#streaming"] = {};
    if (shape.timestampFormat !== undefined) traits["smithy.api#timestampFormat"] = FORMATS[shape.timestampFormat];
  }
  if (type === "structure" && context.xml) {
    // The shape's own root element goes before the one that an operation names.
    const root = shape.locationName ?? context.roots.get(name);
    if (root !== undefined && root !== name) traits["smithy.api#xmlName"] = root;
  }
  return unlessEmpty(traits);
}

const boundsOf = (min: number | undefined, max: number | undefined): object =>
  min === undefined ? { max } : max === undefined ? { min } : { max, min };

interface ErrorTraits {
  readonly server: boolean;
  readonly status: number | undefined;
  readonly retryable: object | undefined;
  /** The code on the wire, where it is not the shape's name. */
  readonly wire: object | undefined;
}

/** What is thrown: what says so of itself, and what operations give as errors. */
function errorOf(name: string, shape: BotocoreShape, more: boolean, context: ShapeContext): ErrorTraits | undefined {
  const reference = context.errors.get(name);
  if (reference === undefined && !(more && shape.exception === true)) return undefined;
  const error = shape.error ?? reference?.error ?? {};
  const { code, httpStatusCode } = error;
  // `senderFault` beside a status of 500 (Auto Scaling) is a slip: the services' Smithy models go by the status.
  const server = (shape.fault ?? reference?.fault) === true || error.fault === true || (httpStatusCode ?? 0) >= 500;
  return {
    server,
    status: httpStatusCode,
    retryable:
      shape.retryable === undefined ? undefined : shape.retryable.throttling === true ? { throttling: true } : {},
    wire:
      context.query && code !== undefined && code !== name
        ? { code, httpResponseCode: httpStatusCode ?? (server ? 500 : 400) }
        : undefined,
  };
}

/** @param required and `payload` are what the structure says of the member. */
function memberOf(name: string, use: ShapeUse, required: boolean, payload: boolean, context: ShapeContext): AstMember {
  const more = saysMore(use, OF_USES);
  const target = context.targets.get(use.shape);
  const bound = context.rest && more && use.location !== undefined;
  const element = context.xml && !bound ? elementOf(name, payload, use, target, context) : undefined;
  const traits: TraitBag = {};
  if (more) {
    if (use.endpointdiscoveryid === true) traits["aws.api#clientEndpointDiscoveryId"] = {};
    if (element !== undefined && use.queryName !== undefined) traits["aws.protocols#ec2QueryName"] = use.queryName;
    putDeprecated(traits, use);
  }
  putDocumentation(traits, use.documentation);
  if (more) {
    if (use.eventheader === true) traits["smithy.api#eventHeader"] = {};
    if (use.eventpayload === true) traits["smithy.api#eventPayload"] = {};
    if (use.hostLabel === true) traits["smithy.api#hostLabel"] = {};
  }
  if (bound) putBinding(traits, name, use, target);
  if (payload && context.rest) traits["smithy.api#httpPayload"] = {};
  if (more && use.idempotencyToken === true) traits["smithy.api#idempotencyToken"] = {};
  // A name that is the member's own says nothing.
  const key = context.json && !bound && !payload ? use.locationName : undefined;
  if (key !== undefined && key !== name) traits["smithy.api#jsonName"] = key;
  if (required) traits["smithy.api#required"] = {};
  if (more) {
    if (use.sensitive === true) traits["smithy.api#sensitive"] = {};
    if (use.timestampFormat !== undefined) traits["smithy.api#timestampFormat"] = FORMATS[use.timestampFormat];
  }
  if (element !== undefined) {
    if (more && use.xmlAttribute === true) traits["smithy.api#xmlAttribute"] = {};
    if (element.flattened) traits["smithy.api#xmlFlattened"] = {};
    if (element.name !== undefined) traits["smithy.api#xmlName"] = element.name;
    if (element.namespace !== undefined) traits["smithy.api#xmlNamespace"] = element.namespace;
  }
  if (more && use.contextParam !== undefined) traits["smithy.rules#contextParam"] = { name: use.contextParam.name };
  return { target: targetOf(use, more, target, context), traits: unlessEmpty(traits) };
}

function putBinding(
  traits: TraitBag,
  name: string,
  { location, locationName = name }: ShapeUse,
  target: Target | undefined,
): void {
  switch (location) {
    case "uri":
      traits["smithy.api#httpLabel"] = {};
      break;
    case "querystring":
      if (target?.type === "map") traits["smithy.api#httpQueryParams"] = {};
      else traits["smithy.api#httpQuery"] = locationName;
      break;
    case "header":
      traits["smithy.api#httpHeader"] = locationName;
      break;
    case "headers":
      traits["smithy.api#httpPrefixHeaders"] = locationName;
      break;
    case "statusCode":
      traits["smithy.api#httpResponseCode"] = {};
      break;
    case undefined:
      break;
    default:
      location satisfies never;
  }
}

/** The member of a list, the key or the value of a map; each has an element name that needs no saying. */
function itemOf(use: ShapeUse | undefined, ordinary: string, context: ShapeContext): AstMember {
  if (use === undefined) return { target: UNIT, traits: undefined };
  const more = saysMore(use, OF_USES);
  const traits: TraitBag = {};
  if (more) putDeprecated(traits, use);
  putDocumentation(traits, use.documentation);
  if (more && use.timestampFormat !== undefined) traits["smithy.api#timestampFormat"] = FORMATS[use.timestampFormat];
  if (context.xml && use.locationName !== undefined && use.locationName !== ordinary)
    traits["smithy.api#xmlName"] = use.locationName;
  return { target: targetOf(use, more, context.targets.get(use.shape), context), traits: unlessEmpty(traits) };
}

/** What a use makes of its shape, Smithy says of the shape itself: JSON in a string, a blob that streams. */
function targetOf(use: ShapeUse, more: boolean, target: Target | undefined, context: ShapeContext): ShapeId {
  if (target === undefined) return context.names.shape(use.shape);
  if (!more) return target.id;
  const { shape } = target;
  if (use.jsonvalue === true && shape.type === "string") {
    const made = shapeOf(use.shape, shape, context);
    const traits = { ...made.traits, "smithy.api#mediaType": "application/json" };
    return context.synthesize(`SynthesizedJson${use.shape}`, settled({ ...made, traits }));
  }
  if (use.streaming === true && shape.type === "blob" && shape.streaming !== true) {
    const made = shapeOf(use.shape, shape, context);
    const traits = { ...made.traits, "smithy.api#streaming": {} };
    return context.synthesize("StreamingBlob", settled({ ...made, traits }));
  }
  return target.id;
}
