/**
 * The standard retry strategy, to the letter of `@smithy/core`'s (its behaviour is the test), a third of its size.
 *
 * Every client has a budget. A retry takes 14 out of it, after throttling 5, and success puts back what the attempt took,
 * at least 1; with an empty budget nothing is retried. The wait is a random part of `base · 2ⁿ` ms, at most 20 s, where
 * `base` is 50, after throttling 1000; a server that names a time is heard within 5 s. Source: Smithy, standard retry mode.
 */
import type { Provider } from "./identity.ts";
import type { RetryErrorInfo, RetryStrategy, RetryToken } from "./settings.ts";

const BUDGET = 500;
const LONGEST_WAIT = 20_000;

export function standardStrategy(maxAttempts: Provider<number>): RetryStrategy {
  let budget = BUDGET;
  return {
    mode: "standard",
    async acquireInitialRetryToken(scope) {
      return tokenOf(0, undefined, 0, scope.includes(":longpoll"));
    },
    async refreshRetryTokenForRetry(token, error) {
      const count = token.getRetryCount();
      const longPoll = token.isLongPoll?.() ?? false;
      const throttled = error.errorType === "THROTTLING";
      const cost = throttled ? 5 : 14;
      const allowed = (throttled || error.errorType === "TRANSIENT") && count + 1 < (await maxAttempts());
      const affordable = budget >= cost;
      const delay = waitBefore(count, throttled ? 1000 : 50, error.retryAfterHint);
      if (allowed && affordable) budget -= cost;
      // Who waits for work goes on at a slow pace, instead of asking without pause.
      if (allowed && (affordable || longPoll)) await new Promise((resolve) => setTimeout(resolve, delay));
      if (allowed && affordable) return tokenOf(count + 1, cost, delay, longPoll);
      throw new Error("No retry token available");
    },
    recordSuccess(token) {
      budget = Math.min(BUDGET, budget + (token.getRetryCost?.() ?? 1));
    },
  };
}

function tokenOf(count: number, cost: number | undefined, waited: number, longPoll: boolean): RetryToken {
  return {
    getRetryCount: () => count,
    getRetryDelay: () => 0,
    getRetryCost: () => cost,
    isLongPoll: () => longPoll,
    $retryLog: { acquisitionDelay: waited },
  };
}

/** Milliseconds before retry `count` (from 0). */
function waitBefore(count: number, base: number, hint: RetryErrorInfo["retryAfterHint"]): number {
  const delay = Math.floor(Math.random() * Math.min(base * 2 ** count, LONGEST_WAIT));
  return hint ? Math.max(delay, Math.min(hint.getTime() - Date.now(), delay + 5000)) : delay;
}
