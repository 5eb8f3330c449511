/**
 * Which of a service's protocols its client speaks: the first supported one in a stated order, JSON before CBOR before
 * query, whatever order the model lists them in. Source: the official JS v3 clients' choice.
 */
import type { Diagnostics, Place } from "../diagnostics.ts";
import type { Service, ShapeId } from "../model/types.ts";
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
}

const SUPPORTED: readonly Spoken[] = [
  {
    id: "aws.protocols#restJson1",
    name: "restJson1",
    codec: { name: "restJson1", module: "runtime/protocols/rest-json", typeOnly: false },
  },
];

export function protocolOf(service: Service, place: Place, diagnostics: Diagnostics): Protocol | undefined {
  const found = SUPPORTED.find((one) => service.protocols.includes(one.id));
  if (found !== undefined) {
    const settings = settingsOf(service, found);
    return Object.keys(settings).length === 0 ? found : { ...found, settings };
  }
  const has = service.protocols.length === 0 ? "names no protocol" : `speaks ${service.protocols.join(", ")}`;
  diagnostics.report("SW1007", `The service ${has}, and swage speaks ${SUPPORTED.map((one) => one.id).join(", ")}.`, {
    shape: service.id,
    place,
    hint: `put the trait of a supported protocol on the service: "${SUPPORTED[0]?.id}": {}`,
  });
  return undefined;
}

function settingsOf({ traits }: Service, { id }: Spoken): Readonly<Record<string, unknown>> {
  const protocol = (traits[id] ?? {}) as { noErrorWrapping?: boolean };
  const namespace = traits["smithy.api#xmlNamespace"] as { uri: string; prefix?: string } | undefined;
  return {
    ...(traits["aws.protocols#awsQueryCompatible"] === undefined ? {} : { awsQueryCompatible: true }),
    ...(protocol.noErrorWrapping === true ? { noErrorWrapping: true } : {}),
    ...(namespace === undefined ? {} : { xmlNamespace: [namespace.prefix ?? 0, namespace.uri] }),
  };
}
