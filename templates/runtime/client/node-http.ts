/**
 * Requests over `node:http` and `node:https`: one connection pool a client, finite limits, abort.
 *
 * Limits (milliseconds, 0 = none): `connectionTimeout` until the connection stands, `socketTimeout` for the longest
 * silence, `requestTimeout` until the answer begins. Sources: the client specification, HTTP; the option names are the
 * official handler's. It knows nothing of services, signing or retries.
 */
import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import { builtin } from "./builtin.ts";
import { AbortError, ConnectTimeoutError, ReadTimeoutError } from "./errors.ts";
import {
  type HttpHandlerOptions,
  type HttpRequest,
  type HttpResponse,
  type RequestHandler,
  type RequestHandlerOptions,
  targetOf,
} from "./http.ts";
import { sendBody } from "./node-body.ts";
import { describe } from "./socket-error.ts";

const DEFAULT_LIMIT = 60_000;
const DEFAULT_SOCKETS = 50;

/** Further options that our own compiled path gives to our own handler. */
export interface NodeCallOptions extends HttpHandlerOptions {
  /** The body of the answer is wanted as bytes. */
  readonly collect?: boolean | undefined;
  /** Messages travel in both directions at once. */
  readonly isEventStream?: boolean | undefined;
}

interface Transport {
  readonly request: (options: RequestOptions) => ClientRequest;
  readonly agent: Agent;
  /** The agent is ours to close. */
  readonly own: boolean;
}

type AgentSource = { destroy?: unknown } | undefined;

export class NodeRequestHandler implements RequestHandler {
  readonly metadata: { handlerProtocol: string } = { handlerProtocol: "http/1.1" };
  private options: RequestHandlerOptions;
  private readonly transports = new Map<string, Transport | Promise<Transport>>();

  constructor(options: RequestHandlerOptions = {}) {
    this.options = options;
  }

  async handle(request: HttpRequest, call: NodeCallOptions = {}): Promise<{ response: HttpResponse }> {
    let transport = this.transports.get(request.protocol) ?? this.connect(request.protocol);
    if (transport instanceof Promise) transport = await transport;
    return exchange(transport, request, call, this.options);
  }

  destroy(): void {
    for (const transport of this.transports.values()) {
      Promise.resolve(transport).then(
        ({ agent, own }) => own && agent.destroy(),
        () => {},
      );
    }
    this.transports.clear();
  }

  updateHttpClientConfig(key: string, value: unknown): void {
    this.options = { ...this.options, [key]: value };
    if (key.endsWith("Agent")) this.transports.clear();
  }

  httpHandlerConfigs(): RequestHandlerOptions {
    return this.options;
  }

  private connect(protocol: string): Promise<Transport> {
    const secure = protocol === "https:";
    const given = (secure ? this.options.httpsAgent : this.options.httpAgent) as AgentSource;
    const loading = builtin(secure ? "node:https" : "node:http").then(({ Agent: AgentClass, request }) => {
      const own = typeof given?.destroy !== "function";
      const agent = own ? new AgentClass({ keepAlive: true, maxSockets: DEFAULT_SOCKETS, ...given }) : (given as Agent);
      const transport = { request: request as Transport["request"], agent, own };
      this.transports.set(protocol, transport);
      return transport;
    });
    this.transports.set(protocol, loading);
    loading.catch(() => this.transports.delete(protocol));
    return loading;
  }
}

