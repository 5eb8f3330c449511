/** Browsers: what `engine.ts` is to Node. */
import { hex } from "./hex.ts";

export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  // In pieces: an argument list has a limit.
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** `randomUUID` is there in secure contexts only. */
export function uuid(): string {
  return (
    crypto.randomUUID?.() ??
    hex(crypto.getRandomValues(new Uint8Array(16))).replace(/^(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-4$3-a$4-")
  );
}
