/**
 * Doc → GitHub-flavoured Markdown. Boxes become quotations with a bold lead, definitions become bullets. It knows where
 * blank lines and indents go; escaping is `markdown-inline.ts`'s, and what a reference leads to is the caller's.
 */

import { indentLines, wrapSource } from "../../templates/runtime/doc/layout.ts";
import { LEADS } from "../../templates/runtime/doc/text.ts";
import type { Block, Cell, Definition, Doc, Inline, Tone } from "../../templates/runtime/doc/tree.ts";
import { type Dialect, destination, guardStart, mayBeginLine, printInlines } from "./markdown-inline.ts";
import { squeeze, tidyInlines } from "./tidy.ts";

export interface MarkdownOptions {
  /** The address for the name in `<a>Name</a>`; without one, the name is printed as plain text. */
  readonly link?: (name: string) => string | undefined;
  /** Added to the level of each heading: 2 makes an `<h1>` a `###`. */
  readonly headingBase?: number;
  /** Blanks before each line, the first included (`trimStart()` it to go on behind a bullet). */
  readonly indent?: number;
}

/** The Doc as Markdown, without a line end at its end. Paragraphs are not wrapped. */
export function markdown(doc: Doc, options: MarkdownOptions = {}): string {
  const layout: MarkdownLayout = {
    dialect: pageDialect(options.link),
    width: Number.POSITIVE_INFINITY,
    headingBase: options.headingBase ?? 0,
  };
  return indentLines(markdownLines(doc, layout), options.indent ?? 0).join("\n");
}

/** Inlines as Markdown on one line, fit for a table cell, a heading or the middle of a sentence. */
export function inlineMarkdown(inlines: readonly Inline[], options: Pick<MarkdownOptions, "link"> = {}): string {
  return oneLine(inlines, pageDialect(options.link));
}

/** Any text so that Markdown shows it as it is, also at the beginning of a line. White space becomes single blanks. */
export function escapeMarkdown(text: string): string {
  return guardStart(printInlines([{ kind: "text", text: squeeze(text).trim() }], pageDialect(undefined)));
}

function pageDialect(link: MarkdownOptions["link"]): Dialect {
  return {
    reference:
      link &&
      ((name, shown) => {
        const address = link(name);
        return address === undefined ? undefined : `[${shown}](${destination(address)})`;
      }),
    html: true,
    lineBreak: "\\\n",
    tsdoc: false,
  };
}

export interface MarkdownLayout {
  readonly dialect: Dialect;
  /** Columns at which paragraphs are wrapped; infinite for one line each. */
  readonly width: number;
  readonly headingBase: number;
}

/** The lines of a Doc: what the pages and the documentation comments have in common. */
export function markdownLines(doc: Doc, layout: MarkdownLayout): readonly string[] {
  const only = doc.length === 1 ? doc[0] : undefined;
  if (only !== undefined) return blockLines(only, markerOf(only, ""), layout);
  const lines: string[] = [];
  let marker = "";
  doc.forEach((block) => {
    marker = markerOf(block, marker);
    const printed = blockLines(block, marker, layout);
    if (printed.length === 0) return;
    if (lines.length > 0) lines.push("");
    printed.forEach((line) => {
      lines.push(line);
    });
  });
  return lines;
}

/** What stands before the items: not what the list right before it has, or the two would be one. Other blocks have none. */
function markerOf(block: Block, before: string): string {
  if (block.kind === "list" && block.ordered) return before === "." ? ")" : ".";
  return block.kind === "list" || block.kind === "definitions" ? (before === "-" ? "*" : "-") : "";
}

function blockLines(block: Block, marker: string, layout: MarkdownLayout): readonly string[] {
  switch (block.kind) {
    case "paragraph":
      return paragraphLines(printInlines(block.text, layout.dialect), layout.width);
    case "heading": {
      const level = Math.min(6, Math.max(1, block.level + layout.headingBase));
      return [`${"#".repeat(level)} ${oneLine(block.text, layout.dialect).replace(/#+$/, "\\$&")}`];
    }
    case "code":
      return fenced(block.text, block.language, layout.dialect);
    case "list":
      return list(block.items, block.ordered, marker, layout);
    case "admonition":
      return admonition(block.tone, block.body, layout);
    case "definitions":
      return list(block.items.map(bullet), false, marker, layout);
    case "table":
      return table(block.head, block.rows, layout.dialect);
    default:
      return block satisfies never;
  }
}

