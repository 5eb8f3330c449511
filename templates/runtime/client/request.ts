/**
 * The request that leaves: the codec's part, the endpoint's part, and the headers that every request has. Both roads of
 * `send` take these functions, in this order, so that they cannot differ.
 */

import {
  type HeaderBag,
  type HttpRequest,
  hasHeader,
  hostOf,
  type QueryBag,
  type RequestHandler,
} from "../http/http.ts";
import type { WireRequest } from "../protocols/protocol.ts";
import type { EndpointParts } from "../service/endpoint.ts";
import type { ServiceClientResolvedConfig } from "../service/settings.ts";
import type { Operation, ResolvedEndpoint } from "../service/state.ts";

/** Smithy's requests have this method; middleware calls it. */
class Request implements HttpRequest {
  declare method: string;
  declare protocol: string;
  declare hostname: string;
  declare port?: number;
  declare path: string;
  declare query: QueryBag;
  declare headers: HeaderBag;
  declare body: unknown;

  // All fields in one order, so that all requests have one form inside the engine.
  constructor(wire: WireRequest, { protocol, hostname, port, path, query, headers }: EndpointParts) {
    this.method = wire.method;
    this.protocol = protocol;
    this.hostname = hostname;
    this.port = port as number;
    this.path = path === "/" ? wire.path : path + wire.path;
    this.query = query ? { ...query, ...wire.query } : wire.query;
    this.headers = headers ? { ...headers, ...wire.headers } : wire.headers;
    this.body = wire.body;
  }

  clone(): HttpRequest {
    const { headers, query } = this;
    const own = { headers: { ...headers }, query: structuredClone(query) };
    return { __proto__: Request.prototype, ...this, ...own } as unknown as HttpRequest;
  }
}

export function buildRequest(
  { disableHostPrefix }: ServiceClientResolvedConfig,
  { codec, parts: { hostPrefix } }: Operation,
  input: Record<string, unknown>,
  { parts }: ResolvedEndpoint,
): HttpRequest {
  const wire = codec.serialize(input);
  const request = new Request(wire, parts);
  if (hostPrefix && wire.hostPrefix && !disableHostPrefix)
    request.hostname = hostPrefix.hostOf(wire.hostPrefix, request.hostname);
  return request;
}

/** Told by its fields, so that requests of other copies of this code pass, and whatever a mock makes up does not. */
export function isRequest(value: unknown): value is HttpRequest {
  const { headers, query, hostname } = Object(value) as Partial<HttpRequest>;
  return Boolean(headers && query) && hostname !== undefined;
}

export function addContentLength({ body, headers }: HttpRequest, config: ServiceClientResolvedConfig): void {
  if (!body || hasHeader(headers, "content-length")) return;
  const length = (config.bodyLengthChecker as (body: unknown) => number | undefined)(body);
  if (length !== undefined) headers["content-length"] = String(length);
}

/** As the protocol of the handler has it. */
export function addHost(
  request: HttpRequest,
  { requestHandler }: { readonly requestHandler: Pick<RequestHandler, "metadata"> },
): void {
  const { headers } = request;
  if (headers[":authority"] !== undefined) return;
  if (requestHandler.metadata?.handlerProtocol?.includes("h2")) {
    delete headers.host;
    headers[":authority"] = hostOf(request);
  } else headers.host ||= hostOf(request);
}
