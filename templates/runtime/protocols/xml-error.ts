/**
 * What a failed answer in XML says: its code and message, and the modelled members of its error. The same for all protocols
 * with XML answers: `<ErrorResponse><Error>`, `<Response><Errors><Error>` (EC2), or the error itself as the root (S3).
 */

import type { ErrorSchema } from "../schema/schema.ts";
import { utf8 } from "../values/base64.ts";
import type { ProtocolFacts, WireError, WireResponse } from "./protocol.ts";
import {
  type Cursor,
  enter,
  readDocument,
  readTag,
  skip,
  toChild,
  type XmlRecord,
  type XmlValue,
} from "./xml-cursor.ts";
import type { ReadElement } from "./xml-reader.ts";
import { isXmlRecord, treeOf } from "./xml-tree.ts";

/** Reads the members of an error; `read` finds the element that holds those of the body. */
export type ReadMembers = (response: WireResponse, text: string, schema: ErrorSchema) => Record<string, unknown>;

/** Never throws: a body that is no XML, or no error, is itself the message. */
export function readXmlError(
  response: WireResponse,
  body: Uint8Array,
  service: ProtocolFacts,
  members: ReadMembers,
): WireError {
  const text = utf8(body);
  const root = treeOrNothing(text);
  const error = root && errorIn(root);
  const { statusCode } = response;
  // Answers without a body, such as those to HEAD, have no other way to say it.
  const code = textIn(error, "Code") ?? (statusCode === 404 ? "NotFound" : undefined);
  const schema = code === undefined ? undefined : service.errorSchema(code);
  const message = textIn(error, "message", "Message");
  return {
    code: code ?? String(statusCode),
    message: message ?? (error && "Code" in error ? "" : text),
    schema,
    members: schema ? (orNothing(() => members(response, text, schema)) ?? {}) : {},
    data: root && error ? dataOf(root, error) : text,
    requestId: textIn(root, "RequestId", "RequestID") ?? textIn(error, "RequestId"),
  };
}

function treeOrNothing(text: string): XmlRecord | undefined {
  const tree = text ? orNothing(() => readDocument(text, treeOf)) : undefined;
  return isXmlRecord(tree) ? tree : undefined;
}

function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The record that says what went wrong. */
function errorIn(root: XmlRecord): XmlRecord {
  const errors = first(root.Errors);
  const error = first(isXmlRecord(errors) ? errors.Error : root.Error);
  return isXmlRecord(error) ? error : root;
}

function first(value: XmlValue | undefined): XmlValue | undefined {
  return Array.isArray(value) ? (value[0] as XmlValue) : value;
}

function textIn(record: XmlRecord | undefined, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = record && Object.hasOwn(record, name) ? record[name] : undefined;
    if (typeof value === "string" && value) return value.trim();
  }
  return undefined;
}

/** As the official client lays it out: what the error says on top, with type, code and message under `Error` again. */
function dataOf(root: XmlRecord, error: XmlRecord): Readonly<Record<string, unknown>> {
  if (error === root) return root;
  const { Type, Code, Message = error.message } = error;
  const { Errors, ...rest } = root;
  return { ...rest, ...error, Error: { Type, Code, Message } };
}

/** Reads the error in a document with `read`, wherever it stands; nothing when there is none. */
export function readErrorElement(text: string, read: ReadElement): Record<string, unknown> {
  const find = (cursor: Cursor, tag: string): unknown => {
    if (tag === "Error") return read(cursor, tag);
    let found: unknown;
    if (!enter(cursor)) return found;
    while (toChild(cursor, tag)) {
      const name = readTag(cursor);
      if (found === undefined && (name === "Errors" || name === "Error")) found = find(cursor, name);
      else skip(cursor, name);
    }
    return found;
  };
  return (readDocument(text, find) ?? {}) as Record<string, unknown>;
}
