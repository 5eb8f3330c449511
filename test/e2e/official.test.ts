/**
 * The generated client beside the official one: for each of the 31 operations the same request, signature included, and the
 * same result or error from the same answer. Clock and invocation id are fixed; the text of user-agent headers is
 * given to both.
 */
import * as official from "@aws-sdk/client-amplifybackend";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Operation } from "../../codegen/model/types.ts";
import { loadGenerated } from "../support/generated.ts";
import { loadSound } from "../support/model.ts";
import { type Answer, type Recorded, Recorder } from "../support/recorder.ts";
import { arbitrary, full, minimal } from "../support/values.ts";

type Callable = { send(command: unknown): Promise<Record<string, unknown>>; destroy(): void };
type Constructor = new (input?: unknown) => unknown;

const { model } = loadSound("model/amplifybackend");
const recorder = new Recorder();
const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  sessionToken: "session/token==",
};
let ours: Record<string, unknown>;
let ourClient: Callable;
let theirClient: Callable;

beforeAll(async () => {
  const endpoint = await recorder.start();
  ours = await loadGenerated();
  // The same words for both, so that x-amz-user-agent is the same and is signed the same.
  const defaultUserAgentProvider = async (): Promise<[string, string][]> => [["compared", "1.0"]];
  const config = { region: "eu-central-1", endpoint, credentials, maxAttempts: 1, defaultUserAgentProvider };
  ourClient = new (ours["AmplifyBackendClient"] as new (config: object) => Callable)(config);
  theirClient = new official.AmplifyBackendClient(config) as unknown as Callable;
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-02T03:04:05Z") });
  vi.spyOn(globalThis.crypto, "randomUUID").mockReturnValue("11111111-2222-4333-8444-555555555555");
});

afterAll(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  ourClient.destroy();
  theirClient.destroy();
  await recorder.stop();
});

const withoutAgent = ({ headers, rawHeaders, ...rest }: Recorded): object => {
  const { "user-agent": _, ...others } = headers;
  return {
    ...rest,
    headers: others,
    names: rawHeaders
      .map((name) => name.toLowerCase())
      .filter((name) => name !== "user-agent")
      .sort(),
  };
};

async function both(operation: Operation, input: unknown): Promise<{ our: Result; their: Result }> {
  const run = async (client: Callable, module: Record<string, unknown>): Promise<Result> => {
    recorder.take();
    const command = new (module[`${operation.name}Command`] as Constructor)(structuredClone(input));
    const result = await client.send(command).then(
      (value) => ({ value }),
      (error: unknown) => ({ error: error as Failure }),
    );
    return { request: recorder.take().map(withoutAgent), ...result };
  };
  return { our: await run(ourClient, ours), their: await run(theirClient, official) };
}

type Failure = Error & Record<string, unknown>;
interface Result {
  readonly request: readonly object[];
  readonly value?: Record<string, unknown>;
  readonly error?: Failure;
}

/**
 * What a caller can see of an error, under the model's names. The official client also leaves copies under wire names
 * (`resourceType`), and moves the text of `Message` to `message`; ours keeps it in both.
 */
const visible = (error: Failure | undefined): object | undefined => {
  if (error === undefined) return undefined;
  const { ResourceType, LimitType, name, message, $fault, $metadata } = error;
  return { ResourceType, LimitType, name, message, $fault, $metadata };
};

async function same(operation: Operation, input: unknown): Promise<void> {
  const { our, their } = await both(operation, input);
  expect(their.request).toHaveLength(1);
  expect(our.request).toEqual(their.request);
  expect(our.value).toEqual(their.value);
  expect(visible(our.error)).toEqual(visible(their.error));
}

