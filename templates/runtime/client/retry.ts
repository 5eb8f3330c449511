/**
 * Attempts: send, and send again what may succeed then. Which errors those are, how long to wait and when to give up say
 * Smithy's classification and strategies; one rule is ours: an answer that does not come after the request was sent in
 * full is only repeated where the operation may be (idempotent, or a reading method).
 *
 * Headers: `amz-sdk-invocation-id` the same for all attempts, `amz-sdk-request: attempt=N; max=M`.
 */
import { isServerError, isThrottlingError, isTransientError } from "@smithy/core/retry";
import { idempotencyToken } from "../protocols/idempotency.ts";
import { isStream } from "./body.ts";
import { AbortError, ReadTimeoutError } from "./errors.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";
import { isPending, now } from "./provider.ts";
import type { MetadataBearer, ResponseMetadata } from "./service.ts";
import type { RetryErrorInfo, RetryStrategy, ServiceClientResolvedConfig } from "./settings.ts";

export interface Attempted {
  readonly response: unknown;
  readonly output: MetadataBearer;
}

interface FailedAttempt extends Error {
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
  const [chosen, most] = [now(config.retryStrategy), now(config.maxAttempts)];
  const strategy: RetryStrategy = isPending(chosen) ? await chosen : chosen;
  const max = isPending(most) ? await most : most;
  let token = await orAbort(strategy.acquireInitialRetryToken(scope), signal);
  let tried = 1;
  let waited = 0;
  request.headers["amz-sdk-invocation-id"] = idempotencyToken();
  while (true) {
    request.headers["amz-sdk-request"] = `attempt=${tried}; max=${max}`;
    try {
      const result = await attempt();
      strategy.recordSuccess(token);
      const { $metadata } = result.output;
      $metadata.attempts = tried;
      $metadata.totalRetryDelay = waited;
      return result;
    } catch (thrown) {
      const error = asError(thrown);
      if (isStream(request.body)) throw error;
      try {
        token = await orAbort(strategy.refreshRetryTokenForRetry(token, errorInfo(error, repeatable)), signal);
      } catch (refusal) {
        if (signal?.aborted && refusal instanceof AbortError) throw refusal;
        error.$metadata ??= {};
        error.$metadata.attempts = tried;
        error.$metadata.totalRetryDelay = waited;
        throw error;
      }
      tried = token.getRetryCount() + 1;
      const delay = token.getRetryDelay();
      waited += (token.$retryLog?.acquisitionDelay ?? 0) + delay;
      if (delay > 0) await orAbort(new Promise((resolve) => setTimeout(resolve, delay)), signal);
    }
  }
}

function asError(thrown: unknown): FailedAttempt {
  if (thrown instanceof Error) return thrown;
  if (typeof thrown === "object" && thrown !== null) return Object.assign(new Error(), thrown);
  return new Error(String(thrown));
}

function errorInfo(error: FailedAttempt, repeatable: boolean): RetryErrorInfo {
  const retryAfterHint = retryAfter(error.$response);
  return { error, errorType: errorType(error, repeatable), ...(retryAfterHint && { retryAfterHint }) };
}

function errorType(error: FailedAttempt, repeatable: boolean): RetryErrorInfo["errorType"] {
  if (error instanceof ReadTimeoutError && error.sent && !repeatable) return "CLIENT_ERROR";
  // The classification reads the same fields; its own type also wants `$fault`.
  const known = error as never;
  if (isThrottlingError(known)) return "THROTTLING";
  if (isTransientError(known)) return "TRANSIENT";
  return isServerError(known) ? "SERVER_ERROR" : "CLIENT_ERROR";
}

/** `Retry-After` in seconds or as a date, or `x-amz-retry-after` in milliseconds. */
function retryAfter(response: HttpResponse | undefined): Date | undefined {
  const headers = response?.headers ?? {};
  const said = headers["retry-after"];
  const milliseconds = said === undefined ? Number(headers["x-amz-retry-after"] ?? Number.NaN) : Number(said) * 1000;
  const time = said === undefined || /^\d+(\.\d+)?$/.test(said) ? Date.now() + milliseconds : Date.parse(said);
  return Number.isNaN(time) ? undefined : new Date(time);
}

/** The promise's result, or an `AbortError` as soon as the signal fires. */
function orAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new AbortError(signal.reason));
    promise.then(resolve, reject).finally(() => signal.removeEventListener?.("abort", abort));
    if (signal.aborted) return abort();
    if (typeof signal.addEventListener === "function") signal.addEventListener("abort", abort, { once: true });
    else (signal as { onabort: unknown }).onabort = abort;
  });
}
