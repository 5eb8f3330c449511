/**
 * Walks through XML text from tag to tag, without a tree: whoever knows what to expect reads it straight into its place.
 * Strict about nesting and ends, so that text that was cut off never passes for an answer; of entities it knows the five
 * predefined ones and characters by number, and it never looks into a document type. Knows nothing of shapes.
 */
import { define } from "../values/own-property.ts";

/** A place in the text. `at` stands behind what has been read. */
export interface Cursor {
  readonly text: string;
  at: number;
}

/** What an element holds, when nothing is known of it: its text, or what its children and attributes hold, by name. */
export type XmlValue = string | XmlRecord | readonly XmlValue[];
export interface XmlRecord {
  readonly [name: string]: XmlValue;
}

const SLASH = 47;
const GREATER = 62;
const BANG = 33;
const QUESTION = 63;
const EQUALS = 61;

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 9 || code === 13;

function invalid({ at }: Cursor, problem: string): SyntaxError {
  return new SyntaxError(`Invalid XML at ${at}: ${problem}`);
}

/**
 * Reads a whole document. `read` is given the cursor behind the name of the root, and that name. Throws a `SyntaxError` on
 * text that is not XML or is an HTML page; whatever is thrown carries the text, hidden, as `$responseBodyText`.
 */
export function readDocument<T>(source: string, read: (cursor: Cursor, tag: string) => T): T {
  const text = source.includes("\r") ? source.replace(/\r\n?/g, "\n") : source;
  const cursor: Cursor = { text, at: 0 };
  try {
    toRoot(cursor);
    const tag = readTag(cursor);
    if (tag.toLowerCase() === "html") throw invalid(cursor, "an HTML page");
    return read(cursor, tag);
  } catch (error) {
    throw define(error as Error, "$responseBodyText", source);
  }
}

/** Behind the `<` of the first element. */
function toRoot(cursor: Cursor): void {
  const { text } = cursor;
  for (;;) {
    const at = text.indexOf("<", cursor.at);
    if (at < 0 || text.slice(cursor.at, at).trim()) throw invalid(cursor, "no element");
    cursor.at = at;
    const code = text.charCodeAt(at + 1);
    if (code !== BANG && code !== QUESTION) break;
    skipMarkup(cursor);
  }
  cursor.at++;
}

/**
 * To the next child of the element `tag`: behind its `<`. False when the element ends, and then behind its end. Text
 * between children is passed over.
 */
export function toChild(cursor: Cursor, tag: string): boolean {
  const { text } = cursor;
  for (;;) {
    const at = text.indexOf("<", cursor.at);
    if (at < 0) throw invalid(cursor, `no end of <${tag}>`);
    cursor.at = at;
    switch (text.charCodeAt(at + 1)) {
      case SLASH:
        leave(cursor, tag);
        return false;
      case BANG:
      case QUESTION:
        skipMarkup(cursor);
        break;
      default:
        cursor.at = at + 1;
        return true;
    }
  }
}

/** Behind the end tag at the cursor, which must be that of `tag`. */
function leave(cursor: Cursor, tag: string): void {
  const { text, at } = cursor;
  const end = text.indexOf(">", at);
  if (end < 0 || text.slice(at + 2, end).trimEnd() !== tag) throw invalid(cursor, `no end of <${tag}>`);
  cursor.at = end + 1;
}

/** Behind the comment, instruction, document type or CDATA at the cursor; gives the text of CDATA. */
function skipMarkup(cursor: Cursor): string {
  const { text, at } = cursor;
  const until = (end: string, from: number): string => {
    const stop = text.indexOf(end, from);
    if (stop < 0) throw invalid(cursor, `no ${end}`);
    cursor.at = stop + end.length;
    return copyOf(text, from, stop);
  };
  if (text.startsWith("<![CDATA[", at)) return until("]]>", at + 9);
  if (text.startsWith("<!--", at)) until("-->", at + 4);
  else if (text.startsWith("<?", at)) until("?>", at + 2);
  else {
    const inside = until(">", at);
    // A document type with declarations of its own.
    if (inside.includes("[")) until("]>", at);
  }
  return "";
}

/** Whether the next child is named so; then behind the name. */
export function takeTag(cursor: Cursor, name: string): boolean {
  const { text, at } = cursor;
  if (!text.startsWith(name, at)) return false;
  const end = at + name.length;
  const code = text.charCodeAt(end);
  if (code !== GREATER && code !== SLASH && !isSpace(code)) return false;
  cursor.at = end;
  return true;
}

/** The name of the next child, and behind it. */
export function readTag(cursor: Cursor): string {
  return readName(cursor, false);
}

