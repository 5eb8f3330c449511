/**
 * The usual form of a documentation text → Doc, in one pass: paragraphs, lists and boxes that are closed as they were
 * opened, with text, code, marks and links in them. Nearly all texts are such. Of every other text it says that it cannot
 * tell: `html.ts` and `html-doc.ts` read that, and decide what any text means, these too.
 */

import type { Block, Definition, Doc, Inline } from "../../templates/runtime/doc/tree.ts";
import { decodeEntities } from "./entities.ts";
import { wrapInline } from "./html-doc.ts";
import { linkify, tidyInlines } from "./tidy.ts";

/** Lists in lists, and marks in marks, that lie deeper than this are for the other reader. */
const MAX_DEPTH = 12;

interface Cursor {
  readonly source: string;
  /** Nothing but single blanks, and no entities. */
  readonly even: boolean;
  at: number;
  /** Are the inlines that were read last not yet in normal form? */
  odd: boolean;
  /** In a link, in which no other begins. */
  linked: boolean;
}

/**
 * The Doc of a text in the usual form, the same as `htmlDoc` gives; `undefined` for every other text.
 * @param even whether the text `isEven`.
 */
export function usualDoc(source: string, even: boolean): Doc | undefined {
  return blocks({ source, even, at: 0, odd: false, linked: false }, "", 0);
}

/** No entities or control characters, and no white space but single blanks: nothing to be settled in the text itself. */
export const isEven = (text: string): boolean => !UNEVEN.test(text);
const UNEVEN =
  /[^ -%'-~\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff]| {2}/;

// Each of these reads on from where the cursor stands. `undefined` or `false`: the form is another.

/** Blocks up to an end tag, which is read too, or to the end of the text. */
function blocks(cursor: Cursor, end: string, depth: number): Block[] | undefined {
  const { source } = cursor;
  const out: Block[] = [];
  for (;;) {
    skipBlank(cursor);
    if (end === "" ? cursor.at === source.length : takes(cursor, end)) return out;
    if (!(takes(cursor, "<p>") ? paragraph(cursor, "</p>", out) : container(cursor, depth, out))) return undefined;
  }
}

function container(cursor: Cursor, depth: number, out: Block[]): boolean {
  if (depth > MAX_DEPTH) return false;
  if (takes(cursor, "<ul>")) return list(cursor, false, depth, out);
  if (takes(cursor, "<note>")) return box(cursor, "note", depth, out);
  if (takes(cursor, "<important>")) return box(cursor, "important", depth, out);
  if (takes(cursor, "<ol>")) return list(cursor, true, depth, out);
  if (takes(cursor, "<dl>")) return definitions(cursor, depth, out);
  return takes(cursor, "<p/>");
}

function list(cursor: Cursor, ordered: boolean, depth: number, out: Block[]): boolean {
  const end = ordered ? "</ol>" : "</ul>";
  const items: Doc[] = [];
  for (skipBlank(cursor); !takes(cursor, end); skipBlank(cursor)) {
    const item = takes(cursor, "<li>") ? content(cursor, "</li>", depth) : undefined;
    if (item === undefined) return false;
    if (item.length > 0) items.push(item);
  }
  if (items.length > 0) out.push({ kind: "list", ordered, items });
  return true;
}

function definitions(cursor: Cursor, depth: number, out: Block[]): boolean {
  const items: Definition[] = [];
  for (skipBlank(cursor); !takes(cursor, "</dl>"); skipBlank(cursor)) {
    const term = takes(cursor, "<dt>") ? sentence(cursor, "</dt>") : undefined;
    skipBlank(cursor);
    const body = takes(cursor, "<dd>") ? content(cursor, "</dd>", depth) : undefined;
    // A term without a text shares that of the next one.
    if (term === undefined || body === undefined || body.length === 0) return false;
    items.push({ term, body });
  }
  if (items.length > 0) out.push({ kind: "definitions", items });
  return true;
}

/** What an item holds: blocks, or text alone. */
function content(cursor: Cursor, end: string, depth: number): Doc | undefined {
  const start = cursor.at;
  const read = blocks(cursor, end, depth + 1);
  if (read !== undefined) return read;
  cursor.at = start;
  const alone: Block[] = [];
  return paragraph(cursor, end, alone) ? alone : undefined;
}

function box(cursor: Cursor, tone: "note" | "important", depth: number, out: Block[]): boolean {
  const body = blocks(cursor, `</${tone}>`, depth + 1);
  if (body === undefined) return false;
  if (body.length > 0) out.push({ kind: "admonition", tone, body });
  return true;
}

function paragraph(cursor: Cursor, end: string, out: Block[]): boolean {
  const text = sentence(cursor, end);
  if (text === undefined) return false;
  if (text.length > 0) out.push({ kind: "paragraph", text });
  return true;
}

/** Inlines in normal form up to an end tag, which is read too. */
function sentence(cursor: Cursor, end: string): readonly Inline[] | undefined {
  cursor.odd = !cursor.even;
  cursor.linked = false;
  const read = inlines(cursor, end, 0);
  return read !== undefined && cursor.odd ? tidyInlines(read) : read;
}

/** In normal form if the cursor is not `odd` in the end. */
function inlines(cursor: Cursor, end: string, depth: number): Inline[] | undefined {
  const { source } = cursor;
  const out: Inline[] = [];
  for (;;) {
    const start = cursor.at;
    const bracket = source.indexOf("<", start);
    if (bracket < 0) return undefined;
    const ends = source.startsWith(end, bracket);
    if (bracket > start) {
      // Blanks at both ends of a paragraph are the most frequent ones that are not shown.
      const from = depth === 0 && out.length === 0 && source.startsWith(" ", start) ? start + 1 : start;
      const until =
        depth === 0 && ends && bracket > from && source.startsWith(" ", bracket - 1) ? bracket - 1 : bracket;
      if (until > from) pushText(cursor, source.slice(from, until), out);
    }
    cursor.at = bracket;
    if (ends) {
      cursor.at += end.length;
      return out;
    }
    const before = out[out.length - 1];
    if (!(takes(cursor, "<code>") ? pushCode(cursor, out) : pushMark(cursor, depth, out))) return undefined;
    // Neighbours of one kind are one.
    if (before !== undefined && before.kind === out[out.length - 1]?.kind) cursor.odd = true;
  }
}

/** A stop that stands apart from the mark before it. */
const STOP = /^ [.,;:](?: |$)/;

function pushText(cursor: Cursor, written: string, out: Inline[]): void {
  const text = cursor.even ? written : decodeEntities(written);
  if (text.includes("://")) {
    cursor.odd = true;
    out.push(...linkify(text));
    return;
  }
  if (out.length > 0 && STOP.test(text)) cursor.odd = true;
  out.push({ kind: "text", text });
}

function pushCode(cursor: Cursor, out: Inline[]): boolean {
  const { source, at } = cursor;
  const bracket = source.indexOf("<", at);
  if (bracket < 0 || !source.startsWith("</code>", bracket)) return false;
  cursor.at = bracket + "</code>".length;
  const text = source.slice(at, bracket);
  if (text === "" || text.startsWith(" ") || text.endsWith(" ")) cursor.odd = true;
  if (text !== "") out.push({ kind: "code", text: cursor.even ? text : decodeEntities(text) });
  return true;
}

function pushMark(cursor: Cursor, depth: number, out: Inline[]): boolean {
  if (depth > MAX_DEPTH) return false;
  if (takes(cursor, "<i>")) return marked(cursor, "i", "", depth, out);
  if (takes(cursor, "<b>")) return marked(cursor, "b", "", depth, out);
  return !cursor.linked && linked(cursor, depth, out);
}

const LINK = /<a( href="(https?:\/\/[^"<> ]+)")?>/y;

