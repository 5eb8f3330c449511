/**
 * Whether and when an attempt is followed by another: Smithy's standard retry strategy, and which strategy a client has
 * when none is given. Our own because Smithy's with its parts is 6 KB of every bundle and this is 2; property tests hold it
 * against that one: same waits, same capacity, same refusals. It knows no request.
 *
 *   wait  = a random point below base · 2ⁿ after n repeats, at most 20 s; base 50 ms, 1 s for throttling. A server's
 *           hint can make it longer, by 5 s at most
 *   capacity 500; a repeat costs 14, one of a throttled request 5; a success gives back what its last repeat cost, or 1
 */
import type { Provider } from "../service/identity.ts";
import type { RetryStrategy, RetryToken } from "../service/settings.ts";
import { createRateLimiter, type RateLimiter, wait } from "./rate-limiter.ts";
import { isThrottling } from "./retry-errors.ts";

/** Milliseconds. */
const BASE = 50;
const THROTTLED_BASE = 1000;
const LONGEST = 20_000;
const MOST_FOR_HINT = 5000;
const CAPACITY = 500;
const DEFAULT_ATTEMPTS = 3;

interface StandardToken extends RetryToken {
  readonly $retryLog: { acquisitionDelay: number };
}

/** `waited`: milliseconds, before the token was given out. */
function retryToken(count: number, delay: number, longPoll: boolean, waited: number, cost?: number): StandardToken {
  return {
    getRetryCount: () => count,
    getRetryDelay: () => delay,
    getRetryCost: () => cost,
    isLongPoll: () => longPoll,
    $retryLog: { acquisitionDelay: waited },
  };
}

export interface BuiltInRetryStrategy extends RetryStrategy {
  readonly mode: string;
  /** All attempts, the first one included. */
  readonly maxAttempts: Provider<number>;
  getCapacity(): number;
}

/** The standard strategy; with a limiter, the adaptive one. */
export function builtInRetryStrategy(maxAttempts: Provider<number>, limiter?: RateLimiter): BuiltInRetryStrategy {
  let capacity = CAPACITY;
  return {
    mode: limiter ? "adaptive" : "standard",
    maxAttempts,
    async acquireInitialRetryToken(scope) {
      if (limiter) await limiter.take();
      return retryToken(0, BASE, scope.includes(":longpoll"), 0);
    },
    /** Resolves when it is time for the next attempt; rejects where there is to be none. */
    async refreshRetryTokenForRetry(token, { error = {} as Error, errorType, retryAfterHint }) {
      // It was known when the call began; it is no reason to hide what the call has failed with.
      const max = await maxAttempts().catch(() => DEFAULT_ATTEMPTS);
      const throttled = errorType === "THROTTLING";
      limiter?.learn(throttled || isThrottling(error));
      const cost = throttled ? 5 : 14;
      const count = token.getRetryCount();
      const longPoll = token.isLongPoll?.() === true;
      const affordable = capacity >= cost;
      // Whoever polls goes on by itself: without capacity it is slowed down all the same.
      if ((throttled || errorType === "TRANSIENT") && count + 1 < max && (affordable || longPoll)) {
        if (affordable) capacity -= cost;
        const delay = backoff(count, throttled ? THROTTLED_BASE : BASE, retryAfterHint);
        await wait(delay);
        if (affordable) {
          await limiter?.take();
          return retryToken(count + 1, 0, longPoll, delay, cost);
        }
      }
      throw new Error("No retry token available");
    },
    recordSuccess(token) {
      limiter?.learn(false);
      capacity = Math.min(CAPACITY, capacity + (token.getRetryCost?.() ?? 1));
    },
    getCapacity: () => capacity,
  };
}

function backoff(count: number, base: number, hint: Date | undefined): number {
  const delay = Math.floor(Math.random() * Math.min(base * 2 ** count, LONGEST));
  return hint === undefined ? delay : Math.max(delay, Math.min(hint.getTime() - Date.now(), delay + MOST_FOR_HINT));
}

export async function createRetryStrategy(
  mode: Provider<string>,
  maxAttempts: Provider<number>,
): Promise<RetryStrategy> {
  const adaptive = (await mode()) === "adaptive";
  return builtInRetryStrategy(maxAttempts, adaptive ? createRateLimiter() : undefined);
}
