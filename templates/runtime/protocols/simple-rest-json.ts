/**
 * The protocol `alloy#simpleRestJson` of smithy4s: REST in JSON without AWS's conventions. Every body is JSON, times are texts unless
 * the model says otherwise, a header names an error, or its status does, and unions may be discriminated or untagged.
 * Source: the alloy library's own description of the protocol.
 */
import type { EventFormat, Protocol } from "../client/protocol.ts";
import { DATE_TIME } from "../client/shape.ts";
import { alloyUnions } from "./alloy-unions.ts";
import { jsonPayload } from "./json-events.ts";
import { jsonReaders } from "./json-reader.ts";
import { type JsonRules, jsonWriters } from "./json-writer.ts";
import { JSON_TYPE, restJsonCodec } from "./rest-json-codec.ts";

const rules: JsonRules = { names: "jsonName", timestampDefault: DATE_TIME, unions: alloyUnions };
const writer = /* @__PURE__ */ jsonWriters(rules);
const reader = /* @__PURE__ */ jsonReaders(rules);

export const simpleRestJson: Protocol = {
  id: "alloy#simpleRestJson",
  operation: /* @__PURE__ */ restJsonCodec({
    writer,
    reader,
    payloads: "documents",
    code: ({ headers, statusCode }, _, operation, { settings }) =>
      headers["x-error-type"] ?? settings.errorsByStatus?.[operation[2]]?.[statusCode],
  }),
};

export const simpleRestJsonEvents: EventFormat = {
  contentType: JSON_TYPE,
  initialMessages: false,
  writer: (ref) => writer(ref),
  reader: (ref) => jsonPayload(reader, ref),
};
