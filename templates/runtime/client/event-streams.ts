/**
 * Event streams: members that are sent or received one event after the other while the call is under way. This puts the
 * stream where the body stands; what an event looks like says `event-messages.ts`, how it is framed `event-frames.ts`,
 * how it is signed `event-signing.ts`.
 *
 * Members beside the stream go into the HTTP message (rest protocols), or are the stream's first message (`initial-request`,
 * `initial-response`). What goes wrong while events are read ends the iteration: modelled errors as their classes, others
 * as the service's own exception, a broken connection or message as an error of the client.
 */

import { EventStreamError, type Message, messages, messagesOf } from "../events/event-frames.ts";
import { eventHeaders, eventReader, eventWriter, type Incoming, stringHeader } from "../events/event-messages.ts";
import { eventSigner, scopeOf, signEvents } from "../events/event-signing.ts";
import type { EventFormat, EventFormatOf, OperationCodec, WireResponse } from "../protocols/protocol.ts";
import type { SchemaRef } from "../schema/schema.ts";
import * as S from "../schema/shape.ts";
import type { ServiceFacts } from "../service/facts.ts";
import type { Feature, StepCall } from "../service/feature.ts";
import { toBytes } from "../values/base64.ts";
import { addHost } from "./request.ts";
import { exceptionOf } from "./response.ts";
import { streamOf } from "./streams.ts";

type Members = Record<string, unknown>;

interface EventMember {
  readonly name: string;
  readonly union: SchemaRef;
}

/** The member of an input or output that is a stream of events. */
function eventMember(ref: SchemaRef): EventMember | undefined {
  const found = S.membersOf(S.shapeOf(ref)).find((member) => {
    const { type, traits } = S.shapeOf(member.ref);
    return type === S.UNION && traits.streaming;
  });
  return found && { name: found.name, union: found.ref };
}

/** `eventStreams(restJson1Events)`: the payloads of events are written and read as the protocol says. */
export const eventStreams = (formatOf: EventFormatOf): Feature => ({
  codec(codec, schema, service) {
    const input = eventMember(schema[4]);
    const output = eventMember(schema[5]);
    if (input === undefined && output === undefined) return codec;
    const format = formatOf(service.parts);
    const sends = input === undefined ? codec : withEventInput(codec, input, format);
    return {
      ...(output === undefined ? sends : withEventOutput(sends, output, format, service)),
      eventStream: true,
    };
  },
  steps: [
    {
      name: "eventStreamHeaderMiddleware",
      tags: ["EVENT_STREAM", "HEADER", "CONTENT_TYPE", "CONTENT_SHA256"],
      at: "payload",
      compile: (schema) => {
        const sends = eventMember(schema[4]) !== undefined;
        if (!sends && eventMember(schema[5]) === undefined) return undefined;
        return (call) => {
          overHttp2(call);
          if (!sends) return;
          call.request.headers["content-type"] = "application/vnd.amazon.eventstream";
          call.request.headers["x-amz-content-sha256"] = "STREAMING-AWS4-HMAC-SHA256-EVENTS";
        };
      },
    },
    {
      name: "eventStreamHandlingMiddleware",
      tags: ["EVENT_STREAM", "SIGNATURE", "HANDLE"],
      at: "signed",
      compile: (schema) => (eventMember(schema[4]) === undefined ? undefined : signBody),
    },
  ],
});

/** A handler that takes only streams to HTTP/2: there the host is called `:authority`, and is signed under that name. */
function overHttp2({ request, config }: StepCall): void {
  if (config.requestHandler.metadata?.eventStreamProtocol === "h2")
    addHost(request, { requestHandler: { metadata: { handlerProtocol: "h2" } } });
}

async function signBody({ request, config, signed }: StepCall): Promise<void> {
  const events = request.body as AsyncIterable<Uint8Array>;
  const scope = signed ? scopeOf(request.headers.authorization) : undefined;
  if (scope === undefined) request.body = streamOf(events);
  else request.body = streamOf(signEvents(events, scope.signature, await eventSigner(scope, config), config));
}

// --- Out

function withEventInput(codec: OperationCodec, { name, union }: EventMember, format: EventFormat): OperationCodec {
  let write: ((event: Members) => Message) | undefined;
  return {
    ...codec,
    serialize(input) {
      const { [name]: events, ...others } = input;
      const request = codec.serialize(others);
      write ??= eventWriter(union, format);
      const first = format.initialMessages ? initialRequest(request.body, format) : undefined;
      return { ...request, body: encoded(first, events as AsyncIterable<Members>, write) as never };
    },
  };
}

function initialRequest(body: unknown, { contentType }: EventFormat): Message {
  return { headers: eventHeaders("initial-request", contentType), body: toBytes(body ?? "") ?? new Uint8Array() };
}

async function* encoded(
  first: Message | undefined,
  events: AsyncIterable<Members> | undefined,
  write: (event: Members) => Message,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (first !== undefined) yield messages.encode(first);
  for await (const event of events ?? []) yield messages.encode(write(event));
}

// --- In

function withEventOutput(
  codec: OperationCodec,
  { name, union }: EventMember,
  format: EventFormat,
  service: ServiceFacts,
): OperationCodec {
  let read: ((message: Message) => Incoming) | undefined;
  return {
    ...codec,
    streamsOutput: true,
    async deserializeStream(response, body) {
      read ??= eventReader(union, format);
      const source = messagesOf(body);
      if (!format.initialMessages) {
        return { ...codec.deserialize(response, undefined), [name]: eventsOf(source, read, response, service) };
      }
      const { value: first } = await source.next();
      const initial = first !== undefined && isInitial(first);
      const output = codec.deserialize(response, initial ? first.body : new Uint8Array());
      const rest = first === undefined || initial ? source : pushedBack(first, source);
      return { ...output, [name]: eventsOf(rest, read, response, service) };
    },
  };
}

const isInitial = (message: Message): boolean =>
  message.headers[":event-type"]?.value === "initial-response" && stringHeader(message, ":message-type") === "event";

async function* pushedBack(first: Message, rest: AsyncIterable<Message>): AsyncGenerator<Message, void, undefined> {
  yield first;
  yield* rest;
}

async function* eventsOf(
  source: AsyncIterable<Message>,
  read: (message: Message) => Incoming,
  response: WireResponse,
  service: ServiceFacts,
): AsyncGenerator<Members, void, undefined> {
  for await (const message of source) {
    const incoming = incomingOf(message, read);
    const { kind, type, unknown, value } = incoming;
    if (kind === "event" && unknown) {
      // What RPC protocols begin with may also come where nothing waits for it.
      if (type !== "initial-response") yield { $unknown: [type, value] };
    } else if (kind === "event" && incoming.error === undefined) {
      yield { [type]: value };
    } else {
      const error = exceptionOf(
        service,
        { ...response, headers: { ...response.headers } },
        {
          code: type,
          message: messageIn(value),
          schema: incoming.error,
          members: unknown ? {} : (value as Members),
          data: value,
        },
      );
      if (kind !== "event") throw error;
      yield { [type]: error };
    }
  }
}

function incomingOf(message: Message, read: (message: Message) => Incoming): Incoming {
  try {
    return read(message);
  } catch (error) {
    if (error instanceof EventStreamError) throw error;
    throw new EventStreamError(`An event is not what the model says: ${(error as Error).message}`, error);
  }
}

function messageIn(value: unknown): string {
  const { message, Message } = (value ?? {}) as Members;
  const found = message ?? Message;
  return typeof found === "string" ? found : "";
}
