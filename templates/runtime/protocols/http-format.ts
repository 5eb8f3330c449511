/** What a REST protocol says of its documents, JSON or XML, to the codec that binds members to HTTP. Types only. */
import type { ProtocolFacts, WireError, WireResponse } from "../schema/protocol.ts";
import type { OperationSchema, SchemaRef } from "../schema/schema.ts";
import type { BoundMember } from "./binding.ts";

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
