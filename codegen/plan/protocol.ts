/**
 * Which of a service's protocols its client speaks: the first supported one in a stated order, JSON before CBOR before
 * query, whatever order the model lists them in, unless the user asks for another. Source: the official JS v3 clients' choice.
 */

import type { Diagnostics, Place } from "../diagnostics.ts";
import { nameOf } from "../model/shape-id.ts";
import type { Member, Model, ShapeId } from "../model/types.ts";
import type { Ref } from "../ts/file.ts";

export interface Protocol extends Spoken {
  /** What the model says of the service beyond its shapes, as the codec takes it; `undefined` where it says nothing. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

interface Spoken {
  readonly id: ShapeId;
  /** As people call it: `restJson1`. */
  readonly name: string;
  /** The runtime's codec. */
  readonly codec: Ref;
  /** Members are bound to HTTP by their traits; elsewhere these traits count for nothing. */
  readonly binds: boolean;
}

const spoken = (id: ShapeId, module: string, binds = false): Spoken => {
  const name = nameOf(id);
  return { id, name, binds, codec: { name, module: `runtime/protocols/${module}`, typeOnly: false } };
};

const SIMPLE_REST_JSON = "alloy#simpleRestJson";

/** A null is a value of the member, and not its absence. Source: alloy, `nullable`. */
export const isNullable = ({ traits }: Member, { id }: Protocol): boolean =>
  id === SIMPLE_REST_JSON && "alloy#nullable" in traits;

/** In order of preference: JSON, then CBOR, then XML and query. */
const SUPPORTED: readonly Spoken[] = [
  spoken("aws.protocols#restJson1", "rest-json", true),
  spoken(SIMPLE_REST_JSON, "simple-rest-json", true),
  spoken("aws.protocols#awsJson1_0", "json"),
  spoken("aws.protocols#awsJson1_1", "json"),
  spoken("smithy.protocols#rpcv2Json", "rpc-json"),
  spoken("smithy.protocols#rpcv2Cbor", "cbor"),
  spoken("aws.protocols#restXml", "rest-xml", true),
  spoken("aws.protocols#awsQuery", "query"),
  spoken("aws.protocols#ec2Query", "ec2-query"),
];

/**
 * The protocol that the client speaks. `wish`: what the user asks for, by trait id or by the name behind its `#`. A service without
 * a supported protocol, and a wish that the service does not carry, are diagnostics.
 */
export function protocolOf(
  model: Model,
  wish: string | undefined,
  place: Place,
  diagnostics: Diagnostics,
): Protocol | undefined {
  const { service } = model;
  const carried = SUPPORTED.filter((one) => service.protocols.includes(one.id));
  const found = wish === undefined ? carried[0] : carried.find((one) => one.name === wish || one.id === wish);
  if (found !== undefined) {
    const settings = settingsOf(model, found);
    return Object.keys(settings).length === 0 ? found : { ...found, settings };
  }
  const has = service.protocols.length === 0 ? "names no protocol" : `speaks ${service.protocols.join(", ")}`;
  if (wish !== undefined && carried.length > 0) {
    diagnostics.report("SW4010", `The service does not speak ${wish}: it ${has}.`, {
      shape: service.id,
      place,
      hint: `ask for ${carried.map((one) => one.name).join(" or ")}, or for none: then it is ${carried[0]?.name}`,
    });
    return undefined;
  }
  diagnostics.report("SW1007", `The service ${has}, and swage speaks ${SUPPORTED.map((one) => one.id).join(", ")}.`, {
    shape: service.id,
    place,
    hint: `put the trait of a supported protocol on the service: "${SUPPORTED[0]?.id}": {}`,
  });
  return undefined;
}

function settingsOf(model: Model, { id }: Spoken): Readonly<Record<string, unknown>> {
  const { traits } = model.service;
  const namespace = traits["smithy.api#xmlNamespace"] as { uri: string; prefix?: string } | undefined;
  // Forms have no namespaces, though the services that take them have one for their answers.
  const writes = id === "aws.protocols#restXml" && namespace !== undefined;
  return {
    ...(traits["aws.protocols#awsQueryCompatible"] === undefined ? {} : { awsQueryCompatible: true }),
    ...(writes ? { xmlNamespace: [namespace.prefix ?? 0, namespace.uri] } : {}),
    ...(id === SIMPLE_REST_JSON ? { errorsByStatus: errorsByStatus(model) } : {}),
  };
}

/** By operation and status, those errors that have a status of the operation for themselves. */
function errorsByStatus({ operations, shapes }: Model): Readonly<Record<string, Readonly<Record<number, string>>>> {
  return Object.fromEntries(
    operations.flatMap(({ name, errors }) => {
      const found = errors.flatMap((id) => {
        const shape = shapes[id];
        if (shape?.kind !== "structure" || shape.error === undefined) return [];
        return [[shape.error.status ?? (shape.error.fault === "client" ? 400 : 500), shape.name] as const];
      });
      const alone = found.filter(([status]) => found.filter(([other]) => other === status).length === 1);
      return alone.length === 0 ? [] : [[name, Object.fromEntries(alone)]];
    }),
  );
}
