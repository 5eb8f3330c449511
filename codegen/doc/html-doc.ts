/**
 * What an HTML element means for documentation: element tree → Doc. The table of tags is here, and nothing of how tags are
 * found (`html.ts`) or how blanks are settled (`tidy.ts`). Only `<examples>` and `<fullname>` lose their text.
 */

import type { Block, Cell, Definition, Doc, Inline, Tone } from "../../templates/runtime/doc/tree.ts";
import { type HtmlElement, type HtmlNode, parseHtml } from "./html.ts";
import { attribute, isBlockName } from "./html-tags.ts";
import { linkify, tidyInlines } from "./tidy.ts";

/** The Doc of an HTML text. */
export function htmlDoc(source: string): Doc {
  return flow(parseHtml(source));
}

/** The inlines of an HTML text; blocks in it are run together. Not in normal form. */
export function htmlInlines(source: string): readonly Inline[] {
  return inlinesOf(parseHtml(source));
}

const TONES: Readonly<Record<string, Tone>> = {
  note: "note",
  info: "note",
  important: "important",
  warning: "warning",
  danger: "warning",
  caution: "warning",
  tip: "tip",
};

/** `note`, `important`, `danger` … → the tone of the box; `undefined` for other words. */
export function toneOf(word: string): Tone | undefined {
  return Object.hasOwn(TONES, word) ? TONES[word] : undefined;
}

const isElement = (node: HtmlNode): node is HtmlElement => typeof node !== "string";
const isBlank = (node: HtmlNode): boolean => typeof node === "string" && node.trim() === "";

function flow(nodes: readonly HtmlNode[]): Block[] {
  const blocks: Block[] = [];
  let run: Inline[] = [];
  const flush = (): void => {
    const text = run.length === 0 ? [] : tidyInlines(run);
    run = [];
    if (text.length > 0) blocks.push({ kind: "paragraph", text });
  };
  const visit = (list: readonly HtmlNode[]): void => {
    for (let index = 0; index < list.length; index++) {
      const node = list[index];
      if (node === undefined) continue;
      if (!isElement(node) || (!isBlockName(node.tag) && !node.holdsBlocks)) {
        pushInline(node, run);
      } else if (!isBlockName(node.tag)) {
        visit(node.children);
      } else if (LIST_PARTS.has(node.tag)) {
        // Items whose list was forgotten: all that follow each other make one list.
        flush();
        let end = index + 1;
        for (let next = list[end]; next !== undefined && belongs(next, node.tag); next = list[++end]);
        const parts = list.slice(index, end);
        blocks.push(...(node.tag.startsWith("d") ? definitions(parts) : items(parts, false)));
        index = end - 1;
      } else {
        flush();
        blocks.push(...block(node));
      }
    }
  };
  visit(nodes);
  flush();
  return blocks;
}

const LIST_PARTS = new Set(["li", "listitem", "dt", "dd"]);

function belongs(node: HtmlNode, tag: string): boolean {
  return isBlank(node) || (isElement(node) && LIST_PARTS.has(node.tag) && node.tag.startsWith(tag.slice(0, 1)));
}

function block(element: HtmlElement): readonly Block[] {
  const { tag, children } = element;
  switch (tag) {
    case "fullname":
    case "examples":
    case "hr":
    case "col":
      return [];
    case "ul":
    case "itemizedlist":
      return items(children, false);
    case "ol":
    case "orderedlist":
      return items(children, true);
    case "dl":
      return definitions(children);
    case "pre":
    case "programlisting":
    case "screen":
      return listing(element);
    case "table":
      return table(element);
    case "h1":
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6": {
      const text = tidyInlines(inlinesOf(children));
      return text.length === 0 ? [] : [{ kind: "heading", level: Number(tag.slice(1)), text }];
    }
    default: {
      const body = flow(children);
      const tone = toneOf(tag);
      return tone === undefined || body.length === 0 ? body : [{ kind: "admonition", tone, body }];
    }
  }
}

