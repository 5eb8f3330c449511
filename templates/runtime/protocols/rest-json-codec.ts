/**
 * What the REST protocols in JSON share: members bound to HTTP by their traits, the others in a JSON body. An operation is
 * compiled to closures once. How values are spelt and how an error says its code is each protocol's own.
 */
import type { OperationCodec, ProtocolFacts, WireError, WireRequest, WireResponse } from "../client/protocol.ts";
import type { ErrorSchema, OperationSchema, SchemaRef } from "../client/schema.ts";
import * as S from "../client/shape.ts";
import { utf8 } from "./base64.ts";
import { asBlobPayload } from "./blob-payload.ts";
import { errorMessage } from "./error-code.ts";
import { isStream, payloadKind, rawBody } from "./http-payload.ts";
import { bodyTable, draftWriter, type Member, membersOf } from "./http-request.ts";
import { FROM_HEAD, headersReader } from "./http-response.ts";
import { parseJson, parseMessage } from "./json-body.ts";
import { holdsBigNumbers, type JsonReader, type Read } from "./json-reader.ts";
import type { JsonWriter } from "./json-writer.ts";

export interface RestJsonRules {
  readonly writer: JsonWriter;
  readonly reader: JsonReader;
  /** The code of a failed answer to an operation, cut to the bare name; `undefined` when it names none. */
  code(response: WireResponse, data: unknown, operation: OperationSchema, service: ProtocolFacts): string | undefined;
}

export const JSON_TYPE = "application/json";

type Input = Readonly<Record<string, unknown>>;
type Output = Record<string, unknown>;

export function restJsonCodec(
  rules: RestJsonRules,
): (schema: OperationSchema, service: ProtocolFacts) => OperationCodec {
  return (schema, service) => {
    let serialize: OperationCodec["serialize"] | undefined;
    let deserialize: MessageReader | undefined;
    const output = membersOf(schema[5]);
    return {
      streamsOutput: output.some((member) => member.location === "payload" && isStream(member)),
      serialize: (input) => {
        serialize ??= requestWriter(schema, rules);
        return serialize(input);
      },
      deserialize: (response, body) => {
        deserialize ??= messageReader(schema[5], rules);
        return deserialize(response, body);
      },
      error: (response, body) => readError(response, body, schema, service, rules),
    };
  };
}

// --- Requests

function requestWriter(schema: OperationSchema, rules: RestJsonRules): (input: Input) => WireRequest {
  const members = membersOf(schema[4]);
  const operation = S.traitsOf(schema[3]);
  const [method = "POST"] = (operation.http ?? []) as readonly [string?];
  const draft = draftWriter(operation, members, schema[4]);
  const body = bodyWriter(schema[4], members, rules);
  return (input) => {
    const request = draft(input) as ReturnType<typeof draft> & { method: string; body?: WireRequest["body"] };
    request.method = method;
    body(input, request);
    return request;
  };
}

type BodyWriter = (input: Input, request: { headers: Record<string, string>; body?: WireRequest["body"] }) => void;

function bodyWriter(input: SchemaRef, members: readonly Member[], rules: RestJsonRules): BodyWriter {
  const payload = members.find(({ location }) => location === "payload");
  if (payload) return payloadWriter(payload, rules);
  const inBody = members.filter(({ location }) => location === "body");
  if (inBody.length === 0) return () => {};
  const write = rules.writer(bodyTable(input, inBody));
  return (value, request) => {
    request.headers["content-type"] ??= JSON_TYPE;
    const text = write(value);
    // Nothing given is an empty object all the same, but only under JSON's content type.
    if (text !== "{}" || request.headers["content-type"] === JSON_TYPE) request.body = text;
  };
}

function payloadWriter(member: Member, rules: RestJsonRules): BodyWriter {
  const { name, ref } = member;
  const { type, raw } = payloadKind(member, JSON_TYPE);
  const write = raw ? undefined : rules.writer(ref);
  return (input, request) => {
    const value = input[name];
    request.headers["content-type"] ??= type;
    if (value != null) request.body = write ? write(value) : rawBody(value);
    else if (request.headers["content-type"] === JSON_TYPE) request.body = "{}";
  };
}

// --- Answers

type MessageReader = (response: WireResponse, body: unknown) => Output;

function messageReader(ref: SchemaRef, rules: RestJsonRules): MessageReader {
  const members = membersOf(ref);
  const readHeaders = headersReader(members);
  const payload = members.find(({ location }) => location === "payload");
  const readPayload = payload && payloadReader(payload, rules);
  const status = members.find(({ location }) => location === "statusCode")?.name;
  const inBody = payload ? [] : members.filter(({ location }) => !FROM_HEAD.has(location));
  const table = inBody.length > 0 ? bodyTable(ref, inBody) : undefined;
  const readBody = table && (rules.reader(table) as Read);
  const exact = table !== undefined && holdsBigNumbers(table);
  return (response, body) => {
    let out: Output = {};
    if (readBody && body instanceof Uint8Array && body.byteLength > 0) {
      out = readBody(parseMessage(utf8(body), exact)) as Output;
    }
    readHeaders?.(response, out);
    if (payload && readPayload) out[payload.name] = readPayload(body);
    if (status !== undefined) out[status] = response.statusCode;
    return out;
  };
}

/** An answer without a body gives null, as in the official client. */
function payloadReader(member: Member, rules: RestJsonRules): (body: unknown) => unknown {
  if (isStream(member)) return (body) => body;
  const shape = S.shapeOf(member.ref);
  const type = shape.kind === "simple" ? shape.type : undefined;
  const exact = holdsBigNumbers(member.ref);
  const read = rules.reader(member.ref);
  return (body) => {
    if (!(body instanceof Uint8Array) || body.byteLength === 0) return null;
    if (type === S.BLOB) return asBlobPayload(body);
    const text = utf8(body);
    if (type === S.STRING) return text;
    const data = parseJson(text, exact);
    return read ? read(data) : data;
  };
}

// --- Errors

const errorReaders = new WeakMap<ErrorSchema, MessageReader>();

function readError(
  response: WireResponse,
  body: Uint8Array,
  operation: OperationSchema,
  service: ProtocolFacts,
  rules: RestJsonRules,
): WireError {
  const text = utf8(body);
  let data: unknown = {};
  try {
    if (text) data = parseJson(text, false);
  } catch {
    data = text;
  }
  const code = rules.code(response, data, operation, service);
  const schema = code === undefined ? undefined : service.errorSchema(code);
  return {
    code: code ?? String(response.statusCode),
    message: errorMessage(data),
    schema,
    members: schema ? readMembers(schema, response, body, rules) : {},
    data,
  };
}

/** The modelled members; none when the answer is not what the model says. */
function readMembers(schema: ErrorSchema, response: WireResponse, body: Uint8Array, rules: RestJsonRules): Output {
  try {
    let read = errorReaders.get(schema);
    if (!read) {
      read = messageReader(schema, rules);
      errorReaders.set(schema, read);
    }
    return read(response, body);
  } catch {
    return {};
  }
}
