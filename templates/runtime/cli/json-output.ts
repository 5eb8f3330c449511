/** `--output json` (C12.3): indent of four, no escapes that are not needed, floats with their point. */
import { numberText } from "./number.ts";
import { isList, isNumber, isScalar, type Printable } from "./printable.ts";

/** With its line break. */
export function jsonOutput(value: Printable): string {
  return `${jsonOf(value, "")}\n`;
}

function jsonOf(value: Printable, indent: string): string {
  if (isScalar(value)) return isNumber(value) ? numberText(value) : JSON.stringify(value);
  const inner = `${indent}    `;
  if (isList(value)) {
    return value.length === 0 ? "[]" : `[\n${value.map((one) => inner + jsonOf(one, inner)).join(",\n")}\n${indent}]`;
  }
  const members = Object.keys(value).map(
    (key) => `${inner}${JSON.stringify(key)}: ${jsonOf(value[key] as Printable, inner)}`,
  );
  return members.length === 0 ? "{}" : `{\n${members.join(",\n")}\n${indent}}`;
}
