/**
 * What a decimal in CBOR stands for: two whole numbers, a power of ten and the digits, as the text of one number. Knows no
 * bytes.
 *
 * Source: RFC 8949, section 3.4.4.
 */
import { NumericValue } from "../kinds/numeric-value.ts";

/** The most zeros that are written out. */
const LONGEST = 1000;

/** `[exponent, digits]`, as plain text where that is not too long; `undefined` for what is not two whole numbers. */
export function decimal(value: unknown): NumericValue | undefined {
  const [power, rest] = (Array.isArray(value) ? value : []) as readonly unknown[];
  const fits = (part: unknown): part is number | bigint => typeof part === "bigint" || Number.isInteger(part);
  if (!fits(power) || !fits(rest)) return undefined;
  const sign = rest < 0 ? "-" : "";
  const digits = String(rest).replace("-", "");
  const exponent = Number(power);
  if (Math.abs(exponent) > LONGEST) return new NumericValue(`${sign}${digits}e${power}`);
  if (exponent >= 0) return new NumericValue(sign + digits + (digits === "0" ? "" : "0".repeat(exponent)));
  const padded = digits.padStart(1 - exponent, "0");
  return new NumericValue(`${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`);
}
