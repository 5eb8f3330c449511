/**
 * What a protocol is to the client: a codec for each operation, compiled from the operation's schema on first use; and, for
 * those that bind members to HTTP, what a binding and the documents of a body are to the codec. Types only. It knows HTTP
 * messages and tables, not endpoints, signing or retries.
 */
import type { Parts } from "../kinds/kind.ts";
import type { ErrorSchema, OperationSchema, SchemaRef } from "../schema/schema.ts";
import type { Member } from "../schema/shape.ts";

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
  readonly parts: ServiceParts;
  /** The modelled errors of the service, found by the code that the wire carries: short name, or `awsQueryError` code. */
  errorSchema(code: string): ErrorSchema | undefined;
}

/** What a service needs of the runtime for its messages. */
export interface ServiceParts extends Parts {
  /** By the trait that puts a member somewhere in an HTTP message. */
  readonly bindings?: Readonly<Record<string, Binding>>;
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

export type Input = Readonly<Record<string, unknown>>;
export type Output = Record<string, unknown>;

/** A request that is filled while its members are written. */
export interface Draft {
  method: string;
  path: string;
  hostPrefix?: string | undefined;
  readonly query: Record<string, string | string[] | null>;
  readonly headers: Record<string, string>;
  body?: WireRequest["body"];
}

/** A member with what binds it; without that it is in the body. */
export interface BoundMember extends Member {
  readonly binding: Binding | undefined;
}

export type WriteMember = (input: Input, draft: Draft) => void;
export type ReadMember = (response: WireResponse, out: Output, body: unknown) => void;

/** How one trait puts a member into a request and takes it out of an answer. */
export interface Binding {
  /** Compiles how a member goes into a request to `uri`, a path with its labels; `undefined` where it does not. */
  write?(member: BoundMember, parts: Parts, uri: string): WriteMember | undefined;
  /** The same for a member that is the whole body: when the head is written. */
  writeBody?(member: BoundMember, service: ProtocolFacts, format: HttpFormat): WriteMember;
  /** Compiles how it is taken from an answer. Without it, it stands in the answer's body with others. */
  read?(member: BoundMember, service: ProtocolFacts, format: HttpFormat): ReadMember;
  /** Whether the value is the stream of the body. */
  streams?(member: BoundMember): boolean;
}

/** What a REST protocol says of its documents, JSON or XML, to the codec that binds members to HTTP. */
export interface HttpFormat {
  /** The content type of its documents. */
  readonly type: string;
  /** `documents`: a text or bytes that are a whole body stand in a document, too; otherwise they go as they are. */
  readonly payloads?: "documents" | undefined;
  /** What is sent under that type where nothing is given; `undefined` for no body. */
  readonly empty: string | undefined;
  /** A payload that the answer does not have; `undefined` leaves the member out. */
  readonly absent: null | undefined;
  /** Compiles the document of a shape. It may look otherwise under another content type. */
  writer(ref: SchemaRef, service: ProtocolFacts): (value: unknown, contentType: string) => string;
  /** Compiles the reading of a payload's document; with `members`, of a body that holds these, the whole of the table. */
  reader(ref: SchemaRef, service: ProtocolFacts, members?: readonly BoundMember[]): (body: Uint8Array) => unknown;
  /** What a failed answer to an operation says. Never throws. */
  error(response: WireResponse, body: Uint8Array, operation: OperationSchema, service: ProtocolFacts): WireError;
}
