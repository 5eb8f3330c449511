/**
 * Numbers that must keep what JavaScript's own lose: the text of a number as somebody wrote it, and a float without a
 * fraction (`5.0`). Also how a float is printed (C12.3).
 */

/** Each built file of the program has these classes of its own, and takes the others' values by this mark. */
const MARK: unique symbol = Symbol.for("swage.cli.number");
type Marked = { readonly [MARK]?: unknown } | null | undefined;

/** A number literal of JSON or YAML, until the model says what it is. */
export class NumberText {
  readonly text: string;
  readonly [MARK] = "text";
  constructor(text: string) {
    this.text = text;
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return (value as Marked)?.[MARK] === "text";
  }
}

/** A float whose value is whole; a plain number would print as an integer. */
export class Float {
  readonly value: number;
  readonly [MARK] = "float";
  constructor(value: number) {
    this.value = value;
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return (value as Marked)?.[MARK] === "float";
  }

  /** Queries may turn a whole value into JSON text. */
  toJSON(): number {
    return this.value;
  }
}

/** A whole number as `Float`, any other as itself. */
export function float(value: number): number | Float {
  return Number.isInteger(value) ? new Float(value) : value;
}

/** An integer of any size; beyond what a number holds exactly, a `bigint`. */
export function integer(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text.replace(/^\+/, ""));
}

/** A number literal as the number that the reference takes it for: an integer of any size, or a float. */
export const numberOf = ({ text }: NumberText): number | bigint | Float =>
  /^[+-]?\d+$/.test(text) ? integer(text) : float(Number(text));

/** `5.0`, `1e+21`, `1e-07`: the shortest text, with a point or an exponent of two digits. Source: Python's `repr`. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  const [digits = "", power = "0"] = value.toExponential().split("e");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    return `${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  const text = Object.is(value, -0) ? "-0" : plain(value, exponent);
  return text.includes(".") ? text : `${text}.0`;
}

/** JavaScript goes over to exponents later (1e21) and earlier (1e-7) than Python does. */
function plain(value: number, exponent: number): string {
  return exponent < 0 ? value.toFixed(Math.min(100, fractionDigits(value, exponent))) : String(value);
}

function fractionDigits(value: number, exponent: number): number {
  const [digits = ""] = Math.abs(value).toExponential().split("e");
  return digits.replace(".", "").length - 1 - exponent;
}

/** Any number that is to be printed. */
export function numberText(value: number | bigint | Float | NumberText): string {
  if (value instanceof NumberText) return value.text;
  if (value instanceof Float) return floatText(value.value);
  if (typeof value === "bigint") return String(value);
  return Number.isSafeInteger(value) ? String(value) : floatText(value);
}
