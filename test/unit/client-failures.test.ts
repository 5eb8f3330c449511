/** What happens when a call goes wrong on the way: retries, their limits, timeouts, aborts, clocks. */

import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import {
  AbortError,
  ConnectionClosedError,
  EndpointConnectionError,
  ReadTimeoutError,
  type RetryStrategy,
  type ServiceClientConfig,
} from "../../templates/runtime/client/index.ts";
import { type Answer, BusyException, fixed, type Loopback, loopback, Petstore } from "./client-fixture.ts";

const open: { close(): void | Promise<void> }[] = [];

async function serve(...answers: Answer[]): Promise<Loopback> {
  const server = await loopback(...answers);
  open.push(server);
  return server;
}

function connect(url: string, config: ServiceClientConfig = {}): Petstore {
  const client = new Petstore({ ...fixed, endpoint: url, ...config });
  open.push({ close: () => client.destroy() });
  return client;
}

const roads = [
  ["compiled", (client: Petstore) => client],
  [
    "ordinary",
    (client: Petstore) => {
      client.middlewareStack.add((next) => next, { name: "nothing" });
      return client;
    },
  ],
] as const;

async function failure(promise: Promise<unknown>): Promise<Error & { code?: string; $metadata?: object }> {
  return promise.then(
    () => {
      throw new Error("it went well");
    },
    (error: Error) => error,
  );
}

afterEach(async () => {
  vi.restoreAllMocks();
  for (const thing of open.splice(0).reverse()) await thing.close();
});

const busy: Answer = { status: 503, headers: { "x-amzn-errortype": "BusyException" }, body: '{"message":"busy"}' };

test.each(roads)("%s: what may pass is tried again, with one id and counted attempts", async (_, road) => {
  const server = await serve(busy, { status: 500 }, {});
  const { $metadata } = await road(connect(server.url)).getPet({ PetId: "1" });
  expect($metadata).toMatchObject({ httpStatusCode: 200, attempts: 3 });
  expect($metadata.totalRetryDelay).toBeGreaterThanOrEqual(0);
  expect(server.sent.map(({ headers }) => headers["amz-sdk-request"])).toEqual([
    "attempt=1; max=3",
    "attempt=2; max=3",
    "attempt=3; max=3",
  ]);
  expect(new Set(server.sent.map(({ headers }) => headers["amz-sdk-invocation-id"])).size).toBe(1);
});

test.each(roads)("%s: the last error comes out when attempts run out", async (_, road) => {
  const server = await serve(busy);
  const error = await failure(road(connect(server.url, { maxAttempts: 2 })).getPet({ PetId: "1" }));
  expect(error).toBeInstanceOf(BusyException);
  expect(error.$metadata).toMatchObject({ attempts: 2, httpStatusCode: 503 });
  expect(server.sent).toHaveLength(2);
});

test.each([
  ["a client's fault", { status: 400, headers: { "x-amzn-errortype": "Odd" } }, 1],
  ["status 429", { status: 429, body: "{}" }, 2],
  ["a throttling code at status 400", { status: 400, headers: { "x-amzn-errortype": "ThrottlingException" } }, 2],
  ["status 501", { status: 501 }, 1],
  ["a dropped connection", { drop: true }, 2],
])("attempts after %s", async (_, answer, attempts) => {
  const server = await serve(answer);
  // Throttling waits up to a second; the wait itself is Smithy's and not of interest.
  vi.spyOn(Math, "random").mockReturnValue(0);
  await failure(connect(server.url, { maxAttempts: 2 }).getPet({ PetId: "1" }));
  expect(server.sent).toHaveLength(attempts);
});

