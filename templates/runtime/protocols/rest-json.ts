/**
 * The protocol `aws.protocols#restJson1`: the request is the same, byte for byte, as the official protocol class makes of the
 * table.
 */
import type { EventFormat, Protocol } from "../client/protocol.ts";
import { errorCode } from "./error-code.ts";
import { jsonPayload } from "./json-events.ts";
import { jsonReaders } from "./json-reader.ts";
import { jsonWriters } from "./json-writer.ts";
import { JSON_TYPE, restJsonCodec } from "./rest-json-codec.ts";

const writer = /* @__PURE__ */ jsonWriters({ names: "jsonName" });
const reader = /* @__PURE__ */ jsonReaders({ names: "jsonName" });

export const restJson1: Protocol = {
  id: "aws.protocols#restJson1",
  operation: /* @__PURE__ */ restJsonCodec({
    writer,
    reader,
    code: ({ headers }, data) => errorCode(headers, data, ["header", "code", "type"]),
  }),
};

export const restJson1Events: EventFormat = {
  contentType: JSON_TYPE,
  initialMessages: false,
  writer: (ref) => writer(ref),
  reader: (ref) => jsonPayload(reader, ref),
};
