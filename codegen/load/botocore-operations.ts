/**
 * botocore's operations and metadata as Smithy operations and the service shape: request lines, protocols, auth, endpoints.
 * It has to be told what several operations share (`ShapeContext`). Source: botocore's serialisers, signers and handlers; the
 * Smithy models of the same services.
 */
import type { Diagnostics } from "../diagnostics.ts";
import { nearest } from "../diagnostics.ts";
import { type AstShape, UNIT } from "./ast.ts";
import { namespaceOf } from "./botocore-elements.ts";
import type { BotocoreOperation, BotocoreService, Metadata } from "./botocore-form.ts";
import { type BotocoreNames, sdkIdOf } from "./botocore-names.ts";
import { commonTraits } from "./botocore-shapes.ts";

type TraitBag = Record<string, unknown>;
const API = "smithy.api#";

/** Protocols by their name in botocore; JSON has a version. */
const PROTOCOLS: Readonly<Record<string, (metadata: Metadata) => string>> = {
  "rest-json": () => "aws.protocols#restJson1",
  "rest-xml": () => "aws.protocols#restXml",
  json: ({ jsonVersion }) => (jsonVersion === "1.1" ? "aws.protocols#awsJson1_1" : "aws.protocols#awsJson1_0"),
  query: () => "aws.protocols#awsQuery",
  ec2: () => "aws.protocols#ec2Query",
  "smithy-rpc-v2-cbor": () => "smithy.protocols#rpcv2Cbor",
};

/** Protocols that can be converted, by their names in botocore. */
export const SPOKEN: readonly string[] = Object.keys(PROTOCOLS);

/** The protocols of a service as botocore calls them, in its order. */
export const protocolsOf = ({ protocols, protocol }: Metadata): readonly string[] =>
  protocols !== undefined && protocols.length > 0 ? protocols : protocol === undefined ? [] : [protocol];

export function serviceOf(service: BotocoreService, names: BotocoreNames, namespace: string | undefined): AstShape {
  const { metadata, operations } = service;
  const { apiVersion, serviceFullName, endpointPrefix, uid } = metadata;
  const discovery = Object.entries(operations).find(([, one]) => one.endpointoperation === true);
  const invalid = Object.hasOwn(service.shapes, "InvalidEndpointException") ? "InvalidEndpointException" : undefined;
  const traits: TraitBag = {
    ...commonTraits(service),
    "aws.api#service": { sdkId: sdkIdOf(metadata), endpointPrefix, ...(uid === undefined ? {} : { docId: uid }) },
    ...(serviceFullName === undefined ? {} : { [`${API}title`]: serviceFullName }),
    ...protocolTraits(metadata),
    ...authTraits(metadata),
    ...(namespace === undefined ? {} : { [`${API}xmlNamespace`]: { uri: namespace } }),
    ...(metadata.awsQueryCompatible === undefined ? {} : { "aws.protocols#awsQueryCompatible": {} }),
    ...(service.clientContextParams === undefined
      ? {}
      : { "smithy.rules#clientContextParams": service.clientContextParams }),
    ...(discovery === undefined
      ? {}
      : {
          "aws.api#clientEndpointDiscovery": {
            operation: names.operation(discovery[0]),
            ...(invalid === undefined ? {} : { error: names.shape(invalid) }),
          },
        }),
  };
  return {
    type: "service",
    version: apiVersion,
    operations: Object.keys(operations).map((name) => ({ target: names.operation(name) })),
    traits,
  };
}

function protocolTraits(metadata: Metadata): TraitBag {
  const { h2 } = metadata.protocolSettings ?? {};
  const versions =
    h2 === undefined
      ? {}
      : h2 === "optional"
        ? { http: ["h2", "http/1.1"], eventStreamHttp: ["h2", "http/1.1"] }
        : { http: ["http/1.1", "h2"], eventStreamHttp: ["h2"] };
  const traits: TraitBag = {};
  for (const protocol of protocolsOf(metadata)) {
    const id = PROTOCOLS[protocol]?.(metadata);
    if (id === undefined) continue;
    const hasVersions = protocol !== "query" && protocol !== "ec2";
    // S3 alone puts nothing around its errors; botocore's parser looks for both.
    const bare = sdkIdOf(metadata) === "S3" ? { noErrorWrapping: true } : {};
    traits[id] = { ...(hasVersions ? versions : {}), ...(protocol === "rest-xml" ? bare : {}) };
  }
  return traits;
}

