/** The body of an answer as bytes, whatever a request handler made of it. */
import { toBytes } from "../values/base64.ts";

/** Bytes, strings, Node streams, web streams, blobs and iterations; nothing is the empty body. */
export async function collectBody(body: unknown): Promise<Uint8Array> {
  const bytes = toBytes(body ?? "");
  if (bytes) return bytes;
  if (body instanceof Blob || "getReader" in (body as object)) {
    return new Uint8Array(await new Response(body as Blob | ReadableStream).arrayBuffer());
  }
  const chunks: Uint8Array[] = [];
  // Also ends, with an error, where a stream is closed before its end.
  for await (const chunk of body as AsyncIterable<Uint8Array | string>) chunks.push(toBytes(chunk) as Uint8Array);
  return joinBytes(chunks);
}

/** All chunks in one; a single one as it is. */
export function joinBytes(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0] as Uint8Array;
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** A stream is read once: a request that carries one cannot be sent again. */
export function isStream(body: unknown): boolean {
  const { pipe, getReader, [Symbol.asyncIterator]: iterate } = Object(body) as Record<string | symbol, unknown>;
  return typeof (pipe ?? getReader ?? iterate) === "function";
}
