/**
 * Node: what engines do in ways of their own, behind the names that `engine.browser.ts` also has. A build for browsers holds
 * that file in place of this one.
 */

export function toBase64({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}

/** The text is known to be base64. */
export function fromBase64(text: string): Uint8Array {
  const { buffer, byteOffset, byteLength } = Buffer.from(text, "base64");
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** A version 4 UUID. */
export function uuid(): string {
  return crypto.randomUUID();
}
