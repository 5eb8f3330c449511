/** What can be printed: the tree that every output format takes, and the questions that all of them ask of it. */
import { Float, floatText, NumberText, numberText } from "./number.ts";

export type Printable = Scalar | PrintableList | PrintableMap;
export type Scalar = null | boolean | string | number | bigint | Float | NumberText;
export type PrintableList = readonly Printable[];
export interface PrintableMap {
  readonly [key: string]: Printable;
}

export function isScalar(value: Printable): value is Scalar {
  return typeof value !== "object" || value === null || value instanceof Float || value instanceof NumberText;
}

export function isList(value: Printable): value is PrintableList {
  return Array.isArray(value);
}

export function isPrintableMap(value: Printable): value is PrintableMap {
  return !isScalar(value) && !isList(value);
}

/** Nothing to print: `{}`. An empty list is something. */
export function isEmptyMap(value: Printable): boolean {
  return isPrintableMap(value) && Object.keys(value).length === 0;
}

export function isNumber(value: Printable): value is number | bigint | Float | NumberText {
  return (
    typeof value === "number" || typeof value === "bigint" || value instanceof Float || value instanceof NumberText
  );
}

/** By code points: the order in which the reference sorts keys. */
export function byCodePoint(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** A scalar in text and table output: `True`, `None`, strings as they are. */
export function cellText(value: Scalar): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return value;
  return value instanceof Float
    ? pythonFloat(value.value)
    : typeof value === "number"
      ? pythonNumber(value)
      : numberText(value);
}

function pythonNumber(value: number): string {
  return Number.isFinite(value) ? numberText(value) : pythonFloat(value);
}

function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  return Number.isFinite(value) ? floatText(value) : value > 0 ? "inf" : "-inf";
}
