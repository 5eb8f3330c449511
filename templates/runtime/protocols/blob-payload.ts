/**
 * The bytes of a payload, with the official client's method to read them as text.
 */
import type { Uint8ArrayBlobAdapter } from "../client/values.ts";
import { encodeBase64, utf8 } from "./base64.ts";

export function asBlobPayload(bytes: Uint8Array): Uint8ArrayBlobAdapter {
  const value = (encoding = "utf-8"): string => {
    switch (encoding) {
      case "utf-8":
      case "utf8":
        return utf8(bytes);
      case "base64":
        return encodeBase64(bytes);
      case "hex":
        return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
      default:
        return new TextDecoder(encoding).decode(bytes);
    }
  };
  return Object.defineProperty(bytes, "transformToString", { value }) as Uint8ArrayBlobAdapter;
}
