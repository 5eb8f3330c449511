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
  const flat = oneLine(value, width - indent);
  if (flat !== undefined && !flat.includes("\n")) return flat;
  const inner = indent + 2;
  const pad = " ".repeat(inner);
  const close = " ".repeat(indent);
  if (Array.isArray(value)) {
    const lines = value.map((one) => `${pad}${literal(one, inner, width)},\n`);
    return lines.length === 0 ? "[]" : `[\n${lines.join("")}${close}]`;
  }
  if (!isObject(value)) return scalar(value);
  const lines = givenKeys(value).map(
    (name) => `${pad}${property(name, value[name], literal(value[name], inner, width))},\n`,
  );
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}${close}}`;
}

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !(value instanceof Raw);

const givenKeys = (value: Members): readonly string[] => Object.keys(value).filter((name) => value[name] !== undefined);

/** What is called like its key is said once. */
const property = (name: string, value: unknown, source: string): string =>
  value instanceof Raw && source === name && IDENTIFIER.test(name) ? name : `${key(name)}: ${source}`;

const scalar = (value: unknown): string =>
  value instanceof Raw ? value.source : typeof value === "string" ? text(value) : String(value);

/** A value on one line of at most `room` characters; nothing as soon as it is longer, since large tables are. */
function oneLine(value: unknown, room: number): string | undefined {
  if (Array.isArray(value)) {
    let items = "";
    for (let at = 0; at < value.length; at += 1) {
      const item = oneLine(value[at], room - items.length);
      if (item === undefined) return undefined;
      items += at === 0 ? item : `, ${item}`;
    }
    return fitting(`[${items}]`, room);
  }
  if (!isObject(value)) return fitting(scalar(value), room);
  let members = "";
  for (const name of givenKeys(value)) {
    const item = oneLine(value[name], room - members.length);
    if (item === undefined) return undefined;
    members += `${members === "" ? " " : ", "}${property(name, value[name], item)}`;
  }
  return fitting(members === "" ? "{}" : `{${members} }`, room);
}

const fitting = (source: string, room: number): string | undefined =>
  source.length <= room || inSource(source).length <= room ? source : undefined;
