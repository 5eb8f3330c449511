/** Signatures and presigned URLs against the package that the official client signs with, over requests of all kinds. */
import { SignatureV4 } from "@smithy/signature-v4";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Sha256 } from "../../templates/runtime/client/platform.ts";
import { presign } from "../../templates/runtime/client/presign.ts";
import type { HttpRequest } from "../../templates/runtime/http/http.ts";
import { presigned } from "../../templates/runtime/signing/presigned.ts";
import { WebSha256 } from "../../templates/runtime/signing/sha256.ts";
import { SigV4 } from "../../templates/runtime/signing/sigv4.ts";
import { CreatePetCommand, fixed, GetPetCommand, Petstore } from "./client-fixture.ts";

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const headerName = fc.constantFrom(
  "X-Amz-Meta",
  "content-type",
  "User-Agent",
  "Expect",
  "proxy-x",
  "SEC-y",
  "x-b",
  "X-A",
  "date",
  "Authorization",
  "x-amzn-trace-id",
);
const headerValue = fc.string({ unit: fc.constantFrom("a", "B", " ", "\t", ",", "é", "="), maxLength: 12 });
const request = fc.record({
  method: fc.constantFrom("GET", "POST", "DELETE"),
  protocol: fc.constant("https:"),
  hostname: fc.constant("example.com"),
  path: fc
    .array(fc.oneof(text.map(encodeURIComponent), fc.constantFrom(".", "..", "", "a~b*c'")), { maxLength: 5 })
    .map((parts) => `/${parts.join("/")}`),
  // Names that every object has are broken in the package, not in ours.
  query: fc.dictionary(
    text.filter((name) => !(name in {})),
    fc.oneof(text, fc.array(text, { maxLength: 3 }), fc.constant(null)),
    { maxKeys: 4 },
  ),
  headers: fc.dictionary(headerName, headerValue).map((headers) => ({ host: "example.com", ...headers })),
  body: fc.option(fc.oneof(text, fc.uint8Array({ maxLength: 20 })), { nil: undefined }),
});
const settings = fc.record({
  region: fc.constantFrom("us-east-1", "eu-west-3"),
  service: fc.constantFrom("s3", "amplifybackend"),
  uriEscapePath: fc.boolean(),
  sessionToken: fc.option(text, { nil: undefined }),
  signingDate: fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
});

/** Requests with two headers whose names differ in case only have no order of their own; nobody sends them. */
function ambiguous(headers: object): boolean {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  return new Set(names).size < names.length;
}

test.each([
  ["Node", Sha256],
  ["Web Crypto", WebSha256],
])("requests are signed as the package does it, with %s", async (_, sha256) => {
  await fc.assert(
    fc.asyncProperty(request, settings, async (given, { sessionToken, signingDate, ...rest }) => {
      fc.pre(!ambiguous(given.headers));
      const credentials = {
        accessKeyId: "AKID",
        secretAccessKey: "secret",
        ...(sessionToken === undefined ? {} : { sessionToken }),
      };
      const theirs = new SignatureV4({ ...rest, credentials, sha256: sha256 as never });
      const ours = new SigV4({ ...rest, credentials: async () => credentials, sha256 });
      const before = structuredClone(given);
      const signed = await ours.sign(given as HttpRequest, { signingDate });
      expect(given).toEqual(before);
      expect(signed.headers).toEqual(
        ((await theirs.sign(structuredClone(given) as never, { signingDate })) as unknown as HttpRequest).headers,
      );
      const url = await presigned(ours, given as HttpRequest, { signingDate, expiresIn: 60 });
      const expected = await theirs.presign(structuredClone(given) as never, { signingDate, expiresIn: 60 });
      expect(url.query).toEqual(expected.query);
      expect(url.headers).toEqual(expected.headers);
    }),
    { numRuns: 300 },
  );
});

test("a signature of another region or name, and of credentials that are none", async () => {
  const credentials = { accessKeyId: "A", secretAccessKey: "S" };
  const signer = new SigV4({
    credentials: async () => credentials,
    region: "r",
    service: "s",
    sha256: Sha256,
    uriEscapePath: true,
  });
  const given: HttpRequest = { method: "GET", protocol: "https:", hostname: "h", path: "/", headers: { host: "h" } };
  const { headers } = await signer.sign(given, { signingRegion: "r2", signingService: "s2", signingDate: new Date(0) });
  expect(headers.authorization).toContain("Credential=A/19700101/r2/s2/aws4_request");
  const broken = new SigV4({
    credentials: async () => ({}) as never,
    region: "r",
    service: "s",
    sha256: Sha256,
    uriEscapePath: true,
  });
  await expect(broken.sign(given)).rejects.toThrow("not valid");
});

test("a presigned URL holds the request and expires", async () => {
  const client = new Petstore({
    ...fixed,
    credentials: { accessKeyId: "AK", secretAccessKey: "S", sessionToken: "T/+" },
  });
  const url = new URL(
    await presign(client, new GetPetCommand({ PetId: "a b", Fields: ["x"] }), {
      signingDate: new Date("2024-05-06T07:08:09Z"),
    }),
  );
  expect(`${url.origin}${url.pathname}`).toBe("https://petstore.us-west-2.example.com/pets/a%20b");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    field: "x",
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": "AK/20240506/us-west-2/petstore/aws4_request",
    "X-Amz-Date": "20240506T070809Z",
    "X-Amz-Expires": "3600",
    "X-Amz-Security-Token": "T/+",
    "X-Amz-SignedHeaders": "host",
    "X-Amz-Signature": expect.stringMatching(/^[\da-f]{64}$/),
  });
  expect(await client.generatePresignedUrl("get_pet", { params: { PetId: "a b" }, expiresIn: 5 })).toContain(
    "X-Amz-Expires=5",
  );
});

test("a body is refused, unless it is said to stay out", async () => {
  const client = new Petstore(fixed);
  await expect(presign(client, new CreatePetCommand({ Name: "n" }))).rejects.toThrow('body: "unsigned"');
  const url = new URL(
    await presign(client, new CreatePetCommand({ Name: "n" }), { body: "unsigned", httpMethod: "PUT" }),
  );
  expect(url.searchParams.get("X-Amz-Content-Sha256")).toBe("UNSIGNED-PAYLOAD");
  expect(url.searchParams.get("X-Amz-SignedHeaders")).toBe("host");
  expect(url.href).not.toContain("Name");
});

test("what cannot be presigned", async () => {
  const client = new Petstore(fixed);
  await expect(presign(client, new GetPetCommand({} as never))).rejects.toMatchObject({ code: "ParamValidationError" });
  for (const expiresIn of [0, -1, 604_801, Number.NaN]) {
    await expect(presign(client, new GetPetCommand({ PetId: "1" }), { expiresIn })).rejects.toMatchObject({
      code: "PresignError",
    });
  }
  await expect(client.generatePresignedUrl("nope")).rejects.toMatchObject({ code: "UnknownClientMethodError" });
  const anonymous = new Petstore({ ...fixed, sign: false });
  expect(await presign(anonymous, new GetPetCommand({ PetId: "1" }))).toBe(
    "https://petstore.us-west-2.example.com/pets/1",
  );
});
