/**
 * The bytes of a payload, with the official client's method to read them as text.
 */
import type { Uint8ArrayBlobAdapter } from "../schema/values.ts";
import { bytesText } from "../values/bytes-text.ts";

export function asBlobPayload(bytes: Uint8Array): Uint8ArrayBlobAdapter {
  const value = (encoding?: string): string => bytesText(bytes, encoding);
  return Object.defineProperty(bytes, "transformToString", { value }) as Uint8ArrayBlobAdapter;
}