test("Retry-After is what the strategy gets to know", async () => {
  const server = await serve(
    { status: 503, headers: { "retry-after": "7" } },
    { status: 503, headers: { "x-amz-retry-after": "1500" } },
    {},
  );
  const hints: (number | undefined)[] = [];
  let count = 0;
  const token = () => ({ getRetryCount: () => count, getRetryDelay: () => 0 });
  const retryStrategy: RetryStrategy = {
    acquireInitialRetryToken: async () => token(),
    refreshRetryTokenForRetry: async (_token, { retryAfterHint }) => {
      count += 1;
      hints.push(retryAfterHint && retryAfterHint.getTime() - Date.now());
      return token();
    },
    recordSuccess: () => {},
  };
  await connect(server.url, { retryStrategy }).getPet({ PetId: "1" });
  expect(hints[0]).toBeGreaterThan(6_500);
  expect(hints[1]).toBeGreaterThan(1_000);
  expect(hints[1]).toBeLessThan(1_600);
});

test("the adaptive strategy is there when asked for", async () => {
  const server = await serve({ status: 500 }, {});
  const client = connect(server.url, { retryMode: "adaptive" });
  expect((await client.getPet({ PetId: "1" })).$metadata.attempts).toBe(2);
  expect((await client.config.retryStrategy()).mode).toBe("adaptive");
});

test.each(roads)("%s: silence ends in a TimeoutError; only what may be repeated is repeated", async (_, road) => {
  const server = await serve({ after: Number.POSITIVE_INFINITY });
  const client = road(connect(server.url, { maxAttempts: 2, requestHandler: { socketTimeout: 60 } }));
  const read = await failure(client.getPet({ PetId: "1" }));
  expect(read).toBeInstanceOf(ReadTimeoutError);
  expect(read).toMatchObject({
    name: "TimeoutError",
    code: "ReadTimeoutError",
    message: expect.stringContaining("Read timeout on endpoint URL"),
  });
  expect(server.sent).toHaveLength(2);
  await failure(client.createPet({ Name: "n" }));
  expect(server.sent).toHaveLength(3);
});

test("an answer that stops in the middle ends as well", async () => {
  const server = await serve({ stall: true });
  for (const [, road] of roads) {
    const client = road(connect(server.url, { maxAttempts: 1, requestHandler: { socketTimeout: 60 } }));
    expect(await failure(client.getPet({ PetId: "1" }))).toMatchObject({ name: "TimeoutError" });
  }
});

test.each(roads)("%s: requestTimeout of one call, and a server that is slower than that", async (_, road) => {
  const server = await serve({ after: 300 });
  const client = road(connect(server.url, { maxAttempts: 1 }));
  expect(await failure(client.getPet({ PetId: "1" }, { requestTimeout: 50 }))).toMatchObject({ name: "TimeoutError" });
  await client.getPet({ PetId: "1" }, { requestTimeout: 5_000 });
});

test("a port where nobody listens", async () => {
  const server = await serve({});
  await server.close();
  const error = await failure(connect(server.url, { maxAttempts: 1 }).getPet({ PetId: "1" }));
  expect(error).toBeInstanceOf(EndpointConnectionError);
  expect(error).toMatchObject({
    name: "TimeoutError",
    code: "ECONNREFUSED",
    message: `Could not connect to the endpoint URL: "${server.url}/pets/1"`,
  });
  expect((error.cause as { code: string }).code).toBe("ECONNREFUSED");
});

test("a connection that is closed without an answer", async () => {
  const server = await serve({ drop: true });
  const error = await failure(connect(server.url, { maxAttempts: 1 }).getPet({ PetId: "1" }));
  expect(error).toBeInstanceOf(ConnectionClosedError);
  expect(error.code).toBe("ECONNRESET");
});

test("a connection that never stands", async () => {
  // A TLS handshake that nobody answers is not a connection, but the socket's is there: the read limit ends it.
  const mute = createServer((socket) => socket.on("error", () => {}).resume());
  await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
  open.push({ close: () => new Promise((resolve) => void mute.close(() => resolve())) });
  const { port } = mute.address() as AddressInfo;
  const client = connect(`https://127.0.0.1:${port}`, {
    maxAttempts: 1,
    requestHandler: { socketTimeout: 60, connectionTimeout: 60 },
  });
  expect(await failure(client.getPet({ PetId: "1" }))).toMatchObject({ name: "TimeoutError" });
});

