/** Documents: JSON of any form, and in it dates, bytes and big numbers. */

import { EPOCH_SECONDS } from "../schema/shape.ts";
import { encodeBase64 } from "../values/base64.ts";
import { exactParser } from "./big-number.ts";
import { anything, quote } from "./json-text.ts";
import type { Kind } from "./kind.ts";
import { NumericValue } from "./numeric-value.ts";
import { formatTimestamp } from "./timestamp-format.ts";

export const documents: Kind = {
  of: [15],
  issue: "document",
  fits: (value) => isDocument(value, new Set()),
  expected: () => "object, array, string, number, boolean, null",
  json: () => ({ write: documentText }),
  parser: exactParser,
};

/** Dates go as epoch seconds, bytes as base64, big numbers as digits. */
export function documentText(value: unknown): string {
  if (typeof value !== "object" || value === null) return anything(value);
  if (Array.isArray(value))
    return `[${value
      .filter((item) => item !== undefined)
      .map(documentText)
      .join()}]`;
  if (value instanceof Date) return formatTimestamp(value, EPOCH_SECONDS);
  if (value instanceof Uint8Array) return `"${encodeBase64(value)}"`;
  if (value instanceof NumericValue) return value.string;
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${members.map(([key, item]) => `${quote(key)}:${documentText(item)}`).join()}}`;
}

function isDocument(value: unknown, above: Set<unknown>): boolean {
  if (value === null) return true;
  if (typeof value !== "object") return typeof value !== "function" && typeof value !== "symbol" && value !== undefined;
  if (above.has(value)) return false;
  if (value instanceof Date || value instanceof Uint8Array) return true;
  above.add(value);
  const fine = Object.values(value).every((inner) => inner === undefined || isDocument(inner, above));
  above.delete(value);
  return fine;
}
