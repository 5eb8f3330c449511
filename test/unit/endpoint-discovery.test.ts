/** Discovered endpoints: asked for once, kept for their minutes, asked for anew when the service calls them invalid. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { evaluatePackage } from "../support/evaluate.ts";
import { loadSound } from "../support/model.ts";
import { fixed } from "./client-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "swage-discovery-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const text = { target: "smithy.api#String" };
const operation = (input: string, required?: boolean): object => ({
  type: "operation",
  input: { target: input },
  output: { target: "smithy.api#Unit" },
  errors: [{ target: "a#InvalidEndpointException" }],
  traits: required === undefined ? {} : { "aws.api#clientDiscoveredEndpoint": { required } },
});
const MODEL = {
  smithy: "2.0",
  shapes: {
    "a#Clock": {
      type: "service",
      version: "1",
      operations: ["DescribeEndpoints", "Query", "List", "Plain"].map((name) => ({ target: `a#${name}` })),
      traits: {
        "aws.protocols#awsJson1_0": {},
        "aws.auth#sigv4": { name: "clock" },
        "aws.api#clientEndpointDiscovery": { operation: "a#DescribeEndpoints", error: "a#InvalidEndpointException" },
      },
    },
    "a#DescribeEndpoints": {
      type: "operation",
      input: { target: "a#DescribeIn" },
      output: { target: "a#DescribeOut" },
    },
    "a#DescribeIn": { type: "structure", members: { Operation: text, Identifiers: { target: "a#Texts" } } },
    "a#DescribeOut": { type: "structure", members: { Endpoints: { target: "a#Endpoints" } } },
    "a#Texts": { type: "map", key: text, value: text },
    "a#Endpoints": { type: "list", member: { target: "a#Endpoint" } },
    "a#Endpoint": {
      type: "structure",
      members: { Address: text, CachePeriodInMinutes: { target: "smithy.api#Long" } },
    },
    "a#InvalidEndpointException": {
      type: "structure",
      members: { Message: text },
      traits: { "smithy.api#error": "client" },
    },
    "a#Query": operation("a#QueryIn", true),
    "a#QueryIn": {
      type: "structure",
      members: { Table: { ...text, traits: { "aws.api#clientEndpointDiscoveryId": {} } }, Other: text },
    },
    "a#List": operation("smithy.api#Unit", false),
    "a#Plain": operation("smithy.api#Unit"),
  },
};

interface Client {
  readonly middlewareStack: { add(middleware: object, options: object): void; identify(): string[] };
  send(command: object): Promise<object>;
}
type Class<Made> = new (argument: object) => Made;
let made: Record<string, Class<never>>;
beforeAll(async () => {
  const file = join(folder, "model.json");
  writeFileSync(file, JSON.stringify(MODEL));
  made = (await evaluatePackage(loadSound(file).plan)) as never;
});

interface Sent {
  readonly host: string;
  readonly operation: string;
  readonly body: unknown;
}
type Answer = (request: Sent, count: number) => { readonly status?: number; readonly body?: unknown };

/** A client on the given road, and what it has sent. */
function connect(
  answer: Answer,
  config: object = {},
  road: "compiled" | "stack" = "compiled",
): { client: Client; sent: Sent[] } {
  const sent: Sent[] = [];
  const requestHandler = {
    handle: async (request: { hostname: string; headers: Record<string, string>; body: string }) => {
      const operation = request.headers["x-amz-target"]?.split(".")[1] ?? "";
      expect(request.headers.host).toBe(request.hostname);
      expect(request.headers.authorization).toMatch(/^AWS4/);
      const one = { host: request.hostname, operation, body: JSON.parse(request.body || "{}") };
      sent.push(one);
      const { status = 200, body = {} } = answer(one, sent.length);
      const headers = { "content-type": "application/x-amz-json-1.0" };
      return { response: { statusCode: status, headers, body: new TextEncoder().encode(JSON.stringify(body)) } };
    },
  };
  const endpointProvider = (): object => ({ url: "https://usual.example.com" });
  const client = new (made["ClockClient"] as unknown as Class<Client>)({
    ...fixed,
    requestHandler,
    endpointProvider,
    ...config,
  });
  if (road === "stack") client.middlewareStack.add((next: unknown) => next, { name: "nothing" });
  return { client, sent };
}
const command = (name: string, input: object = {}): object =>
  new (made[`${name}Command`] as unknown as Class<object>)(input);
const endpoints = (...addresses: readonly string[]): { body: object } => ({
  body: { Endpoints: addresses.map((Address) => ({ Address, CachePeriodInMinutes: 10 })) },
});

it.each(["compiled", "stack"] as const)(
  "an operation that needs one waits for it, and later calls use it (%s)",
  async (road) => {
    const { client, sent } = connect(
      ({ operation }) => (operation === "DescribeEndpoints" ? endpoints("found.example.com") : {}),
      {},
      road,
    );
    await Promise.all([
      client.send(command("Query", { Table: "t", Other: "o" })),
      client.send(command("Query", { Table: "t" })),
    ]);
    await client.send(command("Query", { Table: "t" }));
    expect(sent[0]).toEqual({
      host: "usual.example.com",
      operation: "DescribeEndpoints",
      body: { Operation: "Query", Identifiers: { Table: "t" } },
    });
    expect(sent.slice(1).map(({ host, operation }) => [host, operation])).toEqual([
      ["found.example.com", "Query"],
      ["found.example.com", "Query"],
      ["found.example.com", "Query"],
    ]);
    await client.send(command("Query", { Table: "u" }));
    expect(sent.map((one) => one.operation).slice(4)).toEqual(["DescribeEndpoints", "Query"]);
  },
);

