/**
 * The bare words of a Doc, for places without any markup: summaries, completions, tables of contents, tests. Lists and
 * boxes leave no marks behind. It knows nothing of widths or escaping.
 */

import type { Block, Doc, Inline, Tone } from "./tree.ts";

/** What an admonition begins with. */
export const LEADS: Readonly<Record<Tone, string>> = {
  note: "Note:",
  important: "Important:",
  warning: "Warning:",
  tip: "Tip:",
};

/** Nothing to print? */
export const isEmpty = (doc: Doc): boolean => doc.length === 0;

/** One paragraph of plain text, for documentation that swage itself words. */
export function paragraph(...text: readonly (string | Inline)[]): Doc {
  return [
    { kind: "paragraph", text: text.map((part) => (typeof part === "string" ? { kind: "text", text: part } : part)) },
  ];
}

/** All words: a line for each paragraph, heading, item, table row and line of code. */
export function plainText(doc: Doc): string {
  const lines: string[] = [];
  for (const block of doc) blockLines(block, lines);
  return lines.join("\n");
}

/** The words of inlines; a line break becomes a line end. */
export function inlineText(inlines: readonly Inline[]): string {
  let text = "";
  for (const inline of inlines) {
    if (inline.kind === "text" || inline.kind === "code") text += inline.text;
    else text += inline.kind === "break" ? "\n" : inlineText(inline.children);
  }
  return text;
}

function blockLines(block: Block, lines: string[]): void {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      lines.push(inlineText(block.text));
      return;
    case "code":
      lines.push(block.text);
      return;
    case "list":
      for (const item of block.items) for (const inner of item) blockLines(inner, lines);
      return;
    case "admonition":
      for (const inner of block.body) blockLines(inner, lines);
      return;
    case "definitions":
      for (const { term, body } of block.items) {
        if (term.length > 0) lines.push(inlineText(term));
        for (const inner of body) blockLines(inner, lines);
      }
      return;
    case "table":
      for (const row of [block.head, ...block.rows]) if (row.length > 0) lines.push(row.map(inlineText).join("\t"));
      return;
    default:
      block satisfies never;
  }
}

/** Words whose full stop ends no sentence. */
const ABBREVIATION = /(?:^|[^\p{L}.])(?:e\.g|i\.e|etc|vs|cf|approx|inc|corp|ltd|u\.s)$/iu;
/** What such words end with: asked first, since it costs next to nothing. */
const ENDING = /(?:\.[ges]|etc|vs|cf|approx|inc|corp|ltd)$/i;

/** The first sentence of the first paragraph, on one line, without markup: `"The app ID."`. Empty if there is none. */
export function firstSentence(doc: Doc): string {
  const first = doc[0];
  if (first === undefined) return "";
  const text = (first.kind === "paragraph" || first.kind === "heading" ? inlineText(first.text) : plainText([first]))
    .replace(/\s+/g, " ")
    .trim();
  for (const stop of text.matchAll(/[.!?。！？][)"'’”\]]*(?=\s|$)|[。！？]/g)) {
    const before = text.slice(Math.max(0, stop.index - 10), stop.index);
    if (stop[0].startsWith(".") && ENDING.test(before) && ABBREVIATION.test(before)) continue;
    return text.slice(0, stop.index + stop[0].length);
  }
  return text;
}
