/**
 * Messages of the `application/vnd.amazon.eventstream` encoding: cut out of a stream of bytes, and put into one. What is
 * inside a frame (headers, payload, their checksums) is the business of Smithy's codec; this only knows its length.
 *
 *   message = total length (4 bytes) · headers length (4) · CRC32 of both (4) · headers · payload · CRC32 of it all (4)
 */
import { EventStreamCodec } from "@smithy/core/event-streams";
import { chunksOf, streamError } from "../client/streams.ts";
import { joinBytes } from "../http/body.ts";
import { SwageError } from "../service/errors.ts";
import { utf8 } from "../values/base64.ts";

export type HeaderValue =
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "byte" | "short" | "integer"; readonly value: number }
  | { readonly type: "long"; readonly value: unknown }
  | { readonly type: "binary"; readonly value: Uint8Array }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "timestamp"; readonly value: Date }
  | { readonly type: "uuid"; readonly value: string };

export interface Message {
  readonly headers: Readonly<Record<string, HeaderValue>>;
  readonly body: Uint8Array;
}

interface MessageCodec {
  encode(message: Message): Uint8Array;
  decode(frame: Uint8Array): Message;
  formatHeaders(headers: Message["headers"]): Uint8Array;
}

const encoder = new TextEncoder();

/** Smithy's own; its types ask for more than is used here. */
export const messages: MessageCodec = /* @__PURE__ */ new EventStreamCodec(
  (bytes: Uint8Array | string) => (typeof bytes === "string" ? bytes : utf8(bytes)),
  (text: string) => encoder.encode(text),
) as unknown as MessageCodec;

/** Preludes and checksums alone. */
const SHORTEST = 16;
/** 24 MiB of payload and 128 KiB of headers, says the encoding; what claims to be longer is no event stream. */
const LONGEST = SHORTEST + 24 * 1024 * 1024 + 128 * 1024;

/** What a stream of events carries that cannot be read: cut short, damaged, or something else altogether. */
export class EventStreamError extends SwageError {
  constructor(message: string, cause?: unknown) {
    super("EventStreamError", message, cause === undefined ? {} : { cause });
  }
}

/** The messages of a body, in order. Throws `EventStreamError`, and what the connection ends with. */
export async function* messagesOf(body: unknown): AsyncGenerator<Message, void, undefined> {
  let parts: Uint8Array[] = [];
  let held = 0;
  let wanted = 4;
  const chunks = chunksOf(body);
  try {
    for await (const chunk of chunks) {
      parts.push(chunk);
      held += chunk.byteLength;
      if (held < wanted) continue;
      let bytes = joinBytes(parts);
      for (wanted = lengthOf(bytes); bytes.byteLength >= wanted; wanted = lengthOf(bytes)) {
        yield decode(bytes.subarray(0, wanted));
        bytes = bytes.subarray(wanted);
      }
      parts = [bytes];
      held = bytes.byteLength;
    }
  } catch (error) {
    throw streamError(error);
  }
  if (held > 0) throw new EventStreamError("The event stream ended in the middle of a message.");
}

/** Bytes that the message at the beginning takes; 4 as long as they do not even say that. */
function lengthOf(bytes: Uint8Array): number {
  if (bytes.byteLength < 4) return 4;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (length < SHORTEST || length > LONGEST) {
    throw new EventStreamError(`The answer is no event stream: a message cannot be ${length} bytes long.`);
  }
  return length;
}

function decode(frame: Uint8Array): Message {
  try {
    return messages.decode(frame);
  } catch (error) {
    throw new EventStreamError(`A message of the event stream is damaged: ${(error as Error).message}`, error);
  }
}