function exchange(
  transport: Transport,
  request: HttpRequest,
  call: NodeCallOptions,
  limits: RequestHandlerOptions,
): Promise<{ response: HttpResponse }> {
  const { hostname, body } = request;
  const path = targetOf(request);
  const url = (): string =>
    `${request.protocol}//${hostname}${request.port === undefined ? "" : `:${request.port}`}${path}`;
  const connectLimit = limits.connectionTimeout ?? DEFAULT_LIMIT;
  const idleLimit = limits.socketTimeout ?? DEFAULT_LIMIT;
  const answerLimit = call.requestTimeout ?? limits.requestTimeout ?? 0;
  const signal = call.abortSignal as AbortSignal | undefined;

  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new AbortError(signal.reason));
    const options: RequestOptions = {
      host: hostname[0] === "[" ? hostname.slice(1, -1) : hostname,
      method: request.method,
      path,
      headers: request.headers,
      agent: transport.agent,
    };
    if (request.port !== undefined) options.port = request.port;
    if (request.username !== undefined) options.auth = `${request.username}:${request.password ?? ""}`;
    if (idleLimit > 0) options.timeout = idleLimit;
    const req = transport.request(options);

    let answer: IncomingMessage | undefined;
    let answerTimer: ReturnType<typeof setTimeout> | undefined;
    let connectTimer: ReturnType<typeof setTimeout> | undefined;
    const settle = (): void => {
      if (answerTimer !== undefined) clearTimeout(answerTimer);
      if (connectTimer !== undefined) clearTimeout(connectTimer);
    };
    const fail = (error: Error): void => {
      settle();
      reject(error);
      answer?.destroy(error);
      req.destroy(error);
    };
    const sent = (): boolean => req.writableFinished;

    req.on("error", (error) => {
      settle();
      reject(describe(error, url(), answer !== undefined));
    });
    // A connection that is not there yet has its own, usually equal, limit; both arrive here as silence of the socket.
    req.on("timeout", () =>
      fail(req.socket?.connecting ? new ConnectTimeoutError(url()) : new ReadTimeoutError(url(), sent())),
    );
    if (connectLimit > 0 && connectLimit !== idleLimit) {
      connectTimer = setTimeout(() => fail(new ConnectTimeoutError(url())), connectLimit);
      const connected = (): void => clearTimeout(connectTimer);
      req.once("socket", (socket) => (socket.connecting ? socket.once("connect", connected) : connected()));
    }
    if (answerLimit > 0) {
      answerTimer = setTimeout(() => {
        if (limits.throwOnRequestTimeout !== false) return fail(new ReadTimeoutError(url(), sent()));
        console.warn(`A request has exceeded the configured ${answerLimit} ms requestTimeout: ${url()}`);
      }, answerLimit);
    }
    if (signal) {
      const abort = (): void => fail(new AbortError(signal.reason));
      if (typeof signal.addEventListener === "function") {
        signal.addEventListener("abort", abort, { once: true });
        req.once("close", () => signal.removeEventListener("abort", abort));
      } else {
        (signal as { onabort: unknown }).onabort = abort;
      }
    }

    req.on("response", (message) => {
      answer = message;
      settle();
      const response: HttpResponse = {
        statusCode: message.statusCode ?? -1,
        headers: flatten(message.headers),
        body: message,
      };
      if (message.statusMessage !== undefined) response.reason = message.statusMessage;
      // Whoever has refused a request, or ended a conversation, does not listen to the rest of it.
      if (call.isEventStream || response.statusCode >= 300)
        message.once("end", () => req.writableEnded || req.destroy());
      if (call.collect !== true) return resolve({ response });
      const chunks: Uint8Array[] = [];
      message.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      message.on("error", (error) => reject(describe(error, url(), true)));
      message.on("end", () => {
        response.body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
        resolve({ response });
      });
    });

    const send = (): void => sendBody(req, body, fail);
    if (req.getHeader("expect") === "100-continue") whenWanted(req, send);
    else send();
  });
}

/** Milliseconds until a body is sent to a server that has neither asked for it nor refused it. */
const PATIENCE = 6_000;

/** Sends the body once the server has seen the head and asks for it; an answer in its place says that it does not want it. */
function whenWanted(req: ClientRequest, send: () => void): void {
  const go = (): void => {
    clearTimeout(timer);
    req.off("continue", go);
    send();
  };
  const timer = setTimeout(go, PATIENCE);
  req.once("continue", go);
  for (const end of ["response", "close"]) req.once(end, () => clearTimeout(timer));
}

function flatten(headers: IncomingMessage["headers"]): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) flat[name] = typeof value === "string" ? value : value.join(",");
  }
  return flat;
}
