/**
 * The official client's bytes are the measure: for the same call, clock, credentials and user agent, ours sends the same
 * request, header by header and in the same order, on both roads.
 */

import * as Official from "@aws-sdk/client-amplifybackend";
import { AwsRestJsonProtocol } from "@aws-sdk/core/protocols";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  type MetadataBearer,
  type OperationSchema,
  ServiceClient,
  ServiceCommand,
  type ServiceDefinition,
  typeRegistries,
} from "../../templates/runtime/client/index.ts";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import { restJson1 } from "../../templates/runtime/protocols/rest-json.ts";
import { fixed, type Loopback, loopback, PetstoreServiceException, type Sent } from "./client-fixture.ts";

const service: ServiceDefinition = {
  serviceId: "AmplifyBackend",
  serviceName: "AmplifyBackend",
  namespace: "com.amazonaws.amplifybackend",
  apiVersion: "2020-08-11",
  clientName: "AmplifyBackendClient",
  clientVersion: "1.0.0",
  protocol: restJson1,
  parts: everyPart,
  endpoint: ({ Region, Endpoint }) => ({ url: Endpoint ?? `https://amplifybackend.${Region}.amazonaws.com` }),
  auth: [{ schemeId: "aws.auth#sigv4", name: "amplifybackend" }],
  errors: typeRegistries([]),
  exception: PetstoreServiceException,
};

class AnyOperation extends ServiceCommand<object, MetadataBearer> {}

const userAgent = async (): Promise<[string, string?][]> => [
  ["aws-sdk-js", "3.0.0"],
  ["ua", "2.1"],
  ["os/linux", "6 beta"],
  ["lang/js"],
  ["api/AmplifyBackend", "3.0.0"],
];

const calls: readonly { name: string; input: object; config?: object }[] = [
  { name: "CreateBackend", input: { AppId: "a1", AppName: "näme", BackendEnvironmentName: "dev", ResourceConfig: {} } },
  { name: "GetBackend", input: { AppId: "a b/ü", BackendEnvironmentName: "dev" } },
  { name: "ListBackendJobs", input: { AppId: "a1", BackendEnvironmentName: "dev", MaxResults: 5, NextToken: "x=&y" } },
  { name: "GetBackendJob", input: { AppId: "a1", BackendEnvironmentName: "dev", JobId: "j'(1)*!" } },
  { name: "GetToken", input: { AppId: "a1", SessionId: "s" } },
  { name: "ListS3Buckets", input: {} },
  {
    name: "DeleteBackend",
    input: { AppId: "a1", BackendEnvironmentName: "dev" },
    config: { credentials: { accessKeyId: "AK", secretAccessKey: "S", sessionToken: "T0ken" } },
  },
  {
    name: "GetBackendJob",
    input: { AppId: "a1", BackendEnvironmentName: "dev", JobId: "j" },
    config: { customUserAgent: "mine/1.0", userAgentAppId: "my app" },
  },
];

let server: Loopback;
beforeAll(async () => {
  server = await loopback({ body: "{}" });
});
afterAll(() => server.close());
beforeEach(() => {
  server.sent.length = 0;
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2024-05-06T07:08:09Z") });
});

/** The features list of the official user agent is its own affair, and so is the invocation id that ours is given. */
function comparable(sent: Sent): object {
  const pairs: [string, string][] = [];
  for (let i = 0; i < sent.rawHeaders.length; i += 2)
    pairs.push([sent.rawHeaders[i] ?? "", sent.rawHeaders[i + 1] ?? ""]);
  return {
    method: sent.method,
    url: sent.url,
    body: sent.body,
    headers: pairs.map(([name, value]) => [name, name === "user-agent" ? value.replace(/ m\/[\w,]*/, "") : value]),
  };
}

test.each(calls)("$name $input goes out as the official client sends it", async ({ name, input, config }) => {
  const settings = { ...fixed, endpoint: server.url, defaultUserAgentProvider: userAgent, ...config };
  const official = new Official.AmplifyBackendClient(settings as never);
  const OfficialCommand = (Official as unknown as Record<string, new (input: object) => never>)[`${name}Command`];
  const schema = (Official as unknown as Record<string, OperationSchema>)[`${name}$`] as OperationSchema;
  if (OfficialCommand === undefined) throw new Error(`the official client has no ${name}`);
  await official.send(new OfficialCommand(input));
  official.destroy();
  const theirs = server.sent[0] as Sent;

  const id = theirs.headers["amz-sdk-invocation-id"] as `${string}-${string}-${string}-${string}-${string}`;
  vi.spyOn(crypto, "randomUUID").mockReturnValue(id);
  const ours = new ServiceClient(service, settings);
  await ours.send(new AnyOperation(schema, input));
  const ordinary = new ServiceClient(service, settings);
  ordinary.middlewareStack.add((next) => next, { step: "initialize", name: "mine" });
  await ordinary.send(new AnyOperation(schema, input));
  const theirProtocol = new ServiceClient(service, { ...settings, protocol: AwsRestJsonProtocol });
  await theirProtocol.send(new AnyOperation(schema, input));
  const theirCommand = new ServiceClient(service, settings);
  await theirCommand.send(new OfficialCommand(input));
  for (const client of [ours, ordinary, theirProtocol, theirCommand]) client.destroy();

  const [expected, ...others] = server.sent.map(comparable);
  expect(others).toHaveLength(4);
  for (const other of others) expect(other).toEqual(expected);
});
