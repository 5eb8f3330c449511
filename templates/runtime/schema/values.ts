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

/**
 * Node's `stream.Readable` where its types are there, and nothing where they are not: an import of them would be an error
 * in a project for browsers, so it is read off the one such stream that is global, whose `take` makes another.
 */
type NodeReadable = typeof globalThis extends {
  process: { stdin: { take(limit: number): infer Readable } };
}
  ? Readable
  : never;

/** What reads a stream at once; each stream can be read once. */
export interface SdkStreamMixin {
  transformToByteArray: () => Promise<Uint8Array>;
  /** As UTF-8, or in the encoding named: `base64`, `hex`, or one that `TextDecoder` knows. */
  transformToString: (encoding?: string) => Promise<string>;
  transformToWebStream: () => ReadableStream;
}
export type SdkStream<Stream> = Stream & SdkStreamMixin;

/** What a streaming member is sent from. */
export type StreamingBlobPayloadInputTypes =
  | string
  | Uint8Array
  | Blob
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>;

/** What a streaming member is received as: a stream of the platform, with methods to read it at once. */
export type StreamingBlobPayloadOutputTypes = SdkStream<NodeReadable> | SdkStream<ReadableStream | Blob>;

/** What a payload of bytes is sent from. */
export type BlobPayloadInputTypes = string | ArrayBuffer | ArrayBufferView;

/** What a payload of bytes is received as. */
export interface Uint8ArrayBlobAdapter extends Uint8Array {
  /** As UTF-8, or in the encoding named: `base64`, `hex`, or one that `TextDecoder` knows. */
  transformToString(encoding?: string): string;
}
