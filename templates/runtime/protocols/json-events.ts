/** Events of a stream in JSON: their payload is the text of the shape, as it is in the bodies of the same protocol. */

import type { Parts } from "../kinds/kind.ts";
import { STRUCTURE, shapeOf } from "../schema/shape.ts";
import { jsonReader } from "./json-body.ts";
import type { Json } from "./json-form.ts";
import type { EventFormat } from "./protocol.ts";

export function jsonEvents(
  json: Json,
  parts: Parts,
  facts: Pick<EventFormat, "contentType" | "initialMessages">,
): EventFormat {
  return {
    ...facts,
    writer: (ref) => json(ref, parts).write,
    reader: (ref) => jsonReader(json, ref, parts, shapeOf(ref).type >= STRUCTURE),
  };
}
