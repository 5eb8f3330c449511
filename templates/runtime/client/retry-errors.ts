/** Which errors are worth another attempt. Source: Smithy's classification of service errors. */
import { ReadTimeoutError } from "./errors.ts";
import type { HttpResponse } from "./http.ts";
import type { ResponseMetadata } from "./service.ts";
import type { RetryErrorInfo } from "./settings.ts";

export interface FailedAttempt extends Error {
  $metadata?: ResponseMetadata & { readonly clockSkewCorrected?: boolean };
  readonly $response?: HttpResponse;
  readonly $retryable?: { readonly throttling?: boolean };
  readonly code?: unknown;
}

const THROTTLING =
  /^(?:BandwidthLimitExceeded|EC2ThrottledException|LimitExceededException|PriorRequestNotComplete|ProvisionedThroughputExceededException|RequestLimitExceeded|RequestThrottled(?:Exception)?|SlowDown|ThrottledException|Throttling(?:Exception)?|TooManyRequestsException|TransactionInProgressException)$/;
const TRANSIENT = /^(?:TimeoutError|RequestTimeout(?:Exception)?)$/;
const SOCKETS = /^(?:ECONN(?:RESET|REFUSED)|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What browsers call a network that is not there. */
const NETWORK =
  /^(?:Failed to fetch|NetworkError when attempting to fetch resource|The Internet connection appears to be offline|Load failed|Network request failed)$/;

export function isThrottling({ $metadata, name, $retryable }: Partial<FailedAttempt>): boolean {
  return $metadata?.httpStatusCode === 429 || THROTTLING.test(String(name)) || $retryable?.throttling === true;
}

function isTransient(error: FailedAttempt, depth = 0): boolean {
  const { name, message, code, cause, $metadata, $retryable } = error;
  return (
    name !== "AbortError" &&
    ($retryable !== undefined ||
      $metadata?.clockSkewCorrected === true ||
      (name === "InvalidSignatureException" && message?.includes("Signature expired")) ||
      TRANSIENT.test(name) ||
      SOCKETS.test(String(code)) ||
      [500, 502, 503, 504].includes($metadata?.httpStatusCode ?? 0) ||
      (error instanceof TypeError && NETWORK.test(message)) ||
      (code === "ERR_HTTP2_STREAM_ERROR" && message.includes("NGHTTP2_REFUSED_STREAM")) ||
      (cause !== undefined && depth <= 10 && isTransient(cause as FailedAttempt, depth + 1)))
  );
}

/** `repeatable`: the operation may be carried out twice. */
export function errorType(error: FailedAttempt, repeatable: boolean): RetryErrorInfo["errorType"] {
  if (error instanceof ReadTimeoutError && error.sent && !repeatable) return "CLIENT_ERROR";
  if (isThrottling(error)) return "THROTTLING";
  if (isTransient(error)) return "TRANSIENT";
  return (error.$metadata?.httpStatusCode ?? 0) >= 500 ? "SERVER_ERROR" : "CLIENT_ERROR";
}
