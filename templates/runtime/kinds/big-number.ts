/** Numbers beyond what a JavaScript number holds: whole ones as `bigint`, decimals as their text. */

import { shapeWithin } from "../schema/shape.ts";
import { anything } from "./json-text.ts";
import type { JsonRules, Kind, Write } from "./kind.ts";
import { NumericValue, parseExact } from "./numeric-value.ts";

/** Whether messages are parsed with all their digits: where a table holds big numbers, or documents that may. */
export const exactParser: NonNullable<Kind["parser"]> = (ref) =>
  shapeWithin(ref, ({ type }) => EXACT.has(type)) ? parseExact : undefined;
const EXACT: ReadonlySet<number> = /* @__PURE__ */ new Set([15, 17, 19]);

const digits = (value: unknown): string => (value instanceof NumericValue ? value.string : String(value));
const write = ({ bigNumbers }: JsonRules): Write =>
  bigNumbers
    ? (value) => `"${digits(value)}"`
    : (value) => (value instanceof NumericValue ? value.string : anything(value));

export const bigIntegers: Kind = {
  of: [17],
  fits: (value) => typeof value === "bigint" || Number.isInteger(value),
  expected: () => "bigint",
  json: (_, { rules }) => ({
    write: write(rules),
    read: (value) => (typeof value === "number" || typeof value === "string" ? BigInt(value) : value),
  }),
  parser: exactParser,
  fromText: () => BigInt,
  defaultValue: (json) => BigInt(String(json)),
};

export const bigDecimals: Kind = {
  of: [19],
  fits: (value) => typeof value === "number" || typeof value === "bigint" || isDecimal(value),
  expected: () => "NumericValue",
  json: (_, { rules }) => ({ write: write(rules), read: (value) => new NumericValue(digits(value)) }),
  parser: exactParser,
  text: () => digits,
  fromText: () => (text) => new NumericValue(text),
  defaultValue: (json) => new NumericValue(String(json)),
};

const isDecimal = (value: unknown): boolean =>
  typeof (value as { readonly string?: unknown } | null)?.string === "string";
