/** What goes wrong with a connection of Node's, as the client's errors. */
import { ConnectionClosedError, EndpointConnectionError, SSLError, TIMEOUT } from "../service/errors.ts";

/** Sockets' errors in the client's terms; their `code` stays, and those that are worth repeating are `TimeoutError`s. */
export function describe(error: Error & { code?: string }, url: string): Error {
  const { code = "" } = error;
  const options = { cause: error, code };
  if (/^E(CONNREFUSED|TIMEDOUT)$/.test(code)) return new EndpointConnectionError(url, options, TIMEOUT);
  if (/^E(NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH)$/.test(code)) return new EndpointConnectionError(url, options);
  // Also an answer that breaks off.
  if (/^E(CONNRESET|PIPE)$/.test(code)) return new ConnectionClosedError(url, options);
  // EPROTO: what answers does not speak TLS.
  if (/^(CERT|EPROTO|ERR_TLS|ERR_SSL|DEPTH_ZERO|UNABLE_TO|SELF_SIGNED|HOSTNAME)/.test(code))
    return new SSLError(url, options);
  return error;
}
