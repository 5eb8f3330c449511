/** Retry strategies and the classification of errors, beside Smithy's own: random calls, one clock, one random number for both. */
import {
  AdaptiveRetryStrategy,
  isServerError,
  isThrottlingError,
  isTransientError,
  StandardRetryStrategy as Official,
} from "@smithy/core/retry";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRateLimiter } from "../../templates/runtime/retry/rate-limiter.ts";
import { isThrottling, isTransient } from "../../templates/runtime/retry/retry-errors.ts";
import {
  type BuiltInRetryStrategy,
  builtInRetryStrategy,
  createRetryStrategy,
} from "../../templates/runtime/retry/retry-strategy.ts";
import type { RetryErrorInfo, RetryStrategy, RetryToken } from "../../templates/runtime/service/settings.ts";

const START = Date.UTC(2026, 0, 1, 12, 0, 0, 300);

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  // A wait of half a millisecond moves the clock on; the clock of tests cuts it off.
  const { setTimeout } = globalThis;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void, delay: number) =>
    setTimeout(run, Math.ceil(delay))) as never);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** One step of many calls that go on side by side; the call is meant by its number. */
interface Step {
  /** Milliseconds since the step before. */
  readonly later: number;
  readonly random: number;
  readonly call: number;
  readonly kind: "begin" | "poll" | "fail" | "succeed";
  readonly errorType: RetryErrorInfo["errorType"];
  /** Milliseconds from now. */
  readonly hint: number | undefined;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    later: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3000 })),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    call: fc.integer({ min: 0, max: 3 }),
    kind: fc.constantFrom("begin", "poll", "fail", "fail", "fail", "fail", "succeed"),
    errorType: fc.constantFrom("THROTTLING", "THROTTLING", "TRANSIENT", "TRANSIENT", "SERVER_ERROR", "CLIENT_ERROR"),
    hint: fc.option(fc.integer({ min: -2000, max: 30_000 }), { nil: undefined, freq: 2 }),
  } as const),
  { minLength: 1, maxLength: 120, size: "max" },
);

/** What happened at one step: what came of it, and how long it took. */
type Seen = readonly unknown[];

/** Does all steps with a strategy; the clock stands between them but for `later`. */
async function run(strategy: RetryStrategy & { getCapacity?(): number }, all: readonly Step[]): Promise<Seen[]> {
  const tokens = new Map<number, RetryToken>();
  const seen: Seen[] = [];
  const settle = async (call: number, asked: Promise<RetryToken>): Promise<void> => {
    const since = Date.now();
    const outcome = asked.then(
      (token) => {
        tokens.set(call, token);
        const { $retryLog } = token;
        return [token.getRetryCount(), token.getRetryDelay(), token.getRetryCost?.(), token.isLongPoll?.(), $retryLog];
      },
      (error: Error) => [error.message],
    );
    const done = outcome.then((said) => seen.push([...said, Date.now() - since, strategy.getCapacity?.()]));
    await vi.runAllTimersAsync();
    await done;
  };
  for (const { later, random, call, kind, errorType, hint } of all) {
    vi.setSystemTime(Date.now() + later);
    vi.spyOn(Math, "random").mockReturnValue(random);
    const token = tokens.get(call);
    if (kind === "poll") await settle(call, strategy.acquireInitialRetryToken("aws:longpoll"));
    else if (kind === "begin" || token === undefined) await settle(call, strategy.acquireInitialRetryToken(""));
    else if (kind === "succeed") {
      strategy.recordSuccess(token);
      seen.push(["success", strategy.getCapacity?.()]);
    } else {
      const info = { error: new Error("no"), errorType };
      const refreshed = hint === undefined ? info : { ...info, retryAfterHint: new Date(Date.now() + hint) };
      await settle(call, strategy.refreshRetryTokenForRetry(token, refreshed));
    }
  }
  return seen;
}

test("the standard strategy waits, spends and refuses as Smithy's does", async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 12 }), async (all, most) => {
      vi.setSystemTime(START);
      const theirs = await run(new Official(async () => most) as never, all);
      vi.setSystemTime(START);
      expect(
        await run(
          builtInRetryStrategy(async () => most),
          all,
        ),
      ).toEqual(theirs);
    }),
    { numRuns: 150 },
  );
});

test("a strategy whose capacity is spent refuses, and slows polling down", async () => {
  const throttled: Step = { later: 0, random: 0.5, call: 0, kind: "fail", errorType: "THROTTLING", hint: undefined };
  const drained = [
    { ...throttled, kind: "poll" } as const,
    ...new Array<Step>(100).fill(throttled),
    throttled,
    { ...throttled, errorType: "TRANSIENT", call: 1 } as const,
    { ...throttled, kind: "succeed" } as const,
    throttled,
  ];
  const strategy = builtInRetryStrategy(async () => 1000);
  const seen = await run(strategy, drained);
  expect(seen[100]).toEqual([100, 0, 5, true, { acquisitionDelay: 10_000 }, 10_000, 0]);
  expect(seen[101]).toEqual(["No retry token available", 10_000, 0]);
  vi.setSystemTime(START);
  expect(seen).toEqual(await run(new Official(1000) as never, drained));
});

test("the adaptive strategy's limiter keeps Smithy's rates", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      vi.setSystemTime(START);
      const theirs = await run(new AdaptiveRetryStrategy(async () => 8) as never, all);
      vi.setSystemTime(START);
      const ours = await run(
        builtInRetryStrategy(async () => 8, createRateLimiter()),
        all,
      );
      // Smithy's does not say what is left of its capacity.
      expect(ours.map((one) => one.slice(0, -1))).toEqual(theirs.map((one) => one.slice(0, -1)));
    }),
    { numRuns: 150 },
  );
});