/** A list. What stands between its items goes to the item before, or makes one of its own. */
function items(nodes: readonly HtmlNode[], ordered: boolean): readonly Block[] {
  const out: Block[][] = [];
  let strays: HtmlNode[] = [];
  const flush = (): void => {
    if (strays.every(isBlank)) {
      strays = [];
      return;
    }
    const body = flow(strays);
    strays = [];
    const last = out[out.length - 1];
    if (last === undefined) out.push(body);
    else last.push(...body);
  };
  for (const node of nodes) {
    if (isElement(node) && (node.tag === "li" || node.tag === "listitem")) {
      flush();
      out.push(flow(node.children));
    } else strays.push(node);
  }
  flush();
  const filled = out.filter((item) => item.length > 0);
  return filled.length === 0 ? [] : [{ kind: "list", ordered, items: filled }];
}

function definitions(nodes: readonly HtmlNode[]): readonly Block[] {
  const out: { term: Inline[]; body: Block[] }[] = [];
  for (const node of nodes) {
    if (isBlank(node)) continue;
    const last = out[out.length - 1];
    if (isElement(node) && node.tag === "dt") {
      // Two terms in a row share one body.
      const term = last !== undefined && last.body.length === 0 ? last.term : [];
      if (term.length > 0) term.push({ kind: "text", text: ", " });
      else out.push({ term, body: [] });
      for (const inline of inlinesOf(node.children)) term.push(inline);
    } else {
      const body = flow(isElement(node) && node.tag === "dd" ? node.children : [node]);
      if (last === undefined) out.push({ term: [], body });
      else last.body.push(...body);
    }
  }
  const found: Definition[] = [];
  for (const { term, body } of out) {
    const tidy = tidyInlines(term);
    if (tidy.length > 0 || body.length > 0) found.push({ term: tidy, body });
  }
  return found.length === 0 ? [] : [{ kind: "definitions", items: found }];
}

