/**
 * Requests over `node:http` and `node:https`: one connection pool a client, finite limits, abort.
 *
 * Limits (milliseconds, 0 = none): `connectionTimeout` until the connection stands, `socketTimeout` for the longest
 * silence, `requestTimeout` until the answer begins. Sources: the client specification, HTTP; the option names are the
 * official handler's. It knows nothing of services, signing or retries.
 */
import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import { AbortError, ConnectTimeoutError, ReadTimeoutError } from "../service/errors.ts";
import { joinBytes } from "./body.ts";
import { builtin } from "./builtin.ts";
import {
  type HeaderBag,
  type HttpHandlerOptions,
  type HttpRequest,
  type HttpResponse,
  onAbort,
  type RequestHandler,
  type RequestHandlerOptions,
  targetOf,
  urlOf,
} from "./http.ts";
import { keepFree } from "./node-agent.ts";
import { sendBody } from "./node-body.ts";
import { describe } from "./socket-error.ts";

const DEFAULT_LIMIT = 60_000;

/** Further options that our own compiled path gives to our own handler. */
export interface NodeCallOptions extends HttpHandlerOptions {
  /** The body of the answer is wanted as bytes. */
  readonly collect?: boolean | undefined;
  /** Messages travel in both directions at once. */
  readonly isEventStream?: boolean | undefined;
}

/** Of a client, a message has these. */
interface Answer extends IncomingMessage {
  statusCode: number;
  statusMessage: string;
}

/** `own`: the agent is ours to close. */
type Transport = readonly [open: (options: RequestOptions) => ClientRequest, agent: Agent, own: boolean];

export class NodeRequestHandler implements RequestHandler {
  readonly metadata: { handlerProtocol: string } = { handlerProtocol: "http/1.1" };
  declare private options: RequestHandlerOptions;
  /** By protocol. */
  private transports: Record<string, Promise<Transport>> = {};

  constructor(options: RequestHandlerOptions = {}) {
    this.options = options;
  }

  handle(request: HttpRequest, call: NodeCallOptions = {}): Promise<{ response: HttpResponse }> {
    const { options, transports } = this;
    const { protocol } = request;
    transports[protocol] ??= connect(protocol, options);
    return transports[protocol].then((transport) => exchange(transport, request, call, options));
  }

  destroy(): void {
    for (const transport of Object.values(this.transports)) {
      transport.then(
        ([, agent, own]) => own && agent.destroy(),
        () => {},
      );
    }
    this.transports = {};
  }

  updateHttpClientConfig(key: string, value: unknown): void {
    this.options = { ...this.options, [key]: value };
    if (key.endsWith("Agent")) this.transports = {};
  }

  httpHandlerConfigs(): RequestHandlerOptions {
    return this.options;
  }
}

async function connect(protocol: string, { httpAgent, httpsAgent }: RequestHandlerOptions): Promise<Transport> {
  const secure = protocol === "https:";
  const given = (secure ? httpsAgent : httpAgent) as Partial<Agent> | undefined;
  const { Agent: AgentClass, request } = await builtin(secure ? "node:https" : "node:http");
  const own = !given?.destroy;
  const agent = own ? new AgentClass({ keepAlive: true, maxSockets: 50, ...given }) : (given as Agent);
  // Whoever has options for it gets what Node makes of them.
  if (!given) keepFree(agent);
  return [request as Transport[0], agent, own];
}

function exchange(
  [open, agent]: Transport,
  request: HttpRequest,
  call: NodeCallOptions,
  limits: RequestHandlerOptions,
): Promise<{ response: HttpResponse }> {
  const { hostname, port, method, headers, username, password = "", body } = request;
  const { connectionTimeout: connectLimit = DEFAULT_LIMIT, socketTimeout: idleLimit = DEFAULT_LIMIT } = limits;
  const answerLimit = call.requestTimeout ?? limits.requestTimeout ?? 0;
  const signal = call.abortSignal as AbortSignal | undefined;
  const url = (): string => urlOf(request);

  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new AbortError(signal.reason));
    const target: RequestOptions = {
      host: hostname[0] === "[" ? hostname.slice(1, -1) : hostname,
      port,
      method,
      path: targetOf(request),
      headers,
      agent,
      timeout: idleLimit || undefined,
    };
    // Each option costs Node some of every request.
    if (username !== undefined) target.auth = `${username}:${password}`;
    const req = open(target);

    let answer: IncomingMessage | undefined;
    const timers: ReturnType<typeof setTimeout>[] = [];
    const within = (limit: number, late: () => unknown): void => {
      if (limit > 0) timers.push(setTimeout(late, limit));
    };
    const settle = (): void => timers.forEach(clearTimeout);
    const fail = (error: Error): void => {
      reject(error);
      answer?.destroy(error);
      req.destroy(error);
    };
    const unanswered = (): Error => new ReadTimeoutError(url(), req.writableFinished);

    // Whatever ends the request, or its answer, early comes by here.
    const broken = (error: Error): void => {
      settle();
      reject(describe(error, url()));
    };
    req.on("error", broken);
    // A connection that is not there yet has its own, usually equal, limit; both arrive here as silence of the socket.
    req.on("timeout", () => fail(req.socket?.connecting ? new ConnectTimeoutError(url()) : unanswered()));
    if (connectLimit !== idleLimit)
      within(connectLimit, () => req.socket?.connecting === false || fail(new ConnectTimeoutError(url())));
    within(answerLimit, () => {
      if (limits.throwOnRequestTimeout !== false) return fail(unanswered());
      console.warn(`A request has exceeded the configured ${answerLimit} ms requestTimeout: ${url()}`);
    });
    if (signal) req.once("close", onAbort(signal, fail));

    req.on("response", (message) => {
      answer = message;
      settle();
      const { statusCode, statusMessage: reason, headers } = message as Answer;
      const response: HttpResponse = { statusCode, reason, headers: flatten(headers), body: message };
      // Whoever has refused a request, or ended a conversation, does not listen to the rest of it.
      if (call.isEventStream || statusCode >= 300) message.once("end", () => req.writableEnded || req.destroy());
      if (!call.collect) return resolve({ response });
      const chunks: Uint8Array[] = [];
      message.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      message.on("error", broken);
      message.on("end", () => {
        response.body = joinBytes(chunks);
        resolve({ response });
      });
    });

    let sent = false;
    const send = (): void => {
      if (!sent) sendBody(req, body, fail);
      sent = true;
    };
    if (req.getHeader("expect") !== "100-continue") return send();
    // The server has seen the head and asks for the body; an answer in its place says that it does not want it.
    req.on("continue", send);
    // A server that neither asks for the body nor refuses it gets it after six seconds.
    within(6_000, send);
  });
}

/** What comes more than once, as one: of answers, Node keeps cookies alone apart. */
export function flatten(headers: object): HeaderBag {
  const { "set-cookie": cookies } = headers as Record<string, unknown>;
  return (cookies ? { ...headers, "set-cookie": String(cookies) } : headers) as HeaderBag;
}