function readName(cursor: Cursor, attribute: boolean): string {
  const { text, at } = cursor;
  let end = at;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === GREATER || code === SLASH || isSpace(code) || (attribute && code === EQUALS)) break;
  }
  if (end === at || end === text.length) throw invalid(cursor, "no name");
  cursor.at = end;
  return text.slice(at, end);
}

/** From behind the name into the element. False when it is empty (`<a/>`), and then behind it. */
export function enter(cursor: Cursor, attribute?: (name: string, value: string) => void): boolean {
  const { text } = cursor;
  for (;;) {
    const code = text.charCodeAt(cursor.at);
    if (code === GREATER) {
      cursor.at++;
      return true;
    }
    if (code === SLASH) {
      if (text.charCodeAt(cursor.at + 1) !== GREATER) throw invalid(cursor, "no >");
      cursor.at += 2;
      return false;
    }
    if (isSpace(code)) cursor.at++;
    else readAttribute(cursor, attribute);
  }
}

function readAttribute(cursor: Cursor, attribute: ((name: string, value: string) => void) | undefined): void {
  const { text } = cursor;
  const name = readName(cursor, true);
  const quote = /\s*=\s*(["'])/y;
  quote.lastIndex = cursor.at;
  const [, mark = ""] = quote.exec(text) ?? [];
  const start = quote.lastIndex;
  const end = mark ? text.indexOf(mark, start) : -1;
  if (end < 0) throw invalid(cursor, `no value of ${name}`);
  cursor.at = end + 1;
  attribute?.(name, unescaped(copyOf(text, start, end)));
}

/** The text of the element `tag`, from behind its name. Throws a `TypeError` when it holds elements. */
export function textOf(cursor: Cursor, tag: string): string {
  const { text } = cursor;
  if (text.charCodeAt(cursor.at) === GREATER) {
    const start = cursor.at + 1;
    const end = text.indexOf("<", start);
    const last = end + 2 + tag.length;
    if (text.charCodeAt(end + 1) === SLASH && text.startsWith(tag, end + 2) && text.charCodeAt(last) === GREATER) {
      cursor.at = last + 1;
      return end === start ? "" : unescaped(withoutIndent(copyOf(text, start, end)));
    }
  }
  return enter(cursor) ? piecesOf(cursor, tag) : "";
}

/** Text in pieces: between comments, in CDATA, with space before the end. */
function piecesOf(cursor: Cursor, tag: string): string {
  const { text } = cursor;
  let found = "";
  for (;;) {
    const at = text.indexOf("<", cursor.at);
    if (at < 0 || at + 1 === text.length) throw invalid(cursor, `no end of <${tag}>`);
    found += unescaped(withoutIndent(copyOf(text, cursor.at, at)));
    cursor.at = at;
    const code = text.charCodeAt(at + 1);
    if (code === SLASH) {
      leave(cursor, tag);
      return found;
    }
    if (code !== BANG && code !== QUESTION) throw new TypeError(`Expected text in <${tag}>, received an element`);
    found += skipMarkup(cursor);
  }
}

/**
 * A part of the text as a string of its own: an engine's slice points into the text, so that one value would keep the whole
 * answer in memory for as long as it is kept itself.
 */
function copyOf(text: string, start: number, end: number): string {
  return ` ${text.slice(start, end)}`.slice(1);
}

/** White space with a line break only lays the document out. */
function withoutIndent(text: string): string {
  return isSpace(text.charCodeAt(0)) && text.includes("\n") && !text.trim() ? "" : text;
}

/** Entities that are not known, and numbers that are no characters, stay as they are. */
function unescaped(text: string): string {
  let at = text.indexOf("&");
  if (at < 0) return text;
  let found = "";
  let from = 0;
  for (; at >= 0; at = text.indexOf("&", at + 1)) {
    const end = text.slice(at, at + LONGEST_ENTITY).indexOf(";") + at;
    const char = end > at ? character(text.slice(at + 1, end)) : undefined;
    if (char === undefined) continue;
    found += text.slice(from, at) + char;
    from = end + 1;
    at = end;
  }
  return found + text.slice(from);
}

/** `&#x10FFFF;`, or as much with zeros in front. */
const LONGEST_ENTITY = 12;
const NAMED: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** What stands between `&` and `;`, as a character. */
function character(name: string): string | undefined {
  const known = NAMED.get(name);
  if (known !== undefined) return known;
  const [, hex, decimal] = /^#(?:x([\da-fA-F]+)|(\d+))$/.exec(name) ?? [];
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** Behind the whole element `tag`, from behind its name. */
export function skip(cursor: Cursor, tag: string): void {
  if (!enter(cursor)) return;
  // Not by recursion: depth is the sender's choice.
  const open = [tag];
  while (open.length > 0) {
    if (!toChild(cursor, open[open.length - 1] as string)) open.pop();
    else {
      const name = readTag(cursor);
      if (enter(cursor)) open.push(name);
    }
  }
}
