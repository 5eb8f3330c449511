/** Who is calling: every auth scheme of a model of our own, over both roads of a generated client. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SignatureV4a } from "@aws-sdk/signature-v4a";
import { HttpApiKeyAuthSigner, HttpBearerAuthSigner } from "@smithy/core";
import { HttpRequest } from "@smithy/core/protocols";
import fc from "fast-check";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { load } from "../../codegen/generate.ts";
import { optionsOf } from "../../codegen/options.ts";
import { apiKeyAuth } from "../../templates/runtime/client/auth-api-key.ts";
import { bearerAuth } from "../../templates/runtime/client/auth-bearer.ts";
import { evaluatePackage } from "../support/evaluate.ts";
import { loadSound } from "../support/model.ts";
import { fixed, type Loopback, loopback } from "./client-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "swage-auth-"));
afterAll(() => rmSync(folder, { recursive: true }));
let server: Loopback | undefined;
afterEach(async () => {
  vi.unstubAllEnvs();
  await server?.close();
  server = undefined;
});

type Traits = Readonly<Record<string, unknown>>;

/** A service of one's own, with these traits on it and on its only operation. */
function modelFile(service: Traits, operation: Traits = {}): string {
  const file = join(folder, "model.json");
  const shapes = {
    "a#Pets": {
      type: "service",
      version: "1",
      operations: [{ target: "a#GetPet" }],
      traits: { "aws.protocols#awsJson1_0": {}, ...service },
    },
    "a#GetPet": {
      type: "operation",
      input: { target: "smithy.api#Unit" },
      output: { target: "smithy.api#Unit" },
      traits: operation,
    },
  };
  writeFileSync(file, JSON.stringify({ smithy: "2.0", shapes }));
  return file;
}

interface Client {
  readonly config: Record<string, unknown>;
  readonly middlewareStack: { add(middleware: object, options: object): void; identify(): string[] };
  send(command: object): Promise<object>;
}
type Class = new (argument: object) => object;
const packages = new Map<string, Record<string, unknown>>();

async function makeClient(
  service: Traits,
  operation: Traits,
  config: object,
): Promise<() => { client: Client; command: object }> {
  const key = JSON.stringify([service, operation]);
  const made = packages.get(key) ?? (await evaluatePackage(loadSound(modelFile(service, operation)).plan));
  packages.set(key, made);
  server = await loopback({});
  const endpoint = server.url;
  return () => ({
    client: new (made["PetsClient"] as Class)({
      endpoint,
      ignoreConfiguredEndpointUrls: true,
      ...config,
    }) as Client,
    command: new (made["GetPetCommand"] as Class)({}),
  });
}

/** What arrives over the compiled path and over the middleware stack: the same. */
async function sent(
  service: Traits,
  config: object = {},
  operation: Traits = {},
): Promise<{ url: string; headers: Record<string, unknown> }> {
  const make = await makeClient(service, operation, config);
  for (const road of ["compiled", "stack"]) {
    const { client, command } = make();
    if (road === "stack") client.middlewareStack.add((next: unknown) => next, { name: "nothing" });
    await client.send(command);
  }
  const [first, second] = (server as Loopback).sent;
  const plain = ({
    headers,
    url,
  }: {
    headers: object;
    url: string;
  }): { url: string; headers: Record<string, unknown> } => {
    const { "amz-sdk-invocation-id": _, "x-amz-date": __, ...rest } = headers as Record<string, unknown>;
    const authorization = String(rest["authorization"] ?? "").replace(/Signature=.*/, "");
    return { url, headers: authorization === "" ? rest : { ...rest, authorization } };
  };
  expect(plain(second as never)).toEqual(plain(first as never));
  return plain(first as never);
}

const SIGV4 = { "aws.auth#sigv4": { name: "pets" } };
const BEARER = { "smithy.api#httpBearerAuth": {} };
const BASIC = { "smithy.api#httpBasicAuth": {} };
const apiKey = (where: string, scheme?: string): Traits => ({
  "smithy.api#httpApiKeyAuth": { name: "X-Key", in: where, ...(scheme === undefined ? {} : { scheme }) },
});
const order = (...ids: readonly string[]): Traits => ({ "smithy.api#auth": ids });
const { region, credentials } = fixed;
const aws = { region, credentials };

