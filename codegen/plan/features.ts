/**
 * What of the runtime only some services need: streams, event streams, HTTP/2, checksums, compression, discovered endpoints. Read off the
 * traits of the shapes that the service reaches; each feature is a unit that the package carries only then.
 */
import { discoveryOf } from "../model/discovery.ts";
import { shapesOf } from "../model/shapes.ts";
import type { Model, Operation, Service, Shape, ShapeId } from "../model/types.ts";
import type { Ref } from "../ts/file.ts";
import type { Protocol } from "./protocol.ts";

export interface Features {
  /** In the order in which they take part in a call; some are made of what else the package has. */
  readonly features: readonly { readonly ref: Ref; readonly of?: Ref }[];
  /** Types of the settings that they add to the client's configuration, as callers say them and as `client.config` has them. */
  readonly settings: readonly Settings[];
  /** Makes the request handler where it is not the ordinary one. */
  readonly requestHandler?: Ref;
}

export interface Settings {
  readonly said: Ref;
  /** Absent where `client.config` has them as they are said. */
  readonly resolved?: Ref;
}

interface Rule {
  readonly feature: Ref;
  readonly settings?: Settings;
  /** What the feature is made of, where the package has it. */
  readonly of?: Ref;
  applies(model: Model): boolean;
}

const value = (name: string, module: string): Ref => ({ name, module: `runtime/client/${module}`, typeOnly: false });
const type = (name: string, module: string): Ref => ({ ...value(name, module), typeOnly: true });

const settings = (name: string, module: string): Settings => ({
  said: type(`${name}Settings`, module),
  resolved: type(`Resolved${name}Settings`, module),
});

const EVENTS = "eventStreams";
/** Each protocol that has events has them under its own name. */
const eventsOf = ({ codec }: Protocol): Ref => ({ ...codec, name: `${codec.name}Events` });

const RULES: readonly Rule[] = [
  {
    feature: value("streams", "streams"),
    applies: (model) =>
      hasStreaming(model, "blob") &&
      model.operations.some(({ output }) =>
        targetsOf(output, model.shapes).some((one) => one.kind === "blob" && streams(one)),
      ),
  },
  {
    feature: value(EVENTS, "event-streams"),
    applies: hasEventStreams,
  },
  {
    feature: value("compression", "compression"),
    settings: settings("Compression", "compression"),
    applies: ({ operations }) => operations.some(has("smithy.api#requestCompression")),
  },
  {
    feature: value("checksums", "checksums"),
    settings: settings("Checksum", "checksums"),
    applies: ({ operations }) => operations.some(has("aws.protocols#httpChecksum")),
  },
  {
    feature: value("requiredMd5", "required-md5"),
    applies: ({ operations }) => operations.some(needsMd5),
  },
  {
    feature: value("endpointDiscovery", "endpoint-discovery"),
    settings: { said: type("EndpointDiscoverySettings", "endpoint-discovery") },
    of: { name: "discovery", module: "src/endpoint-discovery", typeOnly: false },
    applies: (model) => discoveryOf(model) !== undefined,
  },
];

export function featuresOf(model: Model, protocol: Protocol): Features {
  const rules = RULES.filter((rule) => rule.applies(model));
  return {
    features: rules.map(({ feature: ref, of = ref.name === EVENTS ? eventsOf(protocol) : undefined }) =>
      of === undefined ? { ref } : { ref, of },
    ),
    settings: rules.flatMap((rule) => rule.settings ?? []),
    ...handlerOf(model),
  };
}

const has =
  (trait: ShapeId) =>
  ({ traits }: Operation): boolean =>
    trait in traits;

/** `httpChecksum` says more, and takes its place. */
const needsMd5 = ({ traits }: Operation): boolean =>
  "smithy.api#httpChecksumRequired" in traits && !("aws.protocols#httpChecksum" in traits);

const streams = ({ traits }: Shape): boolean => "smithy.api#streaming" in traits;

function targetsOf(id: ShapeId | undefined, shapes: Model["shapes"]): readonly Shape[] {
  const shape = id === undefined ? undefined : shapes[id];
  if (shape?.kind !== "structure") return [];
  return shape.members.flatMap((member) => shapes[member.target] ?? []);
}

const hasEvents = ({ input, output }: Operation, { shapes }: Model): boolean =>
  [...targetsOf(input, shapes), ...targetsOf(output, shapes)].some((one) => one.kind === "union" && streams(one));

/** A model without a union that streams has none: few have, and operations are not asked then. */
export function hasEventStreams(model: Model): boolean {
  return hasStreaming(model, "union") && model.operations.some((one) => hasEvents(one, model));
}

const hasStreaming = (model: Model, kind: Shape["kind"]): boolean =>
  shapesOf(model).some((one) => one.kind === kind && streams(one));

/** The protocol's trait asks for HTTP/2: for everything (first of `http`), or for event streams, where there are any. */
function handlerOf(model: Model): { readonly requestHandler?: Ref } {
  const { http = [], eventStreamHttp = http } = protocolTraits(model.service);
  if (http[0] === "h2") return { requestHandler: value("createHttp2Handler", "http2") };
  const streams = eventStreamHttp[0] === "h2" && hasEventStreams(model);
  return streams ? { requestHandler: value("createEventStreamHandler", "http2") } : {};
}

function protocolTraits({ protocols, traits }: Service): {
  readonly http?: string[];
  readonly eventStreamHttp?: string[];
} {
  return Object.assign({}, ...protocols.map((id) => traits[id]));
}
