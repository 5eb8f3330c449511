/**
 * What a protocol is to the client: a codec for each operation, compiled from the operation's schema on first use.
 * Types only. It knows HTTP messages and tables, not endpoints, signing or retries.
 */
import type { Parts } from "../kinds/parts.ts";
import type { ErrorSchema, OperationSchema, SchemaRef } from "./schema.ts";

export interface Protocol {
  /** The protocol trait, e.g. `aws.protocols#restJson1`. */
  readonly id: string;
  /** Compiles one operation; the caller caches the result by `schema`. */
  operation(schema: OperationSchema, service: ProtocolFacts): OperationCodec;
}

/** How shapes stand in the messages of an event stream: beside each protocol that has any, under its name with `Events`. */
export interface EventFormat {
  /** Media type of a payload, such as `application/json`. */
  readonly contentType: string;
  /** The other members of an input or output travel as the stream's first message, not as an HTTP message of their own. */
  readonly initialMessages: boolean;
  /** Compiles the writer of a shape; the caller keeps it. */
  writer(ref: SchemaRef): (value: unknown) => string | Uint8Array;
  /** Compiles the reader of a shape. Throws on bytes that are not of this format. */
  reader(ref: SchemaRef): (bytes: Uint8Array) => unknown;
}

/** The format for a service with these parts. */
export type EventFormatOf = (parts: Parts) => EventFormat;

/** What the model says of a service beyond its shapes; each is absent where the model does not say it. */
export interface ProtocolSettings {
  /** `aws.protocols#awsQueryCompatible`: errors keep the codes that they had under the query protocol. */
  readonly awsQueryCompatible?: boolean;
  /** `smithy.api#xmlNamespace` of the service: prefix (0 for none) and address. */
  readonly xmlNamespace?: readonly [prefix: string | 0, uri: string];
  /** `alloy#simpleRestJson`: an operation's errors by status, where a status means one error only. */
  readonly errorsByStatus?: Readonly<Record<string, Readonly<Record<number, string>>>>;
}

/** What a protocol may need to know of the service. */
export interface ProtocolFacts {
  readonly namespace: string;
  /** The service shape's name: `X-Amz-Target` and the rpc paths are built from it. */
  readonly serviceName: string;
  readonly apiVersion: string;
  readonly settings: ProtocolSettings;
  readonly parts: Parts;
  /** The modelled errors of the service, found by the code that the wire carries: short name, or `awsQueryError` code. */
  errorSchema(code: string): ErrorSchema | undefined;
}

export interface OperationCodec {
  /** The output carries a streaming member: `deserialize` is given the stream, not its bytes. */
  readonly streamsOutput: boolean;
  /** Messages travel in either direction while the call is under way. */
  readonly eventStream?: boolean;
  /** The whole request but endpoint, user agent, retry headers and signature. Labels are encoded and filled in. */
  serialize(input: Readonly<Record<string, unknown>>): WireRequest;
  /** The output members of a 2xx answer, without `$metadata`. */
  deserialize(response: WireResponse, body: unknown): Record<string, unknown>;
  /** In place of `deserialize`, where output members come with the first message of a stream. */
  deserializeStream?(response: WireResponse, body: unknown): Promise<Record<string, unknown>>;
  /** What a failed answer says; never throws, whatever the body holds. */
  error(response: WireResponse, body: Uint8Array): WireError;
}

export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string | string[] | null>;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array | undefined;
  /** From the `endpoint` trait; labels filled in. */
  readonly hostPrefix?: string | undefined;
}

export interface WireResponse {
  readonly statusCode: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface WireError {
  /** As cut by the protocol's rule; the status as text when the answer names none. */
  readonly code: string;
  readonly message: string;
  readonly schema?: ErrorSchema | undefined;
  /** The modelled members that the answer carries, under model names. */
  readonly members: Readonly<Record<string, unknown>>;
  /** The parsed body, for `$response` and for what is not modelled. */
  readonly data: unknown;
  /** Said by the body, for answers without a header that says it. */
  readonly requestId?: string | undefined;
}