it("asks again when the minutes are over", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  let asked = 0;
  const { client, sent } = connect(({ operation }) =>
    operation === "DescribeEndpoints" ? endpoints(`found${++asked}.example.com`) : {},
  );
  const hosts = async (): Promise<string | undefined> => {
    await client.send(command("Query", { Table: "t" }));
    return sent.at(-1)?.host;
  };
  expect(await hosts()).toBe("found1.example.com");
  vi.setSystemTime(Date.now() + 9 * 60_000);
  expect(await hosts()).toBe("found1.example.com");
  vi.setSystemTime(Date.now() + 2 * 60_000);
  expect(await hosts()).toBe("found2.example.com");
});

it.each(["compiled", "stack"] as const)(
  "an endpoint that the service calls invalid is given up, and the call repeated (%s)",
  async (road) => {
    let asked = 0;
    const answer: Answer = ({ operation, host }) => {
      if (operation === "DescribeEndpoints") return endpoints(`found${++asked}.example.com`);
      return host === "found1.example.com" ? { status: 421, body: { __type: "a#InvalidEndpointException" } } : {};
    };
    const { client, sent } = connect(answer, {}, road);
    await client.send(command("Query", { Table: "t" }));
    expect(sent.map(({ host, operation }) => `${operation} ${host}`)).toEqual([
      "DescribeEndpoints usual.example.com",
      "Query found1.example.com",
      "DescribeEndpoints usual.example.com",
      "Query found2.example.com",
    ]);
  },
);

it("says so when nobody tells endpoints to an operation that needs one", async () => {
  const { client } = connect(({ operation }) =>
    operation === "DescribeEndpoints" ? { status: 400, body: { __type: "Denied" } } : {},
  );
  await expect(client.send(command("Query", { Table: "t" }))).rejects.toThrow(
    "The operation to discover endpoint failed.",
  );
  const { client: off, sent } = connect(() => ({}), { endpointDiscoveryEnabled: false });
  await expect(off.send(command("Query", { Table: "t" }))).rejects.toThrow("switched off, but Query needs it");
  expect(sent).toEqual([]);
});

it("where it is optional, it has to be switched on, and nobody waits for it", async () => {
  const answer: Answer = ({ operation }) => (operation === "DescribeEndpoints" ? endpoints("found.example.com") : {});
  const off = connect(answer);
  await off.client.send(command("List"));
  expect(off.sent.map((one) => one.operation)).toEqual(["List"]);
  vi.stubEnv("AWS_ENABLE_ENDPOINT_DISCOVERY", "true");
  for (const config of [{}, { endpointDiscoveryEnabled: true }]) {
    const { client, sent } = connect(answer, config);
    await client.send(command("List"));
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    await client.send(command("List"));
    const hosts = Object.fromEntries(sent.map(({ operation, host }) => [operation, host]));
    expect(hosts).toEqual({ DescribeEndpoints: "usual.example.com", List: "found.example.com" });
  }
});

it("a failure leaves an optional one where it is", async () => {
  const answer: Answer = ({ operation }) =>
    operation === "DescribeEndpoints" ? { status: 400, body: { __type: "Denied" } } : {};
  const { client, sent } = connect(answer, { endpointDiscoveryEnabled: true });
  await client.send(command("List"));
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  await client.send(command("List"));
  expect(sent.filter((one) => one.operation === "DescribeEndpoints")).toHaveLength(1);
  expect(sent.at(-1)).toMatchObject({ operation: "List", host: "usual.example.com" });
});

it("an endpoint of the caller's leaves nothing to discover", async () => {
  const { client, sent } = connect(() => ({}), {
    endpoint: "https://own.example.com",
    endpointProvider: ({ Endpoint }: { Endpoint: string }) => ({ url: Endpoint }),
  });
  await client.send(command("Query", { Table: "t" }));
  expect(sent.map(({ host, operation }) => [host, operation])).toEqual([["own.example.com", "Query"]]);
  const both = connect(() => ({}), { endpoint: "https://own.example.com", endpointDiscoveryEnabled: true });
  await expect(both.client.send(command("Query", {}))).rejects.toThrow("endpointDiscoveryEnabled must not be true");
});

it("stands in the stack under its official name, and leaves other operations alone", async () => {
  const { client, sent } = connect(() => ({}), { endpointDiscoveryEnabled: true });
  expect(client.middlewareStack.identify()).toContain("endpointDiscoveryMiddleware - build");
  await client.send(command("Plain"));
  expect(sent.map((one) => one.operation)).toEqual(["Plain"]);
});

it("an answer without endpoints tells none", async () => {
  const { client, sent } = connect(() => ({}));
  await expect(client.send(command("Query", { Table: "t" }))).rejects.toThrow(
    "The operation to discover endpoint failed.",
  );
  expect(sent.map(({ operation }) => operation)).toEqual(["DescribeEndpoints"]);
});
