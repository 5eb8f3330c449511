/**
 * Values as TypeScript source: strings, keys, arrays and objects, on one line where they fit and a member a line where
 * they do not. It prints data only; what a type looks like is `types.ts`'s business.
 */
import { inSource } from "./form.ts";

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** A string literal, safe in any source (U+2028 and U+2029 too). */
export function text(value: string): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** A property name, quoted only where it must be; `__proto__` would set the prototype unless it is computed. */
export const key = (name: string): string =>
  name === "__proto__" ? '["__proto__"]' : IDENTIFIER.test(name) ? name : text(name);
/** `.name` or `["na-me"]`. */
export const access = (name: string): string => (IDENTIFIER.test(name) ? `.${name}` : `[${text(name)}]`);

/** Source text that is printed as it stands inside `literal`. */
export class Raw {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}
export const raw = (source: string): Raw => new Raw(source);

/** A value as source. `width` is what is left of the line, `indent` the depth of the first line in blanks. */
export function literal(value: unknown, indent = 0, width = 116): string {
  const flat = oneLine(value);
  if (indent + inSource(flat).length <= width && !flat.includes("\n")) return flat;
  const inner = indent + 2;
  const pad = " ".repeat(inner);
  const close = " ".repeat(indent);
  if (Array.isArray(value) && value.length > 0) {
    return `[\n${value.map((one) => `${pad}${literal(one, inner, width)},\n`).join("")}${close}]`;
  }
  if (typeof value === "object" && value !== null && !(value instanceof Raw)) {
    const given = value as Readonly<Record<string, unknown>>;
    const lines = givenKeys(given).map(
      (name) => `${pad}${property(name, given[name], literal(given[name], inner, width))},\n`,
    );
    if (lines.length > 0) return `{\n${lines.join("")}${close}}`;
  }
  return flat;
}

const givenKeys = (value: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(value).filter((name) => value[name] !== undefined);

/** What is called like its key is said once. */
const property = (name: string, value: unknown, source: string): string =>
  value instanceof Raw && source === name && IDENTIFIER.test(name) ? name : `${key(name)}: ${source}`;

function oneLine(value: unknown): string {
  if (value instanceof Raw) return value.source;
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const given = value as Readonly<Record<string, unknown>>;
    const members = givenKeys(given).map((name) => property(name, given[name], oneLine(given[name])));
    return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  }
  return String(value);
}
