/** `--output yaml` and `yaml-stream` (C12.4): block style, sorted keys, list dashes at the parent's indent. */
import { jsonOutput } from "./json-output.ts";
import { byCodePoint, isEmptyMap, isList, isScalar, type Printable } from "./printable.ts";
import { yamlScalar } from "./yaml-scalar.ts";

/** With its line break; empty for an empty map. */
export function yamlOutput(value: Printable): string {
  if (isScalar(value)) return jsonOutput(value);
  return isEmptyMap(value) ? "" : block(value, 0, false, byCodePoint);
}

/** One page, as a list of one element. */
export function yamlStreamOutput(value: Printable): string {
  return isEmptyMap(value) ? "" : block([value], 0, false, byCodePoint);
}

/** A list or map from its first character: what stands before it on the line is already written (`started`). */
function block(value: Printable, indent: number, started: boolean, order: (a: string, b: string) => number): string {
  let text = "";
  const begin = (): string => (text === "" && started ? "" : " ".repeat(indent));
  if (isScalar(value)) return `${yamlScalar(value, indent + 2, indent)}\n`;
  if (isList(value)) {
    if (value.length === 0) return `${begin()}[]\n`;
    for (const one of value) {
      text += `${begin()}- ${
        isScalar(one) ? `${yamlScalar(one, indent + 2, indent + 2)}\n` : block(one, indent + 2, true, order)
      }`;
    }
    return text;
  }
  const keys = Object.keys(value).sort(order);
  if (keys.length === 0) return `${begin()}{}\n`;
  for (const key of keys) {
    const name = `${yamlScalar(key, indent + 2, indent, true)}:`;
    const member = value[key] as Printable;
    text += begin() + name;
    if (isScalar(member)) text += ` ${yamlScalar(member, indent + 2, indent + name.length + 1)}\n`;
    else if (isList(member)) text += member.length === 0 ? " []\n" : `\n${block(member, indent, false, order)}`;
    else text += isEmptyMap(member) ? " {}\n" : `\n${block(member, indent + 2, false, order)}`;
  }
  return text;
}
