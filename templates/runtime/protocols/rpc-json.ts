/**
 * The protocol `smithy.protocols#rpcv2Json`: Smithy RPC v2 with bodies in JSON. Timestamps are seconds whatever format the model
 * asks for, and big numbers are strings.
 */
import type { EventFormat, Protocol } from "../client/protocol.ts";
import { errorCode } from "./error-code.ts";
import { jsonMessages, parseAnswer } from "./json-body.ts";
import { jsonPayload } from "./json-events.ts";
import { jsonReaders } from "./json-reader.ts";
import { type JsonRules, jsonWriters } from "./json-writer.ts";
import { type RpcFormat, rpcOperation } from "./rpc.ts";
import { rpcV2Head } from "./rpc-v2.ts";

const RULES: JsonRules = { names: "member", timestamps: "seconds", bigNumbers: "string" };
const writerOf = /* @__PURE__ */ jsonWriters(RULES);
const readerOf = /* @__PURE__ */ jsonReaders(RULES);

const FORMAT: RpcFormat = {
  head: (operation, service, input) => rpcV2Head("json", operation, service, input),
  writer: (input) => (input === "unit" ? () => undefined : writerOf(input)),
  reader: (message) => jsonMessages(readerOf, message),
  parse: parseAnswer,
  errorCode: (_, data) => errorCode({}, data, ["type"]),
};

export const rpcv2Json: Protocol = {
  id: "smithy.protocols#rpcv2Json",
  operation: (schema, service) => rpcOperation(FORMAT, schema, service),
};

export const rpcv2JsonEvents: EventFormat = {
  contentType: "application/json",
  initialMessages: true,
  writer: (ref) => writerOf(ref),
  reader: (ref) => jsonPayload(readerOf, ref),
};
