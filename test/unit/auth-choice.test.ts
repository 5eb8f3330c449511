/** Which of several schemes a call takes, SigV4a, and what the official client's users reach into. */
import { readFileSync, writeFileSync } from "node:fs";
import { SignatureV4a } from "@aws-sdk/signature-v4a";
import { HttpRequest } from "@smithy/core/protocols";
import { describe, expect, it, vi } from "vitest";
import { clientFile } from "../../codegen/artifacts/client/client.ts";
import { load } from "../../codegen/generate.ts";
import { optionsOf } from "../../codegen/options.ts";
import { printTs } from "../../codegen/ts/print.ts";
import { loadSound } from "../support/model.ts";
import { apiKey, aws, BEARER, makeClient, modelFile, order, SIGV4, sent } from "./auth-fixture.ts";

const { region, credentials } = aws;

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

  it("a scheme that only one operation names is not the others'", async () => {
    const service = { ...SIGV4, ...BEARER, ...order("aws.auth#sigv4") };
    expect(
      (await sent(service, { ...aws, token: "t", authSchemePreference: ["httpBearerAuth"] })).headers["authorization"],
    ).toMatch(/^AWS4/);
    const own = await sent(service, { ...aws, token: "t" }, order("smithy.api#httpBearerAuth"));
    expect(own.headers["authorization"]).toBe("Bearer t");
    const { plan } = loadSound(modelFile(service, order("smithy.api#httpBearerAuth")));
    expect(printTs(clientFile(plan))).toContain('operationAuth: { GetPet: ["smithy.api#httpBearerAuth"] }');
  });

  it("an operation without a list of its own has the service's, with none behind it", async () => {
    const service = { ...BEARER, "smithy.api#auth": ["smithy.api#httpBearerAuth", "smithy.api#noAuth"] };
    expect((await sent(service, { token: "t" })).headers["authorization"]).toBe("Bearer t");
    expect((await sent(service)).headers["authorization"]).toBeUndefined();
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
