/** Events of a stream in JSON: their payload is the text of the shape, as it is in the bodies of the same protocol. */
import type { EventFormat } from "../client/protocol.ts";
import { shapeOf } from "../client/shape.ts";
import type { Parts } from "../kinds/parts.ts";
import { utf8 } from "./base64.ts";
import { parseJson, parseMessage } from "./json-body.ts";
import { type Json, jsonParser } from "./json-form.ts";

export function jsonEvents(
  json: Json,
  parts: Parts,
  facts: Pick<EventFormat, "contentType" | "initialMessages">,
): EventFormat {
  return {
    ...facts,
    writer: (ref) => json.writer(ref, parts),
    reader(ref) {
      const read = json.reader(ref, parts);
      const parse = jsonParser(ref, parts);
      const { kind } = shapeOf(ref);
      const parseWhole = kind === "structure" || kind === "union" ? parseMessage : parseJson;
      return (bytes) => {
        const data = parseWhole(utf8(bytes), parse);
        return read ? read(data) : data;
      };
    },
  };
}
