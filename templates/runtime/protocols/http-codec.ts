/**
 * The codec of an operation whose members are bound to HTTP by their traits, and what is left for a body. What documents look
 * like, and where an error says what it is, is the format's: JSON or XML.
 */

import { hostPrefixWriter, omittedInRequest } from "../kinds/parts.ts";
import type { OperationCodec, ProtocolFacts } from "../schema/protocol.ts";
import type { OperationSchema, SchemaRef } from "../schema/schema.ts";
import { type StructureShape, shapeOf, traitsOf } from "../schema/shape.ts";
import { bindingOf, bodyWriter, type Draft, type Member, membersOf, type Output } from "./binding.ts";
import type { HttpFormat } from "./http-format.ts";
import { lazyCodec, type ReadMessage, type WriteRequest } from "./lazy-codec.ts";

export function httpCodec(format: HttpFormat, schema: OperationSchema, service: ProtocolFacts): OperationCodec {
  return lazyCodec(
    membersOf(schema[5]).some((member) => bindingOf(member, service.parts)?.streams?.(member)),
    () => requestWriter(format, schema, service),
    () => messageReader(format, schema[5], service),
    (response, body) => format.error(response, body, schema, service),
  );
}

/** The writer throws where a label has no value. */
function requestWriter(
  format: HttpFormat,
  [, , , traits, input]: OperationSchema,
  service: ProtocolFacts,
): WriteRequest {
  const { parts } = service;
  const operation = traitsOf(traits);
  const [method = "POST", target = "/"] = (operation.http ?? []) as readonly [string?, string?];
  const [uri = "/", search] = target.split("?");
  // The first use of `URLSearchParams` costs more than the whole of the rest.
  const literals = search ? Object.fromEntries(new URLSearchParams(search)) : {};
  const prefix = hostPrefixWriter(operation, input, parts);
  const members = membersOf(input);
  const message = { format, service, uri };
  const writers = (["write", "writeBody"] as const).flatMap((part) =>
    members.flatMap((member) => bindingOf(member, parts)?.[part]?.(member, message) ?? []),
  );
  const inBody = members.filter(({ location }) => location === undefined);
  if (inBody.length > 0) {
    const always = inBody.some(({ ref, traits }) => traits.nullable || omittedInRequest(ref, parts));
    const write = format.writer(bodyTable(input, inBody), service);
    writers.push(
      bodyWriter(format, format.type, write, (value) =>
        always || inBody.some(({ name }) => value[name] != null) ? value : undefined,
      ),
    );
  }
  return (value) => {
    const draft: Draft = { method, path: uri, query: { ...literals }, headers: {} };
    if (prefix) draft.hostPrefix = prefix(value);
    for (const write of writers) write(value, draft);
    return draft;
  };
}

/** A table of some members of a structure: what its body holds. The table itself when it is all of them. */
function bodyTable(ref: SchemaRef, members: readonly Member[]): SchemaRef {
  const { names, table, traits } = shapeOf(ref) as StructureShape;
  if (members.length === names.length) return table;
  return [3, table[1], table[2], traits, members.map(({ name }) => name), members.map(({ ref }) => ref)];
}

/** Compiles an answer: an output's, or an error's whose members stand in the body as in an output's. */
export function messageReader(format: HttpFormat, ref: SchemaRef, service: ProtocolFacts): ReadMessage {
  const members = membersOf(ref);
  const inBody: Member[] = [];
  const readers = members.flatMap((member) => {
    const read = bindingOf(member, service.parts)?.read?.(member, { format, service, uri: "" });
    // What goes out in the path or the query comes back in the body.
    if (!read) inBody.push(member);
    return read ?? [];
  });
  const whole = members.some(({ location }) => location === "httpPayload");
  const readBody = whole || !inBody[0] ? undefined : format.reader(bodyTable(ref, inBody), service, inBody);
  return (response, body) => {
    const out = (readBody && body instanceof Uint8Array && body.byteLength > 0 ? readBody(body) : {}) as Output;
    for (const read of readers) read(response, out, body);
    return out;
  };
}
