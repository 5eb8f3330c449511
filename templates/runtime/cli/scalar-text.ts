/** Numbers and booleans as people type them: Python's `int()` and `float()`, and `true` in any case. Knows no option. */
import type { Raw } from "./json-text.ts";
import { NumberText } from "./number.ts";
import type { Shape } from "./table.ts";

/** Undefined: the text is no value of this type. Types that take any text give it back. */
export function scalarOf(type: Shape["type"], text: string): Raw | undefined {
  switch (type) {
    case "integer":
    case "long":
      return /^\s*[+-]?\d+(?:_\d+)*\s*$/.test(text) ? new NumberText(text.trim().replaceAll("_", "")) : undefined;
    case "float":
    case "double":
      return floatOf(text.trim());
    case "boolean":
      // Any other word stays what it is: validation tells it.
      return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : text;
    default:
      return text;
  }
}

const DECIMAL = /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+)?$/i;

function floatOf(text: string): NumberText | undefined {
  if (DECIMAL.test(text)) return new NumberText(text.replaceAll("_", ""));
  const special = /^([+-]?)(?:(nan)|inf(?:inity)?)$/i.exec(text);
  if (special === null) return undefined;
  return new NumberText(special[2] ? "NaN" : special[1] === "-" ? "-Infinity" : "Infinity");
}

/** How messages call the type: as the reference does. */
export function scalarName(type: Shape["type"]): string {
  return type === "integer" || type === "long" ? "int" : type === "float" || type === "double" ? "float" : type;
}
