/**
 * The protocol `smithy.protocols#rpcv2Json`: Smithy RPC v2 with bodies in JSON. Timestamps are seconds whatever format the model
 * asks for, and big numbers are strings.
 */

import { errorCode } from "./error-code.ts";
import { jsonMessages, parseAnswer } from "./json-body.ts";
import { jsonEvents } from "./json-events.ts";
import { jsonForm } from "./json-form.ts";
import type { EventFormatOf, Protocol } from "./protocol.ts";
import { type RpcFormat, rpcOperation } from "./rpc.ts";
import { rpcV2Head } from "./rpc-v2.ts";

const json = /* @__PURE__ */ jsonForm({ timestamps: "seconds", bigNumbers: "string" });

const FORMAT: RpcFormat = {
  unit: undefined,
  head: (operation, service, input) => rpcV2Head("json", operation, service, input),
  writer: (input, parts) => json(input, parts).write,
  reader: (message, parts) => jsonMessages(json, message, parts),
  parse: parseAnswer,
  errorCode: (_, data) => errorCode([(Object(data) as { readonly __type?: unknown }).__type]),
};

export const rpcv2Json: Protocol = {
  id: "smithy.protocols#rpcv2Json",
  operation: (schema, service) => rpcOperation(FORMAT, schema, service),
};

export const rpcv2JsonEvents: EventFormatOf = (parts) =>
  jsonEvents(json, parts, { contentType: "application/json", initialMessages: true });
