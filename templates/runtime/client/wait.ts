/**
 * Repeats a call until what it answers satisfies a waiter of the model. Two ways to pace it: the official client's (growing
 * random delays up to `maxWaitTime`), and the Python client's (a fixed delay, a number of attempts). Knows nothing of any
 * operation but its acceptors.
 */

import { filterSensitive } from "../schema/log-filter.ts";
import type { OperationSchema } from "../schema/schema.ts";
import { WaiterError } from "../service/errors.ts";
import { search } from "./search.ts";

export type WaiterState = "SUCCESS" | "FAILURE" | "RETRY" | "TIMEOUT" | "ABORTED";

/** How a waiter ended. `reason` is the last answer, or the error that was waited for. */
export interface WaiterResult<Reason = unknown> {
  readonly state: WaiterState;
  readonly reason?: Reason;
  readonly final?: Reason;
  /** How often each kind of answer was seen. */
  readonly observedResponses?: Readonly<Record<string, number>>;
}

export interface WaiterConfiguration<Client> {
  readonly client: Client;
  /** Seconds in all. With it delays grow, unless `delay` fixes them. */
  readonly maxWaitTime?: number | undefined;
  /** Seconds; bounds of the growing delay. */
  readonly minDelay?: number | undefined;
  readonly maxDelay?: number | undefined;
  /** Calls in all. */
  readonly maxAttempts?: number | undefined;
  /** Seconds between calls. */
  readonly delay?: number | undefined;
  readonly abortSignal?: AbortSignalLike | undefined;
  readonly abortController?: { readonly signal: AbortSignalLike } | undefined;
}

/** What a client's own method takes: it brings the client along. */
export type WaiterOptions = Omit<WaiterConfiguration<object>, "client">;

interface AbortSignalLike {
  readonly aborted: boolean;
  onabort?: unknown;
  addEventListener?: unknown;
}

export interface PathMatcher {
  /** JMESPath; over the output, or over `{ input, output }`. */
  readonly path: string;
  readonly expected: string;
  readonly comparator: "stringEquals" | "booleanEquals" | "allStringEquals" | "anyStringEquals";
}

/** As in the Smithy trait `waitable`; `status` is for waiters that come from botocore models. */
export type Matcher =
  | { readonly output: PathMatcher }
  | { readonly inputOutput: PathMatcher }
  | { readonly success: boolean }
  | { readonly errorType: string }
  | { readonly status: number };

export interface Acceptor {
  readonly state: "success" | "failure" | "retry";
  readonly matcher: Matcher;
}

export interface WaiterDefinition {
  readonly name: string;
  readonly command: new (input: never) => object;
  /** Seconds. */
  readonly minDelay?: number | undefined;
  readonly maxDelay?: number | undefined;
  /** Fixed pace, where the model has one. */
  readonly delay?: number | undefined;
  readonly maxAttempts?: number | undefined;
  readonly acceptors: readonly Acceptor[];
}

/** What `waitUntil…` throws, with what is known of the end. */
export interface WaiterFailure extends WaiterError {
  readonly state: WaiterState;
  /** `Waiter encountered a terminal failure state: For expression "Status" matched expected path: "FAILED"`. */
  readonly explanation: string;
}

type Wait<Client, Input, Result> = (params: WaiterConfiguration<Client>, input: Input) => Promise<Result>;

/** `waitUntil…`: resolves on success; throws `AbortError`, `TimeoutError` or `WaiterError` otherwise. */
export function createWaiter<Client, Input extends object, Result extends WaiterResult>(
  definition: WaiterDefinition,
): Wait<Client, Input, Result> {
  return async (params, input) => {
    const { explanation, ...result } = await poll(definition, params, input);
    if (result.state === "SUCCESS") return result as Result;
    throw failure(definition, result, explanation);
  };
}

/** `waitFor…`: resolves with the state, whatever it is. */
export function createQuietWaiter<Client, Input extends object, Result extends WaiterResult>(
  definition: WaiterDefinition,
): Wait<Client, Input, Result> {
  return async (params, input) => {
    const { explanation, ...result } = await poll(definition, params, input);
    return result as Result;
  };
}

/** Where neither caller nor model says: the pace of most models. */
const DEFAULTS = { minDelay: 2, maxDelay: 120, maxAttempts: 40 };

interface Ended extends WaiterResult {
  explanation: string;
}

interface Observed {
  readonly input: object;
  readonly output?: unknown;
  readonly error?: unknown;
}

