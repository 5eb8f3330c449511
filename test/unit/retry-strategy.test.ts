/** Retries against Smithy's own strategies and classification: the same waits, refusals and kinds of errors. */
import {
  AdaptiveRetryStrategy,
  isServerError,
  isThrottlingError,
  isTransientError,
  StandardRetryStrategy,
} from "@smithy/core/retry";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { adaptiveStrategy } from "../../templates/runtime/client/adaptive.ts";
import { errorType } from "../../templates/runtime/client/retry-errors.ts";
import type { RetryErrorInfo, RetryStrategy } from "../../templates/runtime/client/settings.ts";
import { standardStrategy } from "../../templates/runtime/client/standard-retry.ts";

const error = fc.record(
  {
    name: fc.constantFrom(
      "AbortError",
      "TimeoutError",
      "RequestTimeoutException",
      "SlowDown",
      "ThrottlingException",
      "TooManyRequestsException",
      "InvalidSignatureException",
      "NotFound",
    ),
    message: fc.constantFrom("Failed to fetch", "Signature expired: now", "NGHTTP2_REFUSED_STREAM", "no"),
    code: fc.constantFrom("ECONNRESET", "EPIPE", "EAI_AGAIN", "ERR_HTTP2_STREAM_ERROR", "other", undefined),
    $retryable: fc.constantFrom({}, { throttling: true }, { throttling: false }, undefined),
    $metadata: fc.record(
      { httpStatusCode: fc.constantFrom(200, 404, 429, 500, 501, 503, 504, 599), clockSkewCorrected: fc.boolean() },
      { requiredKeys: [] },
    ),
    cause: fc.constantFrom({ name: "TimeoutError" }, { name: "x", code: "EPIPE" }, undefined),
    browser: fc.boolean(),
  },
  { requiredKeys: ["name", "message", "browser"] },
);

test("errors are of the kind that Smithy's classification says", () => {
  fc.assert(
    fc.property(error, ({ browser, ...fields }) => {
      const thrown = Object.assign(browser ? new TypeError() : new Error(), fields) as never;
      const kind = isThrottlingError(thrown)
        ? "THROTTLING"
        : isTransientError(thrown)
          ? "TRANSIENT"
          : isServerError(thrown)
            ? "SERVER_ERROR"
            : "CLIENT_ERROR";
      expect(errorType(thrown, true)).toBe(kind);
    }),
    { numRuns: 2000 },
  );
});

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  // The fake clock passes over fractions of a millisecond, and would stand still.
  const wait = setTimeout;
  vi.stubGlobal("setTimeout", (run: () => void, delay: number) => wait(run, Math.ceil(delay)));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Calls one after the other: how each attempt of a call ends, and milliseconds until the next call. */
const outcome = fc.oneof(
  fc.constant("ok" as const),
  fc.record({
    errorType: fc.constantFrom("TRANSIENT", "THROTTLING", "SERVER_ERROR", "CLIENT_ERROR"),
    hint: fc.option(fc.nat({ max: 9000 }), { nil: undefined }),
  }),
);
const calls = fc.array(
  fc.record({
    outcomes: fc.array(outcome, { minLength: 1, maxLength: 5 }),
    pause: fc.nat({ max: 3000 }),
    scope: fc.constantFrom("", ":longpoll"),
  }),
  { minLength: 1, maxLength: 30 },
);
type Calls = typeof calls extends fc.Arbitrary<infer T> ? T : never;

/** When each attempt was allowed, in fake milliseconds from the start, or why it was not. */
async function timeline(make: () => RetryStrategy, list: Calls): Promise<unknown[]> {
  vi.spyOn(Math, "random").mockReturnValue(0.37);
  vi.setSystemTime(1_700_000_000_000);
  const strategy = make();
  const seen: unknown[] = [];
  const settled = async <T>(promise: Promise<T>): Promise<T> => {
    let done = false;
    const marked = promise.finally(() => {
      done = true;
    });
    marked.catch(() => {});
    while (!done) await vi.advanceTimersToNextTimerAsync();
    return marked;
  };
  for (const { outcomes, pause, scope } of list) {
    await vi.advanceTimersByTimeAsync(pause);
    let token = await settled(strategy.acquireInitialRetryToken(scope));
    for (const one of outcomes) {
      seen.push(Date.now());
      if (one === "ok") {
        strategy.recordSuccess(token);
        break;
      }
      const info = {
        error: new Error(),
        errorType: one.errorType,
        ...(one.hint === undefined ? {} : { retryAfterHint: new Date(Date.now() + one.hint) }),
      } as RetryErrorInfo;
      try {
        token = await settled(strategy.refreshRetryTokenForRetry(token, info));
        seen.push([token.getRetryCount(), token.$retryLog?.acquisitionDelay]);
      } catch (refusal) {
        seen.push((refusal as Error).message);
        break;
      }
    }
  }
  return seen;
}

test.each([
  [
    "standard",
    () => standardStrategy(async () => 4),
    () => new StandardRetryStrategy(async () => 4) as unknown as RetryStrategy,
  ],
  [
    "adaptive",
    () => adaptiveStrategy(standardStrategy(async () => 4)),
    () => new AdaptiveRetryStrategy(async () => 4) as unknown as RetryStrategy,
  ],
])("the %s strategy waits and refuses as Smithy's does", async (_, ours, theirs) => {
  await fc.assert(
    fc.asyncProperty(calls, async (list) => {
      expect(await timeline(ours, list)).toEqual(await timeline(theirs, list));
    }),
    { numRuns: 60 },
  );
});
