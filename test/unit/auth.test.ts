/** One scheme, or none: every way of saying who is calling, over both roads of a generated client. */
import { HttpApiKeyAuthSigner, HttpBearerAuthSigner } from "@smithy/core";
import { HttpRequest } from "@smithy/core/protocols";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { apiKeyAuth } from "../../templates/runtime/client/auth-api-key.ts";
import { bearerAuth } from "../../templates/runtime/client/auth-bearer.ts";
import {
  apiKey,
  aws,
  BASIC,
  BEARER,
  type Client,
  makeClient,
  packages,
  received,
  SIGV4,
  sent,
} from "./auth-fixture.ts";

const { region } = aws;

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
    expect(received()).toEqual([]);
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

describe("no scheme", () => {
  it.each([
    ["of a service without any", {}, {}],
    ["of an operation that has none", BEARER, { "smithy.api#auth": [] }],
    ["of a service that says it has none", { ...SIGV4, "smithy.api#auth": ["smithy.api#noAuth"] }, {}],
    ["of an operation that names none as its scheme", SIGV4, { "smithy.api#auth": ["smithy.api#noAuth"] }],
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
