/** What callers of the official client bring along: auth schemes, retry strategies of old, protocols, endpoint parameters. */
import { AwsSdkSigV4Signer } from "@aws-sdk/core/httpAuthSchemes";
import { AwsRestJsonProtocol } from "@aws-sdk/core/protocols";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { afterEach, expect, test, vi } from "vitest";
import {
  type EndpointInstructions,
  endpointParameters,
  ServiceClient,
  type ServiceClientConfig,
  ServiceCommand,
} from "../../templates/runtime/client/index.ts";
import {
  DownloadCommand,
  fixed,
  GetPet$,
  GetPetCommand,
  type Loopback,
  loopback,
  NoPetException,
  Petstore,
  service,
} from "./client-fixture.ts";

let server: Loopback | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function connect(config: ServiceClientConfig = {}, ...answers: object[]): Promise<Petstore> {
  server = await loopback(...(answers.length === 0 ? [{}] : answers));
  return new Petstore({ ...fixed, endpoint: server.url, ...config });
}

test("an auth scheme that the caller brings signs in place of ours, and learns how it went", async () => {
  const successHandler = vi.fn();
  const scheme = {
    schemeId: "mine",
    identityProvider: () => async () => ({ token: "t" }),
    signer: {
      sign: async (
        request: { headers: Record<string, string> },
        identity: { token: string },
        { extra }: { extra?: string },
      ) => {
        request.headers.authorization = `Mine ${identity.token} ${extra}`;
        return request;
      },
      successHandler,
    },
  };
  const client = await connect({
    httpAuthSchemes: [scheme],
    httpAuthSchemeProvider: () => [
      { schemeId: "unknown" },
      { schemeId: "mine", propertiesExtractor: () => ({ signingProperties: { extra: "x" } }) },
    ],
  });
  await client.getPet({ PetId: "1" });
  expect(server?.sent[0]?.headers.authorization).toBe("Mine t x");
  expect(successHandler).toHaveBeenCalledOnce();
  const without = await connect({ httpAuthSchemeProvider: () => [{ schemeId: "unknown" }] });
  await expect(without.getPet({ PetId: "1" })).rejects.toThrow("`unknown` was not enabled");
});

test("SigV4 stays the scheme when only others are added", async () => {
  const client = await connect({ httpAuthSchemes: [] });
  await client.getPet({ PetId: "1" });
  expect(server?.sent[0]?.headers.authorization).toContain("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/");
});

test("the official signer class fits as well", async () => {
  const client = await connect({
    httpAuthSchemes: [
      {
        schemeId: "aws.auth#sigv4",
        identityProvider: (providers: { getIdentityProvider(id: string): unknown }) =>
          providers.getIdentityProvider("aws.auth#sigv4"),
        signer: new AwsSdkSigV4Signer(),
      },
    ],
  });
  await client.getPet({ PetId: "1" });
  expect(server?.sent[0]?.headers.authorization).toContain("/us-west-2/petstore/aws4_request");
});

test("the official request handler carries our calls on both roads, streams included", async () => {
  const client = await connect({ requestHandler: new NodeHttpHandler() as never }, { body: '{"Pet":{"Id":"1"}}' });
  for (const road of ["compiled", "ordinary"]) {
    if (road === "ordinary") client.middlewareStack.add((next) => next, { name: "nothing" });
    expect(await client.getPet({ PetId: "1" })).toMatchObject({ Pet: { Id: "1" } });
    const { Body } = await client.send(new DownloadCommand());
    let text = "";
    for await (const chunk of Body as AsyncIterable<Uint8Array>) text += new TextDecoder().decode(chunk);
    expect(text).toBe('{"Pet":{"Id":"1"}}');
  }
  client.destroy();
});

test("a retry strategy of the first generation does the whole loop itself", async () => {
  const retry = vi.fn(async (next: (args: object) => Promise<object>, args: object) => next(args));
  const client = await connect({ retryStrategy: { mode: "old", retry } as never });
  await client.getPet({ PetId: "1" });
  expect(retry).toHaveBeenCalledOnce();
});

test("a signer that the caller brings", async () => {
  const sign = vi.fn(async (request: { headers: Record<string, string> }) => ({
    ...request,
    headers: { ...request.headers, "x-signed": "1" },
  }));
  const client = await connect({ signer: { sign } as never });
  await client.getPet({ PetId: "1" });
  expect(server?.sent[0]?.headers["x-signed"]).toBe("1");
});

test("the official protocol class runs our tables, errors included", async () => {
  const answers = [
    { body: '{"Pet":{"Id":"1"}}' },
    { status: 404, headers: { "x-amzn-errortype": "NoPetException" }, body: '{"message":"m","PetId":"7"}' },
  ];
  const client = await connect({ protocol: AwsRestJsonProtocol as never }, ...answers);
  expect(await client.getPet({ PetId: "1" })).toMatchObject({ Pet: { Id: "1" }, $metadata: { attempts: 1 } });
  const error = await client.getPet({ PetId: "7" }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(NoPetException);
  expect(error).toMatchObject({ PetId: "7", message: "m", $metadata: { httpStatusCode: 404 } });
});

test("endpoint parameters from input, configuration, and constants", async () => {
  const endpoint = vi.fn(({ Endpoint }: { Endpoint?: string | undefined }) => ({ url: Endpoint ?? "" }));
  server = await loopback({});
  const context = {
    Style: { type: "clientContextParams", name: "style" },
    Fixed: { type: "staticContextParams", value: true },
  } as const;
  class Client extends ServiceClient<object, never> {
    constructor(config: ServiceClientConfig & { style?: unknown }) {
      super({ ...service, endpoint, endpointContext: context, endpointParameters }, config);
    }
  }
  const instructions: EndpointInstructions = {
    ...context,
    Pet: { type: "contextParams", name: "PetId" },
    Count: { type: "operationContextParams", get: (input: Record<string, unknown>) => Object.keys(input).length },
  } as const;
  class Get extends ServiceCommand<object, never> {
    static override getEndpointParameterInstructions(): EndpointInstructions {
      return instructions;
    }
  }
  const client = new Client({ ...fixed, endpoint: server.url, style: async () => "path" });
  for (const PetId of ["1", "2", "1"]) await client.send(new Get(GetPet$, { PetId }));
  expect(endpoint.mock.calls.map(([params]) => params)).toEqual(
    ["1", "2"].map((Pet) => ({
      Region: "us-west-2",
      UseFIPS: false,
      UseDualStack: false,
      Endpoint: `${server?.url}/`,
      Style: "path",
      Fixed: true,
      Pet,
      Count: 1,
    })),
  );
});

test("an endpoint's auth scheme changes what is signed for", async () => {
  server = await loopback({});
  const url = server.url;
  const properties = { authSchemes: [{ name: "sigv4", signingName: "other", signingRegion: "eu-north-1" }] };
  const client = new Petstore({ ...fixed, endpointProvider: () => ({ url, properties }) });
  await client.getPet({ PetId: "1" });
  const command = new GetPetCommand({ PetId: "1" });
  command.middlewareStack.add((next) => next, { name: "nothing" });
  await client.send(command);
  for (const { headers } of server.sent) expect(headers.authorization).toContain("/eu-north-1/other/aws4_request");
});
