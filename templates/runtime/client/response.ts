/** What an answer becomes: the output with its `$metadata`, or the error class that the service's code names. */
import { collectBody } from "./body.ts";
import type { ServiceException } from "./exceptions.ts";
import type { HttpResponse } from "./http.ts";
import type { WireError } from "./protocol.ts";
import type { MetadataBearer, ResponseMetadata, ServiceDefinition } from "./service.ts";
import type { Operation } from "./state.ts";

export function metadataOf({ statusCode, headers }: HttpResponse): ResponseMetadata {
  // The keys stand even without values, as in the official client.
  const metadata: { [Key in keyof ResponseMetadata]: ResponseMetadata[Key] | undefined } = {
    httpStatusCode: statusCode,
    requestId: headers["x-amzn-requestid"] ?? headers["x-amzn-request-id"] ?? headers["x-amz-request-id"],
    extendedRequestId: headers["x-amz-id-2"],
    cfId: headers["x-amz-cf-id"],
  };
  return metadata as ResponseMetadata;
}

/** The output of a successful answer. Throws the service's exception otherwise. */
export async function readResponse(
  service: ServiceDefinition,
  operation: Operation,
  response: HttpResponse,
): Promise<MetadataBearer> {
  const { codec } = operation;
  if (response.statusCode >= 300) {
    const body = await collectBody(response.body);
    throw exceptionOf(service, response, codec.error(response, body));
  }
  const collected = codec.streamsOutput || response.body instanceof Uint8Array;
  const body = collected ? response.body : await collectBody(response.body);
  try {
    const output = (
      codec.deserializeStream ? await codec.deserializeStream(response, body) : codec.deserialize(response, body)
    ) as Record<string, unknown> & MetadataBearer;
    output.$metadata = metadataOf(response);
    return output;
  } catch (error) {
    throw unreadable(error, response);
  }
}

/** The class that the model has for an error, else the base exception of the service. */
export function exceptionOf(service: ServiceDefinition, response: HttpResponse, wire: WireError): Error {
  const $metadata = metadataOf(response);
  if (wire.requestId !== undefined) $metadata.requestId ??= wire.requestId;
  const message = wire.message || "UnknownError";
  const known =
    wire.schema && service.errors.map((registry) => registry.getErrorCtor(wire.schema as never)).find(Boolean);
  const Exception = (known ?? service.exception) as new (options: object) => ServiceException;
  // An answer that names no code is called Unknown; its code is the status.
  const name = wire.code === String(response.statusCode) ? "Unknown" : wire.code;
  const $fault = response.statusCode < 500 ? "client" : "server";
  const exception = known
    ? new Exception({ ...wire.members, message, $metadata })
    : new Exception({ name, message, $fault, $metadata });
  Object.assign(exception, wire.members);
  if (typeof wire.data === "object" && wire.data !== null) addRest(exception, wire.data);
  // In sight, as all that an answer says: `JSON.stringify(error)` shows it in the official client, too.
  Object.defineProperty(exception, "message", { value: message, enumerable: true, configurable: true, writable: true });
  Object.defineProperty(exception, "code", { value: wire.code, enumerable: false, configurable: true, writable: true });
  return withResponse(exception, response);
}

/**
 * What an answer says beside the modelled members is kept under its own names (`Code`, `Type`), without touching what an error
 * has anyway.
 */
function addRest(exception: Error, data: object): void {
  for (const [key, value] of Object.entries(data)) {
    if (value === undefined || key === "Message" || key in exception) continue;
    Object.defineProperty(exception, key, { value, enumerable: true, configurable: true, writable: true });
  }
}

function withResponse<E extends Error>(error: E, response: HttpResponse): E {
  return Object.defineProperty(error, "$response", { value: response, enumerable: false, configurable: true });
}

/** An answer that is no valid answer. */
function unreadable(thrown: unknown, response: HttpResponse): Error {
  const error = (thrown instanceof Error ? thrown : new Error(String(thrown))) as Error & Partial<MetadataBearer>;
  error.message +=
    "\n  Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.";
  error.$metadata ??= metadataOf(response);
  return withResponse(error, response);
}
