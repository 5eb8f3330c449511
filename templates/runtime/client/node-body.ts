/** How a body goes into a request of Node's, whichever version of HTTP that is. */
import type { Writable } from "node:stream";

interface Source {
  once(event: "error", listener: (error: Error) => void): unknown;
  pipe(target: Writable): unknown;
  destroy?(): unknown;
}

/** Ends the request. `fail` is told when a stream breaks; one that nobody reads any more is destroyed. */
export function sendBody(request: Writable, body: unknown, fail: (error: Error) => void): void {
  if (body === undefined || body === null || body === "") request.end();
  else if (typeof body === "string" || body instanceof Uint8Array) request.end(body);
  else if (ArrayBuffer.isView(body)) request.end(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
  else if (body instanceof ArrayBuffer) request.end(new Uint8Array(body));
  else if (body instanceof String) request.end(String(body));
  else if (typeof (body as { pipe?: unknown }).pipe === "function") {
    const stream = body as Source;
    stream.once("error", fail);
    request.once("close", () => stream.destroy?.());
    stream.pipe(request);
  } else {
    const source = body instanceof Blob ? body.stream() : body;
    pump(request, source as AsyncIterable<Uint8Array>).catch(fail);
  }
}

async function pump(request: Writable, source: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of source) {
    if (request.destroyed) return;
    if (!request.write(chunk)) await room(request);
  }
  request.end();
}

/** A request that is closed has no room to wait for. */
function room(request: Writable): Promise<void> {
  return new Promise((go) => {
    const done = (): void => {
      request.off("drain", done).off("close", done);
      go();
    };
    request.on("drain", done).on("close", done);
  });
}
