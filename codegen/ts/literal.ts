/**
 * Values as TypeScript source: strings, keys, arrays and objects, on one line where they fit and a member a line where
 * they do not. It prints data only; what a type looks like is `types.ts`'s business.
 */
import { inSource } from "./form.ts";

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** What stands between quotes as it is: nearly all names and most words. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** A string literal, safe in any source (U+2028 and U+2029 too). */
export function text(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
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
  if (Array.isArray(value)) {
    const items: string[] = [];
    for (let at = 0; at < value.length; at += 1) items.push(literal(value[at], indent + 2, width));
    return list(items, indent, width);
  }
  if (!isObject(value)) return scalar(value);
  const members: string[] = [];
  for (const name of Object.keys(value)) {
    const own = value[name];
    if (own !== undefined) members.push(property(name, own, literal(own, indent + 2, width)));
  }
  return members.length === 0 ? "{}" : laidOut(members, "{", " ", "}", indent, width);
}

/** A list of what is source already, each as `literal` gives it two blanks further in. */
export function list(items: readonly string[], indent = 0, width = 116): string {
  return items.length === 0 ? "[]" : laidOut(items, "[", "", "]", indent, width);
}

/** On one line where all parts stand on one and it is not too long, else a part a line. */
function laidOut(
  parts: readonly string[],
  open: string,
  blank: string,
  close: string,
  indent: number,
  width: number,
): string {
  const room = width - indent - 2 * (blank.length + parts.length);
  if (fits(parts, room)) {
    const flat = `${open}${blank}${parts.join(", ")}${blank}${close}`;
    if (!flat.includes("\n")) return flat;
  }
  const pad = `\n${" ".repeat(indent + 2)}`;
  return `${open}${pad}${parts.join(`,${pad}`)},\n${" ".repeat(indent)}${close}`;
}

/** Whether parts have room on a line, as the source has them. */
function fits(parts: readonly string[], room: number): boolean {
  let left = room;
  for (let at = 0; at < parts.length && left >= 0; at += 1) left -= inSource(parts[at] ?? "").length;
  return left >= 0;
}

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !(value instanceof Raw);

/** What is called like its key is said once. */
const property = (name: string, value: unknown, source: string): string =>
  value instanceof Raw && source === name && IDENTIFIER.test(name) ? name : `${key(name)}: ${source}`;

const scalar = (value: unknown): string =>
  value instanceof Raw ? value.source : typeof value === "string" ? text(value) : String(value);
