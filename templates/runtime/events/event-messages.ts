/**
 * Events as messages: which members of an event travel as headers, which as the payload, and what the headers that
 * begin with a colon say. Source: Smithy, event streams; where that leaves a choice, the official client's.
 */
import { Int64 } from "@smithy/core/event-streams";
import type { EventFormat } from "../protocols/protocol.ts";
import type { ErrorSchema, Schema, SchemaRef } from "../schema/schema.ts";
import * as S from "../schema/shape.ts";
import { toBytes, utf8 } from "../values/base64.ts";
import { EventStreamError, type HeaderValue, type Message } from "./event-frames.ts";

type Members = Readonly<Record<string, unknown>>;

/** An event's members by where they travel. */
interface Parts {
  readonly headers: readonly { readonly name: string; readonly shape: S.Shape }[];
  readonly payload?: { readonly name: string; readonly ref: SchemaRef } | undefined;
  /** The table of what is in neither, when there is something or nothing is bound at all. */
  readonly rest?: SchemaRef | undefined;
  readonly error: boolean;
}

const text = (value: string): HeaderValue => ({ type: "string", value });

/** The headers that every message of a kind begins with. */
export function eventHeaders(type: string, contentType: string | undefined): Record<string, HeaderValue> {
  return {
    ":event-type": text(type),
    ":message-type": text("event"),
    ...(contentType === undefined ? {} : { ":content-type": text(contentType) }),
  };
}

function partsOf(ref: SchemaRef): Parts {
  const shape = S.shapeOf(ref);
  // A member that says no more than that it is there.
  if (shape.type !== S.STRUCTURE) return { headers: [], rest: ref, error: false };
  const members = S.membersOf(shape).map(({ name, ref }) => ({ name, ref, shape: S.shapeOf(ref) }));
  const headers = members.filter(({ shape }) => shape.traits.eventHeader);
  const payload = members.find(({ shape }) => shape.traits.eventPayload);
  const free = members.filter((one) => !headers.includes(one) && one !== payload);
  const bound = headers.length > 0 || payload !== undefined;
  return {
    headers: headers as Parts["headers"],
    payload,
    rest: !bound ? ref : payload === undefined && free.length > 0 ? tableOf(shape, free) : undefined,
    error: shape.table?.[0] === -3,
  };
}

/** The structure with some of its members: what its payload holds. */
function tableOf({ table }: S.Shape, members: readonly { name: string; ref: SchemaRef }[]): Schema {
  const [, namespace, name, traits] = table as Schema;
  return [3, namespace, name, traits, members.map((one) => one.name), members.map((one) => one.ref)];
}

// --- Out

/** Compiles the union of a stream's events to a function that makes a message of one. */
export function eventWriter(union: SchemaRef, format: EventFormat): (event: Members) => Message {
  const { names, refs } = S.shapeOf(union);
  const writers = new Map<string, (event: unknown) => Message>();
  return (event) => {
    const name = Object.keys(event).find((key) => key !== "__type" && event[key] != null);
    if (name === undefined) throw new TypeError(`An event has one member of ${names.join(", ")}; this has none.`);
    if (name === "$unknown") {
      const [type, value] = event.$unknown as [string, unknown];
      return { headers: eventHeaders(type, format.contentType), body: bytesOf(format.writer(S.DOCUMENT)(value)) };
    }
    let write = writers.get(name);
    if (write === undefined) {
      const ref = refs[names.indexOf(name)];
      if (ref === undefined) throw new TypeError(`${name} is no event of this stream; there are ${names.join(", ")}.`);
      write = memberWriter(name, ref, format);
      writers.set(name, write);
    }
    return write(event[name]);
  };
}

function memberWriter(name: string, ref: SchemaRef, format: EventFormat): (event: unknown) => Message {
  const { headers, payload, rest, error } = partsOf(ref);
  const kind: Record<string, HeaderValue> = error
    ? { ":exception-type": text(name), ":message-type": text("exception") }
    : { ":event-type": text(name), ":message-type": text("event") };
  const raw = payload && rawType(payload.ref);
  const type = payload === undefined && rest === undefined ? undefined : (raw ?? format.contentType);
  const written = payload === undefined ? rest : raw === undefined ? payload.ref : undefined;
  const write = written === undefined ? undefined : format.writer(written);
  const body = (event: Members): Uint8Array => {
    const value = payload === undefined ? event : event[payload.name];
    return value == null ? new Uint8Array() : bytesOf(raw === undefined ? write?.(value) : value);
  };
  return (event) => {
    const members = (event ?? {}) as Members;
    const message: Record<string, HeaderValue> = { ...kind };
    if (type !== undefined) message[":content-type"] = text(type);
    for (const { name, shape } of headers) {
      const value = members[name];
      if (value != null) message[name] = headerOf(value, shape);
    }
    return { headers: message, body: body(members) };
  };
}

