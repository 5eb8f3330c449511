/**
 * Requests over `fetch`: time limit, abort, and what a page may say about cookies and caches. A request that finds no
 * network is the browser's own `TypeError`, which the retry rules know.
 */

import { ReadTimeoutError } from "../service/errors.ts";
import {
  type HttpHandlerOptions,
  type HttpRequest,
  type HttpResponse,
  onAbort,
  type RequestHandler,
  type RequestHandlerOptions,
  urlOf,
} from "./http.ts";

interface FetchCallOptions extends HttpHandlerOptions {
  abortSignal?: AbortSignal;
  /** The body of the answer is wanted as bytes. */
  readonly collect?: boolean;
}

export class FetchRequestHandler implements RequestHandler {
  readonly metadata: { handlerProtocol: string } = { handlerProtocol: "http/1.1" };
  declare private options: RequestHandlerOptions;

  constructor(options: RequestHandlerOptions = {}) {
    this.options = options;
  }

  async handle(
    request: HttpRequest,
    { abortSignal, requestTimeout: limit = this.options.requestTimeout ?? 0, collect }: FetchCallOptions = {},
  ): Promise<{ response: HttpResponse }> {
    const { keepAlive: keepalive, credentials, cache, requestInit } = this.options;
    const { method, headers, username, password = "", body } = request;
    const url = urlOf(request);
    const address = username === undefined ? url : url.replace("//", () => `//${username}:${password}@`);

    const controller = new AbortController();
    const { signal } = controller;
    const stop = onAbort(abortSignal, (error) => controller.abort(error));
    const timer = limit > 0 ? setTimeout(() => controller.abort(new ReadTimeoutError(url, true)), limit) : undefined;
    try {
      const answer = await fetch(address, {
        method,
        headers,
        signal,
        body: method === "GET" || method === "HEAD" ? undefined : body,
        // What streams need, and nothing else minds.
        duplex: "half",
        credentials,
        cache,
        keepalive,
        ...requestInit?.(request),
      } as RequestInit);
      const bytes = collect ? new Uint8Array(await answer.arrayBuffer()) : answer.body;
      return {
        response: {
          statusCode: answer.status,
          reason: answer.statusText,
          headers: Object.fromEntries(answer.headers),
          body: bytes ?? new Uint8Array(),
        },
      };
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
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