function paragraphLines(text: string, width: number): readonly string[] {
  if (text === "") return [];
  return text.includes("\n") ? text.split("\n").flatMap((line) => wrapped(line, width)) : wrapped(text, width);
}

function wrapped(line: string, width: number): readonly string[] {
  const safe = guardStart(line.trim());
  return width === Number.POSITIVE_INFINITY ? [safe] : wrapSource(safe, width, mayBeginLine);
}

function oneLine(inlines: readonly Inline[], dialect: Dialect): string {
  return printInlines(inlines, { ...dialect, lineBreak: dialect.html ? "<br>" : " " }).trim();
}

function fenced(text: string, language: string | undefined, dialect: Dialect): readonly string[] {
  const longest = (text.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = "`".repeat(longest + 1);
  // In a documentation comment, an @ that begins a line or a word begins a tag, in a listing too.
  const shown = dialect.tsdoc ? text.replace(/(?<=^|\s)@/gm, "\\@") : text;
  return [fence + (language ?? "").replace(/[^\w+#.-]/g, ""), ...shown.split(/\r\n?|[\n\u2028\u2029]/), fence];
}

function list(items: readonly Doc[], ordered: boolean, marker: string, layout: MarkdownLayout): readonly string[] {
  const loose = items.some((item) => item.some((block, index) => index > 0 && block.kind !== "list"));
  const lines: string[] = [];
  items.forEach((item, index) => {
    const lead = ordered ? `${index + 1}${marker} ` : `${marker} `;
    const inner = narrower(layout, lead.length);
    const printed = loose ? markdownLines(item, inner) : tight(item, inner);
    if (loose && index > 0) lines.push("");
    lines.push((lead + (printed[0] ?? "")).trimEnd());
    const blanks = " ".repeat(lead.length);
    for (let at = 1; at < printed.length; at += 1) lines.push(printed[at] === "" ? "" : blanks + printed[at]);
  });
  return lines;
}

const narrower = ({ dialect, width, headingBase }: MarkdownLayout, by: number): MarkdownLayout => ({
  dialect,
  width: Math.max(30, width - by),
  headingBase,
});

/** An item without blank lines: text, and lists below it. */
function tight(item: Doc, layout: MarkdownLayout): readonly string[] {
  const first = item[0];
  // A text and a list may touch; two lists in a row may not.
  if (first?.kind !== "paragraph" || item.length !== 2) return markdownLines(item, layout);
  return [...blockLines(first, "", layout), ...markdownLines(item.slice(1), layout)];
}

function admonition(tone: Tone, body: Doc, layout: MarkdownLayout): readonly string[] {
  const lead: Inline = { kind: "strong", children: [{ kind: "text", text: LEADS[tone] }] };
  return markdownLines(ledBy([lead], body), narrower(layout, 2)).map((line) => (line === "" ? ">" : `> ${line}`));
}

/** A definition as a list item: the term in bold, then a colon. */
function bullet({ term, body }: Definition): Doc {
  if (term.length === 0) return body;
  const lead = tidyInlines([{ kind: "strong", children: term }]);
  return ledBy(body.length === 0 ? lead : [...lead, { kind: "text", text: ":" }], body);
}

/** The body with a lead before its first words, or in a paragraph of its own if it begins with something else. */
function ledBy(lead: readonly Inline[], body: Doc): Doc {
  const first = body[0];
  if (first?.kind !== "paragraph") return [{ kind: "paragraph", text: lead }, ...body];
  return [
    { kind: "paragraph", text: tidyInlines([...lead, { kind: "text", text: " " }, ...first.text]) },
    ...body.slice(1),
  ];
}

function table(head: readonly Cell[], rows: readonly (readonly Cell[])[], dialect: Dialect): readonly string[] {
  const columns = [head, ...rows].reduce((most, row) => Math.max(most, row.length), 0);
  if (columns === 0) return [];
  const line = (row: readonly Cell[]): string => {
    const cells = Array.from({ length: columns }, (_, index) =>
      oneLine(row[index] ?? [], { ...dialect, cell: true }).replaceAll("|", "\\|"),
    );
    return `| ${cells.join(" | ")} |`;
  };
  return [line(head), `|${" --- |".repeat(columns)}`, ...rows.map(line)];
}
