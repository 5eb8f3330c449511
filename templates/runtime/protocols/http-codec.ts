/**
 * The codec of an operation whose members are bound to HTTP by their traits: heads, payloads, and what is left for a body. What
 * documents look like, and where an error says what it is, is the format's: JSON or XML.
 */
import type { OperationCodec, ProtocolFacts } from "../client/protocol.ts";
import type { OperationSchema, SchemaRef } from "../client/schema.ts";
import { type StructureShape, shapeOf, traitsOf } from "../client/shape.ts";
import { hostPrefixWriter, omittedInRequest, type Parts } from "../kinds/parts.ts";
import {
  bindingOf,
  type Draft,
  type Input,
  type Member,
  membersOf,
  type Output,
  type Payload,
  type WriteMember,
} from "./binding.ts";
import type { HttpFormat } from "./http-format.ts";
import { lazyCodec, type ReadMessage, type WriteRequest } from "./lazy-codec.ts";

export function httpCodec(format: HttpFormat, schema: OperationSchema, service: ProtocolFacts): OperationCodec {
  return lazyCodec(
    payloadOf(membersOf(schema[5]), service.parts)?.streams ?? false,
    () => requestWriter(format, schema, service),
    () => messageReader(format, schema[5], service),
    (response, body) => format.error(response, body, schema, service),
  );
}

/** Throws, when it is run, where a label has no value. */
function requestWriter(
  format: HttpFormat,
  [, , , traits, input]: OperationSchema,
  service: ProtocolFacts,
): WriteRequest {
  const { parts } = service;
  const operation = traitsOf(traits);
  const [method = "POST", uri = "/"] = (operation.http ?? []) as readonly [string?, string?];
  const [path = "/", search] = uri.split("?");
  // The first use of `URLSearchParams` costs more than the whole of the rest.
  const literals = search ? [...new URLSearchParams(search)] : [];
  const prefix = hostPrefixWriter(operation, input, parts);
  const members = membersOf(input);
  const writers = members.flatMap((member) => bindingOf(member, parts)?.write?.(member, parts, path) ?? []);
  const body = bodyWriter(format, input, members, service);
  if (body) writers.push(body);
  return (input) => {
    const draft: Draft = { method, path, query: literals.length > 0 ? Object.fromEntries(literals) : {}, headers: {} };
    if (prefix) draft.hostPrefix = prefix(input);
    for (const write of writers) write(input, draft);
    return draft;
  };
}

function bodyWriter(
  format: HttpFormat,
  input: SchemaRef,
  members: readonly Member[],
  service: ProtocolFacts,
): WriteMember | undefined {
  const payload = payloadOf(members, service.parts);
  const inBody = members.filter(({ location }) => location === undefined);
  if (!payload && inBody.length === 0) return undefined;
  const { type, write } = payload?.written(format, service) ?? {
    type: format.type,
    write: format.writer(bodyTable(input, inBody), service),
  };
  const always = inBody.some(({ ref, traits }) => traits.nullable || omittedInRequest(ref, service.parts));
  const given = (value: Input): unknown =>
    payload ? value[payload.name] : always || inBody.some(({ name }) => value[name] != null) ? value : undefined;
  return (value, request) => {
    const { headers } = request;
    headers["content-type"] ??= type;
    const contentType = headers["content-type"];
    const content = given(value);
    request.body =
      content != null ? write(content, contentType) : contentType === format.type ? format.empty : undefined;
  };
}

function payloadOf(members: readonly Member[], parts: Parts): Payload | undefined {
  for (const member of members) {
    const payload = bindingOf(member, parts)?.payload?.(member);
    if (payload) return payload;
  }
  return undefined;
}

/** A table of some members of a structure: what its body holds. The table itself when it is all of them. */
function bodyTable(ref: SchemaRef, members: readonly Member[]): SchemaRef {
  const { names, table, traits } = shapeOf(ref) as StructureShape;
  if (members.length === names.length) return table;
  return [3, table[1], table[2], traits, members.map(({ name }) => name), members.map(({ ref }) => ref)];
}

/** Compiles an answer: an output's, or an error's whose members stand in the body as in an output's. */
export function messageReader(format: HttpFormat, ref: SchemaRef, service: ProtocolFacts): ReadMessage {
  const { parts } = service;
  const members = membersOf(ref);
  const head = members.flatMap((member) => bindingOf(member, parts)?.read?.(member, parts) ?? []);
  const payload = payloadOf(members, parts);
  const readPayload = payload?.reader(format, service);
  // What goes out in the path or the query comes back in the body.
  const inBody = payload ? [] : members.filter((member) => !bindingOf(member, parts)?.read);
  const readBody = inBody.length > 0 ? format.bodyReader(bodyTable(ref, inBody), service, inBody) : undefined;
  return (response, body) => {
    let out: Output = {};
    if (readBody && body instanceof Uint8Array && body.byteLength > 0) out = readBody(body);
    if (payload && readPayload) {
      const value = readPayload(body);
      if (value !== undefined) out[payload.name] = value;
    }
    for (const read of head) read(response, out);
    return out;
  };
}
