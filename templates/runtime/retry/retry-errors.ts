/**
 * What an error says about trying again: which ones come from sending too fast, which ones may pass by themselves. It
 * knows no attempt and no strategy. Source: the classification of `@smithy/core/retry`, whose answers are the test.
 */

/** As much of an error as is looked at. */
import type { ResponseMetadata } from "../service/metadata.ts";
export interface Failure {
  readonly name?: string;
  readonly message?: string;
  /** Node's own. */
  readonly code?: string;
  readonly cause?: unknown;
  readonly $retryable?: { readonly throttling?: boolean };
  readonly $metadata?: ResponseMetadata & { readonly clockSkewCorrected?: boolean };
}

const THROTTLING =
  /^(BandwidthLimitExceeded|PriorRequestNotComplete|RequestLimitExceeded|SlowDown|(RequestThrottled|Throttling)(Exception)?|((EC2)?Throttled|(ProvisionedThroughput|Limit)Exceeded|TooManyRequests|TransactionInProgress)Exception)$/;
const TIMEOUT = /^(TimeoutError|RequestTimeout(Exception)?)$/;
const NO_CONNECTION = /^E(CONNRESET|CONNREFUSED|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$/;
/** What browsers say, each in its own words, when `fetch` finds no network. */
const NO_NETWORK =
  /^(Failed to fetch|NetworkError when attempting to fetch resource|The Internet connection appears to be offline|Load failed|Network request failed)$/;
/** Status. */
const PASSING = /^50[0234]$/;

/** How far errors are followed to what caused them. */
const DEPTH = 11;

/** The service wants fewer requests. */
export function isThrottling({ name = "", $metadata, $retryable }: Failure): boolean {
  return $metadata?.httpStatusCode === 429 || THROTTLING.test(name) || $retryable?.throttling === true;
}

/** The same request may succeed in a moment. */
export function isTransient(error: Failure, depth: number = DEPTH): boolean {
  const { name = "", message = "", code = "", cause, $retryable, $metadata } = error;
  return (
    name !== "AbortError" &&
    ($retryable !== undefined ||
      $metadata?.clockSkewCorrected === true ||
      (name === "InvalidSignatureException" && message.includes("Signature expired")) ||
      TIMEOUT.test(name) ||
      NO_CONNECTION.test(code) ||
      PASSING.test(`${$metadata?.httpStatusCode}`) ||
      (error instanceof TypeError && NO_NETWORK.test(message)) ||
      (code === "ERR_HTTP2_STREAM_ERROR" && message.includes("NGHTTP2_REFUSED_STREAM")) ||
      (depth > 0 && Boolean(cause) && isTransient(cause as Failure, depth - 1)))
  );
}
