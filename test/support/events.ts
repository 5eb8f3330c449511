/** Messages of event streams as tests make and read them, with Smithy's own codec. */
import { EventStreamCodec } from "@smithy/core/event-streams";

export const codec: EventStreamCodec = new EventStreamCodec(
  (bytes) => (typeof bytes === "string" ? bytes : Buffer.from(bytes).toString()),
  (text) => Buffer.from(text),
);

export const text = (value: string): { type: "string"; value: string } => ({ type: "string", value });

/** An event or an error of a stream, as a server sends it. */
export function message(kind: "event" | "exception", type: string, body: object): Buffer {
  const headers = {
    [kind === "event" ? ":event-type" : ":exception-type"]: text(type),
    ":message-type": text(kind),
    ":content-type": text("application/json"),
  };
  return Buffer.from(codec.encode({ headers, body: Buffer.from(JSON.stringify(body)) }));
}

/** The messages of a whole stream. */
export function split(bytes: Buffer): readonly Buffer[] {
  if (bytes.length === 0) return [];
  const length = bytes.readUInt32BE(0);
  return [bytes.subarray(0, length), ...split(bytes.subarray(length))];
}

export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

export async function* iterate<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
