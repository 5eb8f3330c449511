/**
 * Doc → text for a terminal: wrapped, left aligned, indented. Colours and boldness are functions of the caller, so that it
 * knows nothing of escape sequences, nor whether anything is a terminal.
 */

import { displayWidth, fill, indentLines, lineEnds, squeezed } from "./layout.ts";
import { inlineText, LEADS } from "./text.ts";
import type { Block, Cell, Definition, Doc, Inline } from "./tree.ts";

/** Puts a style around a piece of text without blanks at its ends; must not change what is visible. */
export type Style = (text: string) => string;

export interface TerminalOptions {
  /** Columns of a line, indent included. */
  readonly width: number;
  /** Blanks before each line. */
  readonly indent?: number;
  readonly bold?: Style;
  readonly emphasis?: Style;
  readonly code?: Style;
  /** `"text"`: links as their text alone, as the AWS CLI has them. `"address"`: the address behind it, if it differs. */
  readonly links?: "text" | "address";
}

interface Layout {
  readonly bold: Style;
  readonly emphasis: Style;
  readonly code: Style;
  readonly addresses: boolean;
}

/** Narrower than this, text is printed over the edge instead. */
const MIN_WIDTH = 20;

const plain: Style = (text) => text;

/** The Doc as lines joined by line ends, without one at the end; `""` for the empty Doc. */
export function terminal(doc: Doc, options: TerminalOptions): string {
  const indent = options.indent ?? 0;
  const layout: Layout = {
    bold: options.bold ?? plain,
    emphasis: options.emphasis ?? plain,
    code: options.code ?? plain,
    addresses: options.links === "address",
  };
  return indentLines(blocks(doc, options.width - indent, layout), indent).join("\n");
}

function blocks(doc: Doc, width: number, layout: Layout): readonly string[] {
  const room = Math.max(MIN_WIDTH, width);
  const [first] = doc;
  if (first !== undefined && doc.length === 1) return blockLines(first, room, layout);
  const lines: string[] = [];
  for (const block of doc) {
    const printed = blockLines(block, room, layout);
    if (printed.length === 0) continue;
    if (lines.length > 0) lines.push("");
    for (const line of printed) lines.push(line);
  }
  return lines;
}

function blockLines(block: Block, width: number, layout: Layout): readonly string[] {
  switch (block.kind) {
    case "paragraph":
      return paragraph(block.text, width, layout);
    case "heading":
      return paragraph([{ kind: "strong", children: block.text }], width, layout);
    case "code":
      return indentLines(
        codeLines(block.text).map((line) => (line === "" ? line : layout.code(line))),
        4,
      );
    case "list":
      return list(block.items, block.ordered, width, layout);
    case "admonition":
      return [layout.bold(LEADS[block.tone]), ...indentLines(blocks(block.body, width - 3, layout), 3)];
    case "definitions":
      return definitions(block.items, width, layout);
    case "table":
      return table(block.head, block.rows, width, layout);
    default:
      return block satisfies never;
  }
}

const codeLines = (text: string): readonly string[] =>
  text.replaceAll("\t", "    ").split(/ *(?:\r\n?|[\n\u2028\u2029])/);

const WORD = /^[!-~]+$/;

function paragraph(inlines: readonly Inline[], width: number, layout: Layout): readonly string[] {
  const [first] = inlines;
  // Most paragraphs have no styles, and most items of long lists are a word.
  if (first?.kind === "text" && inlines.length === 1) return fill(first.text, width);
  if (first?.kind === "code" && inlines.length === 1 && WORD.test(first.text)) return [layout.code(first.text)];
  return runsOf(inlines, layout).flatMap((run) => runLines(run, width));
}

function list(items: readonly Doc[], ordered: boolean, width: number, layout: Layout): readonly string[] {
  const loose = items.some((item) => item.length > 1 && item.some((block, at) => at > 0 && block.kind !== "list"));
  const hang = ordered ? `${items.length}. `.length : 2;
  const lines: string[] = [];
  let number = 0;
  for (const item of items) {
    number += 1;
    const lead = ordered ? `${number}. `.padStart(hang) : "* ";
    if (loose && number > 1) lines.push("");
    const [first = "", ...rest] = blocks(item, width - hang, layout);
    lines.push((lead + first).trimEnd());
    if (rest.length > 0) lines.push(...indentLines(rest, hang));
  }
  return lines;
}

