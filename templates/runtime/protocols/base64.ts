/**
 * Base64 and UTF-8, with what every engine has; Node's Buffer is used where it stands, for speed alone. Strings given for
 * bytes are their UTF-8 form.
 */

interface NodeBuffer {
  from(data: string, encoding: string): Uint8Array;
  from(data: ArrayBufferLike, offset: number, length: number): { toString(encoding: string): string };
}

/** Read through `globalThis`, so that no bundler ships a substitute to browsers. */
const buffer = (globalThis as { readonly Buffer?: NodeBuffer }).Buffer;
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

export function encodeBase64(bytes: Uint8Array): string {
  if (buffer) return buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  let binary = "";
  // In pieces: an argument list has a limit.
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}

/** Throws a `TypeError` on text that is not base64. */
export function decodeBase64(text: string): Uint8Array {
  if (text.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new TypeError("Invalid base64 text");
  if (buffer) {
    const bytes = buffer.from(text, "base64");
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