/** Signature versions of models that list no auth schemes. What asks for v2 is signed with v4, and a warning says so. */
const SIGNED: ReadonlySet<string> = new Set(["v2", "v3", "v3https", "v4", "v4a", "s3", "s3v4", "v4-unsigned-body"]);

function authTraits(metadata: Metadata): TraitBag {
  const { signatureVersion = "v4", signingName, endpointPrefix } = metadata;
  const fallback = SIGNED.has(signatureVersion)
    ? ["aws.auth#sigv4"]
    : signatureVersion === "bearer"
      ? ["smithy.api#httpBearerAuth"]
      : [];
  const schemes = metadata.auth ?? fallback;
  const traits: TraitBag = {};
  for (const scheme of schemes) {
    const signs = scheme === "aws.auth#sigv4" || scheme === "aws.auth#sigv4a";
    if (scheme !== NO_AUTH) traits[scheme] = signs ? { name: signingName ?? endpointPrefix } : {};
  }
  return schemes.length > 1 ? { ...traits, [`${API}auth`]: schemes } : traits;
}

const NO_AUTH = "smithy.api#noAuth";

/** What the conversion of operations has to know of the service. */
export interface OperationContext {
  readonly service: BotocoreService;
  readonly names: BotocoreNames;
  readonly rest: boolean;
  readonly file: string;
}

export function operationOf(
  name: string,
  operation: BotocoreOperation,
  extras: TraitBag,
  context: OperationContext,
  diagnostics: Diagnostics,
): AstShape {
  const { names } = context;
  const { input, output, errors = [] } = operation;
  return {
    type: "operation",
    input: { target: input === undefined ? UNIT : names.shape(input.shape) },
    output: { target: output === undefined ? UNIT : names.shape(output.shape) },
    ...(errors.length > 0 ? { errors: errors.map((one) => ({ target: names.shape(one.shape) })) } : {}),
    traits: {
      ...commonTraits(operation),
      ...(context.rest ? { [`${API}http`]: httpOf(name, operation, context, diagnostics) } : {}),
      ...(operation.idempotent === true ? { [`${API}idempotent`]: {} } : {}),
      ...(operation.readonly === true ? { [`${API}readonly`]: {} } : {}),
      ...(operation.endpoint?.hostPrefix === undefined
        ? {}
        : { [`${API}endpoint`]: { hostPrefix: operation.endpoint.hostPrefix } }),
      ...operationAuth(operation),
      ...checksumTraits(operation),
      ...(operation.requestcompression === undefined
        ? {}
        : { [`${API}requestCompression`]: operation.requestcompression }),
      ...(operation.endpointdiscovery === undefined
        ? {}
        : { "aws.api#clientDiscoveredEndpoint": { required: operation.endpointdiscovery.required === true } }),
      ...(operation.staticContextParams === undefined
        ? {}
        : { "smithy.rules#staticContextParams": operation.staticContextParams }),
      ...(operation.operationContextParams === undefined
        ? {}
        : { "smithy.rules#operationContextParams": operation.operationContextParams }),
      ...unwritten(name, context),
      ...extras,
    },
  };
}

/** What botocore does in its code and does not say in its data. */
const unwritten = (name: string, { service }: OperationContext): TraitBag =>
  sdkIdOf(service.metadata) === "S3" && name === "GetBucketLocation"
    ? { "aws.customizations#s3UnwrappedXmlOutput": {} }
    : {};

function operationAuth({ auth, authtype, unsignedPayload }: BotocoreOperation): TraitBag {
  const unsigned =
    unsignedPayload === true || authtype === "v4-unsigned-body" ? { "aws.auth#unsignedPayload": {} } : {};
  const schemes = auth?.filter((one) => one !== NO_AUTH);
  const optional = auth?.includes(NO_AUTH) === true || (auth === undefined && authtype === "none");
  if (optional) return { ...unsigned, [`${API}auth`]: schemes ?? [], [`${API}optionalAuth`]: {} };
  if (schemes !== undefined) return { ...unsigned, [`${API}auth`]: schemes };
  return authtype === "bearer" ? { ...unsigned, [`${API}auth`]: [`${API}httpBearerAuth`] } : unsigned;
}

