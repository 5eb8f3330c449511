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

/** What Node's standard input has beside what every stream to read from has. */
type OfTerminals =
  | "isRaw"
  | "setRawMode"
  | "isTTY"
  | "destroySoon"
  | "write"
  | "connect"
  | "resetAndDestroy"
  | "setTimeout"
  | "setNoDelay"
  | "setKeepAlive"
  | "address"
  | "unref"
  | "ref"
  | "autoSelectFamilyAttemptedAddresses"
  | "bufferSize"
  | "bytesRead"
  | "bytesWritten"
  | "connecting"
  | "pending"
  | "localAddress"
  | "localPort"
  | "localFamily"
  | "readyState"
  | "remoteAddress"
  | "remoteFamily"
  | "remotePort"
  | "timeout"
  | "end"
  | "allowHalfOpen"
  | "writable"
  | "writableAborted"
  | "writableEnded"
  | "writableFinished"
  | "writableHighWaterMark"
  | "writableLength"
  | "writableObjectMode"
  | "writableCorked"
  | "writableNeedDrain"
  | "_write"
  | "_writev"
  | "_final"
  | "setDefaultEncoding"
  | "cork"
  | "uncork"
  | "fd";

/**
 * Node's `stream.Readable` where its types are there, and nothing where they are not: an import of them would be an error
 * in a project for browsers, so it is read off the one stream that is global.
 */
type NodeReadable = typeof globalThis extends { process: { stdin: infer Stdin } } ? Omit<Stdin, OfTerminals> : never;

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
