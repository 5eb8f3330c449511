/**
 * Runs an official protocol class over a schema table, so that ours can be held against it. Knows the classes' entry points
 * and nothing of the cases.
 */
import type { HttpProtocol } from "@smithy/core/protocols";
import { operation } from "@smithy/core/schema";
import { fromBase64, fromUtf8, toBase64, toUtf8 } from "@smithy/core/serde";
import { HttpResponse } from "@smithy/core/transport";
import type { WireRequest } from "../../templates/runtime/protocols/protocol.ts";
import type { OperationSchema } from "../../templates/runtime/schema/schema.ts";

const context = {
  endpoint: async () => ({ protocol: "https:", hostname: "example.com", path: "/" }),
  base64Encoder: toBase64,
  base64Decoder: fromBase64,
  utf8Encoder: toUtf8,
  utf8Decoder: fromUtf8,
  __smithy_context: { service: "Test", operation: "Op" },
};

/** An official class as the tests drive it. */
export type Official = Pick<HttpProtocol, "serializeRequest" | "deserializeResponse">;

/** Gives a protocol what a client would give it. */
export function official(protocol: HttpProtocol): Official {
  protocol.setSerdeContext(context as never);
  return protocol;
}

/** The table as the official classes take it. */
function officialOperation([, namespace, name, traits, input, output]: OperationSchema): never {
  return operation(namespace, name, traits as never, input as never, output as never) as never;
}

/** The parts of the request that a codec of ours also gives, bodies as text of a letter for each byte. */
export interface ComparableRequest {
  readonly method: string;
  readonly path: string;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: string | undefined;
  readonly hostPrefix: string;
}

export async function officialRequest(
  protocol: Official,
  schema: OperationSchema,
  input: unknown,
): Promise<ComparableRequest> {
  const request = await protocol.serializeRequest(officialOperation(schema), input as never, context as never);
  return {
    method: request.method,
    path: request.path,
    query: request.query,
    headers: request.headers,
    body: textOf(request.body),
    hostPrefix: request.hostname.slice(0, -"example.com".length),
  };
}

export function comparableRequest(request: WireRequest): ComparableRequest {
  const { method, path, query, headers, body, hostPrefix = "" } = request;
  return { method, path, query, headers, body: textOf(body), hostPrefix };
}

function textOf(body: unknown): string | undefined {
  if (body === undefined) return undefined;
  return Buffer.from(body as string).toString("latin1");
}

/** Lazy strings, decimals and bytes of ours are the official ones in all but their class. */
export function comparable(value: unknown): unknown {
  if (value instanceof String) return { json: String(value) };
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (value instanceof Date) return { date: value.getTime() };
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, comparable(item)]));
}

/** The output without its metadata; throws what the protocol throws, modelled errors too. */
export async function officialOutput(
  protocol: Official,
  schema: OperationSchema,
  statusCode: number,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): Promise<Record<string, unknown>> {
  const response = new HttpResponse({ statusCode, headers: { ...headers }, body });
  const output = await protocol.deserializeResponse(officialOperation(schema), context as never, response);
  const { $metadata, ...members } = output as unknown as Record<string, unknown>;
  return members;
}
