/** What an answer becomes: the output with its `$metadata`, or the error class that the service's code names. */

import { collectBody } from "../http/body.ts";
import type { HttpResponse } from "../http/http.ts";
import { isRecord } from "../kinds/record.ts";
import type { WireError } from "../protocols/protocol.ts";
import type { ServiceFacts } from "../service/facts.ts";
import type { MetadataBearer, ResponseMetadata } from "../service/metadata.ts";
import type { Operation } from "../service/state.ts";
import { define } from "../values/own-property.ts";
import type { ServiceException } from "./exceptions.ts";

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
  service: ServiceFacts,
  { codec }: Operation,
  response: HttpResponse,
): Promise<MetadataBearer> {
  const refused = response.statusCode >= 300;
  const given = response.body instanceof Uint8Array || (codec.streamsOutput && !refused);
  const body = given ? response.body : await collectBody(response.body);
  if (refused) throw exceptionOf(service, response, codec.error(response, body as Uint8Array));
  try {
    const read = codec.deserializeStream ?? codec.deserialize;
    const output = (await read(response, body)) as Record<string, unknown> & MetadataBearer;
    output.$metadata = metadataOf(response);
    return output;
  } catch (thrown) {
    // An answer that is no valid answer.
    const error = thrown as Error;
    error.message +=
      "\n  Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.";
    throw withResponse(error, response);
  }
}

/** The class that the model has for an error, else the base exception of the service. */
export function exceptionOf(service: ServiceFacts, response: HttpResponse, wire: WireError): Error {
  const { code, schema, members, data, requestId } = wire;
  const { statusCode } = response;
  const message = wire.message || "UnknownError";
  const $metadata = metadataOf(response);
  if (requestId) $metadata.requestId ??= requestId;
  const known = schema && service.errors.map((registry) => registry.getErrorCtor(schema)).find(Boolean);
  const Exception = (known ?? service.exception) as new (options: object) => ServiceException & Record<string, unknown>;
  const exception = new Exception({
    // An answer that names no code is called Unknown; its code is the status. A class of the model has both by itself.
    name: code === String(statusCode) ? "Unknown" : code,
    $fault: statusCode < 500 ? "client" : "server",
    message,
    $metadata,
  });
  Object.assign(exception, members);
  // What an answer says beside the modelled members is kept under its own names (`Code`, `Type`), without touching what an
  // error has anyway.
  for (const [key, value] of Object.entries(isRecord(data) ? data : {})) {
    if (value !== undefined && key !== "Message" && !(key in exception)) exception[key] = value;
  }
  // In sight, as all that an answer says: `JSON.stringify(error)` shows it in the official client, too.
  define(exception, "message", message, true);
  // An error of Signer or Glacier has a member of that name.
  if (members.code === undefined) define(exception, "code", code);
  return withResponse(exception, response);
}

/** The error with what is known of the answer. */
export function withResponse<E extends Error & Partial<MetadataBearer>>(error: E, response: HttpResponse): E {
  error.$metadata ??= metadataOf(response);
  return define(error, "$response", response);
}
