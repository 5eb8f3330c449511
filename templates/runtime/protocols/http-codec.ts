/**
 * The codec of an operation whose members are bound to HTTP by their traits, and what is left for a body. What documents look
 * like, and where an error says what it is, is the format's: JSON or XML.
 */

import type { OperationSchema, Schema, SchemaRef } from "../schema/schema.ts";
import { shapeOf, traitsOf } from "../schema/shape.ts";
import { givenOf } from "../values/own-property.ts";
import { bodyWriter, boundMembers } from "./binding.ts";
import { lazy } from "./lazy.ts";
import type {
  BoundMember,
  Draft,
  HttpFormat,
  Input,
  OperationCodec,
  Output,
  Protocol,
  ProtocolFacts,
} from "./protocol.ts";

/** The operations of a protocol with these documents. */
export const httpOperation =
  (format: HttpFormat): Protocol["operation"] =>
  (schema, service) => ({
    streamsOutput: boundMembers(schema[5], service.parts).some((member) => member.binding?.streams?.(member)),
    serialize: lazy(() => requestWriter(format, schema, service)),
    deserialize: lazy(() => messageReader(format, schema[5], service)),
    error: (response, body) => format.error(response, body, schema, service),
  });

/** The writer throws where a label has no value. */
function requestWriter(
  format: HttpFormat,
  [, , , traits, input]: OperationSchema,
  service: ProtocolFacts,
): OperationCodec["serialize"] {
  const { parts } = service;
  const operation = traitsOf(traits);
  const [method, target] = operation.http as readonly [string, string];
  const [uri, search] = target.split("?") as [string, string?];
  // The first use of `URLSearchParams` costs more than the whole of the rest.
  const literals = search ? Object.fromEntries(new URLSearchParams(search)) : {};
  const prefix = parts.hostPrefix?.writer(operation, input);
  const shape = shapeOf(input);
  const givenIn = givenOf(shape.names, parts.omitted?.inRequest(shape, parts));
  const members = boundMembers(input, parts);
  const writers = [
    ...members.map((member) => member.binding?.write?.(member, parts, uri)),
    ...members.map((member) => member.binding?.writeBody?.(member, service, format)),
  ];
  const inBody = members.filter(({ binding }) => !binding);
  if (inBody[0]) {
    const write = format.writer(bodyTable(input, inBody), service);
    const contentIn = (given: Input): Input | undefined =>
      inBody.some(({ name, traits }) => traits.nullable || given[name] != null) ? given : undefined;
    writers.push(bodyWriter(format, format.type, write, contentIn));
  }
  return (value) => {
    const draft: Draft = { method, path: uri, query: { ...literals }, headers: {} };
    const given = givenIn(value);
    if (prefix) draft.hostPrefix = prefix(given);
    for (const write of writers) write?.(given, draft);
    return draft;
  };
}

/** A table of some members of a structure: what its body holds. */
function bodyTable(ref: SchemaRef, members: readonly BoundMember[]): SchemaRef {
  const { table, traits } = shapeOf(ref);
  const [, namespace, name] = table as Schema;
  return [3, namespace, name, traits, members.map((one) => one.name), members.map((one) => one.ref)];
}

/** Compiles an answer: an output's, or an error's whose members stand in the body as in an output's. */
export function messageReader(
  format: HttpFormat,
  ref: SchemaRef,
  service: ProtocolFacts,
): OperationCodec["deserialize"] {
  const members = boundMembers(ref, service.parts);
  const readers = members.map((member) => member.binding?.read?.(member, service, format));
  // What goes out in the path or the query comes back in the body.
  const inBody = members.filter((_, i) => !readers[i]);
  const whole = members.some(({ binding }) => binding?.writeBody);
  const readBody = whole || !inBody[0] ? undefined : format.reader(bodyTable(ref, inBody), service, inBody);
  return (response, body) => {
    const out = (readBody && body instanceof Uint8Array && body.byteLength > 0 ? readBody(body) : {}) as Output;
    for (const read of readers) read?.(response, out, body);
    return out;
  };
}