describe("one scheme", () => {
  it.each([
    ["a token", BEARER, { token: "t" }, "Bearer t"],
    ["a token as the official client takes it", BEARER, { token: { token: "t" } }, "Bearer t"],
    ["a function that gives a token", BEARER, { token: async () => ({ token: "t" }) }, "Bearer t"],
    [
      "name and password",
      BASIC,
      { basicAuth: { username: "Aladdin", password: "open sesame" } },
      "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
    ],
    [
      "name and password beyond ASCII",
      BASIC,
      { basicAuth: async () => ({ username: "test", password: "123£" }) },
      "Basic dGVzdDoxMjPCow==",
    ],
  ])("%s", async (_, service, config, authorization) => {
    expect((await sent(service, config)).headers["authorization"]).toBe(authorization);
  });

  it("a key in a header, with a scheme before it or not", async () => {
    expect((await sent(apiKey("header"), { apiKey: "k" })).headers).toMatchObject({ "x-key": "k" });
    expect((await sent(apiKey("header", "ApiKey"), { apiKey: { apiKey: "k" } })).headers).toMatchObject({
      "x-key": "ApiKey k",
    });
  });

  it("a key in the query", async () => {
    const { url, headers } = await sent(apiKey("query"), { apiKey: async () => "k&k" });
    expect(url).toBe("/?X-Key=k%26k");
    expect(headers["authorization"]).toBeUndefined();
  });

  it("an identity of the environment", async () => {
    vi.stubEnv("PETS_TOKEN", "t");
    vi.stubEnv("PETS_API_KEY", "k");
    vi.stubEnv("PETS_USERNAME", "u");
    vi.stubEnv("PETS_PASSWORD", "p");
    expect((await sent(BEARER)).headers["authorization"]).toBe("Bearer t");
    expect((await sent(apiKey("header"))).headers["x-key"]).toBe("k");
    expect((await sent(BASIC)).headers["authorization"]).toBe("Basic dTpw");
  });

  it("a URL cannot carry it", async () => {
    const { client, command } = (await makeClient(BEARER, {}, { token: "t" }))();
    const { presign } = packages.get(JSON.stringify([BEARER, {}])) as {
      presign(client: Client, command: object, options: object): Promise<string>;
    };
    await expect(presign(client, command, { body: "unsigned" })).rejects.toThrow("httpBearerAuth, which makes no URLs");
  });

  it("asks a function again when the token is about to expire, and not before", async () => {
    const token = vi.fn(async () => ({ token: "t", expiration: new Date(Date.now() + 3_600_000) }));
    const { client, command } = (await makeClient(BEARER, {}, { token }))();
    await client.send(command);
    await client.send(command);
    expect(token).toHaveBeenCalledTimes(1);
    token.mockResolvedValueOnce({ token: "u", expiration: new Date() });
    const fresh = (await makeClient(BEARER, {}, { token }))();
    await fresh.client.send(fresh.command);
    await fresh.client.send(fresh.command);
    expect(token).toHaveBeenCalledTimes(3);
  });

  it("says which settings would do when nobody says who is calling", async () => {
    const { client, command } = (await makeClient(BEARER, {}, {}))();
    const error = await client.send(command).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "NoIdentityError", name: "CredentialsProviderError" });
    expect((error as Error).message).toBe(
      "GetPet has to say who is calling, and nobody has told the client: give it `token` (or PETS_TOKEN in the environment).",
    );
    expect(server?.sent).toEqual([]);
  });

  it("refuses a name with a colon, which the wire cannot carry", async () => {
    const { client, command } = (await makeClient(BASIC, {}, { basicAuth: { username: "a:b", password: "c" } }))();
    await expect(client.send(command)).rejects.toThrow("without a colon");
  });
});

