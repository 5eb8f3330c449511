/**
 * CommonMark blocks, with GitHub's tables and callouts: text → Doc. Structure is found line by line, inlines are left to
 * `commonmark-inline.ts`, and blocks of HTML to `html-doc.ts`. A quotation that begins with **Note** (or another tone) is
 * an admonition; any other is its content. Rules drop out. It never throws.
 */

import type { Block, Cell, Doc, Inline } from "../../templates/runtime/doc/tree.ts";
import { normalizeLabel, parseInlines, type References, unescapeAddress } from "./commonmark-inline.ts";
import { htmlDoc, toneOf } from "./html-doc.ts";
import { tagAt } from "./html-tags.ts";
import { tidyInlines } from "./tidy.ts";

const FENCE = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*)$/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t](.*))?$/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-*+]|[0-9]{1,9}[.)])(?:( +)(.*)|)$/;
const INDENTED = /^ {4}/;
const TITLE = String.raw`(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\([^()]*\))`;
const DEFINITION = new RegExp(
  `^ {0,3}\\[([^[\\]]+)\\]:[ \\t]*(?:<([^<>]*)>|([^\\s<]\\S*))(?:[ \\t]+${TITLE})?[ \\t]*$`,
);
const DELIMITERS = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;

/** An HTML block that is not closed within so many lines ends with its first blank one. */
const MAX_HTML_LINES = 1000;

/** Deeper containers than this are text. */
const MAX_DEPTH = 30;

/** The Doc of a CommonMark text. */
export function commonMarkDoc(source: string): Doc {
  const lines = dedent(source.split(/\r\n?|\n/).map(expandTabs));
  return blocks(lines, definitions(lines), 0);
}

/** Tabs before and between the marks that begin a line become blanks up to the next multiple of four. */
function expandTabs(line: string): string {
  if (!line.includes("\t")) return line;
  const lead = /^[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*/.exec(line)?.[0] ?? "";
  let out = "";
  for (const char of lead) out += char === "\t" ? " ".repeat(4 - (out.length % 4)) : char;
  return out + line.slice(lead.length);
}

/** Without the indentation that all lines share: a text that is code altogether is an indented text. */
function dedent(lines: readonly string[]): readonly string[] {
  let shared = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const indent = line.search(/\S/);
    if (indent >= 0 && indent < shared) shared = indent;
  }
  return shared > 3 && shared < Number.POSITIVE_INFINITY ? lines.map((line) => line.slice(shared)) : lines;
}

/** All link reference definitions of the text: those that stand outside of listings, at a paragraph's beginning. */
function definitions(lines: readonly string[]): References {
  const found = new Map<string, string>();
  let fence = "";
  let begins = true;
  for (const line of lines) {
    const marks = line.includes("```") || line.includes("~~~") ? (FENCE.exec(line)?.[2] ?? "") : "";
    if (marks !== "" && (fence === "" || marks.startsWith(fence))) fence = fence === "" ? marks : "";
    const match: RegExpExecArray | null = fence === "" && begins && line.includes("]:") ? DEFINITION.exec(line) : null;
    begins = match !== null || line.trim() === "" || marks !== "" || HEADING.test(line);
    if (match === null) continue;
    const label = normalizeLabel(match[1] ?? "");
    if (!found.has(label)) found.set(label, unescapeAddress(match[2] ?? match[3] ?? ""));
  }
  return found;
}

function blocks(lines: readonly string[], references: References, depth: number): Block[] {
  const out: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (line.trim() === "" || RULE.test(line)) {
      at++;
      continue;
    }
    const reader = [indentedCode, fencedCode, heading, quotation, list, html, table].find((read) =>
      read.begins(line, lines[at + 1]),
    );
    const [next, found] = (reader?.read ?? paragraph.read)(lines, at, references, depth);
    at = next;
    out.push(...found);
  }
  return out;
}

/** One kind of block: whether a line begins it, and the reader, which gives the index behind it. */
interface Reader {
  begins(line: string, next: string | undefined): boolean;
  read(
    lines: readonly string[],
    at: number,
    references: References,
    depth: number,
  ): readonly [number, readonly Block[]];
}

const indentedCode: Reader = {
  begins: (line) => INDENTED.test(line),
  read(lines, at) {
    let end = at;
    while (end < lines.length && (INDENTED.test(lines[end] ?? "") || (lines[end] ?? "").trim() === "")) end++;
    const text = lines
      .slice(at, end)
      .map((line) => line.slice(4))
      .join("\n")
      .trimEnd();
    return [end, [{ kind: "code", text }]];
  },
};

