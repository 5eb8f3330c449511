/**
 * The codec of the two protocols that send forms and answer in XML. Where the output stands in the answer is what they differ
 * in, beside the dialect of the form.
 */

import type { ErrorSchema, OperationSchema, SchemaRef } from "../schema/schema.ts";
import * as S from "../schema/shape.ts";
import { utf8 } from "../values/base64.ts";
import type { WriteFields } from "./form-writer.ts";
import { lazy } from "./lazy.ts";
import type { OperationCodec, ProtocolFacts, WireRequest } from "./protocol.ts";
import { type Cursor, enter, readDocument, readTag, skip, toChild } from "./xml-cursor.ts";
import { readErrorElement, readXmlError } from "./xml-error.ts";
import { type ReadElement, xmlReader } from "./xml-reader.ts";

export interface Dialect {
  /** Compiles the form of a shape. */
  readonly writerOf: (ref: SchemaRef) => WriteFields;
  /** The element around an operation's output, within the root; `undefined`: the root itself. */
  readonly resultTag: (operation: string) => string | undefined;
}

export function queryCodec(schema: OperationSchema, service: ProtocolFacts, dialect: Dialect): OperationCodec {
  return {
    streamsOutput: false,
    serialize: lazy(() => requestWriter(schema, service, dialect)),
    deserialize: lazy(() => messageReader(schema, dialect)),
    error(response, body) {
      const said = readXmlError(response, body, service, (_, text, error) => readMembers(text, error));
      // What these protocols' official client says for errors that say nothing.
      return said.message ? said : { ...said, message: "Unknown" };
    },
  };
}

function requestWriter(
  schema: OperationSchema,
  { apiVersion, parts }: ProtocolFacts,
  { writerOf }: Dialect,
): OperationCodec["serialize"] {
  const [, , name, traits, input] = schema;
  const head = `Action=${name}&Version=${apiVersion}`;
  const fields = writerOf(input);
  const hostPrefix = parts.hostPrefix?.writer(S.traitsOf(traits), input);
  return (value): WireRequest => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const request = { method: "POST", path: "/", query: {}, headers, body: head + fields(value, "") };
    return hostPrefix ? { ...request, hostPrefix: hostPrefix(value) } : request;
  };
}

function messageReader([, , name, , , output]: OperationSchema, { resultTag }: Dialect): OperationCodec["deserialize"] {
  const read = xmlReader(output);
  const tag = resultTag(name);
  const readRoot = tag === undefined ? read : childReader(tag, read);
  return (_, body) => {
    if (!(body instanceof Uint8Array) || body.byteLength === 0) return {};
    return (readDocument(utf8(body), readRoot) ?? {}) as Record<string, unknown>;
  };
}

/** Reads one child of the root, and passes over the others. */
function childReader(child: string, read: ReadElement): ReadElement {
  return (cursor: Cursor, tag: string) => {
    let found: unknown;
    if (!enter(cursor)) return found;
    while (toChild(cursor, tag)) {
      const name = readTag(cursor);
      if (name === child) found = read(cursor, name);
      else skip(cursor, name);
    }
    return found;
  };
}

function readMembers(text: string, schema: ErrorSchema): Record<string, unknown> {
  return readErrorElement(text, xmlReader(schema));
}
