/**
 * Streams of bytes: any that a platform has as one to iterate, an iteration as a stream of the platform, and what the
 * official client puts on the streaming members of its outputs. Node's streams where Node is, else the web's.
 */

import { collectBody } from "../http/body.ts";
import { builtinNow } from "../http/builtin.ts";
import type { OperationSchema, SchemaRef } from "../schema/schema.ts";
import * as S from "../schema/shape.ts";
import type { SdkStream } from "../schema/values.ts";
import { ConnectionClosedError, SwageError } from "../service/errors.ts";
import type { Feature } from "../service/feature.ts";
import { toBytes } from "../values/base64.ts";
import { bytesText } from "../values/bytes-text.ts";

interface NodeReadable extends AsyncIterable<Uint8Array> {
  readonly readableFlowing: boolean | null;
}
interface ReadableClass {
  from(source: AsyncIterable<Uint8Array>, options: { objectMode: boolean }): NodeReadable;
  toWeb(stream: NodeReadable): ReadableStream<Uint8Array>;
  new (): NodeReadable;
}

const readable = (): ReadableClass | undefined =>
  builtinNow("node:stream")?.Readable as unknown as ReadableClass | undefined;

/** Whether a body's bytes are still to come: anything but text and bytes. */
export function isStreaming(body: unknown): boolean {
  return typeof body === "object" && body !== null && toBytes(body) === undefined && !(body instanceof String);
}

/** The chunks of a Node stream, a web stream, a blob or an iteration; text and bytes are one chunk. */
export async function* chunksOf(body: unknown): AsyncGenerator<Uint8Array, void, undefined> {
  const bytes = body instanceof String ? toBytes(String(body)) : toBytes(body);
  if (bytes !== undefined) {
    yield bytes;
    return;
  }
  const source = body instanceof Blob ? body.stream() : body;
  const { getReader } = source as { getReader?: unknown };
  // Not every browser can iterate its own streams.
  const chunks = typeof getReader === "function" ? read(source as ReadableStream<Uint8Array>) : source;
  for await (const chunk of chunks as AsyncIterable<unknown>) yield toBytes(chunk) as Uint8Array;
}

async function* read(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  let done = false;
  try {
    while (true) {
      const step = await reader.read();
      done = step.done;
      if (step.done) return;
      yield step.value;
    }
  } catch (error) {
    done = true;
    throw error;
  } finally {
    // Whoever stops reading lets go of the connection as well.
    if (!done) await reader.cancel().catch(() => {});
    reader.releaseLock();
  }
}

/** An iteration as a body that any request handler of the platform takes. */
export function streamOf(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> | ReadableStream<Uint8Array> {
  const Readable = readable();
  if (Readable !== undefined) return Readable.from(chunks, { objectMode: false });
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/** A connection that ended before its message did, in the client's terms; other errors as they are. */
export function streamError(error: unknown): unknown {
  const { code } = error as { code?: string };
  const lost = /^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE|ERR_HTTP2_.*)$/.test(code ?? "");
  if (!lost || error instanceof SwageError) return error;
  return new ConnectionClosedError("the service", { cause: error, code });
}

const USED = "The stream has already been transformed.";

/** The stream itself, with the official client's methods to read it: each of them once, and one of them only. */
export function sdkStreamMixin<T>(body: T): SdkStream<T> {
  let used = false;
  const use = (): void => {
    if (used) throw new Error(USED);
    used = true;
  };
  const transformToByteArray = async (): Promise<Uint8Array> => {
    use();
    try {
      return await collectBody(body);
    } catch (error) {
      throw streamError(error);
    }
  };
  return Object.assign(body as object, {
    transformToByteArray,
    async transformToString(encoding?: string): Promise<string> {
      return bytesText(await transformToByteArray(), encoding);
    },
    transformToWebStream(): ReadableStream<Uint8Array> {
      if ((body as { readableFlowing?: boolean | null }).readableFlowing) {
        throw new Error("The stream has been consumed by other callbacks.");
      }
      use();
      if (body instanceof Blob) return body.stream();
      const Readable = readable();
      return Readable !== undefined && body instanceof Readable
        ? Readable.toWeb(body)
        : (body as unknown as ReadableStream<Uint8Array>);
    },
  }) as SdkStream<T>;
}

/** The streaming blob of a message, if it has one. */
export function streamingMember(ref: SchemaRef): string | undefined {
  const found = S.membersOf(S.shapeOf(ref)).find((member) => {
    const { type, traits } = S.shapeOf(member.ref);
    return type === S.STREAMING_BLOB || (type < S.LIST && traits.streaming);
  });
  return found?.name;
}

/** Streaming outputs with the official client's methods. */
export const streams: Feature = {
  codec(codec, schema: OperationSchema) {
    const name = streamingMember(schema[5]);
    if (name === undefined) return codec;
    return {
      ...codec,
      deserialize(response, body) {
        // Bytes come from handlers that had nothing to stream.
        const bytes = toBytes(body ?? "");
        const stream =
          bytes === undefined ? body : readable() ? streamOf(chunksOf(bytes)) : new Blob([bytes as BlobPart]);
        return codec.deserialize(response, sdkStreamMixin(stream));
      },
    };
  },
};
