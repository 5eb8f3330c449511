/**
 * What members of generated types can be beside JavaScript's own types: documents, decimals, streams. Structural, so that
 * the ecosystem's values fit as they are. Types only.
 */

/** Any JSON value. */
export type DocumentType = null | boolean | number | string | DocumentType[] | { [member: string]: DocumentType };

/** A decimal of any precision, as its text. */
export interface NumericValue {
  readonly string: string;
  readonly type: "bigDecimal";
}

/** What a streaming member is sent from. */
export type StreamingBlobInput = string | Uint8Array | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** What a streaming member is received as: a stream of the platform. */
export type StreamingBlobOutput = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;
