/**
 * Requests over `node:http2`, for services that ask for it: for event streams alone, or for everything. Browsers choose
 * the version of HTTP themselves, so there it is the ordinary handler.
 *
 * One session carries all requests to an origin, and keeps the process alive only while there are any. A stream may be
 * silent for as long as it likes: that the other side is still there is found out by pings. `http:` is HTTP/2 without TLS.
 */
import type { ClientHttp2Session, ClientHttp2Stream, SecureClientSessionOptions } from "node:http2";
import type * as Streams from "node:stream";
import type { PassThrough } from "node:stream";
import { joinBytes } from "../http/body.ts";
import { builtin, builtinNow } from "../http/builtin.ts";
import {
  type HeaderBag,
  type HttpRequest,
  type HttpResponse,
  hostOf,
  onAbort,
  type RequestHandler,
  type RequestHandlerOptions,
  targetOf,
} from "../http/http.ts";
import { sendBody } from "../http/node-body.ts";
import { flatten, type NodeCallOptions } from "../http/node-http.ts";
import { describe } from "../http/socket-error.ts";
import { AbortError, ConnectionClosedError, ConnectTimeoutError, ReadTimeoutError } from "../service/errors.ts";
import { createRequestHandler, runtime } from "./platform.ts";

/** The official HTTP/2 handler's options that count here too, beside those of every handler. */
interface Http2Options extends RequestHandlerOptions {
  readonly nodeHttp2ConnectOptions?: SecureClientSessionOptions;
  /** A session for each request. */
  readonly disableConcurrentStreams?: boolean;
}

const CONNECT_LIMIT = 60_000;
/** Milliseconds between pings, and until one must have come back. */
const PING = 30_000;
/** What belongs to a connection of HTTP/1.1, and may not stand in a request of HTTP/2. */
const OF_CONNECTIONS = /^(host|connection|keep-alive|proxy-connection|transfer-encoding|upgrade|http2-settings)$/;

/** Everything over HTTP/2. */
export function createHttp2Handler(options: RequestHandlerOptions): RequestHandler {
  return runtime === "node" ? new Http2RequestHandler(options) : createRequestHandler(options);
}

/** Event streams over HTTP/2, everything else as ever. */
export function createEventStreamHandler(options: RequestHandlerOptions): RequestHandler {
  const ordinary = createRequestHandler(options);
  if (runtime !== "node") return ordinary;
  const streams = new Http2RequestHandler(options);
  return {
    metadata: { handlerProtocol: ordinary.metadata?.handlerProtocol ?? "http/1.1", eventStreamProtocol: "h2" },
    handle: (request, call: NodeCallOptions = {}) => (call.isEventStream ? streams : ordinary).handle(request, call),
    destroy() {
      ordinary.destroy?.();
      streams.destroy();
    },
    updateHttpClientConfig(key, value) {
      ordinary.updateHttpClientConfig?.(key, value);
      streams.updateHttpClientConfig(key, value);
    },
    httpHandlerConfigs: () => ordinary.httpHandlerConfigs?.() ?? {},
  };
}

/** A session with what is under way on it. */
interface Connection {
  readonly session: ClientHttp2Session;
  readonly open: Set<ClientHttp2Stream>;
  /** Why the session ended. */
  failure?: Error;
  /** There is to be one request, and then an end. */
  only?: boolean;
}

export class Http2RequestHandler implements RequestHandler {
  readonly metadata: { handlerProtocol: string } = { handlerProtocol: "h2" };
  private options: Http2Options;
  private readonly connections: Map<string, Promise<Connection>> = new Map();

  constructor(options: RequestHandlerOptions = {}) {
    this.options = options;
  }

  async handle(request: HttpRequest, call: NodeCallOptions = {}): Promise<{ response: HttpResponse }> {
    const port = request.port === undefined ? "" : `:${request.port}`;
    const origin = `${request.protocol}//${request.hostname}${port}`;
    const signal = call.abortSignal as AbortSignal | undefined;
    if (signal?.aborted) throw new AbortError(signal.reason);
    return exchange(await this.connection(origin), origin, request, call, this.options);
  }

  destroy(): void {
    for (const connecting of this.connections.values())
      connecting.then(({ session }) => session.destroy()).catch(() => {});
    this.connections.clear();
  }

  updateHttpClientConfig(key: string, value: unknown): void {
    this.options = { ...this.options, [key]: value };
  }

  httpHandlerConfigs(): RequestHandlerOptions {
    return this.options;
  }

  /** The session to an origin; another one where the last has ended. */
  private async connection(origin: string): Promise<Connection> {
    const { disableConcurrentStreams, connectionTimeout, nodeHttp2ConnectOptions } = this.options;
    const open = (): Promise<Connection> =>
      connect(origin, connectionTimeout ?? CONNECT_LIMIT, nodeHttp2ConnectOptions);
    if (disableConcurrentStreams === true) {
      const connection = await open();
      connection.only = true;
      return connection;
    }
    let connecting = this.connections.get(origin) ?? this.keep(origin, open());
    let connection = await connecting;
    while (connection.session.closed || connection.session.destroyed) {
      const kept = this.connections.get(origin);
      connecting = kept === undefined || kept === connecting ? this.keep(origin, open()) : kept;
      connection = await connecting;
    }
    return connection;
  }

