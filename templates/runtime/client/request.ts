/**
 * The request that leaves: the codec's part, the endpoint's part, and the headers that every request has. Both roads of
 * `send` take these functions, in this order, so that they cannot differ.
 */
import { EndpointResolutionError } from "./errors.ts";
import type { HttpRequest } from "./http.ts";
import { addTraceHeader } from "./platform.ts";
import type { ServiceClientResolvedConfig } from "./settings.ts";
import type { Operation, ResolvedEndpoint } from "./state.ts";

/** Smithy's requests have this method; middleware calls it. */
class Request {
  // Declared, so that all requests have one form inside the engine.
  method = "";
  protocol = "";
  hostname = "";
  port: number | undefined = undefined;
  path = "";
  query: HttpRequest["query"] = undefined;
  headers: HttpRequest["headers"] = {};
  body: unknown = undefined;

  clone(this: HttpRequest): HttpRequest {
    const copy = Object.assign(new Request(), this);
    copy.headers = { ...this.headers };
    if (this.query !== undefined) copy.query = structuredClone(this.query);
    return copy;
  }
}

export function buildRequest(
  config: ServiceClientResolvedConfig,
  operation: Operation,
  input: Record<string, unknown>,
  { parts }: ResolvedEndpoint,
): HttpRequest {
  const { method, path, query, headers, body, hostPrefix } = operation.codec.serialize(input);
  const request = new Request() as HttpRequest;
  request.method = method;
  request.protocol = parts.protocol;
  request.hostname = parts.hostname;
  if (parts.port !== undefined) request.port = parts.port;
  request.path = parts.path === "/" ? path : parts.path + path;
  request.query = parts.query === undefined ? query : { ...parts.query, ...query };
  request.headers = parts.headers === undefined ? headers : { ...parts.headers, ...headers };
  request.body = body;
  if (hostPrefix !== undefined && !config.disableHostPrefix) {
    request.hostname = hostPrefix + request.hostname;
    if (!/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(request.hostname)) {
      throw new EndpointResolutionError(`[${request.hostname}] is not a valid hostname.`);
    }
  }
  return request;
}

/** Told by its fields, so that requests of other copies of this code pass, and whatever a mock makes up does not. */
export function isRequest(value: unknown): value is HttpRequest {
  const request = value as Partial<HttpRequest> | undefined;
  return typeof request?.headers === "object" && typeof request.query === "object" && "hostname" in request;
}

export function addContentLength(request: HttpRequest, config: ServiceClientResolvedConfig): void {
  const { body, headers } = request;
  if (!body || headers["content-length"] !== undefined) return;
  if (Object.keys(headers).some((name) => name.toLowerCase() === "content-length")) return;
  const length = (config.bodyLengthChecker as (body: unknown) => number | undefined)(body);
  if (length !== undefined) headers["content-length"] = String(length);
}

export function addHost(
  request: HttpRequest,
  config: ServiceClientResolvedConfig,
  protocol: string | undefined = config.requestHandler.metadata?.handlerProtocol,
): void {
  const { headers, hostname, port } = request;
  const host = port === undefined ? hostname : `${hostname}:${port}`;
  if (headers[":authority"] !== undefined) return;
  if (protocol?.includes("h2")) {
    delete headers.host;
    headers[":authority"] = host;
  } else if (!headers.host) {
    headers.host = host;
  }
}

export function addTrace(request: HttpRequest): void {
  addTraceHeader(request.headers);
}
