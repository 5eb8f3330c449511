/**
 * Numbers that a JavaScript number cannot hold: the class that stands for a decimal, and a JSON parser that keeps the
 * digits of such numbers. Used only for tables that hold big numbers or documents.
 */

const DECIMAL = /^-?(?:(?:0|[1-9]\d*)(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A decimal of any precision, as its text. The same as the official class, and each takes the other's instances. */
export class NumericValue {
  readonly string: string;
  readonly type: "bigDecimal";

  constructor(string: string, type: "bigDecimal" = "bigDecimal") {
    if (!DECIMAL.test(string)) throw new Error(`Not a decimal number: ${string}`);
    this.string = string;
    this.type = type;
  }

  toString(): string {
    return this.string;
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    const { type, string } = (value ?? {}) as { readonly type?: unknown; readonly string?: unknown };
    return type === "bigDecimal" && typeof string === "string" && DECIMAL.test(string);
  }
}

/** Strings (skipped), or numbers with enough digits or an exponent to lose something. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const SUSPECT = /\d{16}|\d\.\d{12}|\d[eE]|\d{8}\.\d{6}/;
/** Marks, within this module, a string that was a number. Two noncharacters: no service sends them. */
const MARK = "\uFDD0\uFDD1";

/** `JSON.parse`, but integers beyond 2^53 become `bigint`, and decimals that a number cannot show `NumericValue`. */
export function parseExact(text: string): unknown {
  if (!SUSPECT.test(text) || text.includes(MARK)) return JSON.parse(text);
  const marked = text.replace(TOKENS, (token) => (token[0] === '"' || isExact(token) ? token : `"${MARK}${token}"`));
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === "string" && value.startsWith(MARK) ? big(value.slice(MARK.length)) : value,
  );
}

const PARTS = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;

/** Digits without outer zeros, and the power of ten of the last digit: equal for equal numbers. */
function canonical(text: string): readonly [digits: string, exponent: number] {
  const [, , whole = "", fraction = "", power = "0"] = PARTS.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  const short = digits.replace(/0+$/, "");
  return short ? [short, Number(power) - fraction.length + digits.length - short.length] : ["0", 0];
}

function isExact(text: string): boolean {
  const value = Number(text);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return false;
  const [digits, exponent] = canonical(text);
  const [shown, shownExponent] = canonical(String(value));
  return digits === shown && exponent === shownExponent;
}

/** Whole numbers, as written, become `bigint`; but not those that would fill the memory. */
function big(text: string): bigint | NumericValue {
  const [, sign, , fraction = "", power = "0"] = PARTS.exec(text) ?? [];
  const [digits, exponent] = canonical(text);
  const whole = exponent >= 0 && exponent <= LONGEST && Number(power) >= fraction.length;
  if (!whole || Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER) return new NumericValue(text);
  return BigInt(digits) * 10n ** BigInt(exponent) * (sign ? -1n : 1n);
}

/** The most zeros that an exponent may stand for. */
const LONGEST = 1000;