const fencedCode: Reader = {
  begins: (line) => FENCE.test(line),
  read(lines, at) {
    const [, indent = "", fence = "```", info = ""] = FENCE.exec(lines[at] ?? "") ?? [];
    const closing = new RegExp(`^ {0,3}\\${fence.charAt(0)}{${fence.length},}[ \\t]*$`);
    let end = at + 1;
    while (end < lines.length && !closing.test(lines[end] ?? "")) end++;
    const unindent = new RegExp(`^ {0,${indent.length}}`);
    const text = lines
      .slice(at + 1, end)
      .map((line) => line.replace(unindent, ""))
      .join("\n")
      .trimEnd();
    const language = info.trim().split(/[ \t]/, 1)[0] ?? "";
    if (text.trim() === "") return [end + 1, []];
    return [end + 1, [language === "" ? { kind: "code", text } : { kind: "code", language, text }]];
  },
};

const heading: Reader = {
  begins: (line) => HEADING.test(line),
  read(lines, at, references) {
    const [, marks = "#", title = ""] = HEADING.exec(lines[at] ?? "") ?? [];
    const open = title.trim().replace(/#+$/, "");
    const text = parseInlines(open === "" || /[ \t]$/.test(open) ? open : title.trim(), references);
    return [at + 1, text.length === 0 ? [] : [{ kind: "heading", level: marks.length, text }]];
  },
};

const quotation: Reader = {
  begins: (line) => QUOTE.test(line),
  read(lines, at, references, depth) {
    const inner: string[] = [];
    let end = at;
    for (; end < lines.length; end++) {
      const line = lines[end] ?? "";
      if (QUOTE.test(line)) inner.push(line.replace(QUOTE, ""));
      else if (continues(lines, end)) inner.push(line);
      else break;
    }
    if (depth >= MAX_DEPTH) return [end, textOnly(inner, references)];
    return [end, admonition(blocks(inner, references, depth + 1))];
  },
};

const list: Reader = {
  begins: (line) => ITEM.test(line),
  read(lines, at, references, depth) {
    const kind = markerKind(lines[at] ?? "");
    const items: Doc[] = [];
    let end = at;
    while (end < lines.length) {
      const line = lines[end] ?? "";
      const match = ITEM.exec(line);
      if (match === null || markerKind(line) !== kind || RULE.test(line)) break;
      const [, indent = "", marker = "", gap = "", rest = ""] = match;
      // Five blanks and more: one belongs to the marker, the others to the indented code behind it.
      const width = indent.length + marker.length + (gap.length > 4 || rest === "" ? 1 : gap.length);
      const inner = [line.slice(Math.min(width, line.length))];
      for (end++; end < lines.length; end++) {
        const next = lines[end] ?? "";
        if (next.trim() === "") inner.push("");
        else if (next.search(/\S/) >= width) inner.push(next.slice(width));
        else if (continues(lines, end)) inner.push(next.trimStart());
        else break;
        // An item that begins with a blank line holds nothing behind a second one.
        if (inner.length === 2 && rest === "" && next.trim() === "") break;
      }
      items.push(depth >= MAX_DEPTH ? textOnly(inner, references) : blocks(inner, references, depth + 1));
      while (end < lines.length && (lines[end] ?? "").trim() === "") end++;
    }
    const filled = items.filter((item) => item.length > 0);
    return [
      end,
      filled.length === 0
        ? []
        : [{ kind: "list", ordered: /[0-9]/.test((lines[at] ?? "").trim().charAt(0)), items: filled }],
    ];
  },
};

const html: Reader = {
  begins(line) {
    const start = line.search(/\S/);
    return start < 4 && (line.startsWith("<!--", start) || tagAt(line, start)?.role === "block");
  },
  read(lines, at) {
    if (/^\s*<!--/.test(lines[at] ?? "")) {
      const last = lines.findIndex((line, index) => index >= at && line.includes("-->"));
      if (last >= 0) return [last + 1, htmlDoc(lines.slice(at, last + 1).join("\n"))];
    }
    let open = 0;
    let end = at;
    let blank = -1;
    const limit = Math.min(lines.length, at + MAX_HTML_LINES);
    for (; end < limit; end++) {
      const line = lines[end] ?? "";
      if (line.trim() === "" && blank < 0) blank = end;
      for (let from = line.indexOf("<"); from >= 0; from = line.indexOf("<", from + 1)) {
        const tag = tagAt(line, from);
        if (tag?.role === "block" && !tag.empty) open += tag.closing ? -1 : 1;
      }
      if (open <= 0) break;
    }
    // Tags that are never closed: the block ends with its first blank line, as in CommonMark.
    if (end >= limit) end = blank < 0 ? limit : blank;
    else end++;
    while (end < lines.length && (lines[end] ?? "").trim() !== "") end++;
    return [end, htmlDoc(lines.slice(at, end).join("\n"))];
  },
};

const table: Reader = {
  begins(line, next) {
    if (next === undefined || !line.includes("|") || !next.includes("-") || !DELIMITERS.test(next.trim())) return false;
    return cells(line).length === cells(next).length;
  },
  read(lines, at, references) {
    const row = (line: string): Cell[] => cells(line).map((cell) => parseInlines(cell, references));
    const head = row(lines[at] ?? "");
    const rows: Cell[][] = [];
    let end = at + 2;
    for (; end < lines.length && (lines[end] ?? "").includes("|") && !interrupts(lines[end] ?? ""); end++) {
      rows.push(row(lines[end] ?? ""));
    }
    const bare = head.every((cell) => cell.length === 0);
    return [end, bare && rows.length === 0 ? [] : [{ kind: "table", head: bare ? [] : head, rows }]];
  },
};

const paragraph: Reader = {
  begins: () => true,
  read(lines, at, references) {
    const text: string[] = [];
    let level = 0;
    let end = at;
    for (; end < lines.length && level === 0; end++) {
      const line = lines[end] ?? "";
      const underline = text.length > 0 ? UNDERLINE.exec(line) : null;
      if (underline !== null) level = underline[1]?.startsWith("=") === true ? 1 : 2;
      else if (end > at && (line.trim() === "" || interrupts(line) || table.begins(line, lines[end + 1]))) break;
      else if (text.length > 0 || !DEFINITION.test(line)) text.push(line.trimStart());
    }
    const inlines = parseInlines(text.join("\n").trimEnd(), references);
    if (inlines.length === 0) return [end, []];
    return [end, [level > 0 ? { kind: "heading", level, text: inlines } : { kind: "paragraph", text: inlines }]];
  },
};

/** May the line begin a block although a paragraph stands right before it? */
function interrupts(line: string): boolean {
  if (HEADING.test(line) || FENCE.test(line) || RULE.test(line) || QUOTE.test(line) || html.begins(line, undefined))
    return true;
  const item = ITEM.exec(line);
  return item !== null && (item[4] ?? "") !== "" && /^(?:[-*+]|1[.)])$/.test(item[2] ?? "");
}

