/** The text of a JSON body as a value, with errors that carry the text, and whole messages read by a shape. */
import type { SchemaRef } from "../client/schema.ts";
import { utf8 } from "./base64.ts";
import { isRecord } from "./error-code.ts";
import { holdsBigNumbers, type JsonReader } from "./json-reader.ts";
import { parseExact } from "./numeric-value.ts";

/** Parses JSON; the error of a text that is none carries it, hidden, as `$responseBodyText`. */
export function parseJson(text: string, exact: boolean): unknown {
  try {
    return exact ? parseExact(text) : JSON.parse(text);
  } catch (error) {
    throw withText(error as Error, text);
  }
}

/** The object that a whole message is; nothing, `null`, is an empty one. Throws on any other value. */
export function parseMessage(text: string, exact: boolean): Readonly<Record<string, unknown>> {
  const data = parseJson(text, exact) ?? {};
  if (isRecord(data)) return data;
  throw withText(
    new TypeError(`Expected a JSON object, received ${Array.isArray(data) ? "an array" : typeof data}.`),
    text,
  );
}

/** Compiles messages that are all body. */
export function jsonMessages(readerOf: JsonReader, message: SchemaRef): (body: Uint8Array) => Record<string, unknown> {
  const read = readerOf(message);
  const exact = holdsBigNumbers(message);
  return (body) => read?.(parseMessage(utf8(body), exact)) as Record<string, unknown>;
}

/** A body of any shape. */
export const parseAnswer = (body: Uint8Array): unknown => parseJson(utf8(body), false);

const withText = (error: Error, text: string): Error =>
  Object.defineProperty(error, "$responseBodyText", { value: text, configurable: true });
