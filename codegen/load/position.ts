/**
 * From a path in the values of a JSON text back to a place in the text. Positions are found only when something has to be
 * shown; then the text is walked as far as the path leads, past all that stands beside it. It makes no values, and takes
 * the text to be JSON: where it is none, it finds less.
 */
import type { Place } from "../diagnostics.ts";

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Line and column (both from 1) of a place in its file's text; the nearest enclosing value when the path ends early. */
export const locate = (text: string, place: Place): Position | undefined => locator(text)(place);

/** The same for several places of one text: what has been walked for one is not walked again for the next. */
export function locator(text: string): (place: Place) => Position | undefined {
  const begin = behindSpace(text, text.startsWith("\uFEFF") ? 1 : 0);
  const root = new Value(text, begin, undefined);
  const lines = new Lines(text);
  return ({ offset, path, key }) => {
    if (offset !== undefined) return lines.positionOf(offset);
    if (path === undefined || begin === text.length) return undefined;
    let value = root;
    let whole = key === true;
    for (const step of path) {
      const next = value.at(step);
      whole ||= next === undefined;
      if (next === undefined) break;
      value = next;
    }
    return lines.positionOf(whole && value.key !== undefined ? value.key : value.offset);
  };
}

/** A value of the text; what stands in it is found as it is asked for. */
class Value {
  readonly #found: Map<string | number, Value> = new Map();
  readonly #rest: Generator<readonly [step: string | number, value: Value], undefined>;

  /** @param key where the value's key stands, in an object. */
  constructor(
    text: string,
    readonly offset: number,
    readonly key: number | undefined,
  ) {
    this.#rest = inside(text, offset);
  }

  /** What stands under a key or an index. */
  at(step: string | number): Value | undefined {
    const known = this.#found.get(step);
    if (known !== undefined) return known;
    for (let next = this.#rest.next(); next.done !== true; next = this.#rest.next()) {
      const [found, value] = next.value;
      this.#found.set(found, value);
      if (found === step) return value;
    }
    return undefined;
  }
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [BRACE, BRACKET, END_OF_OBJECT, END_OF_LIST] = [0x7b, 0x5b, 0x7d, 0x5d];

/** The values of the object or list that stands at an offset; nothing for what holds none. */
function* inside(text: string, offset: number): Generator<readonly [string | number, Value], undefined> {
  const first = text.charCodeAt(offset);
  if (first !== BRACE && first !== BRACKET) return;
  let at = behindSpace(text, offset + 1);
  for (let index = 0; at < text.length && !isEnd(text.charCodeAt(at)); index += 1) {
    const key = at;
    if (first === BRACE) {
      const colon = behindSpace(text, behindText(text, key));
      if (text.charCodeAt(key) !== QUOTE || text.charCodeAt(colon) !== COLON) return;
      at = behindSpace(text, colon + 1);
    }
    yield first === BRACE ? [keyAt(text, key), new Value(text, at, key)] : [index, new Value(text, at, undefined)];
    at = behindSpace(text, behind(text, at));
    if (text.charCodeAt(at) === COMMA) at = behindSpace(text, at + 1);
  }
}

const isEnd = (code: number): boolean => code === END_OF_OBJECT || code === END_OF_LIST;

function keyAt(text: string, offset: number): string {
  const quoted = text.slice(offset, behindText(text, offset));
  return quoted.includes("\\") ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
}

function behindSpace(text: string, offset: number): number {
  let at = offset;
  while (text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

/** Where the string that begins at an offset is over. */
function behindText(text: string, offset: number): number {
  for (let at = text.indexOf('"', offset + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return at + 1;
  }
  return text.length;
}

/** Where the value that begins at an offset is over. */
function behind(text: string, offset: number): number {
  let depth = 0;
  for (let at = offset; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = behindText(text, at) - 1;
    else if (code === BRACE || code === BRACKET) depth += 1;
    else if (isEnd(code)) depth -= 1;
    // A number or a word goes on; before what ends its owner it is over.
    if (depth < 0 || (depth === 0 && code === COMMA)) return at;
    if (depth === 0 && (code === QUOTE || isEnd(code))) return at + 1;
  }
  return text.length;
}

/** Where the first object or list begins that stands below `depth` others; nothing where none does. */
export function offsetBelow(depth: number, text: string): number | undefined {
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = behindText(text, at) - 1;
    else if (isEnd(code)) open -= 1;
    else if (code === BRACE || code === BRACKET) {
      open += 1;
      if (open > depth) return at;
    }
  }
  return undefined;
}

/** Where the lines of a text begin, found with the first place that is asked for. */
class Lines {
  readonly #text: string;
  #starts: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  positionOf(offset: number): Position {
    this.#starts ??= startsOf(this.#text);
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }
}

function startsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