/** The content type of payloads that are sent as they are. */
function rawType(ref: SchemaRef): string | undefined {
  const shape = S.shapeOf(ref);
  if (shape.type === S.BLOB) return "application/octet-stream";
  return shape.type === S.STRING ? "text/plain" : undefined;
}

function bytesOf(value: unknown): Uint8Array {
  return toBytes(value ?? "") ?? new Uint8Array();
}

function headerOf(value: unknown, { type, traits }: S.Shape): HeaderValue {
  switch (type) {
    case S.BOOLEAN:
      return { type: "boolean", value: Boolean(value) };
    case S.NUMBER:
      return numberHeader(value as number | bigint, traits.integer);
    case S.BLOB:
      return { type: "binary", value: bytesOf(value) };
    case S.STRING:
      return text(String(value));
    default:
      return { type: "timestamp", value: value instanceof Date ? value : new Date(value as string) };
  }
}

/** `width`: bits, where the table says them. */
function numberHeader(value: number | bigint, width: unknown): HeaderValue {
  const number = Number(value);
  if (width === 8) return { type: "byte", value: number };
  if (width === 16) return { type: "short", value: number };
  if (width !== 64 && number >= -(2 ** 31) && number < 2 ** 31) return { type: "integer", value: number };
  return { type: "long", value: Int64.fromNumber(number) };
}

// --- In

/** A message that is an event or an error of the stream, read as its kind asks. */
export interface Incoming {
  readonly kind: "event" | "exception" | "error";
  /** The member of the union, or the code of an error that the model does not have. */
  readonly type: string;
  /** The table, when the union has the member and it is an error. */
  readonly error?: ErrorSchema | undefined;
  /** The union does not have it. */
  readonly unknown: boolean;
  readonly value: unknown;
}

/** Compiles the union of a stream's events to a function that reads one message. Throws `EventStreamError` on what is none. */
export function eventReader(union: SchemaRef, format: EventFormat): (message: Message) => Incoming {
  const { names, refs } = S.shapeOf(union);
  const readers = new Map<string, (message: Message) => unknown>();
  return (message) => {
    const kind = stringHeader(message, ":message-type");
    switch (kind) {
      case "error": {
        const value = { message: message.headers[":error-message"]?.value };
        return { kind, type: stringHeader(message, ":error-code"), unknown: true, value };
      }
      case "event":
      case "exception": {
        const type = stringHeader(message, kind === "event" ? ":event-type" : ":exception-type");
        const ref = refs[names.indexOf(type)];
        if (ref === undefined) return { kind, type, unknown: true, value: unmodelled(message, format) };
        let read = readers.get(type);
        if (read === undefined) {
          read = memberReader(ref, format);
          readers.set(type, read);
        }
        const { table } = S.shapeOf(ref);
        const error = table?.[0] === -3 ? table : undefined;
        return { kind, type, error, unknown: false, value: read(message) };
      }
      default:
        throw new EventStreamError(`A message of the event stream is of an unknown type: ${kind}.`);
    }
  };
}

export function stringHeader({ headers }: Message, name: string): string {
  const header = headers[name];
  if (header?.type !== "string") throw new EventStreamError(`A message of the event stream has no ${name}.`);
  return header.value;
}

function memberReader(ref: SchemaRef, format: EventFormat): (message: Message) => unknown {
  const { headers, payload, rest } = partsOf(ref);
  const readRest = rest === undefined ? undefined : format.reader(rest);
  const readPayload = payload && payloadReader(payload.ref, format);
  return (message) => {
    const empty = message.body.byteLength === 0;
    const out: Record<string, unknown> = readRest && !empty ? { ...(readRest(message.body) as object) } : {};
    for (const { name, shape } of headers) {
      const header = message.headers[name];
      if (header !== undefined) out[name] = shape.type === S.NUMBER ? Number(header.value) : header.value;
    }
    if (payload && readPayload) out[payload.name] = readPayload(message.body);
    return out;
  };
}

function payloadReader(ref: SchemaRef, format: EventFormat): (body: Uint8Array) => unknown {
  switch (rawType(ref)) {
    case "application/octet-stream":
      return (body) => body;
    case "text/plain":
      return utf8;
    default: {
      const read = format.reader(ref);
      return (body) => (body.byteLength === 0 ? undefined : read(body));
    }
  }
}

/** A payload that no table describes: as the format reads it, else its bytes. */
function unmodelled({ headers, body }: Message, format: EventFormat): unknown {
  const type = String(headers[":content-type"]?.value);
  if (type !== format.contentType && !(type.includes("json") && format.contentType.includes("json"))) return body;
  try {
    return format.reader(S.DOCUMENT)(body);
  } catch {
    return body;
  }
}
