/**
 * The codec of an operation whose members are bound to HTTP by their traits: heads, payloads, and what is left for a body. What
 * documents look like, and where an error says what it is, is the format's: JSON or XML.
 */
import type { OperationCodec, ProtocolFacts, WireRequest } from "../client/protocol.ts";
import type { OperationSchema, SchemaRef } from "../client/schema.ts";
import * as S from "../client/shape.ts";
import { utf8 } from "./base64.ts";
import { asBlobPayload } from "./blob-payload.ts";
import type { HttpFormat } from "./http-format.ts";
import { isStream, payloadKind, rawBody } from "./http-payload.ts";
import { bodyTable, draftWriter, type Member, membersOf } from "./http-request.ts";
import { FROM_HEAD, headReader } from "./http-response.ts";
import { lazyCodec, type ReadMessage, type WriteRequest } from "./lazy-codec.ts";
import { omittedInRequest } from "./omitted.ts";

type Output = Record<string, unknown>;

export function httpCodec(format: HttpFormat, schema: OperationSchema, service: ProtocolFacts): OperationCodec {
  const payload = payloadOf(membersOf(schema[5]));
  return lazyCodec(
    payload !== undefined && isStream(payload),
    () => requestWriter(format, schema, service),
    () => messageReader(format, schema[5]),
    (response, body) => format.error(response, body, schema, service),
  );
}

function requestWriter(format: HttpFormat, schema: OperationSchema, service: ProtocolFacts): WriteRequest {
  const members = membersOf(schema[4]);
  const operation = S.traitsOf(schema[3]);
  const [method = "POST"] = (operation.http ?? []) as readonly [string?];
  const draft = draftWriter(operation, members, schema[4]);
  const body = bodyWriter(format, schema[4], members, service);
  return (input) => {
    const request = draft(input) as ReturnType<typeof draft> & { method: string; body?: WireRequest["body"] };
    request.method = method;
    body(input, request);
    return request;
  };
}

type Input = Readonly<Record<string, unknown>>;
type WriteBody = (input: Input, request: { headers: Record<string, string>; body?: WireRequest["body"] }) => void;

function bodyWriter(
  format: HttpFormat,
  input: SchemaRef,
  members: readonly Member[],
  service: ProtocolFacts,
): WriteBody {
  const payload = payloadOf(members);
  const inBody = members.filter(({ location }) => location === "body");
  if (!payload && inBody.length === 0) return () => {};
  const whole = payload ?? { ref: bodyTable(input, inBody), traits: {} };
  const { type, raw } = payloadKind(whole, format);
  const write = raw ? rawBody : format.writer(whole.ref, service);
  const always = inBody.some(({ ref }) => omittedInRequest(ref));
  const given = (value: Input): unknown =>
    payload ? value[payload.name] : always || inBody.some(({ name }) => value[name] != null) ? value : undefined;
  return (value, request) => {
    request.headers["content-type"] ??= type;
    const contentType = request.headers["content-type"];
    const content = given(value);
    request.body =
      content != null ? write(content, contentType) : contentType === format.type ? format.empty : undefined;
  };
}

const payloadOf = (members: readonly Member[]): Member | undefined =>
  members.find(({ location }) => location === "payload");

/** Compiles an answer: an output's, or an error's whose members stand in the body as in an output's. */
export function messageReader(format: HttpFormat, ref: SchemaRef): ReadMessage {
  const members = membersOf(ref);
  const readHead = headReader(members);
  const payload = payloadOf(members);
  const readPayload = payload && payloadReader(format, payload);
  const inBody = payload ? [] : members.filter(({ location }) => !FROM_HEAD.has(location));
  const readBody = inBody.length > 0 ? format.bodyReader(bodyTable(ref, inBody), inBody) : undefined;
  return (response, body) => {
    let out: Output = {};
    if (readBody && body instanceof Uint8Array && body.byteLength > 0) out = readBody(body);
    if (payload && readPayload) {
      const value = readPayload(body);
      if (value !== undefined) out[payload.name] = value;
    }
    readHead(response, out);
    return out;
  };
}

function payloadReader({ absent, payloads, reader }: HttpFormat, member: Member): (body: unknown) => unknown {
  if (isStream(member)) return (body) => body;
  const shape = S.shapeOf(member.ref);
  const type = shape.kind === "simple" && !payloads ? shape.type : undefined;
  const read = reader(member.ref);
  return (body) => {
    if (!(body instanceof Uint8Array) || body.byteLength === 0) return absent;
    if (type === S.BLOB) return asBlobPayload(body);
    const text = utf8(body);
    return type === S.STRING ? text : read(text);
  };
}