describe("the official signers", () => {
  const given = (): HttpRequest =>
    new HttpRequest({ hostname: "h", path: "/", headers: { a: "b" }, query: { q: "1" } });
  const word = fc.string({ minLength: 1 });

  it("write the same token", async () => {
    await fc.assert(
      fc.asyncProperty(word, async (token) => {
        const theirs = await new HttpBearerAuthSigner().sign(given(), { token }, {});
        const ours = await bearerAuth.signer.sign(given() as never, { token }, {});
        expect({ ...ours }).toEqual({ ...theirs });
      }),
    );
  });

  it("write the same key", async () => {
    const place = fc.record({
      name: fc.constantFrom("x-key", "key"),
      in: fc.constantFrom("header", "query"),
      scheme: fc.option(word, { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(word, place, async (apiKey, properties) => {
        const theirs = await new HttpApiKeyAuthSigner().sign(given(), { apiKey }, properties as never);
        const ours = await apiKeyAuth.signer.sign(given() as never, { apiKey }, properties);
        expect({ ...ours }).toEqual({ ...theirs });
      }),
    );
  });
});

describe("several schemes", () => {
  const both = { ...SIGV4, ...BEARER, ...apiKey("header") };

  it("the model's order, and in it the first that an identity is given for", async () => {
    const bearerFirst = {
      ...both,
      ...order("smithy.api#httpBearerAuth", "aws.auth#sigv4", "smithy.api#httpApiKeyAuth"),
    };
    expect((await sent(bearerFirst, { ...aws, token: "t" })).headers["authorization"]).toBe("Bearer t");
    expect((await sent(bearerFirst, aws)).headers["authorization"]).toMatch(
      /^AWS4-HMAC-SHA256 .*\/us-west-2\/pets\/aws4_request/,
    );
    expect((await sent(bearerFirst, { region, apiKey: "k" })).headers).toMatchObject({ "x-key": "k" });
    expect((await sent(both, { ...aws, token: "t" })).headers["authorization"]).toMatch(/^AWS4/);
  });

  it("what the caller prefers, in code, in the environment", async () => {
    const prefers = { ...aws, token: "t", authSchemePreference: ["unheard", "httpBearerAuth"] };
    expect((await sent(both, prefers)).headers["authorization"]).toBe("Bearer t");
    vi.stubEnv("AWS_AUTH_SCHEME_PREFERENCE", "httpApiKeyAuth, httpBearerAuth");
    expect((await sent(both, { ...aws, token: "t" })).headers["authorization"]).toBe("Bearer t");
    expect((await sent(both, { ...aws, apiKey: "k" })).headers["authorization"]).toBeUndefined();
  });

  it("a service's bearer token in the environment is meant, as in the official client", async () => {
    const service = { ...both, "aws.api#service": { sdkId: "Pets" } };
    vi.stubEnv("AWS_BEARER_TOKEN_PETS", "e");
    expect((await sent(service, aws)).headers["authorization"]).toBe("Bearer e");
    expect((await sent(service, { ...aws, authSchemePreference: ["sigv4"] })).headers["authorization"]).toMatch(
      /^AWS4/,
    );
  });

  it("one error names every way", async () => {
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere");
    vi.stubEnv("AWS_CONFIG_FILE", "/nowhere");
    const { client, command } = (await makeClient(both, {}, { region }))();
    await expect(client.send(command)).rejects.toThrow(
      "give it `credentials` or `apiKey` (or PETS_API_KEY in the environment) or `token` (or PETS_TOKEN in the environment).",
    );
  });
});

describe("no scheme", () => {
  it.each([
    ["of a service without any", {}, {}],
    ["of an operation that has none", BEARER, { "smithy.api#auth": [] }],
    ["of an operation that says so twice", SIGV4, { "smithy.api#auth": [], "smithy.api#optionalAuth": {} }],
  ])("requests %s go out as they are", async (_, service, operation) => {
    expect((await sent(service, { region }, operation)).headers["authorization"]).toBeUndefined();
  });

  it("an optional one is used where there is an identity", async () => {
    const optional = { "smithy.api#optionalAuth": {} };
    expect((await sent(BEARER, { token: "t" }, optional)).headers["authorization"]).toBe("Bearer t");
    expect((await sent(BEARER, {}, optional)).headers["authorization"]).toBeUndefined();
    expect((await sent(SIGV4, aws, optional)).headers["authorization"]).toMatch(/^AWS4/);
  });

  it("`sign: false` asks for no identity", async () => {
    expect((await sent(BEARER, { sign: false })).headers["authorization"]).toBeUndefined();
  });
});

describe("SigV4a", () => {
  const service = { ...SIGV4, "aws.auth#sigv4a": { name: "pets" }, ...order("aws.auth#sigv4a") };

  it("signs with the peer, for the regions that somebody says", async () => {
    expect((await sent(service, aws)).headers).toMatchObject({
      "x-amz-region-set": "us-west-2",
      authorization: expect.stringMatching(/^AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/pets\/aws4_request/),
    });
    const set = { ...aws, sigv4aSigningRegionSet: ["us-east-1", "eu-west-1"] };
    expect((await sent(service, set)).headers["x-amz-region-set"]).toBe("us-east-1,eu-west-1");
    vi.stubEnv("AWS_SIGV4A_SIGNING_REGION_SET", "*");
    expect((await sent(service, aws)).headers["x-amz-region-set"]).toBe("*");
  });

  it("where the endpoint's rules ask for it", async () => {
    const scheme = { name: "sigv4a", signingName: "other", signingRegionSet: ["*"] };
    const rules = {
      version: "1.0",
      parameters: { Endpoint: { type: "String", builtIn: "SDK::Endpoint", required: true, documentation: "" } },
      rules: [
        {
          conditions: [],
          endpoint: { url: { ref: "Endpoint" }, properties: { authSchemes: [scheme] } },
          type: "endpoint",
        },
      ],
    };
    const { headers } = await sent({ ...SIGV4, "smithy.rules#endpointRuleSet": rules }, aws);
    expect(headers).toMatchObject({
      "x-amz-region-set": "*",
      authorization: expect.stringContaining("/other/aws4_request"),
    });
  });

  it("signs what the package itself would sign", async () => {
    let request: HttpRequest | undefined;
    const requestHandler = {
      handle: async (given: HttpRequest) => {
        request = given;
        return { response: { statusCode: 200, headers: {}, body: new Uint8Array() } };
      },
    };
    const { client, command } = (await makeClient(service, {}, { ...aws, requestHandler }))();
    await client.send(command);
    const { authorization, ...headers } = request?.headers ?? {};
    const signer = new SignatureV4a({
      credentials: credentials as never,
      region: "us-west-2",
      service: "pets",
      sha256: client.config["sha256"] as never,
      uriEscapePath: true,
    });
    const date = String(headers["x-amz-date"]).replace(/^(....)(..)(..T..)(..)/, "$1-$2-$3:$4:");
    const again = await signer.sign(new HttpRequest({ ...request, headers } as never), { signingDate: new Date(date) });
    expect(authorization).toBe(again.headers["authorization"]);
    expect(headers["x-amz-region-set"]).toBe("us-west-2");
  });
});

describe("reachable as in the official client", () => {
  it("schemes, their provider, and steps under their names", async () => {
    const { client, command } = (await makeClient({ ...SIGV4, ...BEARER }, {}, { ...aws, token: "t" }))();
    const { httpAuthSchemes, httpAuthSchemeProvider, token } = client.config as {
      httpAuthSchemes: { schemeId: string }[];
      httpAuthSchemeProvider(parameters: object): { schemeId: string }[];
      token(): Promise<object>;
    };
    expect(httpAuthSchemes.map((one) => one.schemeId)).toEqual(["aws.auth#sigv4", "smithy.api#httpBearerAuth"]);
    expect(httpAuthSchemeProvider({ operation: "GetPet" }).map((one) => one.schemeId)).toEqual([
      "aws.auth#sigv4",
      "smithy.api#httpBearerAuth",
    ]);
    expect(await token()).toEqual({ token: "t" });
    expect(client.middlewareStack.identify().map((line) => line.split(" ")[0])).toEqual(
      expect.arrayContaining(["httpAuthSchemeMiddleware", "httpSigningMiddleware"]),
    );
    let selected: unknown;
    const look =
      (next: (args: unknown) => unknown, context: { __smithy_context: Record<string, unknown> }) => (args: unknown) => {
        selected = context.__smithy_context["selectedHttpAuthScheme"];
        return next(args);
      };
    client.middlewareStack.add(look, { step: "build", name: "look" });
    await client.send(command);
    expect(selected).toMatchObject({ httpAuthOption: { schemeId: "aws.auth#sigv4" }, identity: credentials });
  });

  it("a scheme that the model itself defines is said as well", () => {
    const file = modelFile({ "a#mine": {} });
    const json = JSON.parse(readFileSync(file, "utf8")) as { shapes: Record<string, object> };
    json.shapes["a#mine"] = {
      type: "structure",
      members: {},
      traits: { "smithy.api#trait": {}, "smithy.api#authDefinition": {} },
    };
    writeFileSync(file, JSON.stringify(json));
    const { diagnostics, model } = load({ input: file, options: optionsOf({}), swage: "0.0.0" });
    expect(model?.service.auth).toEqual(["a#mine"]);
    expect(diagnostics.all.map((one) => one.code)).toContain("SW2070");
  });

  it("rules that are not read are said", () => {
    const file = modelFile({ "smithy.rules#endpointBdd": {} });
    const { diagnostics } = load({ input: file, options: optionsOf({}), swage: "0.0.0" });
    expect(diagnostics.all.map((one) => one.code)).toContain("SW2071");
  });

  it("a scheme that swage does not know is the caller's to bring, and said", async () => {
    const service = { "smithy.api#httpDigestAuth": {} };
    const { diagnostics } = load({ input: modelFile(service), options: optionsOf({}), swage: "0.0.0" });
    expect(diagnostics.all.filter((one) => one.code === "SW2070").map((one) => one.message)).toEqual([
      "Clients do not know how to authenticate with smithy.api#httpDigestAuth.",
    ]);
    const without = (await makeClient(service, {}, {}))();
    await expect(without.client.send(without.command)).rejects.toThrow(
      "`httpAuthSchemes` with smithy.api#httpDigestAuth",
    );
    const scheme = {
      schemeId: "smithy.api#httpDigestAuth",
      identityProvider: () => async () => ({ user: "u" }),
      signer: {
        sign: async (request: { headers: object }, identity: { user: string }) => ({
          ...request,
          headers: { ...request.headers, authorization: `Digest ${identity.user}` },
        }),
      },
    };
    expect((await sent(service, { httpAuthSchemes: [scheme] })).headers["authorization"]).toBe("Digest u");
  });
});
