/** `httpPayload`: the member that is a message's whole body. Texts and bytes go as they are, streams are not looked at. */
import type { WireRequest } from "../client/protocol.ts";
import { BLOB, STREAMING_BLOB, STRING, shapeOf } from "../client/shape.ts";
import { toBytes, utf8 } from "./base64.ts";
import type { Binding } from "./binding.ts";
import { asBlobPayload } from "./blob-payload.ts";

export const httpPayload: Binding = {
  payload({ name, ref, traits }) {
    const shape = shapeOf(ref);
    const type = shape.kind === "simple" ? shape.type : undefined;
    // What events are made of, another codec knows (`event-streams.ts`).
    const streams = Boolean(traits.streaming) || type === STREAMING_BLOB;
    return {
      name,
      streams,
      written(format, service) {
        if (format.payloads && !streams) return { type: format.type, write: format.writer(ref, service) };
        const plain = PLAIN[type ?? -1];
        return {
          type: String(traits.mediaType ?? plain ?? format.type),
          write: plain || streams ? rawBody : format.writer(ref, service),
        };
      },
      reader({ absent, payloads, reader }, service) {
        if (streams) return (body) => body;
        const read = reader(ref, service);
        return (body) => {
          if (!(body instanceof Uint8Array) || body.byteLength === 0) return absent;
          if (type === BLOB && !payloads) return asBlobPayload(body);
          const text = utf8(body);
          return type === STRING && !payloads ? text : read(text);
        };
      },
    };
  },
};

/** Types that are sent without a document around them, with the content type that they go under. */
const PLAIN: Readonly<Record<number, string>> = {
  [STRING]: "text/plain",
  [BLOB]: "application/octet-stream",
  [STREAMING_BLOB]: "application/octet-stream",
};

/** Text and bytes as they are; a stream goes through to the HTTP handler. */
function rawBody(value: unknown): WireRequest["body"] {
  if (typeof value === "string") return value;
  return toBytes(value) ?? (value instanceof String ? String(value) : (value as Uint8Array));
}
