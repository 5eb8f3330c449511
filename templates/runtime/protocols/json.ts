/**
 * The protocols that call procedures in JSON: `aws.protocols#awsJson1_0`, `aws.protocols#awsJson1_1` and
 * `smithy.protocols#rpcv2Json`. Members go under their own names, and HTTP bindings count for nothing.
 */
import type { EventFormat, Protocol, WireResponse } from "../client/protocol.ts";
import type { SchemaRef } from "../client/schema.ts";
import { utf8 } from "./base64.ts";
import { errorCode } from "./error-code.ts";
import { parseJson, parseMessage } from "./json-body.ts";
import { jsonEvents } from "./json-events.ts";
import { holdsBigNumbers, type JsonReader, jsonReaders } from "./json-reader.ts";
import { type JsonWriter, jsonWriters } from "./json-writer.ts";
import { type ReadMessage, type RpcFormat, rpcProtocol } from "./rpc.ts";
import { rpcV2Head } from "./rpc-v2.ts";

/** Compiles answers: all members of the body, and nothing else. */
const messages =
  (readerOf: JsonReader) =>
  (output: SchemaRef): ReadMessage => {
    const read = readerOf(output);
    const exact = holdsBigNumbers(output);
    return (body) => read?.(parseMessage(utf8(body), exact)) as Record<string, unknown>;
  };

const parse = (body: Uint8Array): unknown => parseJson(utf8(body), false);

/** Source: AWS JSON 1.0 and 1.1 protocol; they differ in the content type alone. */
function awsJson(version: "1.0" | "1.1"): Protocol {
  const writerOf: JsonWriter = jsonWriters({ names: "member" });
  return rpcProtocol({
    id: `aws.protocols#awsJson${version.replace(".", "_")}`,
    head: (operation, { serviceName, settings }) => ({
      path: "/",
      headers: {
        "content-type": `application/x-amz-json-${version}`,
        "x-amz-target": `${serviceName}.${operation}`,
        ...(settings.awsQueryCompatible ? { "x-amzn-query-mode": "true" } : {}),
      },
    }),
    writer: writerOf,
    reader: messages(jsonReaders({ names: "member" })),
    parse,
    errorCode: ({ headers }: WireResponse, data) => errorCode(headers, data, ["type", "code", "header"]),
  });
}

/** Source: Smithy RPC v2 JSON protocol. Timestamps are seconds whatever the model says; big numbers are strings. */
function smithyRpcV2(): Protocol {
  const rules = { names: "member", timestamps: "seconds", bigNumbers: "string" } as const;
  const writerOf: JsonWriter = jsonWriters(rules);
  const format: RpcFormat = {
    id: "smithy.protocols#rpcv2Json",
    head: (operation, service, input) => rpcV2Head("json", operation, service, input),
    writer: (input) => (input === "unit" ? () => undefined : writerOf(input)),
    reader: messages(jsonReaders(rules)),
    parse,
    errorCode: (_, data) => errorCode({}, data, ["type"]),
  };
  return rpcProtocol(format);
}

export const awsJson1_0: Protocol = /* @__PURE__ */ awsJson("1.0");
export const awsJson1_1: Protocol = /* @__PURE__ */ awsJson("1.1");
export const rpcv2Json: Protocol = /* @__PURE__ */ smithyRpcV2();

const events = (contentType: string): EventFormat =>
  jsonEvents({
    contentType,
    initialMessages: true,
    writer: jsonWriters({ names: "member" }),
    reader: jsonReaders({ names: "member" }),
  });

export const awsJson1_0Events: EventFormat = /* @__PURE__ */ events("application/x-amz-json-1.0");
export const awsJson1_1Events: EventFormat = /* @__PURE__ */ events("application/x-amz-json-1.1");
export const rpcv2JsonEvents: EventFormat = /* @__PURE__ */ events("application/json");