test.each(roads)("%s: an abort ends the call, before, during and between attempts", async (_, road) => {
  const server = await serve({ after: Number.POSITIVE_INFINITY });
  const client = road(connect(server.url));
  const before = await failure(client.getPet({ PetId: "1" }, { abortSignal: AbortSignal.abort() }));
  expect(before).toBeInstanceOf(AbortError);
  expect(server.sent).toHaveLength(0);

  const during = new AbortController();
  const stopped = failure(client.getPet({ PetId: "1" }, { abortSignal: during.signal }));
  await expect.poll(() => server.sent).toHaveLength(1);
  during.abort("enough");
  expect(await stopped).toMatchObject({ name: "AbortError", message: "enough" });

  const between = new AbortController();
  server.answers = [{ status: 500 }];
  vi.spyOn(Math, "random").mockReturnValue(1);
  const client2 = road(connect(server.url));
  client2.config.retryStrategy = async () => ({
    acquireInitialRetryToken: async () => ({ getRetryCount: () => 0, getRetryDelay: () => 0 }),
    refreshRetryTokenForRetry: () => {
      setTimeout(() => between.abort(), 1);
      return new Promise(() => {});
    },
    recordSuccess: () => {},
  });
  expect(await failure(client2.getPet({ PetId: "1" }, { abortSignal: between.signal }))).toMatchObject({
    name: "AbortError",
  });
});

test.each(roads)("%s: the server's clock corrects ours, and a refusal for that is tried again", async (_, road) => {
  const ahead = 3_600_000;
  const date = new Date(Date.now() + ahead).toUTCString();
  const server = await serve(
    { status: 403, headers: { date, "x-amzn-errortype": "RequestTimeTooSkewed" } },
    { headers: { date } },
  );
  const client = road(connect(server.url));
  const { $metadata } = await client.getPet({ PetId: "1" });
  expect($metadata.attempts).toBe(2);
  expect(Math.abs(client.config.systemClockOffset - ahead)).toBeLessThan(5_000);
  const [first, second] = server.sent.map(({ headers }) => String(headers["x-amz-date"]));
  expect(second?.slice(0, 11)).not.toBe(first?.slice(0, 11));
});

test("the clock's correction can be switched off", async () => {
  const server = await serve({ headers: { date: "Mon, 06 May 2024 07:08:09 GMT" } });
  const client = connect(server.url, { disableClockSkewCorrection: true });
  await client.getPet({ PetId: "1" });
  expect(client.config.systemClockOffset).toBe(0);
});

test("limits and modes that cannot be are refused at construction", () => {
  for (const maxAttempts of [0, -1, 1.5, Number.NaN]) {
    expect(() => new Petstore({ maxAttempts })).toThrow(
      expect.objectContaining({ code: "InvalidMaxRetryAttemptsError" }),
    );
  }
  expect(() => new Petstore({ retryMode: "legacy" })).toThrow(
    expect.objectContaining({ code: "InvalidRetryModeError" }),
  );
});

test("destroy closes the client's own connections and leaves a given handler's to it", async () => {
  const server = await serve({});
  const client = connect(server.url);
  await client.getPet({ PetId: "1" });
  client.destroy();
  const destroy = vi.fn();
  new Petstore({ ...fixed, requestHandler: { handle: vi.fn(), destroy } }).destroy();
  expect(destroy).toHaveBeenCalledOnce();
});

test.each(["localhost:3000", "example.com", "http://", "file:///tmp/a"])("%s is no endpoint", async (endpoint) => {
  const client = new Petstore({ ...fixed, endpoint });
  await expect(client.getPet({ PetId: "1" })).rejects.toThrow(`Invalid endpoint: ${endpoint}. An endpoint begins with`);
});

test("an endpoint that speaks no TLS is an SSLError, with the socket's own words as its cause", async () => {
  const server = await serve({});
  const client = connect(server.url.replace("http:", "https:"), { maxAttempts: 1 });
  const error = await failure(client.getPet({ PetId: "1" }));
  expect(error).toMatchObject({ name: "SSLError", code: "EPROTO" });
  expect(error.message).toContain("SSL validation failed for https://127.0.0.1");
  expect((error.cause as Error).message).toContain("wrong version number");
});
