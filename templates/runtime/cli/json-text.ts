/**
 * A JSON parser that keeps numbers as they are written and says where a text goes wrong, in the words that users of the
 * reference know (Python's `json`). Also takes `NaN`, `Infinity` and `-Infinity`. Of equal keys the last wins.
 */
import { NumberText, numberOf, numberText } from "./number.ts";

/** What input files and values are before the model has been asked. Bytes come from `fileb://` and YAML's `!!binary`. */
export type Raw = null | boolean | string | NumberText | Uint8Array | readonly Raw[] | { readonly [key: string]: Raw };

export class JsonTextError extends Error {}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NAMED = /NaN|-?Infinity/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Throws a `JsonTextError`: `Expecting value: line 1 column 2 (char 1)`. */
export function parseJson(text: string): Raw {
  let at = 0;

  const fail = (what: string, where = at): never => {
    const before = text.slice(0, where);
    const line = before.split("\n").length;
    throw new JsonTextError(`${what}: line ${line} column ${where - before.lastIndexOf("\n")} (char ${where})`);
  };
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };

  // value = object / list / string / number / "true" / "false" / "null" / "NaN" / ["-"] "Infinity"
  function value(): Raw {
    const first = text[at];
    if (first === "{") return object();
    if (first === "[") return list();
    if (first === '"') return string();
    for (const [word, meaning] of WORDS) {
      if (!text.startsWith(word, at)) continue;
      at += word.length;
      return meaning;
    }
    const number = match(NUMBER) ?? match(NAMED);
    return number === undefined ? fail("Expecting value") : new NumberText(number);
  }

  // object = "{" [ string ":" value *( "," string ":" value ) ] "}"
  function object(): Raw {
    const members: Record<string, Raw> = {};
    at += 1;
    match(SPACE);
    if (text[at] === "}") {
      at += 1;
      return members;
    }
    for (;;) {
      if (text[at] !== '"') fail("Expecting property name enclosed in double quotes");
      const key = string();
      match(SPACE);
      if (text[at] !== ":") fail("Expecting ':' delimiter");
      at += 1;
      match(SPACE);
      setMember(members, key, value());
      if (closes("}")) return members;
    }
  }

  // list = "[" [ value *( "," value ) ] "]"
  function list(): Raw {
    const items: Raw[] = [];
    at += 1;
    match(SPACE);
    if (text[at] === "]") {
      at += 1;
      return items;
    }
    for (;;) {
      items.push(value());
      if (closes("]")) return items;
    }
  }

  /** Behind an element: the closing bracket, or a comma with something behind it. */
  function closes(bracket: string): boolean {
    match(SPACE);
    const next = text[at];
    if (next === bracket) {
      at += 1;
      return true;
    }
    if (next !== ",") fail("Expecting ',' delimiter");
    at += 1;
    match(SPACE);
    return false;
  }

  // string = DQUOTE *( any but DQUOTE, "\" and control characters / escaped ) DQUOTE
  function string(): string {
    const start = at;
    let content = "";
    at += 1;
    for (;;) {
      const next = text[at];
      if (next === undefined) return fail("Unterminated string starting at", start);
      at += 1;
      if (next === '"') return content;
      if (next < " ") return fail("Invalid control character at", at - 1);
      content += next === "\\" ? escaped() : next;
    }
  }

  // escaped = "\" ( DQUOTE / "\" / "/" / "b" / "f" / "n" / "r" / "t" / "u" 4hex )
  function escaped(): string {
    const letter = text[at];
    if (letter === undefined) return fail("Unterminated string starting at");
    at += 1;
    if (letter !== "u") return ESCAPES[letter] ?? fail("Invalid \\escape", at - 2);
    const code = text.slice(at, at + 4);
    if (!/^[0-9A-Fa-f]{4}$/.test(code)) return fail("Invalid \\uXXXX escape", at - 1);
    at += 4;
    return String.fromCharCode(Number.parseInt(code, 16));
  }

  match(SPACE);
  const result = value();
  match(SPACE);
  if (at < text.length) fail("Extra data");
  return result;
}

const WORDS: readonly (readonly [string, Raw])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
];

/**
 * A value as JSON without blanks, in ASCII, its numbers with all their digits. Bytes have no form.
 * Source: Python's `json.dumps`, by which the reference writes a JSON header.
 */
export function compactJson(value: Raw): string {
  if (value instanceof NumberText) return numberText(numberOf(value));
  if (Array.isArray(value)) return `[${(value as readonly Raw[]).map(compactJson).join(",")}]`;
  if (!isMap(value)) return JSON.stringify(value).replaceAll(/[\u0080-\uffff]/g, inAscii);
  return `{${Object.entries(value)
    .map(([key, one]) => `${compactJson(key)}:${compactJson(one)}`)
    .join(",")}}`;
}

const inAscii = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Sets a key that somebody else chose: `__proto__` is a key like any other. */
export function setMember<T>(members: Record<string, T>, key: string, value: T): void {
  Object.defineProperty(members, key, { value, enumerable: true, writable: true, configurable: true });
}

/** Whether a raw value is a map: neither a scalar, nor bytes, nor a list. */
export function isMap(value: unknown): value is Readonly<Record<string, Raw>> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof NumberText) &&
    !(value instanceof Uint8Array)
  );
}
