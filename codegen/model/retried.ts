/** Whether the standard retry mode tries again after an error: what docs, comments and pages say of it. */
import type { ErrorFacts } from "./types.ts";

const RETRIED_STATUS: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** By the `retryable` trait, or by a status of the transient or throttling kind. Source: Smithy standard retry mode. */
export function isRetried(error: ErrorFacts | undefined): boolean {
  return error !== undefined && (error.retryable || RETRIED_STATUS.has(error.status ?? 0));
}
