/** Bytes as text in an encoding that the caller names, as the official client's `transformToString` has it. */
import { encodeBase64, utf8 } from "./base64.ts";
import { hex } from "./hex.ts";

/** `encoding`: `base64`, `hex`, or any that `TextDecoder` knows. */
export function bytesText(bytes: Uint8Array, encoding: string = "utf-8"): string {
  switch (encoding) {
    case "utf-8":
    case "utf8":
      return utf8(bytes);
    case "base64":
      return encodeBase64(bytes);
    case "hex":
      return hex(bytes);
    default:
      return new TextDecoder(encoding).decode(bytes);
  }
}
