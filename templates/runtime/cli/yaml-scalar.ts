/**
 * How YAML writes one scalar (C12.4): plain when it cannot be read as something else, else in quotes, folded at blanks
 * behind column 80. The rules are the emitter's of libyaml with YAML 1.2 resolution, which is what the reference prints.
 */
import { Float, floatText, numberText } from "./number.ts";
import { isNumber, type Scalar } from "./printable.ts";

const WIDTH = 80;

/** What a plain text would be read as: boolean, null, merge, value, number, timestamp. */
const RESOLVED = new RegExp(
  [
    "^(?:true|True|TRUE|false|False|FALSE",
    "~|null|Null|NULL||<<|=",
    "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?\\.[0-9_]+(?:[eE][-+][0-9]+)?",
    "[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)",
    "[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+0-9][0-9_]*|[-+]?0x[0-9a-fA-F_]+",
    "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]*)?(?:[ \\t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)$",
  ].join("|"),
);

const FIRST_INDICATOR = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?:-](?=[ \t\n]|$))/;
const INNER_INDICATOR = /:(?=[ \t\n]|$)|[ \t\n]#/;
/** Lone surrogates, byte order marks and controls; everything beyond the basic plane counts, too. */
const UNPRINTABLE = /[^\n\x20-\x7E\u00A0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]/;

/** `indent`: of continuation lines. `column`: where the scalar begins. `key`: a key is never folded. */
export function yamlScalar(value: Scalar, indent: number, column: number, key = false): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (isNumber(value)) return yamlNumber(value);
  const lines = new Lines(indent, column, !key);
  if (isPlain(value)) return plain(value, lines);
  const quotable = !UNPRINTABLE.test(value) && !/ \n|\n /.test(value) && !(key && value.includes("\n"));
  return quotable ? singleQuoted(value, lines) : doubleQuoted(value, lines);
}

function yamlNumber(value: Exclude<Scalar, null | boolean | string>): string {
  const number = value instanceof Float ? value.value : value;
  if (typeof number === "number" && !Number.isFinite(number)) {
    return Number.isNaN(number) ? ".nan" : number > 0 ? ".inf" : "-.inf";
  }
  return value instanceof Float ? floatText(value.value) : numberText(value);
}

function isPlain(text: string): boolean {
  return (
    !RESOLVED.test(text) &&
    !/^[ \n]|[ \n]$|\n/.test(text) &&
    !FIRST_INDICATOR.test(text) &&
    !INNER_INDICATOR.test(text) &&
    !UNPRINTABLE.test(text)
  );
}

/** Text on its way out, with the column that it has come to. */
class Lines {
  text = "";
  readonly #indent: number;
  readonly #folds: boolean;
  #column: number;
  constructor(indent: number, column: number, folds: boolean) {
    this.#indent = indent;
    this.#column = column;
    this.#folds = folds;
  }

  put(text: string): void {
    this.text += text;
    this.#column += 1;
  }

  /** A line break of the content: the next line is not indented until something stands on it. */
  lineBreak(): void {
    this.text += "\n";
    this.#column = 0;
  }

  /** To the next line's indent; a new line unless this one is empty. */
  indent(): void {
    if (this.#column > this.#indent) this.lineBreak();
    this.text += " ".repeat(this.#indent - this.#column);
    this.#column = this.#indent;
  }

  get full(): boolean {
    return this.#folds && this.#column > WIDTH;
  }
}

function plain(value: string, lines: Lines): string {
  let behindSpace = false;
  const characters = [...value];
  for (const [index, character] of characters.entries()) {
    if (character === " " && !behindSpace && lines.full && characters[index + 1] !== " ") lines.indent();
    else lines.put(character);
    behindSpace = character === " ";
  }
  return lines.text;
}

function singleQuoted(value: string, lines: Lines): string {
  let behindSpace = false;
  let behindBreak = false;
  const characters = [...value];
  lines.put("'");
  for (const [index, character] of characters.entries()) {
    if (character === "\n") {
      if (!behindBreak) lines.lineBreak();
      lines.lineBreak();
    } else if (character === " " && !behindSpace && lines.full && foldable(characters, index, true)) {
      lines.indent();
    } else {
      if (behindBreak) lines.indent();
      if (character === "'") lines.put("'");
      lines.put(character);
    }
    behindSpace = character === " ";
    behindBreak = character === "\n";
  }
  if (behindBreak) lines.indent();
  lines.put("'");
  return lines.text;
}

/** Not at either end of the text; in single quotes, not before another blank. */
function foldable(characters: readonly string[], index: number, single: boolean): boolean {
  return index > 0 && index < characters.length - 1 && !(single && characters[index + 1] === " ");
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\0": "0",
  "\x07": "a",
  "\b": "b",
  "\t": "t",
  "\n": "n",
  "\v": "v",
  "\f": "f",
  "\r": "r",
  "\x1B": "e",
  '"': '"',
  "\\": "\\",
  "\x85": "N",
  "\u2028": "L",
  "\u2029": "P",
};

function doubleQuoted(value: string, lines: Lines): string {
  let behindSpace = false;
  const characters = [...value];
  lines.put('"');
  for (const [index, character] of characters.entries()) {
    if (character === '"' || character === "\\" || character === "\n" || UNPRINTABLE.test(character)) {
      for (const one of escaped(character)) lines.put(one);
    } else if (character === " " && !behindSpace && lines.full && foldable(characters, index, false)) {
      lines.indent();
      if (characters[index + 1] === " ") lines.put("\\");
    } else lines.put(character);
    behindSpace = character === " ";
  }
  lines.put('"');
  return lines.text;
}

function escaped(character: string): string {
  const short = ESCAPES[character];
  if (short !== undefined) return `\\${short}`;
  const code = character.codePointAt(0) ?? 0;
  const [letter, digits] = code <= 0xff ? ["x", 2] : code <= 0xffff ? ["u", 4] : ["U", 8];
  return `\\${letter}${code
    .toString(16)
    .toUpperCase()
    .padStart(digits as number, "0")}`;
}
