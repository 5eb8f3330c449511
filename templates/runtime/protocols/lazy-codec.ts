/** An operation's codec of parts that are compiled when they are first asked for: many clients send and never read, or fail never. */
import type { OperationCodec, WireRequest, WireResponse } from "../schema/protocol.ts";

export type WriteRequest = (input: Readonly<Record<string, unknown>>) => WireRequest;
export type ReadMessage = (response: WireResponse, body: unknown) => Record<string, unknown>;

/** `writer` and `reader` compile; `error` reads what a failed answer says. */
export function lazyCodec(
  streamsOutput: boolean,
  writer: () => WriteRequest,
  reader: () => ReadMessage,
  error: OperationCodec["error"],
): OperationCodec {
  let write: WriteRequest | undefined;
  let read: ReadMessage | undefined;
  return {
    streamsOutput,
    serialize: (input) => {
      write ??= writer();
      return write(input);
    },
    deserialize: (response, body) => {
      read ??= reader();
      return read(response, body);
    },
    error,
  };
}
