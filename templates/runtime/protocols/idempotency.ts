import { hex } from "./hex.ts";

/** The token that a request carries when the caller gave none: a version 4 UUID. */
export function idempotencyToken(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  // Browsers have `randomUUID` in secure contexts only.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
