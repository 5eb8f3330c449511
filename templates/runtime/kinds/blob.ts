/** Bytes, in JSON and in texts as base64; those of a stream may be given as one. */

import { type Shape, STREAMING_BLOB } from "../schema/shape.ts";
import { decodeBase64, encodeBase64, toBytes } from "../values/base64.ts";
import { anything } from "./json-text.ts";
import type { Kind } from "./kind.ts";

const streams = (shape: Shape): boolean => Boolean(shape.traits.streaming) || shape.type === STREAMING_BLOB;

export const blobs: Kind = {
  of: [21, 42],
  fits: (value, shape) =>
    toBytes(value) !== undefined || (streams(shape) && typeof value === "object" && value !== null),
  expected: (shape) => (streams(shape) ? "Uint8Array, string, stream" : "Uint8Array, string"),
  json: () => ({
    write(value) {
      const bytes = toBytes(value);
      return bytes ? `"${encodeBase64(bytes)}"` : anything(value);
    },
    read: (value) => (typeof value === "string" ? decodeBase64(value) : value),
  }),
  text: () => (value) => encodeBase64(toBytes(value) ?? new Uint8Array()),
  fromText: () => decodeBase64,
  defaultValue: (json) => decodeBase64(String(json)),
};
