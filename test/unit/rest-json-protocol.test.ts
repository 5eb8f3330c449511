/**
 * The Smithy protocol tests for `restJson1`, requests and answers of clients, against the compiled codecs. What is not
 * supported stands in a list; a case of the list that passes fails the run.
 */
import { describe, expect, it, vi } from "vitest";
import type { OperationCodec, ProtocolFacts, WireRequest } from "../../templates/runtime/client/protocol.ts";
import { utf8 } from "../../templates/runtime/protocols/base64.ts";
import { restJson1 } from "../../templates/runtime/protocols/rest-json.ts";
import { describeWithShared, readShared } from "../support/shared-folder.ts";
import { type AstShape, ProtocolModel } from "./protocol-model.ts";

interface Case {
  readonly id: string;
  readonly protocol: string;
  readonly appliesTo?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly bodyMediaType?: string;
}

interface RequestCase extends Case {
  readonly method: string;
  readonly uri: string;
  readonly host?: string;
  readonly resolvedHost?: string;
  readonly queryParams?: readonly string[];
  readonly forbidQueryParams?: readonly string[];
  readonly requireQueryParams?: readonly string[];
  readonly forbidHeaders?: readonly string[];
  readonly requireHeaders?: readonly string[];
}

interface ResponseCase extends Case {
  readonly code: number;
}

const FILES = [
  "aws_protocoltests_restjson_RestJson.json",
  "aws_protocoltests_restjson_validation_RestJsonValidation.json",
];

/** What another part of the client does, or where the official client, which sends the same, departs from the case. */
const EXPECTED_FAILURES: Readonly<Record<string, string>> = {
  SDKAppliedContentEncoding_restJson1: "request compression is a middleware's",
  SDKAppendedGzipAfterProvidedEncoding_restJson1: "request compression is a middleware's",
  RestJsonHttpChecksumRequired: "the checksum is a middleware's",
  RestJsonClientPopulatesDefaultValuesInInput: "defaults are not filled in, as in the official client",
  RestJsonClientPopulatesNestedDefaultValuesWhenMissing: "defaults are not filled in, as in the official client",
  RestJsonClientPopulatesDefaultsValuesWhenMissingInResponse: "defaults are not filled in, as in the official client",
  RestJsonClientPopulatesNestedDefaultsWhenMissingInResponseBody:
    "defaults are not filled in, as in the official client",
  RestJsonConstantQueryString: "the official client sends `hello=` for `hello`",
  "RestJsonHttpPayloadWithUnsetUnion (request)": "the official client sends `{}`",
};

const URI_TOKEN = "00000000-0000-4000-8000-000000000000";

function percent(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function queryOf({ query }: WireRequest): string[] {
  return Object.entries(query).flatMap(([key, value]) =>
    Array.isArray(value)
      ? value.map((one) => `${percent(key)}=${percent(one)}`)
      : [value === null ? percent(key) : `${percent(key)}=${percent(value)}`],
  );
}

function bodyOf({ body }: WireRequest): string {
  return typeof body === "string" ? body : body === undefined ? "" : utf8(body);
}

function checkRequest(request: WireRequest, test: RequestCase): void {
  expect(request.method).toBe(test.method);
  // The path of an endpoint is the client's to put in front.
  expect(test.host?.replace(/^[^/]+/, "").concat(request.path) ?? request.path).toBe(test.uri);
  const query = queryOf(request);
  expect(query).toEqual(expect.arrayContaining([...(test.queryParams ?? [])]));
  if (test.queryParams) expect(query.length).toBe(test.queryParams.length);
  const keys = query.map((pair) => pair.split("=")[0]);
  for (const key of test.forbidQueryParams ?? []) expect(keys).not.toContain(key);
  for (const key of test.requireQueryParams ?? []) expect(keys).toContain(key);
  for (const [name, value] of Object.entries(test.headers ?? {}))
    expect(request.headers[name.toLowerCase()]).toBe(value);
  for (const name of test.forbidHeaders ?? []) expect(request.headers).not.toHaveProperty([name.toLowerCase()]);
  for (const name of test.requireHeaders ?? []) {
    // The length is counted where the request is sent; here there must be something to count.
    if (name.toLowerCase() === "content-length") expect(request.body).toBeDefined();
    else expect(request.headers).toHaveProperty([name.toLowerCase()]);
  }
  if (test.resolvedHost) expect(`${request.hostPrefix ?? ""}${test.host}`).toBe(test.resolvedHost);
  if (test.body === undefined) return;
  const json = test.bodyMediaType === "application/json" || test.bodyMediaType?.endsWith("+json");
  if (json && test.body) expect(JSON.parse(bodyOf(request))).toEqual(JSON.parse(test.body));
  else expect(bodyOf(request)).toBe(test.body);
}

/** Lazy JSON as text, and every kind of bytes as plain bytes. */
function comparable(value: unknown): unknown {
  if (value instanceof String) return String(value);
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, comparable(item)]));
}

