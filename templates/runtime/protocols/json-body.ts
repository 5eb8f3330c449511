/** The text of a JSON body as a value, with errors that carry the text, and whole messages read by a shape. */

import type { Parts } from "../kinds/parts.ts";
import { isRecord } from "../kinds/record.ts";
import type { SchemaRef } from "../schema/schema.ts";
import { utf8 } from "./base64.ts";
import { type Json, jsonParser } from "./json-form.ts";

type Parse = (text: string) => unknown;

/** Parses JSON; the error of a text that is none carries it, hidden, as `$responseBodyText`. */
export function parseJson(text: string, parse: Parse = JSON.parse): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw withText(error as Error, text);
  }
}

/** The object that a whole message is; nothing, `null`, is an empty one. Throws on any other value. */
export function parseMessage(text: string, parse?: Parse): Readonly<Record<string, unknown>> {
  const data = parseJson(text, parse) ?? {};
  if (isRecord(data)) return data;
  const received = Array.isArray(data) ? "an array" : typeof data;
  throw withText(new TypeError(`Expected a JSON object, received ${received}.`), text);
}

/** Compiles the reading of bytes that hold a value of a shape; `parse` says what it has to be, an object or anything. */
export function jsonReader(
  json: Json,
  ref: SchemaRef,
  parts: Parts,
  parse: typeof parseJson = parseJson,
): (body: Uint8Array) => unknown {
  const read = json.reader(ref, parts);
  const parser = jsonParser(ref, parts);
  return (body) => {
    const data = parse(utf8(body), parser);
    return read ? read(data) : data;
  };
}

/** Compiles messages that are all body. */
export const jsonMessages = (json: Json, message: SchemaRef, parts: Parts): ((body: Uint8Array) => JsonObject) =>
  jsonReader(json, message, parts, parseMessage) as (body: Uint8Array) => JsonObject;

type JsonObject = Record<string, unknown>;

/** A body of any shape. */
export const parseAnswer = (body: Uint8Array): unknown => parseJson(utf8(body));

const withText = (error: Error, text: string): Error =>
  Object.defineProperty(error, "$responseBodyText", { value: text, configurable: true });
