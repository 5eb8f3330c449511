/**
 * The protocol `aws.protocols#restJson1`: the request is the same, byte for byte, as the official protocol class makes of the
 * table.
 */

import { codesIn, errorCode } from "./error-code.ts";
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

const json = /* @__PURE__ */ jsonForm({ names: "jsonName" });

export const restJson1: Protocol = {
  id: "aws.protocols#restJson1",
  operation: /* @__PURE__ */ restJsonCodec({
    json,
    code: (response, data) => errorCode(codesIn(response, data)),
  }),
};

export const restJson1Events: EventFormatOf = (parts) =>
  jsonEvents(json, parts, { contentType: JSON_TYPE, initialMessages: false });
