/**
 * The protocols `aws.protocols#awsJson1_0` and `aws.protocols#awsJson1_1`: procedures called in JSON. They differ in the content
 * type alone. Members go under their own names, and HTTP bindings count for nothing.
 */

import { codesIn, errorCode } from "./error-code.ts";
import { jsonMessages, parseAnswer } from "./json-body.ts";
import { jsonEvents } from "./json-events.ts";
import { jsonForm } from "./json-form.ts";
import type { EventFormatOf, Protocol } from "./protocol.ts";
import { type RpcFormat, rpcOperation } from "./rpc.ts";

const json = /* @__PURE__ */ jsonForm({});

/** Source: AWS JSON 1.0 and 1.1 protocols. */
const awsJson = (version: "1.0" | "1.1"): RpcFormat => ({
  head: (operation, { serviceName, settings }) => ({
    path: "/",
    headers: {
      "content-type": `application/x-amz-json-${version}`,
      "x-amz-target": `${serviceName}.${operation}`,
      ...(settings.awsQueryCompatible ? { "x-amzn-query-mode": "true" } : {}),
    },
  }),
  unit: "{}",
  writer: (input, parts) => json(input, parts).write,
  reader: (message, parts) => jsonMessages(json, message, parts),
  parse: parseAnswer,
  errorCode: (response, data) => errorCode(codesIn(response, data).reverse()),
});

export const awsJson1_0: Protocol = {
  id: "aws.protocols#awsJson1_0",
  operation: (schema, service) => rpcOperation(awsJson("1.0"), schema, service),
};
export const awsJson1_1: Protocol = {
  id: "aws.protocols#awsJson1_1",
  operation: (schema, service) => rpcOperation(awsJson("1.1"), schema, service),
};

export const awsJson1_0Events: EventFormatOf = (parts) =>
  jsonEvents(json, parts, { contentType: "application/x-amz-json-1.0", initialMessages: true });
export const awsJson1_1Events: EventFormatOf = (parts) =>
  jsonEvents(json, parts, { contentType: "application/x-amz-json-1.1", initialMessages: true });