function definitions(items: readonly Definition[], width: number, layout: Layout): readonly string[] {
  const lines: string[] = [];
  for (const { term, body } of items) {
    if (lines.length > 0) lines.push("");
    lines.push(...paragraph([{ kind: "strong", children: term }], width, layout));
    lines.push(...indentLines(blocks(body, width - 4, layout), 4));
  }
  return lines;
}

/** Columns side by side if they fit, else each row as a list of `head: cell`. */
function table(
  head: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  width: number,
  layout: Layout,
): readonly string[] {
  const text = (cell: Cell): string => inlineText(cell).replace(/\s*\n\s*/g, " ");
  const all = head.length > 0 ? [head, ...rows] : rows;
  const columns = all.reduce((most, row) => Math.max(most, row.length), 0);
  const widths = Array.from({ length: columns }, (_, column) =>
    all.reduce((most, row) => Math.max(most, displayWidth(text(row[column] ?? []))), 0),
  );
  if (widths.reduce((sum, each) => sum + each + 2, -2) <= width) {
    return all.map((row, index) => {
      const cells = widths.map((each, column) => {
        const shown = text(row[column] ?? []);
        const styled = index === 0 && head.length > 0 && shown !== "" ? layout.bold(shown) : shown;
        return styled + " ".repeat(each - displayWidth(shown));
      });
      return cells.join("  ").trimEnd();
    });
  }
  const named = (cell: Cell, column: number): Inline[] => {
    const name = head[column] ?? [];
    return name.length === 0 ? [...cell] : [{ kind: "strong", children: name }, { kind: "text", text: ": " }, ...cell];
  };
  const items = (rows.length > 0 ? rows : [head]).map(
    (row): Doc => row.map((cell, column) => ({ kind: "paragraph", text: row === head ? cell : named(cell, column) })),
  );
  return list(items, false, width, layout);
}

/** Running text between hard breaks, as it is seen: single blanks, none at its ends. */
interface Run {
  readonly text: string;
  /** Pieces that have a style, in order. */
  readonly spans: readonly Span[];
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly style: Style;
}

/** Every word of a piece is styled by itself: no style goes on over a blank, nor over the end of a line. */
function runLines({ text, spans }: Run, width: number): readonly string[] {
  const ends = lineEnds(text, width);
  const lines: string[] = [];
  for (let i = 0; i < ends.length; i += 2) {
    const [begin = 0, end = 0] = [ends[i], ends[i + 1]];
    let line = "";
    let at = begin;
    for (const { from, to, style } of spans) {
      if (to <= at || from >= end) continue;
      const first = Math.max(from, at);
      line += text.slice(at, first);
      at = Math.min(to, end);
      line += text.slice(first, at).replace(/[^ ]+/g, style);
    }
    lines.push(line + text.slice(at, end));
  }
  return lines;
}

/** The text of the inlines, in one run for each stretch between hard breaks. */
function runsOf(inlines: readonly Inline[], layout: Layout): readonly Run[] {
  const runs: Run[] = [];
  let text = "";
  let spans: Span[] = [];

  const push = (piece: string, style: Style): void => {
    const added = squeezed(piece);
    const from = text.length;
    text += added.startsWith(" ") && (text === "" || text.endsWith(" ")) ? added.slice(1) : added;
    if (style !== plain && text.length > from) spans.push({ from, to: text.length, style });
  };
  const end = (): void => {
    runs.push({ text: text.endsWith(" ") ? text.slice(0, -1) : text, spans });
    text = "";
    spans = [];
  };

  const visit = (list: readonly Inline[], style: Style): void => {
    for (const inline of list) {
      switch (inline.kind) {
        case "text":
          push(inline.text, style);
          break;
        case "code":
          push(inline.text, both(layout.code, style));
          break;
        case "strong":
          visit(inline.children, both(layout.bold, style));
          break;
        case "emphasis":
          visit(inline.children, both(layout.emphasis, style));
          break;
        case "link":
          visit(inline.children, style);
          if (layout.addresses && inlineText(inline.children) !== inline.href) push(` (${inline.href})`, style);
          break;
        case "reference":
          visit(inline.children, style);
          break;
        case "break":
          end();
          break;
        default:
          inline satisfies never;
      }
    }
  };
  visit(inlines, plain);
  end();
  return runs;
}

const both = (outer: Style, inner: Style): Style => (inner === plain ? outer : (text) => outer(inner(text)));
