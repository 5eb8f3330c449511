/**
 * Compares what a client sends and gives back with what a case of the protocol tests says. Bodies are compared by their
 * media type: what means the same is equal. Knows no client.
 */
import { cbor } from "@smithy/core/cbor";
import { expect } from "vitest";
import type { HttpRequest } from "../../templates/runtime/http/http.ts";
import { NumericValue } from "../../templates/runtime/kinds/numeric-value.ts";
import type { RequestCase } from "./suite.ts";
import { canonicalXml } from "./xml.ts";

const percent = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** `key=value` pairs, encoded as they go over the wire. */
function queryOf({ query }: HttpRequest): string[] {
  return Object.entries(query ?? {}).flatMap(([key, value]) => {
    if (Array.isArray(value)) return value.map((one) => `${percent(key)}=${percent(one)}`);
    return [value === null || value === undefined ? percent(key) : `${percent(key)}=${percent(value)}`];
  });
}

export async function expectRequest(request: HttpRequest, test: RequestCase): Promise<void> {
  expect(request.method).toBe(test.method);
  expect(request.path).toBe(test.uri);
  if (test.resolvedHost !== undefined) expect(request.hostname).toBe(test.resolvedHost);
  const query = queryOf(request);
  const keys = query.map((pair) => pair.split("=")[0]);
  // `key` and `key=` are two spellings of the same.
  if (test.queryParams) expect(query.map(withSign).sort()).toEqual(test.queryParams.map(withSign).sort());
  for (const key of test.forbidQueryParams ?? []) expect(keys).not.toContain(key);
  for (const key of test.requireQueryParams ?? []) expect(keys).toContain(key);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  for (const [name, value] of Object.entries(test.headers ?? {})) {
    expect({ [name]: headers[name.toLowerCase()] }).toEqual({ [name]: value });
  }
  for (const name of test.forbidHeaders ?? []) expect(headers).not.toHaveProperty([name.toLowerCase()]);
  for (const name of test.requireHeaders ?? []) expect(headers).toHaveProperty([name.toLowerCase()]);
  if (test.body !== undefined) expectBody(await bytesOf(request.body), test.body, test.bodyMediaType);
}

const withSign = (pair: string): string => (pair.includes("=") ? pair : `${pair}=`);

async function bytesOf(body: unknown): Promise<Uint8Array> {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function expectBody(actual: Uint8Array, expected: string, mediaType: string | undefined): void {
  const text = Buffer.from(actual).toString("utf8");
  if (expected === "") {
    expect(text).toBe("");
  } else if (mediaType === "application/cbor") {
    expect(comparable(cbor.deserialize(actual))).toEqual(comparable(cbor.deserialize(Buffer.from(expected, "base64"))));
  } else if (mediaType === "application/xml") {
    expect(canonicalXml(text)).toEqual(canonicalXml(expected));
  } else if (mediaType === "application/x-www-form-urlencoded") {
    expect(formPairs(text)).toEqual(formPairs(expected));
  } else if (mediaType === "application/json" || mediaType?.endsWith("+json")) {
    expect(JSON.parse(text)).toEqual(JSON.parse(expected));
  } else {
    expect(text).toBe(expected);
  }
}

/** The order of the pairs means nothing. Line breaks in a case's body are for its readers. */
const formPairs = (text: string): readonly string[] =>
  text
    .replaceAll(/\s*\n\s*/g, "")
    .split("&")
    .sort();

/** Every kind of text as text, of bytes as bytes, of decimals as digits. */
function comparable(value: unknown): unknown {
  if (value instanceof String) return String(value);
  if (value instanceof Uint8Array) return [...value];
  if (value instanceof NumericValue) return { digits: value.string };
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, comparable(item)]));
}

/** Every expected member is there, and no other but what `absences` gives for members that the answer does not have. */
export async function expectMembers(
  actual: object,
  expected: unknown,
  absences: Readonly<Record<string, unknown>>,
): Promise<void> {
  const members = await Promise.all(
    Object.entries(actual)
      .filter(([, value]) => value !== undefined)
      .map(async ([name, value]) => [name, comparable(await settled(value))] as const),
  );
  const given = Object.fromEntries(members);
  const left = Object.entries(absences).filter(([name]) => name in given);
  expect(given).toEqual({ ...Object.fromEntries(left), ...(comparable(expected) as object) });
}

/** A streamed member, read to its end. */
async function settled(value: unknown): Promise<unknown> {
  const stream = value as { readonly pipe?: unknown; readonly getReader?: unknown } | null | undefined;
  const streams = typeof stream?.pipe === "function" || typeof stream?.getReader === "function";
  return streams ? bytesOf(value) : value;
}
