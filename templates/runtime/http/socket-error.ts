/** What goes wrong with a connection of Node's, as the client's errors. */
import { ConnectionClosedError, EndpointConnectionError, SSLError } from "../service/errors.ts";

/** Sockets' errors in the client's terms; their `code` stays, and those that are worth repeating are `TimeoutError`s. */
export function describe(error: Error & { code?: string }, url: string, answered: boolean): Error {
  const options = { cause: error, code: error.code };
  switch (error.code) {
    case "ECONNREFUSED":
    case "ETIMEDOUT":
      return new EndpointConnectionError(url, options, "TimeoutError");
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return new EndpointConnectionError(url, options);
    case "ECONNRESET":
    case "EPIPE":
      return new ConnectionClosedError(url, options);
    default:
      if (/^(CERT|ERR_TLS|ERR_SSL|DEPTH_ZERO|UNABLE_TO|SELF_SIGNED|HOSTNAME)/.test(error.code ?? "")) {
        return new SSLError(url, options);
      }
      return answered && error.message === "aborted"
        ? new ConnectionClosedError(url, { ...options, code: "ECONNRESET" })
        : error;
  }
}