function factsOf(model: ProtocolModel): ProtocolFacts {
  return {
    namespace: "aws.protocoltests.restjson",
    serviceName: "RestJson",
    apiVersion: "2019-12-16",
    settings: {},
    errorSchema: (code) => {
      const found = Object.entries(model.shapes).find(
        ([id, shape]) => shape.traits?.["smithy.api#error"] && id.split("#")[1] === code,
      );
      return found && model.error(found[0]);
    },
  };
}

/** Runs a case; a case that must fail and does not is a failure. */
function run(test: Case, body: () => void): void {
  // Some ids name a request and an answer; the list is about requests when it says so.
  const reason = EXPECTED_FAILURES["method" in test ? `${test.id} (request)` : test.id] ?? EXPECTED_FAILURES[test.id];
  it(reason ? `${test.id} (${reason})` : test.id, () => {
    if (!reason) return body();
    expect(body, `${test.id} passes now: take it off the list`).toThrow();
  });
}

function casesOf<T extends Case>(shape: AstShape, trait: string): readonly T[] {
  const cases = (shape.traits?.[`smithy.test#${trait}`] ?? []) as readonly T[];
  return cases.filter((one) => one.appliesTo !== "server" && one.protocol === restJson1.id);
}

function hasEventStream(model: ProtocolModel, id: string | undefined): boolean {
  const members = Object.values((id && model.shape(id).members) || {});
  return members.some(({ target }) => {
    const shape = model.shape(target);
    return shape.type === "union" && shape.traits?.["smithy.api#streaming"] !== undefined;
  });
}

describeWithShared("Smithy protocol tests, restJson1", () => {
  for (const file of FILES) {
    const model = new ProtocolModel(JSON.parse(readShared(`protocol-tests/${file}`)));
    const facts = factsOf(model);
    const skipped: string[] = [];
    describe(file, () => {
      for (const [id, shape] of Object.entries(model.shapes)) {
        const codec = (operation: string): OperationCodec => restJson1.operation(model.operation(operation), facts);
        if (shape.type === "operation") {
          if (hasEventStream(model, shape.input?.target) || hasEventStream(model, shape.output?.target)) {
            skipped.push(id);
            continue;
          }
          for (const test of casesOf<RequestCase>(shape, "httpRequestTests")) {
            run(test, () => {
              vi.spyOn(crypto, "randomUUID").mockReturnValue(URI_TOKEN);
              const input = model.value(shape.input?.target ?? "smithy.api#Unit", test.params ?? {});
              checkRequest(codec(id).serialize(input as Record<string, unknown>), test);
            });
          }
          for (const test of casesOf<ResponseCase>(shape, "httpResponseTests")) {
            run(test, () => {
              const output = shape.output?.target ?? "smithy.api#Unit";
              const one = codec(id);
              const bytes = new TextEncoder().encode(test.body ?? "");
              const actual = one.deserialize({ statusCode: test.code, headers: lowerCased(test) }, bytes);
              expectMembers(actual, model.value(output, test.params ?? {}));
            });
          }
        }
        if (shape.type === "structure" && shape.traits?.["smithy.api#error"]) {
          for (const test of casesOf<ResponseCase>(shape, "httpResponseTests")) {
            run(test, () => {
              const operation = Object.keys(model.shapes).find(
                (one) => model.shape(one).type === "operation",
              ) as string;
              const body = new TextEncoder().encode(test.body ?? "");
              const error = codec(operation).error({ statusCode: test.code, headers: lowerCased(test) }, body);
              expect(error.code).toBe(id.split("#")[1]);
              expectMembers(error.members, model.value(id, test.params ?? {}));
            });
          }
        }
      }
      if (skipped.length) console.info(`event streams are not supported yet; skipped: ${skipped.join(", ")}`);
    });
  }
});

function lowerCased({ headers = {} }: Case): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Every expected member is there, and no other, but for the null that stands for an absent payload. */
function expectMembers(actual: unknown, expected: unknown): void {
  const wanted = comparable(expected) as Record<string, unknown>;
  const members = Object.entries(comparable(actual) as object);
  const given = members.filter(([name, value]) => value !== null || name in wanted);
  for (const [name, value] of given) {
    // An empty map of prefix headers is given even when the case does not name it.
    if (!(name in wanted) && typeof value === "object" && Object.keys(value as object).length === 0) continue;
    expect(wanted).toHaveProperty([name]);
  }
  expect(Object.fromEntries(given)).toMatchObject(wanted);
}