async function poll(definition: WaiterDefinition, params: WaiterConfiguration<unknown>, input: object): Promise<Ended> {
  const pace = paceOf(definition, params);
  const client = params.client as { send(command: object, options?: object): Promise<unknown> };
  const { command: Command, acceptors } = definition;
  const signal = params.abortSignal ?? params.abortController?.signal;
  const until = Date.now() + pace.time * 1000;
  const observedResponses: Record<string, number> = {};
  let retried: Acceptor | undefined;

  for (let attempt = 1; ; attempt++) {
    const observed: Observed = await client
      .send(new Command(input as never), ...(signal ? [{ abortSignal: signal }] : []))
      .then((output) => ({ input, output }))
      .catch((error: unknown) => ({ input, error }));
    if (signal?.aborted) return { state: "ABORTED", observedResponses, explanation: "Request was aborted" };
    const reason = "error" in observed ? observed.error : observed.output;
    const seen = describe(reason);
    observedResponses[seen] = (observedResponses[seen] ?? 0) + 1;

    const accepted = await firstMatch(acceptors, observed);
    if (accepted?.state === "success") {
      return { state: "SUCCESS", reason, final: reason, observedResponses, explanation: explain(accepted) };
    }
    if (accepted?.state === "failure" || (accepted === undefined && "error" in observed)) {
      const why = accepted
        ? `Waiter encountered a terminal failure state: ${explain(accepted)}`
        : `An error occurred (${codeOf(reason)}): ${(reason as Error)?.message}`;
      return { state: "FAILURE", reason, final: reason, observedResponses, explanation: why };
    }
    retried = accepted ?? retried;

    const wait = pace.delay(attempt, until - Date.now());
    if (attempt >= pace.attempts) {
      const before = retried ? `. Previously accepted state: ${explain(retried)}` : "";
      return { state: "TIMEOUT", reason, observedResponses, explanation: `Max attempts exceeded${before}` };
    }
    if (Date.now() + wait > until) {
      return { state: "TIMEOUT", reason, observedResponses, explanation: "Waiter has timed out" };
    }
    if (await aborts(wait, signal)) return { state: "ABORTED", observedResponses, explanation: "Request was aborted" };
  }
}

// --- Pace

interface Pace {
  /** Seconds in all. */
  readonly time: number;
  readonly attempts: number;
  /** Milliseconds to wait after an attempt; `left` are those to the end. */
  delay(attempt: number, left: number): number;
}

/** The settings of the call, else the model's. Throws on settings that contradict each other, as the official client. */
function paceOf(definition: WaiterDefinition, params: WaiterConfiguration<unknown>): Pace {
  const minDelay = params.minDelay ?? definition.minDelay ?? DEFAULTS.minDelay;
  const maxDelay = params.maxDelay ?? Math.max(minDelay, definition.maxDelay ?? DEFAULTS.maxDelay);
  const { maxWaitTime, maxAttempts } = params;
  const fixed = params.delay ?? (maxWaitTime === undefined ? (definition.delay ?? minDelay) : undefined);
  validate({ maxWaitTime, minDelay, maxDelay, delay: params.delay, maxAttempts });
  const attempts =
    maxAttempts ?? (maxWaitTime === undefined ? (definition.maxAttempts ?? DEFAULTS.maxAttempts) : Infinity);
  return {
    time: maxWaitTime ?? Infinity,
    attempts,
    delay: (attempt, left) =>
      fixed === undefined ? growing(minDelay * 1000, maxDelay * 1000, attempt, left) : fixed * 1000,
  };
}

function validate(settings: Readonly<Record<string, number | undefined>>): void {
  const { maxWaitTime, minDelay = 0, maxDelay = 0 } = settings;
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined || value > 0 || (name === "delay" && value === 0)) continue;
    throw new Error(`WaiterConfiguration.${name} must be greater than 0`);
  }
  const said = (name: string, value: number): string =>
    `WaiterConfiguration.${name} [${value}] must be greater than WaiterConfiguration.minDelay [${minDelay}] for this waiter`;
  if (maxWaitTime !== undefined && settings.delay === undefined && maxWaitTime <= minDelay) {
    throw new Error(said("maxWaitTime", maxWaitTime));
  }
  if (maxDelay < minDelay) throw new Error(said("maxDelay", maxDelay));
}

/**
 * A random point between the smallest delay and `min · 2ⁿ⁻¹`; the largest once that is passed. Where it would end after
 * the time is up, a last attempt is made half a second before.
 */
function growing(min: number, max: number, attempt: number, left: number): number {
  if (attempt > Math.log2(max / min) + 1) return max;
  const wait = min + Math.random() * (Math.min(min * 2 ** (attempt - 1), max) - min);
  return wait > left ? Math.max(0, left - 500) : wait;
}