function listing(element: HtmlElement): readonly Block[] {
  const text = rawText(element.children)
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
  if (text.trim() === "") return [];
  const code = element.children.find(isElement);
  const classes = `${attribute(element.attributes, "class") ?? ""} ${attribute(code?.attributes ?? "", "class") ?? ""}`;
  const language = /(?:^|\s)lang(?:uage)?-([\w+#.-]+)/.exec(classes)?.[1];
  return [language === undefined ? { kind: "code", text } : { kind: "code", language, text }];
}

function table(element: HtmlElement): readonly Block[] {
  const before: Block[] = [];
  const rows: { header: boolean; cells: Cell[] }[] = [];
  const visit = (nodes: readonly HtmlNode[], inHead: boolean): void => {
    for (const node of nodes) {
      if (isBlank(node)) continue;
      if (isElement(node) && (node.tag === "thead" || node.tag === "tbody" || node.tag === "tfoot")) {
        visit(node.children, node.tag === "thead");
      } else if (isElement(node) && node.tag === "tr") {
        const cells = node.children.filter((child) => !isBlank(child));
        const header = inHead || (cells.length > 0 && cells.every((cell) => isElement(cell) && cell.tag === "th"));
        rows.push({ header, cells: cells.map(cellOf) });
      } else if (isElement(node) && (node.tag === "td" || node.tag === "th")) {
        rows.push({ header: false, cells: [cellOf(node)] });
      } else before.push(...flow([node]));
    }
  };
  visit(element.children, false);
  const filled = rows.filter((row) => row.cells.some((cell) => cell.length > 0));
  if (filled.length === 0) return before;
  const head = filled[0]?.header === true ? filled[0].cells : [];
  const body = filled.slice(head.length > 0 ? 1 : 0).map((row) => row.cells);
  return [...before, { kind: "table", head, rows: body }];
}

function cellOf(node: HtmlNode): Cell {
  return tidyInlines(inlinesOf(isElement(node) && isBlockName(node.tag) ? node.children : [node]));
}

/** Inlines of any nodes; each block among them stands on a line of its own. */
function inlinesOf(nodes: readonly HtmlNode[]): readonly Inline[] {
  const out: Inline[] = [];
  const visit = (list: readonly HtmlNode[]): void => {
    for (const node of list) {
      if (!isElement(node) || (!isBlockName(node.tag) && !node.holdsBlocks)) pushInline(node, out);
      else if (node.tag !== "fullname" && node.tag !== "examples") {
        if (isBlockName(node.tag) && out.some((inline) => inline.kind !== "text" || inline.text.trim() !== "")) {
          out.push({ kind: "break" });
        }
        visit(node.children);
      }
    }
  };
  visit(nodes);
  return out;
}

function pushInline(node: HtmlNode, out: Inline[]): void {
  if (!isElement(node)) {
    linkify(node).forEach((inline) => {
      out.push(inline);
    });
    return;
  }
  if (CODES.has(node.tag)) {
    codeRun(node.children, out);
    return;
  }
  const children: Inline[] = [];
  for (const child of node.children) pushInline(child, children);
  for (const inline of wrapInline(node.tag, node.attributes, children)) out.push(inline);
}

const CODES = new Set([
  "code",
  "tt",
  "kbd",
  "samp",
  "literal",
  "function",
  "userinput",
  "command",
  "filename",
  "parameter",
]);
const STRONGS = new Set(["b", "strong", "guilabel", "uicontrol"]);
const EMPHASES = new Set(["i", "em", "cite", "var", "dfn", "replaceable", "emphasis"]);

/** Is the element's text shown as code, without marks inside? */
export const isCodeName = (tag: string): boolean => CODES.has(tag);

/** What an inline element other than code makes of its content: a mark around it, or just the content. */
export function wrapInline(tag: string, attributes: string, children: readonly Inline[]): readonly Inline[] {
  if (STRONGS.has(tag)) return [{ kind: "strong", children }];
  if (EMPHASES.has(tag)) return [{ kind: "emphasis", children }];
  if (tag === "br") return [{ kind: "break" }];
  if (tag === "img") {
    const href = attribute(attributes, "src") ?? "";
    const text = attribute(attributes, "alt") ?? "";
    return [{ kind: "link", href, children: text === "" ? [] : [{ kind: "text", text }] }];
  }
  if (tag !== "a") return children;
  const href = attribute(attributes, "href") ?? "";
  if (href.trim() !== "") return [{ kind: "link", href, children }];
  const name = nameIn(children);
  return name === undefined ? children : [{ kind: "reference", name, children }];
}

/** The single word that the inlines consist of, if it can be the name of a shape or operation. */
function nameIn(inlines: readonly Inline[]): string | undefined {
  const text = inlines.map(textOf).join("").trim();
  return /^[A-Za-z_][\w.$#:-]*(?:\(\))?$/.test(text) ? text.replace(/\(\)$/, "") : undefined;
}

function textOf(inline: Inline): string {
  if (inline.kind === "text" || inline.kind === "code") return inline.text;
  return inline.kind === "break" ? " " : inline.children.map(textOf).join("");
}

/** The content of a code element: marks in it are dropped, except that links stay around their part of the code. */
function codeRun(nodes: readonly HtmlNode[], out: Inline[]): void {
  let text = "";
  const flush = (): void => {
    if (text !== "") out.push({ kind: "code", text });
    text = "";
  };
  const visit = (list: readonly HtmlNode[]): void => {
    for (const node of list) {
      if (!isElement(node)) text += node;
      else if (node.tag === "br") text += " ";
      else if (node.tag === "a" || node.tag === "img") {
        flush();
        const children: Inline[] = [];
        codeRun(node.children, children);
        for (const inline of wrapInline(node.tag, node.attributes, children)) out.push(inline);
      } else visit(node.children);
    }
  };
  visit(nodes);
  flush();
}

function rawText(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => (isElement(node) ? (node.tag === "br" ? "\n" : rawText(node.children)) : node)).join("");
}
