/** The head of Smithy RPC v2 requests, whatever the body is written in: service and operation stand in the path. */
import type { ProtocolFacts, WireRequest } from "./protocol.ts";

/** An operation without input has no body, and so no content type. Source: Smithy RPC v2 CBOR protocol, requests. */
export function rpcV2Head(
  form: "cbor" | "json",
  operation: string,
  { serviceName, settings }: ProtocolFacts,
  input: boolean,
): Pick<WireRequest, "path" | "headers"> {
  const type = `application/${form}`;
  return {
    path: `/service/${serviceName}/operation/${operation}`,
    headers: {
      ...(input ? { "content-type": type } : {}),
      "smithy-protocol": `rpc-v2-${form}`,
      accept: type,
      ...(settings.awsQueryCompatible ? { "x-amzn-query-mode": "true" } : {}),
    },
  };
}
