/**
 * The adaptive retry strategy, in a file of its own because few clients ask for it: the standard strategy behind a rate
 * limiter, which slows sending down after the first throttling error. To the letter of `@smithy/core`'s limiter.
 */
import { isThrottling } from "./retry-errors.ts";
import type { RetryErrorInfo, RetryStrategy } from "./settings.ts";

/** How far a throttling error takes the rate down, how fast it comes back, and how much the newest measurement weighs. */
const BETA = 0.7;
const SCALE = 0.4;
const SMOOTH = 0.8;
const LEAST_RATE = 0.5;
const LEAST_CAPACITY = 1;

const seconds = (): number => Date.now() / 1000;
const precise = (value: number): number => Number.parseFloat(value.toFixed(8));

/** A token bucket that is filled at the rate that the service takes. Source: the adaptive retry mode of AWS's SDKs (CUBIC). */
function rateLimiter(): { send(): Promise<void>; heard(throttled: boolean): void } {
  let enabled = false;
  let tokens = 0;
  let capacity = LEAST_CAPACITY;
  let rate = LEAST_RATE;
  let filledAt = 0;
  let throttledAt = seconds();
  let lastMaxRate = 0;
  let measured = 0;
  let requests = 0;
  let bucket = Math.floor(seconds());

  const refill = (): void => {
    const now = seconds();
    if (filledAt) tokens = Math.min(capacity, tokens + (now - filledAt) * rate);
    filledAt = now;
  };
  const measure = (): void => {
    const now = Math.floor(seconds() * 2) / 2;
    requests++;
    if (now <= bucket) return;
    measured = precise((requests / (now - bucket)) * SMOOTH + measured * (1 - SMOOTH));
    requests = 0;
    bucket = now;
  };
  return {
    async send() {
      if (!enabled) return;
      refill();
      while (tokens < 1) {
        await new Promise((resolve) => setTimeout(resolve, ((1 - tokens) / rate) * 1000));
        refill();
      }
      tokens--;
    },
    heard(throttled) {
      measure();
      let next: number;
      if (throttled) {
        lastMaxRate = enabled ? Math.min(measured, rate) : measured;
        throttledAt = seconds();
        next = precise(lastMaxRate * BETA);
        enabled = true;
      } else {
        const window = precise(((lastMaxRate * (1 - BETA)) / SCALE) ** (1 / 3));
        next = precise(SCALE * (seconds() - throttledAt - window) ** 3 + lastMaxRate);
      }
      next = Math.min(next, 2 * measured);
      refill();
      rate = Math.max(next, LEAST_RATE);
      capacity = Math.max(next, LEAST_CAPACITY);
      tokens = Math.min(tokens, capacity);
    },
  };
}

export function adaptiveStrategy(standard: RetryStrategy): RetryStrategy {
  const limiter = rateLimiter();
  return {
    mode: "adaptive",
    async acquireInitialRetryToken(scope) {
      const token = await standard.acquireInitialRetryToken(scope);
      await limiter.send();
      return token;
    },
    async refreshRetryTokenForRetry(token, error: RetryErrorInfo) {
      limiter.heard(error.errorType === "THROTTLING" || isThrottling(error.error ?? {}));
      const next = await standard.refreshRetryTokenForRetry(token, error);
      await limiter.send();
      return next;
    },
    recordSuccess(token) {
      limiter.heard(false);
      standard.recordSuccess(token);
    },
  };
}