test("a throttled client waits before it sends, and the more so the more it is throttled", async () => {
  const throttled: Step = { later: 400, random: 0, call: 0, kind: "fail", errorType: "THROTTLING", hint: undefined };
  const begin: Step = { ...throttled, kind: "begin" };
  const all = [begin, throttled, begin, throttled, begin, throttled, begin, begin];
  const waits = (
    await run(
      builtInRetryStrategy(async () => 8, createRateLimiter()),
      all,
    )
  ).map((one) => one[5]);
  expect(waits[0]).toBe(0);
  expect(waits.slice(1).every((wait) => (wait as number) > 500)).toBe(true);
});

test("the mode chooses the strategy; both look like Smithy's to whoever asks them", async () => {
  const most = async (): Promise<number> => 4;
  const standard = (await createRetryStrategy(async () => "standard", most)) as BuiltInRetryStrategy;
  const official = new Official(most);
  expect([standard.mode, await standard.maxAttempts(), standard.getCapacity()]).toEqual([
    official.mode,
    await official.maxAttempts(),
    official.getCapacity(),
  ]);
  const adaptive = await createRetryStrategy(async () => "adaptive", most);
  expect(adaptive.mode).toBe(new AdaptiveRetryStrategy(most).mode);
});

test("a number of attempts that cannot be had in the middle of a call is three", async () => {
  const strategy = builtInRetryStrategy(() => Promise.reject(new Error("gone")));
  const step: Step = { later: 0, random: 0, call: 0, kind: "fail", errorType: "TRANSIENT", hint: undefined };
  const seen = await run(strategy, [{ ...step, kind: "begin" }, step, step, step]);
  expect(seen.map(([first]) => first)).toEqual([0, 1, 2, "No retry token available"]);
});

const names = fc.constantFrom(
  ..."BandwidthLimitExceeded EC2ThrottledException LimitExceededException PriorRequestNotComplete ProvisionedThroughputExceededException RequestLimitExceeded RequestThrottled RequestThrottledException SlowDown ThrottledException Throttling ThrottlingException TooManyRequestsException TransactionInProgressException".split(
    " ",
  ),
  ..."AbortError InvalidSignatureException TimeoutError RequestTimeout RequestTimeoutException AccessDeniedException RequestTimeTooSkewed TypeError Error undefined ThrottlingExceptions".split(
    " ",
  ),
);
const messages = fc.constantFrom(
  "Failed to fetch",
  "NetworkError when attempting to fetch resource",
  "The Internet connection appears to be offline",
  "Load failed",
  "Network request failed",
  "Signature expired: 20260101T000000Z is now earlier than 20260102T000000Z",
  "Stream closed with error code NGHTTP2_REFUSED_STREAM",
  "",
  "Load failed, badly",
);
const codes = fc.constantFrom(
  ..."ECONNRESET ECONNREFUSED EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH ENOTFOUND EAI_AGAIN ERR_HTTP2_STREAM_ERROR EPERM XENOTFOUND".split(
    " ",
  ),
);

interface Facts {
  readonly name?: string | undefined;
  readonly type: boolean;
  readonly message: string;
  readonly code?: string | undefined;
  readonly status?: number | undefined;
  readonly corrected?: boolean | undefined;
  readonly retryable?: { readonly throttling?: boolean } | undefined;
}

const facts: fc.Arbitrary<Facts> = fc.record({
  // Each fact is rare, so that the others get their say.
  name: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary: names }),
  type: fc.boolean(),
  message: messages,
  code: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: codes }),
  status: fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(200, 400, 403, 429, 499, 500, 501, 502, 503, 504, 505, 599, 600) },
  ),
  corrected: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.boolean() }),
  retryable: fc.oneof(
    { weight: 8, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom({}, { throttling: true }, { throttling: false }) },
  ),
});

/** An error with these facts, caused by the next one. */
function errorOf([first, ...causes]: readonly Facts[]): Error | undefined {
  if (first === undefined) return undefined;
  const { name, type, message, code, status, corrected, retryable } = first;
  const cause = errorOf(causes);
  const options = cause === undefined ? {} : { cause };
  const error = type ? new TypeError(message, options) : new Error(message, options);
  if (name !== undefined) error.name = name;
  return Object.assign(error, {
    ...(code === undefined ? {} : { code }),
    ...(retryable === undefined ? {} : { $retryable: retryable }),
    ...(status === undefined && corrected === undefined
      ? {}
      : { $metadata: { httpStatusCode: status, clockSkewCorrected: corrected } }),
  });
}

test("errors are classified as Smithy does it", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(facts, { minLength: 1, maxLength: 3 }), (chain) => {
      const error = errorOf(chain) as Error;
      const theirs = [isThrottlingError(error as never), isTransientError(error as never)].map(Boolean);
      expect([isThrottling(error), isTransient(error)]).toEqual(theirs);
      const status = chain[0]?.status ?? 0;
      expect(status >= 500 && status < 600 && !isTransient(error)).toBe(isServerError(error as never));
      seen.add(theirs.join());
    }),
    { numRuns: 3000 },
  );
  expect(seen.size).toBe(4);
});

test("causes are followed as far as Smithy follows them", () => {
  for (const length of [11, 12, 13]) {
    const quiet: Facts = { type: false, message: "" };
    const error = errorOf([...new Array<Facts>(length - 1).fill(quiet), { ...quiet, code: "ECONNRESET" }]) as Error;
    expect(isTransient(error)).toBe(isTransientError(error as never));
    expect(isTransient(error)).toBe(length < 13);
  }
});
