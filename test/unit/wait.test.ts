/** Waiters on a clock of their own: what ends them, how they pace, what they throw. */
import { checkExceptions, createWaiter as createOfficial, WaiterState } from "@smithy/core/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type Acceptor,
  createQuietWaiter,
  createWaiter,
  type WaiterConfiguration,
  type WaiterDefinition,
  type WaiterFailure,
} from "../../templates/runtime/client/wait.ts";
import type { OperationSchema } from "../../templates/runtime/schema/schema.ts";
import { unit } from "./unit-table.ts";

const schema: OperationSchema = [9, "ns", "GetJob", 0, unit, [3, "ns", "Job", 0, ["Status", "Password"], [0, [0, 8]]]];

class GetJob {
  readonly schema = schema;
  readonly input: object;
  constructor(input: object) {
    this.input = input;
  }
}

const definition: WaiterDefinition = {
  name: "JobComplete",
  command: GetJob,
  minDelay: 5,
  maxDelay: 120,
  acceptors: [
    { state: "success", matcher: { output: { path: "Status", expected: "DONE", comparator: "stringEquals" } } },
    { state: "failure", matcher: { output: { path: "Status", expected: "FAILED", comparator: "stringEquals" } } },
    { state: "retry", matcher: { output: { path: "Status", expected: "RUNNING", comparator: "stringEquals" } } },
    { state: "retry", matcher: { errorType: "ns#NotFound" } },
  ],
};

class NotFound extends Error {
  override name = "NotFound";
  $metadata = { httpStatusCode: 404 };
}