/** Waits; true when the signal cut it short. */
function aborts(milliseconds: number, signal: AbortSignalLike | undefined): Promise<boolean> {
  if (signal?.aborted) return Promise.resolve(true);
  return new Promise((resolve) => {
    const target = signal as Partial<EventTarget> | undefined;
    const end = (aborted: boolean): void => {
      clearTimeout(timer);
      target?.removeEventListener?.("abort", onAbort);
      resolve(aborted);
    };
    const onAbort = (): void => end(true);
    const timer = setTimeout(() => end(false), milliseconds);
    target?.addEventListener?.("abort", onAbort);
  });
}

// --- Acceptors

async function firstMatch(acceptors: readonly Acceptor[], observed: Observed): Promise<Acceptor | undefined> {
  for (const acceptor of acceptors) if (await matches(acceptor.matcher, observed)) return acceptor;
  return undefined;
}

async function matches(matcher: Matcher, observed: Observed): Promise<boolean> {
  const failed = "error" in observed;
  if ("success" in matcher) return matcher.success !== failed;
  if ("errorType" in matcher) return failed && namesOf(observed.error).includes(shortName(matcher.errorType));
  if ("status" in matcher) return statusOf(failed ? observed.error : observed.output) === matcher.status;
  if (failed) return false;
  const [path, data] = "output" in matcher ? [matcher.output, observed.output] : [matcher.inputOutput, observed];
  const found = await search(path.path, data);
  switch (path.comparator) {
    case "stringEquals":
    case "booleanEquals":
      return found !== null && String(found) === path.expected;
    case "allStringEquals":
      return Array.isArray(found) && found.length > 0 && found.every((one) => String(one) === path.expected);
    case "anyStringEquals":
      return Array.isArray(found) && found.some((one) => String(one) === path.expected);
  }
}

/** `ns#NotFound` and `NotFound` are one. */
function shortName(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}

function namesOf(error: unknown): readonly unknown[] {
  const { name, code, Code } = (error ?? {}) as {
    readonly name?: unknown;
    readonly code?: unknown;
    readonly Code?: unknown;
  };
  return [name, code, Code];
}

function codeOf(error: unknown): string {
  return String(namesOf(error).find((name) => name !== undefined && name !== "Error") ?? "Unknown");
}

function statusOf(reason: unknown): number | undefined {
  const { $metadata, $response } = (reason ?? {}) as {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly $response?: { readonly statusCode?: number };
  };
  return $response?.statusCode ?? $metadata?.httpStatusCode;
}

function explain({ matcher }: Acceptor): string {
  if ("success" in matcher) return matcher.success ? "Matched expected success" : "Matched expected service error";
  if ("errorType" in matcher) return `Matched expected service error code: ${shortName(matcher.errorType)}`;
  if ("status" in matcher) return `Matched expected HTTP status code: ${matcher.status}`;
  const { path, expected, comparator } = "output" in matcher ? matcher.output : matcher.inputOutput;
  switch (comparator) {
    case "allStringEquals":
      return `For expression "${path}" all members matched expected path: "${expected}"`;
    case "anyStringEquals":
      return `For expression "${path}" we matched expected path: "${expected}" at least once`;
    default:
      return `For expression "${path}" matched expected path: "${expected}"`;
  }
}

// --- Ends

/** `200: OK`, `404: No such job`. */
function describe(reason: unknown): string {
  const status = statusOf(reason);
  const message = reason instanceof Error ? reason.message : "OK";
  return status === undefined ? message : `${status}: ${message}`;
}

/** The official client's names and its message: the result as JSON, but nothing sensitive. */
function failure(
  { name: waiter, command: Command }: WaiterDefinition,
  result: WaiterResult,
  explanation: string,
): WaiterFailure {
  const { state } = result;
  const name = state === "ABORTED" ? "AbortError" : state === "TIMEOUT" ? "TimeoutError" : "WaiterError";
  const { schema } = new Command({} as never) as { readonly schema?: OperationSchema };
  const known = schema === undefined ? result.reason : withoutSecrets(schema, result.reason);
  const shown =
    state === "FAILURE" ? { ...result, reason: known, final: known, explanation } : { ...result, reason: explanation };
  const error = new WaiterError(waiter, jsonOf(shown), result.reason, name);
  return Object.assign(error, { state, explanation });
}

function withoutSecrets([, , , , , output]: OperationSchema, reason: unknown): unknown {
  if (typeof reason !== "object" || reason === null || reason instanceof Error) return reason;
  const { $metadata, ...members } = reason as Readonly<Record<string, unknown>>;
  return { $metadata, ...(filterSensitive(output, members) as object) };
}

function jsonOf(value: unknown): string {
  const seen = new WeakSet<object>();
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === "bigint") return String(inner);
    if (typeof inner !== "object" || inner === null) return inner;
    if (seen.has(inner)) return "[Circular]";
    seen.add(inner);
    return inner;
  });
}
