/** The member that is a message's whole body: whether it streams, under which content type it goes, and its raw form. */
import type { WireRequest } from "../client/protocol.ts";
import * as S from "../client/shape.ts";
import { toBytes } from "./base64.ts";
import type { HttpFormat } from "./http-format.ts";
import type { Member } from "./http-request.ts";

type Payload = Pick<Member, "ref" | "traits">;

/** Whether the value goes through without being looked at; what events are made of, another codec knows (`event-streams.ts`). */
export function isStream({ ref, traits }: Payload): boolean {
  const shape = S.shapeOf(ref);
  return Boolean(traits.streaming) || (shape.kind === "simple" && shape.type === S.STREAMING_BLOB);
}

/** How a payload is sent; `raw`: as it is, else in the protocol's format under its content type. */
export function payloadKind(
  member: Payload,
  format: Pick<HttpFormat, "type" | "payloads">,
): { readonly type: string; readonly raw: boolean } {
  if (format.payloads && !isStream(member)) return { type: format.type, raw: false };
  const shape = S.shapeOf(member.ref);
  const text = shape.kind === "simple" && shape.type === S.STRING;
  const blob = shape.kind === "simple" && (shape.type === S.BLOB || shape.type === S.STREAMING_BLOB);
  const type = text ? "text/plain" : blob ? "application/octet-stream" : format.type;
  return { type: String(member.traits.mediaType ?? type), raw: text || blob || isStream(member) };
}

/** Text and bytes as they are; a stream goes through to the HTTP handler. */
export function rawBody(value: unknown): WireRequest["body"] {
  if (typeof value === "string") return value;
  return toBytes(value) ?? (value instanceof String ? String(value) : (value as Uint8Array));
}