function linked(cursor: Cursor, depth: number, out: Inline[]): boolean {
  LINK.lastIndex = cursor.at;
  const link = LINK.exec(cursor.source);
  if (link === null) return false;
  const [whole, attributes = "", href] = link;
  cursor.at += whole.length;
  cursor.linked = true;
  const read = marked(cursor, "a", attributes, depth, out, cursor.even ? href : undefined);
  cursor.linked = false;
  return read;
}

/** @param href the address, if nothing has to be made of it. */
function marked(cursor: Cursor, tag: string, attributes: string, depth: number, out: Inline[], href?: string): boolean {
  const children = inlines(cursor, `</${tag}>`, depth + 1);
  if (children === undefined) return false;
  const [first, last] = [children[0], children[children.length - 1]];
  const blank =
    (first?.kind === "text" && first.text.startsWith(" ")) || (last?.kind === "text" && last.text.endsWith(" "));
  // What may not stand in a mark moves out of it.
  if (depth > 0 || first === undefined || blank) cursor.odd = true;
  if (href !== undefined) {
    out.push({ kind: "link", href, children });
    return true;
  }
  const made = wrapInline(tag, attributes, children);
  // Of a word in `<a>` that is no name, nothing but the word is left.
  if (made === children) cursor.odd = true;
  out.push(...made);
  return true;
}

function skipBlank(cursor: Cursor): void {
  if (cursor.even) {
    if (cursor.source.startsWith(" ", cursor.at)) cursor.at += 1;
    return;
  }
  BLANK.lastIndex = cursor.at;
  cursor.at += BLANK.exec(cursor.source)?.[0].length ?? 0;
}

const BLANK = /\s*/y;

/** Does the tag stand here? Then it is read. */
function takes(cursor: Cursor, tag: string): boolean {
  if (!cursor.source.startsWith(tag, cursor.at)) return false;
  cursor.at += tag.length;
  return true;
}
