/**
 * The adaptive retry strategy, in a file of its own because few clients ask for it: the standard strategy, behind Smithy's
 * rate limiter, which slows sending down after the first throttling error.
 */
import { DefaultRateLimiter } from "@smithy/core/retry";
import type { RetryErrorInfo, RetryStrategy, RetryToken } from "./settings.ts";

export function adaptiveStrategy(standard: RetryStrategy): RetryStrategy {
  const limiter = new DefaultRateLimiter();
  return {
    mode: "adaptive",
    async acquireInitialRetryToken(scope: string): Promise<RetryToken> {
      const token = await standard.acquireInitialRetryToken(scope);
      await limiter.getSendToken();
      return token;
    },
    async refreshRetryTokenForRetry(token: RetryToken, error: RetryErrorInfo): Promise<RetryToken> {
      limiter.updateClientSendingRate(error as never);
      const next = await standard.refreshRetryTokenForRetry(token, error);
      await limiter.getSendToken();
      return next;
    },
    recordSuccess(token: RetryToken): void {
      limiter.updateClientSendingRate({} as never);
      standard.recordSuccess(token);
    },
  };
}