  private keep(origin: string, connecting: Promise<Connection>): Promise<Connection> {
    this.connections.set(origin, connecting);
    return connecting;
  }
}

async function connect(origin: string, limit: number, options: SecureClientSessionOptions = {}): Promise<Connection> {
  const session = (await builtin("node:http2")).connect(origin, options);
  const connection: Connection = { session, open: new Set() };
  const fail = (error: Error): void => {
    connection.failure ??= error;
    for (const stream of connection.open) stream.destroy(error);
    session.destroy();
  };
  const timer = limit > 0 ? setTimeout(() => fail(new ConnectTimeoutError(origin)), limit) : undefined;
  session.once("connect", () => clearTimeout(timer));
  session.on("error", (error) => fail(describe(error, origin)));
  session.once("close", () => clearTimeout(timer));
  // Streams that the other side still wants to answer may go on; new ones go elsewhere.
  session.once("goaway", () => session.close());
  let pending = false;
  const ping = setInterval(() => {
    if (connection.open.size === 0 || session.destroyed || session.connecting) return;
    if (pending) return fail(new ReadTimeoutError(origin, true));
    pending = session.ping(() => {
      pending = false;
    });
  }, PING);
  ping.unref();
  session.once("close", () => clearInterval(ping));
  session.unref();
  return connection;
}

function exchange(
  connection: Connection,
  origin: string,
  request: HttpRequest,
  call: NodeCallOptions,
  limits: RequestHandlerOptions,
): Promise<{ response: HttpResponse }> {
  const { session, open } = connection;
  const path = targetOf(request);
  const url = `${origin}${path}`;
  const signal = call.abortSignal as AbortSignal | undefined;
  const limit = call.requestTimeout ?? limits.requestTimeout ?? 0;

  return new Promise((resolve, reject) => {
    if (connection.failure !== undefined) return reject(connection.failure);
    const stream = session.request({ ...headersOf(request), ":method": request.method, ":path": path });
    if (open.size === 0) session.ref();
    open.add(stream);
    const fail = (error: Error): void => {
      reject(error);
      stream.destroy(error);
    };
    const timer =
      limit > 0 ? setTimeout(() => fail(new ReadTimeoutError(url, stream.writableFinished)), limit) : undefined;
    const stop = onAbort(signal, fail);

    stream.on("error", (error) => reject(connection.failure ?? described(error, url)));
    stream.on("aborted", () => stream.readableEnded || fail(connection.failure ?? new ConnectionClosedError(url)));
    stream.once("close", () => {
      clearTimeout(timer);
      stop();
      open.delete(stream);
      if (connection.only === true) session.close();
      else if (open.size === 0 && !session.destroyed) session.unref();
      reject(connection.failure ?? new ConnectionClosedError(url));
    });
    // Whoever has said everything does not listen any more either.
    stream.once("end", () => stream.writableEnded || stream.close());
    stream.once("response", (headers) => {
      clearTimeout(timer);
      const response: HttpResponse = { statusCode: headers[":status"] ?? -1, headers: answerHeaders(headers) };
      if (call.collect !== true) {
        response.body = bodyOf(stream, () => connection.failure ?? new ConnectionClosedError(url));
        return resolve({ response });
      }
      const chunks: Uint8Array[] = [];
      stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      stream.once("end", () => {
        if (stream.rstCode !== 0) return fail(new ConnectionClosedError(url));
        response.body = joinBytes(chunks);
        resolve({ response });
      });
    });
    sendBody(stream, request.body, fail);
  });
}

/** The stream as a body: one that ends because its connection did ends with an error, which Node keeps to itself. */
function bodyOf(stream: ClientHttp2Stream, failure: () => Error): PassThrough {
  const { PassThrough } = builtinNow("node:stream") as typeof Streams;
  const body = new PassThrough();
  stream.pipe(body, { end: false });
  stream.once("end", () => (stream.rstCode === 0 ? body.end() : body.destroy(failure())));
  stream.once("error", (error) => body.destroy(error));
  body.once("close", () => stream.destroy());
  return body;
}

/** What the other side does to a stream, in the client's terms. */
function described(error: Error & { code?: string }, url: string): Error {
  if (!error.code?.startsWith("ERR_HTTP2_")) return describe(error, url);
  // A session that could not be opened cancels its streams, and says why in there.
  const cause = error.cause as (Error & { code?: string }) | undefined;
  if (cause?.code !== undefined && !cause.code.startsWith("ERR_HTTP2_")) return describe(cause, url);
  return new ConnectionClosedError(url, { cause: error, code: error.code });
}

/** The host under the name that it has here. */
function headersOf(request: HttpRequest): HeaderBag {
  const { headers } = request;
  const kept = Object.entries(headers).filter(([name]) => !OF_CONNECTIONS.test(name.toLowerCase()));
  const host = headers[":authority"] ?? headers.host ?? hostOf(request);
  return { ":authority": host, ...Object.fromEntries(kept) };
}

function answerHeaders(headers: object): HeaderBag {
  return Object.fromEntries(Object.entries(flatten(headers)).filter(([name]) => !name.startsWith(":")));
}