describe.each(model.operations.map((operation) => [operation.name, operation] as const))("%s", (_, operation) => {
  const answerWith = (answer: Answer): void => {
    recorder.answer = () => answer;
  };
  const input = operation.input;
  if (input === undefined) throw new Error("every operation of this service has an input");

  it("sends the least that it may send", async () => {
    answerWith({});
    await same(operation, minimal(model, input));
  });

  it("sends every member at every level", async () => {
    answerWith({ body: JSON.stringify(wire(operation)) });
    await same(operation, full(model, input));
  });

  it("sends 20 random inputs", async () => {
    answerWith({});
    await fc.assert(
      fc.asyncProperty(arbitrary(model, input), (value) => same(operation, value)),
      { numRuns: 20, seed: 20260102 },
    );
  });

  it("returns the same output", async () => {
    answerWith({ body: JSON.stringify(wire(operation)), headers: { "x-amz-id-2": "extended", "x-amz-cf-id": "cf" } });
    const { our, their } = await both(operation, minimal(model, input));
    expect(our.value).toEqual(their.value);
    expect(Object.keys(our.value ?? {}).length).toBeGreaterThan(1);
  });

  it("throws the same errors", async () => {
    for (const id of operation.errors) {
      const shape = model.shapes[id];
      if (shape?.kind !== "structure") throw new Error(`${id} is no structure`);
      const members = Object.fromEntries(shape.members.map((one) => [one.wire.name, `the ${one.name}`]));
      answerWith({
        status: shape.error?.status ?? 400,
        headers: { "x-amzn-errortype": `${shape.name}:http://internal/` },
        body: JSON.stringify(members),
      });
      const { our, their } = await both(operation, minimal(model, input));
      expect(visible(our.error)).toEqual(visible(their.error));
      expect(our.error).toMatchObject({ Message: "the Message", message: "the Message" });
      expect(our.error).toBeInstanceOf(ours[shape.name] as Constructor);
      expect((ours[`is${shape.name}`] as (error: unknown) => boolean)(our.error)).toBe(true);
    }
  });
});

/** The full output of an operation under its wire names. */
function wire(operation: Operation): unknown {
  if (operation.output === undefined) return {};
  const rename = (id: (typeof operation)["output"], value: unknown): unknown => {
    const shape = id === undefined ? undefined : model.shapes[id];
    if (shape?.kind === "structure") {
      const given = value as Record<string, unknown>;
      return Object.fromEntries(
        shape.members
          .filter((one) => given[one.name] !== undefined)
          .map((one) => [one.wire.name, rename(one.target, given[one.name])]),
      );
    }
    if (shape?.kind === "list") return (value as unknown[]).map((one) => rename(shape.member.target, one));
    return value;
  };
  return rename(operation.output, full(model, operation.output));
}

describe("answers that no model foresees", () => {
  const operation = model.operations.find((one) => one.name === "GetToken") as Operation;
  const cases: Readonly<Record<string, Answer>> = {
    "an error code of a newer service": {
      status: 418,
      headers: { "x-amzn-errortype": "TeapotException" },
      body: '{"message":"short and stout"}',
    },
    "a 400 without a body": { status: 400, body: "" },
    "a code in the body": {
      status: 404,
      body: '{"__type":"com.amazonaws.amplifybackend#NotFoundException","message":"no","resourceType":"app"}',
    },
    "a code with a lower-case key": { status: 400, body: '{"code":"BadRequestException","Message":"bad"}' },
  };
  it.each(Object.entries(cases))("%s", async (_, answer) => {
    recorder.answer = () => answer;
    const { our, their } = await both(operation, { AppId: "a", SessionId: "s" });
    expect(visible(our.error)).toEqual(visible(their.error));
    expect(our.error).toBeInstanceOf(ours["AmplifyBackendServiceException"] as Constructor);
  });

  it("HTML from a proxy is the service's base exception, with the status", async () => {
    recorder.answer = () => ({ status: 503, headers: { "content-type": "text/html" }, body: "<html>busy</html>" });
    const { our } = await both(operation, { AppId: "a", SessionId: "s" });
    expect(our.error).toBeInstanceOf(ours["AmplifyBackendServiceException"] as Constructor);
    expect(our.error?.["$metadata"]).toMatchObject({ httpStatusCode: 503 });
  });
});

describe("exports", () => {
  it("has every runtime name of the official package", () => {
    const missing = Object.keys(official).filter((name) => name !== "default" && !(name in ours));
    expect(missing).toEqual([]);
  });
});