const checksumTraits = ({ httpChecksum, httpChecksumRequired }: BotocoreOperation): TraitBag => ({
  ...(httpChecksum === undefined ? {} : { "aws.protocols#httpChecksum": httpChecksum }),
  ...(httpChecksumRequired === true ? { [`${API}httpChecksumRequired`]: {} } : {}),
});

/** The request line: labels are called by wire names in botocore and by members in Smithy. */
function httpOf(
  name: string,
  operation: BotocoreOperation,
  { service, file }: OperationContext,
  diagnostics: Diagnostics,
): TraitBag {
  const { method, requestUri, responseCode } = operation.http;
  const input = operation.input === undefined ? undefined : service.shapes[operation.input.shape];
  const labels = new Map(
    Object.entries(input?.members ?? {})
      .filter(([, use]) => use.location === "uri")
      .map(([member, use]) => [use.locationName ?? member, member] as const),
  );
  const bound = new Set<string>();
  const say = (code: "SW1017" | "SW1018", message: string, hint: string): void =>
    diagnostics.report(code, message, {
      shape: name,
      place: { file, path: ["operations", name, "http", "requestUri"] },
      hint,
    });
  const uri = requestUri.replace(/\{([^}+]+)(\+?)\}/g, (_, label: string, greedy: string) => {
    const member = labels.get(label);
    bound.add(label);
    if (member !== undefined) return `{${member}${greedy}}`;
    const close = nearest(label, [...labels.keys()]);
    const advice = `give an input member "location": "uri" and "locationName": "${label}"`;
    say(
      "SW1017",
      `The URI label {${label}} has no member.`,
      close === undefined ? advice : `${advice}; did you mean {${close}}?`,
    );
    return label;
  });
  const unbound = [...labels].filter(([label]) => !bound.has(label));
  for (const [label, member] of unbound) {
    say(
      "SW1018",
      `The member ${member} goes into the URI, and the URI has no label {${label}}.`,
      `put {${label}} into "${requestUri}", or take the location off the member`,
    );
  }
  // What has been said is not said again when the URI is held against its members.
  const whole = unbound.reduce((path, [, member]) => `/{${member}}${path}`, uri);
  return {
    method,
    uri: pathOf(whole, sdkIdOf(service.metadata)),
    ...(responseCode === undefined ? {} : { code: responseCode }),
  };
}

/**
 * Services whose Smithy models have no slash at the end of a path where botocore's have one, by sdkId; both reach them. All
 * others (Bedrock's agents, Neptune Graph, RUM, …) have the same slashes in both. Source: the paths that the official clients send.
 */
const WITHOUT_SLASH: ReadonlySet<string> = new Set([
  "Backup",
  "EFS",
  "Elasticsearch Service",
  "IoT",
  "IoT Events",
  "IoT Events Data",
  "IoTSiteWise",
  "Lex Model Building Service",
  "Lex Models V2",
  "Lex Runtime Service",
  "OpenSearch",
  "OSIS",
  "QuickSight",
  "Route 53",
  "SESv2",
  "WellArchitected",
]);

/** A path that begins with a slash, and ends with one only where the service's Smithy model has it. */
function pathOf(uri: string, sdkId: string): string {
  const [path = "", ...query] = uri.split("?");
  const short = path.length > 1 && WITHOUT_SLASH.has(sdkId) ? path.replace(/\/+$/, "") : path;
  return [short.startsWith("/") ? short : `/${short}`, ...query].join("?");
}

/** The XML namespace of a service: stated, or the one that its requests' root elements have. */
export function xmlNamespaceOf({ metadata, operations, shapes }: BotocoreService): string | undefined {
  const stated = namespaceOf(metadata.xmlNamespace);
  if (stated !== undefined) return stated.uri;
  for (const { input } of Object.values(operations)) {
    if (input === undefined) continue;
    const { payload, members } = shapes[input.shape] ?? {};
    const root = payload === undefined ? undefined : members?.[payload];
    const namespace = namespaceOf(input.xmlNamespace ?? root?.xmlNamespace);
    if (namespace !== undefined && namespace.prefix === undefined) return namespace.uri;
  }
  return undefined;
}
