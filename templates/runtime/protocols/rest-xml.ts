/**
 * The protocol `aws.protocols#restXml`: members bound to HTTP by their traits, the others in an XML document. An operation is
 * compiled to closures once; the request is the same, byte for byte, as the official protocol class makes of the table.
 */
import type {
  EventFormat,
  OperationCodec,
  Protocol,
  ProtocolFacts,
  WireRequest,
  WireResponse,
} from "../client/protocol.ts";
import type { ErrorSchema, OperationSchema, SchemaRef } from "../client/schema.ts";
import * as S from "../client/shape.ts";
import { utf8 } from "./base64.ts";
import { asBlobPayload } from "./blob-payload.ts";
import { isStream, payloadKind, rawBody } from "./http-payload.ts";
import { draftWriter, type Member, membersOf } from "./http-request.ts";
import { FROM_HEAD, headersReader } from "./http-response.ts";
import { lazyCodec, type ReadMessage, type WriteRequest } from "./lazy-codec.ts";
import { omittedInRequest } from "./omitted.ts";
import { type Cursor, readDocument } from "./xml-cursor.ts";
import { readErrorElement, readXmlError } from "./xml-error.ts";
import { namespaceOf, tagOf } from "./xml-names.ts";
import { type ReadElement, xmlReader } from "./xml-reader.ts";
import { xmlDocumentWriter } from "./xml-writer.ts";

export const restXml: Protocol = {
  id: "aws.protocols#restXml",
  operation: (schema, service) => compile(schema, service),
};

const XML_TYPE = "application/xml";

/** Events of a stream: their payload is a document of the shape. */
export const restXmlEvents: EventFormat = {
  contentType: XML_TYPE,
  initialMessages: false,
  writer: (ref) => xmlDocumentWriter(ref, undefined),
  reader(ref) {
    const read = xmlReader(ref);
    return (bytes) => readDocument(utf8(bytes), read);
  },
};

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

type Input = Readonly<Record<string, unknown>>;
type Output = Record<string, unknown>;

function compile(schema: OperationSchema, service: ProtocolFacts): OperationCodec {
  return lazyCodec({
    streamsOutput: membersOf(schema[5]).some((member) => member.location === "payload" && isStream(member)),
    writer: () => requestWriter(schema, service),
    reader: () => messageReader(schema[5]),
    error: (response, body) => readXmlError(response, body, service, readMembers),
  });
}

/** The structure with some of its members: what its body holds, under its own name and traits. */
function bodyTable(ref: SchemaRef, members: readonly Member[]): SchemaRef {
  const shape = S.shapeOf(ref) as S.Shape & { readonly kind: "structure" | "union" };
  const [, namespace, name] = shape.table;
  return [3, namespace, name, shape.traits, members.map((one) => one.name), members.map((one) => one.ref)];
}

// --- Requests

function requestWriter(schema: OperationSchema, service: ProtocolFacts): WriteRequest {
  const members = membersOf(schema[4]);
  const operation = S.traitsOf(schema[3]);
  const [method = "POST"] = (operation.http ?? []) as readonly [string?];
  const draft = draftWriter(operation, members, schema[4]);
  const body = bodyWriter(schema[4], members, service);
  return (input) => {
    const request = draft(input) as ReturnType<typeof draft> & { method: string; body?: WireRequest["body"] };
    request.method = method;
    body(input, request);
    return request;
  };
}

type BodyWriter = (input: Input, request: { headers: Record<string, string>; body?: WireRequest["body"] }) => void;

function bodyWriter(input: SchemaRef, members: readonly Member[], { settings }: ProtocolFacts): BodyWriter {
  const namespace = namespaceOf(settings.xmlNamespace);
  const payload = members.find(({ location }) => location === "payload");
  if (payload) {
    const { type, raw } = payloadKind(payload, XML_TYPE);
    const write = raw ? undefined : xmlDocumentWriter(payload.ref, namespace);
    return (value, request) => {
      const given = value[payload.name];
      request.headers["content-type"] ??= type;
      if (given != null) request.body = write ? documentOf(write(given), request) : rawBody(given);
    };
  }
  const inBody = members.filter(({ location }) => location === "body");
  if (inBody.length === 0) return () => {};
  const write = xmlDocumentWriter(bodyTable(input, inBody), namespace);
  const always = inBody.some(({ ref }) => omittedInRequest(ref));
  return (value, request) => {
    request.headers["content-type"] ??= XML_TYPE;
    const some = always || inBody.some(({ name }) => value[name] != null);
    if (some) request.body = documentOf(write(value), request);
  };
}

/** Under another content type the official client leaves the declaration out. */
function documentOf(root: string, { headers }: { readonly headers: Record<string, string> }): string {
  return headers["content-type"] === XML_TYPE ? DECLARATION + root : root;
}

// --- Answers

function messageReader(ref: SchemaRef): ReadMessage {
  const members = membersOf(ref);
  const readHead = headReader(members);
  const payload = members.find(({ location }) => location === "payload");
  const readPayload = payload && payloadReader(payload);
  const readBody = payload ? undefined : bodyReader(ref, members);
  return (response, body) => {
    let out: Output = {};
    if (readBody && body instanceof Uint8Array && body.byteLength > 0) {
      out = readDocument(utf8(body), readBody) as Output;
    }
    if (payload && readPayload) {
      const value = readPayload(body);
      if (value !== undefined) out[payload.name] = value;
    }
    readHead(response, out);
    return out;
  };
}

function headReader(members: readonly Member[]): (response: WireResponse, out: Output) => void {
  const readHeaders = headersReader(members);
  const status = members.find(({ location }) => location === "statusCode")?.name;
  return (response, out) => {
    readHeaders?.(response, out);
    if (status !== undefined) out[status] = response.statusCode;
  };
}

function bodyReader(ref: SchemaRef, members: readonly Member[]): ReadElement | undefined {
  const inBody = members.filter(({ location }) => !FROM_HEAD.has(location));
  if (inBody.length === 0) return undefined;
  const read = xmlReader(bodyTable(ref, inBody));
  const alone = new Map(inBody.map((member) => [tagOf(member.ref, member.name), member]));
  return (cursor, tag) => {
    const member = alone.get(tag);
    return member ? unwrapped(cursor, tag, member, read) : read(cursor, tag);
  };
}

/** A root that is named like a member and holds text is that member (S3's GetBucketLocation, `s3UnwrappedXmlOutput`). */
function unwrapped(cursor: Cursor, tag: string, { name, ref }: Member, read: ReadElement): unknown {
  const start = cursor.at;
  const out = read(cursor, tag) as Output;
  if (S.shapeOf(ref).kind !== "simple" || Object.keys(out).length > 0) return out;
  cursor.at = start;
  const value = xmlReader(ref)(cursor, tag);
  return value === "" ? out : { [name]: value };
}

/** An answer without a body has no payload. */
function payloadReader(member: Member): (body: unknown) => unknown {
  if (isStream(member)) return (body) => body;
  const shape = S.shapeOf(member.ref);
  const type = shape.kind === "simple" ? shape.type : undefined;
  const read = xmlReader(member.ref);
  return (body) => {
    if (!(body instanceof Uint8Array) || body.byteLength === 0) return undefined;
    if (type === S.BLOB) return asBlobPayload(body);
    const text = utf8(body);
    return type === S.STRING ? text : readDocument(text, read);
  };
}

// --- Errors

function readMembers(response: WireResponse, text: string, schema: ErrorSchema): Output {
  const members = membersOf(schema);
  const out = text ? readErrorElement(text, xmlReader(schema)) : {};
  headReader(members)(response, out);
  return out;
}
