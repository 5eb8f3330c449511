/**
 * The protocol `alloy#simpleRestJson` of smithy4s: REST in JSON without AWS's conventions. Every body is JSON, times are texts unless
 * the model says otherwise, a header names an error, or its status does, and unions may be discriminated or untagged.
 * Source: the alloy library's own description of the protocol.
 */

import { DATE_TIME } from "../schema/shape.ts";
import { alloyUnions } from "./alloy-unions.ts";
import { jsonEvents } from "./json-events.ts";
import { jsonForm } from "./json-form.ts";
import type { EventFormatOf, Protocol } from "./protocol.ts";
import { JSON_TYPE, restJsonCodec } from "./rest-json-codec.ts";

export {
  everyPart,
  httpHeader,
  httpLabel,
  httpPayload,
  httpPrefixHeaders,
  httpQuery,
  httpQueryParams,
  httpResponseCode,
} from "./http-bindings.ts";

const json = /* @__PURE__ */ jsonForm({ names: "jsonName", timestampDefault: DATE_TIME, unions: alloyUnions });

export const simpleRestJson: Protocol = {
  id: "alloy#simpleRestJson",
  operation: /* @__PURE__ */ restJsonCodec({
    json,
    payloads: "documents",
    code: ({ headers, statusCode }, _, operation, { settings }) =>
      headers["x-error-type"] ?? settings.errorsByStatus?.[operation[2]]?.[statusCode],
  }),
};

export const simpleRestJsonEvents: EventFormatOf = (parts) =>
  jsonEvents(json, parts, { contentType: JSON_TYPE, initialMessages: false });
