/** The HTTP/2 handler for ordinary requests: one session, limits, abort, errors in the client's terms, nothing left behind. */
import { createServer, type Http2Server, type ServerHttp2Stream } from "node:http2";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEventStreamHandler, Http2RequestHandler } from "../../templates/runtime/client/http2.ts";
import { chunksOf } from "../../templates/runtime/client/streams.ts";
import type { HttpRequest, RequestHandlerOptions } from "../../templates/runtime/http/http.ts";

let server: Http2Server;
let port: number;
let sessions: number;
const sockets: Socket[] = [];
let answer: (stream: ServerHttp2Stream, headers: Record<string, unknown>) => void;
const handlers: { destroy?(): void }[] = [];

beforeEach(async () => {
  sessions = 0;
  sockets.length = 0;
  server = createServer();
  server.on("session", () => sessions++);
  server.on("connection", (socket) => sockets.push(socket));
  server.on("stream", (stream, headers) => {
    stream.on("error", () => {});
    answer(stream, headers);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  port = (server.address() as AddressInfo).port;
  answer = (stream) => {
    stream.respond({ ":status": 200, "x-many": ["a", "b"] });
    stream.end("hello");
  };
});
afterEach(async () => {
  for (const handler of handlers.splice(0)) handler.destroy?.();
  for (const socket of sockets) socket.destroy();
  await new Promise((done) => server.close(done));
});

const request = (more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: "GET",
  protocol: "http:",
  hostname: "127.0.0.1",
  port,
  path: "/a",
  query: { b: "c d" },
  headers: { host: "somewhere", connection: "close" },
  ...more,
});

function made(options: RequestHandlerOptions = {}): Http2RequestHandler {
  const handler = new Http2RequestHandler(options);
  handlers.push(handler);
  return handler;
}

async function text(body: unknown): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of chunksOf(body)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe("one request", () => {
  it("has HTTP/2's own headers, and an answer without them", async () => {
    let seen: Record<string, unknown> = {};
    const respond = answer;
    answer = (stream, headers) => {
      seen = headers;
      respond(stream, headers);
    };
    const { response } = await made().handle(request());
    expect(seen).toMatchObject({ ":method": "GET", ":path": "/a?b=c%20d", ":authority": "somewhere" });
    expect(Object.keys(seen)).not.toContain("connection");
    expect(response.statusCode).toBe(200);
    expect(response.headers["x-many"]).toBe("a, b");
    expect(Object.keys(response.headers).filter((name) => name.startsWith(":"))).toEqual([]);
    expect(await text(response.body)).toBe("hello");
  });

  it("gives the body as bytes when asked to", async () => {
    const { response } = await made().handle(request(), { collect: true });
    expect(Buffer.from(response.body as Uint8Array).toString()).toBe("hello");
  });

  it("sends text, bytes and streams", async () => {
    answer = (stream) => {
      stream.respond({ ":status": 200 });
      stream.pipe(stream);
    };
    const handler = made();
    for (const body of ["hello", Buffer.from("hello"), new Blob(["hello"]).stream()]) {
      const { response } = await handler.handle(request({ method: "PUT", body }), { collect: true });
      expect(String(response.body)).toBe("hello");
    }
  });
});

describe("sessions", () => {
  it("one carries all requests to an origin, or one each when told so", async () => {
    const shared = made();
    await Promise.all([1, 2, 3].map(() => shared.handle(request(), { collect: true })));
    expect(sessions).toBe(1);
    const single = made({ disableConcurrentStreams: true });
    await Promise.all([1, 2].map(() => single.handle(request(), { collect: true })));
    expect(sessions).toBe(3);
  });

  it("another one takes the place of one that has ended", async () => {
    const handler = made();
    await handler.handle(request(), { collect: true });
    for (const socket of sockets) socket.destroy();
    await expect.poll(() => sockets.every((one) => one.destroyed)).toBe(true);
    await new Promise((go) => setTimeout(go, 20));
    expect(await text((await handler.handle(request())).response.body)).toBe("hello");
    expect(sessions).toBe(2);
  });
});

describe("what goes wrong", () => {
  it("an answer that does not come in time", async () => {
    answer = () => {};
    await expect(made({ requestTimeout: 30 }).handle(request())).rejects.toMatchObject({
      code: "ReadTimeoutError",
      sent: true,
    });
    await expect(made().handle(request(), { requestTimeout: 30 })).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("an abort, before and while it is under way", async () => {
    answer = () => {};
    await expect(made().handle(request(), { abortSignal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
    const abort = new AbortController();
    const call = made().handle(request(), { abortSignal: abort.signal });
    setTimeout(() => abort.abort(), 20);
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });

  it("nobody there", async () => {
    const closed = createTcpServer();
    await new Promise<void>((done) => closed.listen(0, "127.0.0.1", done));
    const { port } = closed.address() as AddressInfo;
    await new Promise((done) => closed.close(done));
    await expect(made().handle(request({ port }))).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  it("somebody who says nothing while the connection is made", async () => {
    const silent = createTcpServer((socket) => sockets.push(socket));
    await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
    const { port } = silent.address() as AddressInfo;
    const call = made({ requestTimeout: 50 }).handle(request({ port }));
    await expect(call).rejects.toMatchObject({ name: "TimeoutError" });
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => silent.close(done));
  });

  it("somebody who does not speak HTTP/2", async () => {
    const other = createTcpServer((socket) => socket.resume().end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const { port } = other.address() as AddressInfo;
    await expect(made().handle(request({ port }))).rejects.toThrow();
    await new Promise((done) => other.close(done));
  });

  it("a stream that is reset, before and behind the head of the answer", async () => {
    answer = (stream) => stream.destroy(new Error("broken"));
    await expect(made().handle(request())).rejects.toMatchObject({ name: "TimeoutError" });
    answer = (stream) => {
      stream.respond({ ":status": 200 });
      stream.write("hel");
      setTimeout(() => stream.destroy(new Error("broken")), 20);
    };
    const { response } = await made().handle(request());
    await expect(text(response.body)).rejects.toMatchObject({ code: "ERR_HTTP2_STREAM_ERROR" });
    await expect(made().handle(request(), { collect: true })).rejects.toMatchObject({ name: "TimeoutError" });
  });
});

it("a handler for event streams sends everything else as ever", async () => {
  const handler = createEventStreamHandler({});
  handlers.push(handler);
  expect(handler.metadata).toEqual({ handlerProtocol: "http/1.1", eventStreamProtocol: "h2" });
  // The server speaks HTTP/2 alone.
  await expect(handler.handle(request())).rejects.toThrow();
  const { response } = await handler.handle(request(), { isEventStream: true } as object);
  expect(await text(response.body)).toBe("hello");
});
