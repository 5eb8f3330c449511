/**
 * HTTP messages and the handlers that carry them, in Smithy's own shapes: any request handler of that family fits a
 * client, and any middleware finds the fields that it expects. Types, and the texts that are made of them.
 */

import { AbortError } from "../service/errors.ts";
import { uriEncode } from "../values/uri-encode.ts";

export type HeaderBag = Record<string, string>;
export type QueryBag = Record<string, string | string[] | null>;

export interface HttpRequest {
  method: string;
  /** With the colon: `https:`. */
  protocol: string;
  hostname: string;
  port?: number;
  /** Already percent-encoded. */
  path: string;
  query?: QueryBag;
  headers: HeaderBag;
  username?: string;
  password?: string;
  fragment?: string;
  body?: unknown;
}

export interface HttpResponse {
  statusCode: number;
  reason?: string;
  /** Names in lower case. */
  headers: HeaderBag;
  body?: unknown;
}

/** What one call may say beside its input. */
export interface HttpHandlerOptions {
  /** Ends the call, its retries and the waits between them with an `AbortError`. */
  abortSignal?: AbortSignal | AbortSignalLike;
  /** Milliseconds that one attempt may take until its answer begins. */
  requestTimeout?: number;
}

/** The abort signal of platforms without `EventTarget`. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  /** A function; Smithy's own type says no more of it either. */
  onabort: object | null;
}

export interface RequestHandlerMetadata {
  handlerProtocol: string;
  /** Where event streams go over another protocol than the rest. */
  eventStreamProtocol?: string;
}

export interface RequestHandler {
  metadata?: RequestHandlerMetadata;
  destroy?: () => void;
  handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }>;
  updateHttpClientConfig?(key: never, value: never): void;
  httpHandlerConfigs?(): object;
}

/** Options of the built-in handlers; durations in milliseconds, 0 switches a limit off. */
export interface RequestHandlerOptions {
  /** Until the connection stands. Node only. Default 60,000. */
  connectionTimeout?: number | undefined;
  /** Until the answer begins. Default: none. */
  requestTimeout?: number | undefined;
  /** The longest silence on the connection. Node only. Default 60,000. */
  socketTimeout?: number | undefined;
  /** False: `requestTimeout` only warns. Default true. */
  throwOnRequestTimeout?: boolean | undefined;
  /** An `http.Agent` or its options (Node). Default: keep-alive, 50 sockets. */
  httpAgent?: object | undefined;
  /** An `https.Agent` or its options (Node). Default: keep-alive, 50 sockets. */
  httpsAgent?: object | undefined;
  /** `fetch` only: lets a request outlive its page. */
  keepAlive?: boolean | undefined;
  /** `fetch` only. */
  credentials?: "include" | "omit" | "same-origin" | undefined;
  /** `fetch` only. */
  cache?: "default" | "force-cache" | "no-cache" | "no-store" | "only-if-cached" | "reload" | undefined;
  /** `fetch` only: further settings of one request. */
  requestInit?: ((request: HttpRequest) => object) | undefined;
  readonly [option: string]: unknown;
}

/** `a=1&b=2&b=3&c`: names in order, null as a name alone. Empty for no query. */
export function queryString(query: QueryBag = {}): string {
  let text = "";
  for (const name of Object.keys(query).sort()) {
    const key = uriEncode(name);
    for (const one of [query[name]].flat()) {
      text += `${text && "&"}${key}${typeof one === "string" ? `=${uriEncode(one)}` : ""}`;
    }
  }
  return text;
}

/** The path of a request with its query and fragment, as it stands in a URL. */
export function targetOf({ path, query, fragment }: HttpRequest): string {
  const text = queryString(query);
  return path + (text && `?${text}`) + (fragment ? `#${fragment}` : "");
}

/** As the `Host` header has it. */
export function hostOf({ hostname, port }: Pick<HttpRequest, "hostname" | "port">): string {
  return port === undefined ? hostname : `${hostname}:${port}`;
}

/** Where a request goes, without its user. */
export function urlOf(request: HttpRequest): string {
  return `${request.protocol}//${hostOf(request)}${targetOf(request)}`;
}

/** `name` in lower case. */
export function hasHeader(headers: HeaderBag, name: string): boolean {
  return Object.keys(headers).some((one) => one.toLowerCase() === name);
}

/** Tells when the signal fires, or has fired, whichever kind of signal that is. What it gives ends that. */
export function onAbort(signal: AbortSignal | undefined, fail: (error: AbortError) => void): () => void {
  const tell = (): void => fail(new AbortError(signal?.reason));
  if (signal?.aborted) tell();
  else if (signal?.addEventListener) signal.addEventListener("abort", tell);
  else if (signal) (signal as { onabort: unknown }).onabort = tell;
  return () => signal?.removeEventListener?.("abort", tell);
}
