/**
 * Requests over `fetch`: time limit, abort, and what a page may say about cookies and caches. A request that finds no
 * network is the browser's own `TypeError`, which the retry rules know.
 */
import { isStream } from "./body.ts";
import { AbortError, ReadTimeoutError } from "./errors.ts";
import {
  type HttpHandlerOptions,
  type HttpRequest,
  type HttpResponse,
  type RequestHandler,
  type RequestHandlerOptions,
  targetOf,
} from "./http.ts";

export class FetchRequestHandler implements RequestHandler {
  readonly metadata: { handlerProtocol: string } = { handlerProtocol: "http/1.1" };
  private options: RequestHandlerOptions;

  constructor(options: RequestHandlerOptions = {}) {
    this.options = options;
  }

  async handle(
    request: HttpRequest,
    call: HttpHandlerOptions & { readonly collect?: boolean } = {},
  ): Promise<{ response: HttpResponse }> {
    const { requestTimeout, keepAlive, credentials, cache, requestInit } = this.options;
    const signal = call.abortSignal as AbortSignal | undefined;
    if (signal?.aborted) throw new AbortError(signal.reason);
    const port = request.port === undefined ? "" : `:${request.port}`;
    const path = targetOf(request);
    const user = request.username === undefined ? "" : `${request.username}:${request.password ?? ""}@`;
    const url = `${request.protocol}//${user}${request.hostname}${port}${path}`;
    const bodiless = request.method === "GET" || request.method === "HEAD";

    const controller = new AbortController();
    const abort = (): void => controller.abort(new AbortError(signal?.reason));
    signal?.addEventListener?.("abort", abort, { once: true });
    const limit = call.requestTimeout ?? requestTimeout ?? 0;
    const timer = limit > 0 ? setTimeout(() => controller.abort(new ReadTimeoutError(url, true)), limit) : undefined;
    try {
      const init: RequestInit & { duplex?: string } = {
        method: request.method,
        headers: new Headers(request.headers),
        signal: controller.signal,
        ...(bodiless || request.body === undefined ? {} : { body: request.body as BodyInit }),
        ...(isStream(request.body) ? { duplex: "half" } : {}),
        ...(credentials === undefined ? {} : { credentials }),
        ...(cache === undefined ? {} : { cache }),
        ...(keepAlive === undefined ? {} : { keepalive: keepAlive }),
        ...requestInit?.(request),
      };
      const answer = await fetch(url, init);
      const headers: Record<string, string> = {};
      answer.headers.forEach((value, name) => {
        headers[name] = value;
      });
      const body = call.collect === true ? new Uint8Array(await answer.arrayBuffer()) : answer.body;
      return {
        response: { statusCode: answer.status, reason: answer.statusText, headers, body: body ?? new Uint8Array() },
      };
    } catch (error) {
      throw controller.signal.aborted ? controller.signal.reason : error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener?.("abort", abort);
    }
  }

  destroy(): void {}

  updateHttpClientConfig(key: string, value: unknown): void {
    this.options = { ...this.options, [key]: value };
  }

  httpHandlerConfigs(): RequestHandlerOptions {
    return this.options;
  }
}
