/** Base64 and UTF-8. Strings given for bytes are their UTF-8 form. */
import { fromBase64, toBase64 } from "./engine.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Bytes as text. A byte order mark is dropped. */
export function utf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** The bytes of whatever may stand for a blob; `undefined` when it is none. */
export function toBytes(value: unknown): Uint8Array | undefined {
  if (typeof value === "string") return encoder.encode(value);
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return value instanceof ArrayBuffer ? new Uint8Array(value) : undefined;
}

export { toBase64 as encodeBase64 };

/** Throws a `TypeError` on text that is not base64. */
export function decodeBase64(text: string): Uint8Array {
  if (text.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new TypeError("Invalid base64 text");
  return fromBase64(text);
}
