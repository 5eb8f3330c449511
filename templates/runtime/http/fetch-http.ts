/**
 * Requests over `fetch`: time limit, abort, and what a page may say about cookies and caches. A request that finds no
 * network is the browser's own `TypeError`, which the retry rules know.
 */

import { AbortError, ReadTimeoutError } from "../service/errors.ts";
import { isStream } from "./body.ts";
import {
  type HttpHandlerOptions,
  type HttpRequest,
  type HttpResponse,
  onAbort,
  type RequestHandler,
  type RequestHandlerOptions,
  urlOf,
} from "./http.ts";

export class FetchRequestHandler implements RequestHandler {
  readonly metadata: { handlerProtocol: string } = { handlerProtocol: "http/1.1" };
  private options: RequestHandlerOptions;

  constructor(options: RequestHandlerOptions = {}) {
    this.options = options;
  }

  async handle(
    request: HttpRequest,
    {
      abortSignal,
      requestTimeout: limit = this.options.requestTimeout ?? 0,
      collect,
    }: HttpHandlerOptions & { readonly collect?: boolean } = {},
  ): Promise<{ response: HttpResponse }> {
    const { keepAlive: keepalive, credentials, cache, requestInit } = this.options;
    const { method, username, password = "", body } = request;
    const signal = abortSignal as AbortSignal | undefined;
    if (signal?.aborted) throw new AbortError(signal.reason);
    const url = urlOf(request);

    const controller = new AbortController();
    const stop = onAbort(signal, () => controller.abort(new AbortError(signal?.reason)));
    const timer = limit > 0 ? setTimeout(() => controller.abort(new ReadTimeoutError(url, true)), limit) : undefined;
    try {
      const init = {
        method,
        headers: new Headers(request.headers),
        signal: controller.signal,
        body: method === "GET" || method === "HEAD" ? undefined : body,
        duplex: isStream(body) ? "half" : undefined,
        credentials,
        cache,
        keepalive,
        ...requestInit?.(request),
      } as RequestInit;
      const address = username === undefined ? url : url.replace("//", () => `//${username}:${password}@`);
      const answer = await fetch(address, init);
      const bytes = collect ? new Uint8Array(await answer.arrayBuffer()) : undefined;
      return {
        response: {
          statusCode: answer.status,
          reason: answer.statusText,
          headers: Object.fromEntries(answer.headers),
          body: bytes ?? answer.body ?? new Uint8Array(),
        },
      };
    } catch (error) {
      throw controller.signal.aborted ? controller.signal.reason : error;
    } finally {
      clearTimeout(timer);
      stop();
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