/** Is the line the lazy continuation of a paragraph that stands in the container above it? */
function continues(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  const before = lines[at - 1] ?? "";
  if (line.trim() === "" || before.trim() === "" || interrupts(line) || ITEM.test(line)) return false;
  const inner = before.replace(/^[ >]*(?:(?:[-*+]|[0-9]{1,9}[.)]) +)?/, "");
  return inner.trim() !== "" && !FENCE.test(inner) && !HEADING.test(inner) && !RULE.test(before);
}

/** Lists of different markers are different lists. */
function markerKind(line: string): string {
  const marker = ITEM.exec(line)?.[2] ?? "";
  return marker.charAt(marker.length - 1);
}

function cells(line: string): readonly string[] {
  const inner = line
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll("\\|", "|").trim());
}

function textOnly(lines: readonly string[], references: References): readonly Block[] {
  const text = parseInlines(lines.join("\n").trim(), references);
  return text.length === 0 ? [] : [{ kind: "paragraph", text }];
}

/** A quotation's content: in a box if it begins with the name of one, in bold or as GitHub writes it. */
function admonition(body: readonly Block[]): readonly Block[] {
  const first = body[0];
  if (first?.kind !== "paragraph") return body;
  const [lead, second, ...others] = first.text;
  const word =
    lead?.kind === "strong" ? lead.children.map((child) => (child.kind === "text" ? child.text : "\0")).join("") : "";
  const callout = lead?.kind === "text" ? /^\[!([A-Z]+)\](?= |$)/.exec(lead.text) : null;
  const tone = toneOf((callout?.[1] ?? /^(\w+)[:.]?$/.exec(word)?.[1] ?? "").toLowerCase());
  if (tone === undefined || lead === undefined) return body;
  const rest: readonly Inline[] =
    callout !== null && lead.kind === "text" ? [{ kind: "text", text: lead.text.slice(callout[0].length) }] : [];
  const after: readonly Inline[] =
    second?.kind === "text" && callout === null
      ? [{ kind: "text", text: second.text.replace(/^\s*:/, "") }]
      : second === undefined
        ? []
        : [second];
  const text = tidyInlines([...rest, ...after, ...others]);
  const inner: Doc = text.length === 0 ? body.slice(1) : [{ kind: "paragraph", text }, ...body.slice(1)];
  return inner.length === 0 ? body : [{ kind: "admonition", tone, body: inner }];
}
