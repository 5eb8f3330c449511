/** Requests with something added to them; what is given stays as it is, since a retry begins from there. */
import type { HttpRequest } from "../http/http.ts";

export function copyRequest(request: HttpRequest): HttpRequest {
  const copy = Object.create(Object.getPrototypeOf(request)) as HttpRequest;
  return Object.assign(copy, request, { headers: { ...request.headers } });
}

/** With the header, and without another spelling of its name. */
export function withHeader(request: HttpRequest, name: string, value: string): HttpRequest {
  const copy = copyRequest(request);
  for (const other of Object.keys(copy.headers)) {
    if (other.toLowerCase() === name.toLowerCase()) delete copy.headers[other];
  }
  copy.headers[name] = value;
  return copy;
}
