/**
 * What remote procedure protocols share: one request form for all operations, everything of a message in its body, whatever
 * HTTP bindings the model also has. How values stand in a body, and what the head says, is each protocol's own.
 */

import type { Parts } from "../kinds/kind.ts";
import { isRecord } from "../kinds/record.ts";
import type { ErrorSchema, OperationSchema, SchemaRef } from "../schema/schema.ts";
import * as S from "../schema/shape.ts";
import { errorMessage } from "./error-code.ts";
import { lazy } from "./lazy.ts";
import type { OperationCodec, ProtocolFacts, WireError, WireRequest, WireResponse } from "./protocol.ts";

type Input = Readonly<Record<string, unknown>>;
type Output = Record<string, unknown>;

/** Reads a whole body; throws on one that is not what the model says. */
export type ReadMessage = (body: Uint8Array) => Output;

export interface RpcFormat {
  /** What stands in front of every request of an operation; `input`: whether it has one. */
  head(operation: string, service: ProtocolFacts, input: boolean): Pick<WireRequest, "path" | "headers">;
  /** The body of requests of an operation without input. */
  readonly unit: WireRequest["body"];
  /** Compiles the body of requests. */
  writer(input: SchemaRef, parts: Parts): (input: Input) => WireRequest["body"];
  /** Compiles the body of answers. */
  reader(output: SchemaRef, parts: Parts): ReadMessage;
  /** An error's body as a plain value. Throws on what is none. */
  parse(body: Uint8Array): unknown;
  /** The error's name as the answer gives it, without its namespace. */
  errorCode(response: WireResponse, data: unknown): string | undefined;
}

/** Compiles one operation. */
export function rpcOperation(format: RpcFormat, schema: OperationSchema, service: ProtocolFacts): OperationCodec {
  return {
    streamsOutput: false,
    serialize: lazy(() => requestWriter(format, schema, service)),
    deserialize: lazy(() => {
      const read = format.reader(schema[5], service.parts);
      return (_, body) => (body instanceof Uint8Array && body.byteLength > 0 ? read(body) : {});
    }),
    error: (response, body) => readError(format, response, body, service),
  };
}

/** A structure without members is an input all the same. */
function hasInput(ref: SchemaRef): boolean {
  const { table } = S.shapeOf(ref);
  return table?.[1] !== "smithy.api" || table[2] !== "Unit";
}

function requestWriter(
  format: RpcFormat,
  [, , name, traits, input]: OperationSchema,
  service: ProtocolFacts,
): OperationCodec["serialize"] {
  const given = hasInput(input);
  const { path, headers } = format.head(name, service, given);
  const prefix = service.parts.hostPrefix?.writer(S.traitsOf(traits), input);
  const body = given ? format.writer(input, service.parts) : () => format.unit;
  return (value) => ({
    method: "POST",
    path,
    query: {},
    headers: { ...headers },
    body: body(value),
    ...(prefix === undefined ? {} : { hostPrefix: prefix(value) }),
  });
}

function readError(format: RpcFormat, response: WireResponse, body: Uint8Array, service: ProtocolFacts): WireError {
  let data: unknown = {};
  try {
    if (body.byteLength > 0) data = format.parse(body);
  } catch {
    // What is not the protocol's own is shown as it came: a page of a proxy, perhaps.
    data = new TextDecoder().decode(body);
  }
  const compatible = service.settings.awsQueryCompatible ? queryError(response, data) : undefined;
  const named = format.errorCode(response, data);
  const code = compatible?.Code ?? named;
  const schema = [code, named].map((one) => (one ? service.errorSchema(one) : undefined)).find(Boolean);
  return {
    code: code ?? String(response.statusCode),
    message: errorMessage(data),
    schema,
    members: schema ? readMembers(format, schema, body, service) : {},
    data: compatible === undefined ? data : { ...(isRecord(data) ? data : {}), ...compatible },
  };
}

/** What a service that once spoke the query protocol says of an error as it did then. Source: `awsQueryCompatible`. */
interface QueryError {
  readonly Code: string;
  readonly Type: string | undefined;
  /** As the body of the query protocol has it. */
  readonly Error: Readonly<Record<string, unknown>>;
  readonly RequestId: string | undefined;
}

/** The header is `Code;Type`; `Type` is `Sender` or `Receiver`. */
function queryError({ headers }: WireResponse, data: unknown): QueryError | undefined {
  const header = headers["x-amzn-query-error"];
  if (header === undefined) return undefined;
  const [Code = "", Type] = header.split(";");
  const { __type, message, ...rest } = isRecord(data) ? data : {};
  const said = message ?? rest.Message;
  return {
    Code,
    Type,
    Error: { Code, Type, ...rest, ...(said === undefined ? {} : { Message: said }) },
    RequestId: headers["x-amzn-requestid"],
  };
}

/** The modelled members; none when the answer is not what the model says. */
function readMembers(format: RpcFormat, schema: ErrorSchema, body: Uint8Array, { parts }: ProtocolFacts): Output {
  try {
    return format.reader(schema, parts)(body);
  } catch {
    return {};
  }
}
