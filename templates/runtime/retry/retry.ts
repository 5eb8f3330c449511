/**
 * Attempts: send, and send again what may succeed then. Which errors those are, how long to wait and when to give up say
 * `retry-errors.ts` and the strategy; one rule is ours: an answer that does not come after the request was sent in
 * full is only repeated where the operation may be (idempotent, or a reading method).
 *
 * Headers: `amz-sdk-invocation-id` the same for all attempts, `amz-sdk-request: attempt=N; max=M`.
 */

import { isStream } from "../http/body.ts";
import { type HeaderBag, type HttpRequest, type HttpResponse, onAbort } from "../http/http.ts";
import { AbortError, ReadTimeoutError } from "../service/errors.ts";
import type { MetadataBearer, ResponseMetadata } from "../service/metadata.ts";
import type { RetryErrorInfo, ServiceClientResolvedConfig } from "../service/settings.ts";
import { uuid } from "../values/engine.ts";
import { wait } from "./rate-limiter.ts";
import { isThrottling, isTransient } from "./retry-errors.ts";

export interface Attempted {
  readonly response: unknown;
  readonly output: MetadataBearer;
}

interface FailedAttempt extends Error {
  readonly code?: string;
  $metadata?: ResponseMetadata;
  readonly $response?: HttpResponse;
}

/** Runs `attempt` until it succeeds or may not be repeated; fills in `attempts` and `totalRetryDelay` of `$metadata`. */
export async function withRetries<Result extends Attempted>(
  config: ServiceClientResolvedConfig,
  request: HttpRequest,
  repeatable: boolean,
  signal: AbortSignal | undefined,
  scope: string,
  attempt: () => Promise<Result>,
): Promise<Result> {
  const strategy = await config.retryStrategy();
  const max = await config.maxAttempts();
  let token = await orAbort(strategy.acquireInitialRetryToken(scope), signal);
  let tried = 1;
  let waited = 0;
  const record = (metadata: ResponseMetadata): void => {
    metadata.attempts = tried;
    metadata.totalRetryDelay = waited;
  };
  const { headers } = request;
  headers["amz-sdk-invocation-id"] = uuid();
  while (true) {
    headers["amz-sdk-request"] = `attempt=${tried}; max=${max}`;
    try {
      const result = await attempt();
      strategy.recordSuccess(token);
      record(result.output.$metadata);
      return result;
    } catch (thrown) {
      const error = asError(thrown);
      if (isStream(request.body)) throw error;
      try {
        const retryAfterHint = retryAfter(error.$response?.headers);
        const info = { error, errorType: errorType(error, repeatable), retryAfterHint };
        token = await orAbort(strategy.refreshRetryTokenForRetry(token, info), signal);
      } catch (refusal) {
        if (signal?.aborted && refusal instanceof AbortError) throw refusal;
        error.$metadata ??= {};
        record(error.$metadata);
        throw error;
      }
      tried = token.getRetryCount() + 1;
      const delay = token.getRetryDelay();
      waited += (token.$retryLog?.acquisitionDelay ?? 0) + delay;
      if (delay > 0) await orAbort(wait(delay), signal);
    }
  }
}

function asError(thrown: unknown): FailedAttempt {
  if (thrown instanceof Error) return thrown;
  return typeof thrown === "object" ? Object.assign(new Error(), thrown) : new Error(String(thrown));
}

function errorType(error: FailedAttempt, repeatable: boolean): RetryErrorInfo["errorType"] {
  if (error instanceof ReadTimeoutError && error.sent && !repeatable) return "CLIENT_ERROR";
  if (isThrottling(error)) return "THROTTLING";
  if (isTransient(error)) return "TRANSIENT";
  return /^5/.test(`${error.$metadata?.httpStatusCode}`) ? "SERVER_ERROR" : "CLIENT_ERROR";
}

/** `Retry-After` in seconds or as a date, or `x-amz-retry-after` in milliseconds. */
function retryAfter({ "retry-after": said, "x-amz-retry-after": milliseconds }: HeaderBag = {}): Date | undefined {
  const wait = said === undefined ? Number(milliseconds) : Number(said) * 1000;
  const time = Number.isNaN(wait) ? Date.parse(`${said}`) : Date.now() + wait;
  return Number.isNaN(time) ? undefined : new Date(time);
}

/** The promise's result, or an `AbortError` as soon as the signal fires. */
function orAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => promise.then(resolve, reject).finally(onAbort(signal, reject)));
}
