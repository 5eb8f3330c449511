/** How a body goes into a request of Node's, whichever version of HTTP that is. */
import type { Readable, Writable } from "node:stream";
import { toBytes } from "../values/base64.ts";
import { builtin } from "./builtin.ts";

/** Ends the request. `fail` is told when a stream breaks; one that nobody reads any more is destroyed. */
export function sendBody(request: Writable, body: unknown, fail: (error: Error) => void): void {
  const given = body instanceof String ? String(body) : body;
  const data = typeof given === "string" ? given : toBytes(given);
  if (!given || data) request.end(data);
  else if (typeof (given as Partial<Readable>).pipe === "function") pipe(given as Readable, request, fail);
  else {
    const source = given instanceof Blob ? given.stream() : given;
    builtin("node:stream").then(
      // One at a time: what is not sent yet is not asked for.
      ({ Readable }) => pipe(Readable.from(source as AsyncIterable<Uint8Array>, { highWaterMark: 1 }), request, fail),
      fail,
    );
  }
}

function pipe(stream: Readable, request: Writable, fail: (error: Error) => void): void {
  if (stream.destroyed) {
    // It tells nobody any more that it has come to its end.
    fail(stream.errored ?? new Error("The stream of the body is closed already."));
  } else {
    stream.once("error", fail);
    request.once("close", () => stream.destroy?.());
    stream.pipe(request);
  }
}