/** Answers with one after the other, and the last for ever; says when it was asked. */
function service(...answers: readonly unknown[]): {
  readonly times: number[];
  send(command: object): Promise<unknown>;
} {
  const times: number[] = [];
  return {
    times,
    async send() {
      const answer = answers[Math.min(times.length, answers.length - 1)];
      times.push(Date.now());
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

const answer = (Status: string): object => ({ $metadata: { httpStatusCode: 200 }, Status });
const wait = createWaiter<object, object, never>(definition) as (
  p: WaiterConfiguration<object>,
  i: object,
) => Promise<unknown>;

/** Runs the clock until the promise has settled. */
async function settled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  await vi.runAllTimersAsync();
  return promise;
}

async function thrown(promise: Promise<unknown>): Promise<WaiterFailure> {
  return settled(promise).then(
    () => expect.unreachable("the waiter resolved") as never,
    (error: WaiterFailure) => error,
  );
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("the end", () => {
  it("success gives the answer, after retries on answers and on errors", async () => {
    const client = service(answer("RUNNING"), new NotFound("no such job"), answer("DONE"));
    expect(await settled(wait({ client }, {}))).toEqual({
      state: "SUCCESS",
      reason: answer("DONE"),
      final: answer("DONE"),
      observedResponses: { "200: OK": 2, "404: no such job": 1 },
    });
    expect(client.times).toEqual([0, 5000, 10000]);
  });

  it("failure throws at once, with what was answered", async () => {
    const error = await thrown(wait({ client: service(answer("FAILED")) }, {}));
    expect(error).toMatchObject({
      name: "WaiterError",
      waiter: "JobComplete",
      state: "FAILURE",
      reason: answer("FAILED"),
    });
    expect(error.explanation).toBe(
      'Waiter encountered a terminal failure state: For expression "Status" matched expected path: "FAILED"',
    );
    expect(JSON.parse(error.message)).toMatchObject({ state: "FAILURE", reason: answer("FAILED") });
  });

  it("an error that no acceptor takes is a failure", async () => {
    const error = await thrown(wait({ client: service(Object.assign(new Error("no"), { name: "Denied" })) }, {}));
    expect(error).toMatchObject({ state: "FAILURE", explanation: "An error occurred (Denied): no" });
  });

  it("sensitive members stay out of the message", async () => {
    const error = await thrown(wait({ client: service({ ...answer("FAILED"), Password: "hunter2" }) }, {}));
    expect(error.message).not.toContain("hunter2");
  });

  it("`waitFor` resolves with whatever state", async () => {
    const waitFor = createQuietWaiter<object, object, never>(definition) as typeof wait;
    expect(await settled(waitFor({ client: service(answer("FAILED")) }, {}))).toMatchObject({ state: "FAILURE" });
    expect(await settled(waitFor({ client: service(answer("RUNNING")), maxAttempts: 2 }, {}))).toMatchObject({
      state: "TIMEOUT",
    });
  });

  it("an abort ends the wait between two calls", async () => {
    const controller = new AbortController();
    const client = service(answer("RUNNING"));
    setTimeout(() => controller.abort(), 7000);
    const error = await thrown(wait({ client, abortSignal: controller.signal }, {}));
    expect(error).toMatchObject({ name: "AbortError", state: "ABORTED" });
    expect(client.times).toEqual([0, 5000]);
    expect(Date.now()).toBe(7000);
  });
});

describe("the pace", () => {
  it("is the model's when the call sets none: fixed delay, number of attempts", async () => {
    const client = service(answer("RUNNING"));
    const paced = createWaiter<object, object, never>({ ...definition, delay: 3, maxAttempts: 4 }) as typeof wait;
    const error = await thrown(paced({ client }, {}));
    expect(client.times).toEqual([0, 3000, 6000, 9000]);
    expect(error).toMatchObject({ name: "TimeoutError", state: "TIMEOUT" });
    expect(error.explanation).toBe(
      'Max attempts exceeded. Previously accepted state: For expression "Status" matched expected path: "RUNNING"',
    );
    expect(JSON.parse(error.message)).toMatchObject({ state: "TIMEOUT", observedResponses: { "200: OK": 4 } });
  });

  it("is the call's: delay and attempts", async () => {
    const client = service(answer("RUNNING"));
    await thrown(wait({ client, delay: 1, maxAttempts: 3 }, {}));
    expect(client.times).toEqual([0, 1000, 2000]);
  });

  it("with a total time is the official client's, call by call", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const ours = service(answer("RUNNING"));
    const error = await thrown(wait({ client: ours, maxWaitTime: 200, minDelay: 2, maxDelay: 20 }, {}));
    vi.setSystemTime(0);
    const theirs = service(answer("RUNNING"));
    const settings = { client: theirs, maxWaitTime: 200, minDelay: 2, maxDelay: 20 };
    const official = createOfficial(settings as never, {}, async () => ({
      state: WaiterState.RETRY,
      reason: await theirs.send({}),
    }));
    const result = await settled(official);
    expect(ours.times).toEqual(theirs.times);
    expect(() => checkExceptions(result)).toThrow();
    try {
      checkExceptions(result);
    } catch (their) {
      expect(error.name).toBe((their as Error).name);
      expect(JSON.parse(error.message)).toEqual(JSON.parse((their as Error).message));
    }
  });

  it.each([
    [{ maxWaitTime: 0 }, "WaiterConfiguration.maxWaitTime must be greater than 0"],
    [{ minDelay: 0 }, "WaiterConfiguration.minDelay must be greater than 0"],
    [
      { maxWaitTime: 3 },
      "WaiterConfiguration.maxWaitTime [3] must be greater than WaiterConfiguration.minDelay [5] for this waiter",
    ],
    [
      { maxDelay: 1 },
      "WaiterConfiguration.maxDelay [1] must be greater than WaiterConfiguration.minDelay [5] for this waiter",
    ],
  ])("refuses %j", async (settings, message) => {
    await expect(wait({ client: service(answer("DONE")), ...settings }, {})).rejects.toThrow(message);
  });
});

describe("acceptors", () => {
  const matching = async (acceptor: Acceptor["matcher"], given: unknown, input: object = {}): Promise<boolean> => {
    const one = createQuietWaiter<object, object, never>({
      name: "X",
      command: GetJob,
      acceptors: [
        { state: "success", matcher: acceptor },
        { state: "failure", matcher: { success: true } },
      ],
    }) as typeof wait;
    const { state } = (await settled(one({ client: service(given) }, input))) as { state: string };
    return state === "SUCCESS";
  };
  const path = (
    comparator: "allStringEquals" | "anyStringEquals" | "booleanEquals",
    expected: string,
  ): Acceptor["matcher"] => ({
    output: { path: "Jobs[].State", comparator, expected },
  });
  const jobs = (...states: unknown[]): object => ({ Jobs: states.map((State) => ({ State })) });

  it.each([
    ["all, all equal", path("allStringEquals", "a"), jobs("a", "a"), true],
    ["all, one differs", path("allStringEquals", "a"), jobs("a", "b"), false],
    ["all, none there", path("allStringEquals", "a"), jobs(), false],
    ["any, one equal", path("anyStringEquals", "a"), jobs("b", "a"), true],
    ["any, none equal", path("anyStringEquals", "a"), jobs("b"), false],
    ["boolean", { output: { path: "Ready", comparator: "booleanEquals", expected: "true" } }, { Ready: true }, true],
    ["boolean, absent", { output: { path: "Ready", comparator: "booleanEquals", expected: "false" } }, {}, false],
    ["success", { success: true }, {}, true],
    ["any error", { success: false }, new Error("x"), true],
    ["error by name", { errorType: "NotFound" }, new NotFound("x"), true],
    ["error of another name", { errorType: "ns#Other" }, new NotFound("x"), false],
    ["status of an error", { status: 404 }, new NotFound("x"), true],
    ["status of an answer", { status: 200 }, answer("x"), true],
  ] as const)("%s", async (_, matcher, given, expected) => {
    expect(await matching(matcher, given)).toBe(expected);
  });

  it("input and output together", async () => {
    const matcher = {
      inputOutput: { path: "input.Id == output.Id", comparator: "booleanEquals", expected: "true" },
    } as const;
    expect(await matching(matcher, { Id: 1 }, { Id: 1 })).toBe(true);
    expect(await matching(matcher, { Id: 1 }, { Id: 2 })).toBe(false);
  });
});
