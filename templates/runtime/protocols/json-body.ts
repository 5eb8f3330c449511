/** The bytes of a JSON body as a value of a shape, with errors that carry the text. */

import type { Parts } from "../kinds/kind.ts";
import { isRecord } from "../kinds/record.ts";
import type { SchemaRef } from "../schema/schema.ts";
import { utf8 } from "../values/base64.ts";
import { define } from "../values/own-property.ts";
import { type Json, jsonParser } from "./json-form.ts";

/**
 * Compiles the reading of bytes that hold a value of a shape. `whole`: it is a message, which is an object; nothing, `null`, is
 * an empty one, and any other value throws. The error of a text that is no JSON carries it, hidden, as `$responseBodyText`.
 */
export function jsonReader(json: Json, ref: SchemaRef, parts: Parts, whole: boolean): (body: Uint8Array) => unknown {
  const { read } = json(ref, parts);
  const parse = jsonParser(ref, parts);
  return (body) => {
    const text = utf8(body);
    let data: unknown;
    try {
      data = parse(text) ?? (whole ? {} : null);
      if (whole && !isRecord(data))
        throw new TypeError(`Expected a JSON object, received ${Array.isArray(data) ? "an array" : typeof data}.`);
    } catch (error) {
      throw define(error as Error, "$responseBodyText", text);
    }
    return read && data !== null ? read(data) : data;
  };
}

/** Compiles messages that are all body. */
export const jsonMessages = (json: Json, message: SchemaRef, parts: Parts): ((body: Uint8Array) => JsonObject) =>
  jsonReader(json, message, parts, true) as (body: Uint8Array) => JsonObject;

type JsonObject = Record<string, unknown>;

/** A body of any shape. */
export const parseAnswer = (body: Uint8Array): unknown => JSON.parse(utf8(body));
