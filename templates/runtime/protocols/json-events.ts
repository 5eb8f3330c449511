/**
 * Events of a stream in JSON: their payload is the text of the shape, as it is in the bodies of the same protocol. Formats are
 * objects and not made by a function, so that bundlers see that a client without events does not use them.
 */
import type { SchemaRef } from "../client/schema.ts";
import * as S from "../client/shape.ts";
import { utf8 } from "./base64.ts";
import { parseJson, parseMessage } from "./json-body.ts";
import { holdsBigNumbers, type JsonReader } from "./json-reader.ts";

/** Compiles the reader of a payload. */
export function jsonPayload(reader: JsonReader, ref: SchemaRef): (bytes: Uint8Array) => unknown {
  const read = reader(ref);
  const exact = holdsBigNumbers(ref);
  const { kind } = S.shapeOf(ref);
  const parse = kind === "structure" || kind === "union" ? parseMessage : parseJson;
  return (bytes) => {
    const data = parse(utf8(bytes), exact);
    return read ? read(data) : data;
  };
}
