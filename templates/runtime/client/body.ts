/** The body of an answer as bytes, whatever a request handler made of it. */

/** Bytes, strings, Node streams, web streams, blobs and iterations; nothing is the empty body. */
export async function collectBody(body: unknown): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (body instanceof Blob) return new Uint8Array(await body.arrayBuffer());
  if (typeof (body as ReadableStream).getReader === "function") {
    return new Uint8Array(await new Response(body as ReadableStream).arrayBuffer());
  }
  const chunks: Uint8Array[] = [];
  // Also ends, with an error, where a stream is closed before its end.
  for await (const chunk of body as AsyncIterable<Uint8Array | string>) {
    chunks.push(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
  }
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
  if (typeof body !== "object" || body === null || ArrayBuffer.isView(body)) return false;
  const stream = body as { pipe?: unknown; getReader?: unknown; [Symbol.asyncIterator]?: unknown };
  return (
    typeof stream.pipe === "function" ||
    typeof stream.getReader === "function" ||
    typeof stream[Symbol.asyncIterator] === "function"
  );
}
