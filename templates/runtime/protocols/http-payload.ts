/** `httpPayload`: the member that is a message's whole body. Texts and bytes go as they are, streams are not looked at. */

import { BLOB, STREAMING_BLOB, STRING, shapeOf } from "../schema/shape.ts";
import { toBytes, utf8 } from "../values/base64.ts";
import { bodyWriter } from "./binding.ts";
import { asBlobPayload } from "./blob-payload.ts";
import type { Binding, BoundMember, WireRequest } from "./protocol.ts";

export const httpPayload: Binding = {
  writeBody(member, service, format) {
    const { name, ref, traits } = member;
    const whole = format.payloads && !streams(member);
    const plain = plainType(shapeOf(ref).type);
    const type = whole ? format.type : String(traits.mediaType ?? plain ?? format.type);
    const raw = !whole && (plain || streams(member));
    return bodyWriter(format, type, raw ? rawBody : format.writer(ref, service), (input) => input[name]);
  },
  read(member, service, format) {
    const { name, ref } = member;
    const { absent, payloads } = format;
    const type = payloads ? undefined : shapeOf(ref).type;
    const readerOf = (): ((body: Uint8Array) => unknown) =>
      type === STRING ? utf8 : type === BLOB ? asBlobPayload : format.reader(ref, service);
    const read = streams(member) ? undefined : readerOf();
    return (_, out, body) => {
      const value = !read ? body : body instanceof Uint8Array && body.byteLength > 0 ? read(body) : absent;
      if (value !== undefined) out[name] = value;
    };
  },
  streams,
};

/** Types that are sent without a document around them, with the content type that they go under. */
function plainType(type: number): string | undefined {
  if (type === STRING) return "text/plain";
  return type === BLOB || type === STREAMING_BLOB ? "application/octet-stream" : undefined;
}

/** Whether the value goes through without being looked at; what events are made of, another codec knows (`event-streams.ts`). */
function streams({ ref, traits }: BoundMember): boolean {
  return Boolean(traits.streaming) || shapeOf(ref).type === STREAMING_BLOB;
}

/** Text and bytes as they are; a stream goes through to the HTTP handler. */
function rawBody(value: unknown): WireRequest["body"] {
  if (typeof value === "string") return value;
  return toBytes(value) ?? (value instanceof String ? String(value) : (value as Uint8Array));
}
