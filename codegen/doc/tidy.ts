/**
 * The normal form of inline text, which every printer relies on: white space single and outside of marks, no empty marks,
 * no mark inside one of its own kind, neighbours of one kind joined, nothing but web and mail addresses in links. Both
 * parsers end here. It knows nothing of the syntax that the text came from.
 */

import type { Inline } from "../../templates/runtime/doc/tree.ts";

const STRONG = 1;
const EMPHASIS = 2;
const LINK = 4;

/** Every kind of white space that may be a line end; the no-break space is a character like any other. */
const BLANKS = /[ \t\r\n\f\v\u0085\u1680\u2000-\u200a\u2028\u2029\u205f\u3000]+/g;

/** Most texts have none but single blanks. */
const UNEVEN = /[\t\r\n\f\v\u0085\u1680\u2000-\u200a\u2028\u2029\u205f\u3000]| {2}/;

/** Runs of white space become one blank. */
export const squeeze = (text: string): string => (UNEVEN.test(text) ? text.replace(BLANKS, " ") : text);

/** One paragraph's worth of inlines in normal form, without blanks or line breaks at either end. */
export function tidyInlines(inlines: readonly Inline[]): readonly Inline[] {
  const out: Inline[] = [];
  settle(inlines, 0, out);
  while (takeFirst(out) !== undefined);
  while (takeLast(out) !== undefined);
  return out;
}

function settle(inlines: readonly Inline[], inside: number, out: Inline[]): void {
  inlines.forEach((inline) => {
    switch (inline.kind) {
      case "text":
        pushText(out, squeeze(inline.text));
        break;
      case "code":
        pushCode(out, inline.text);
        break;
      case "strong":
      case "emphasis": {
        const flag = inline.kind === "strong" ? STRONG : EMPHASIS;
        if ((inside & flag) !== 0) settle(inline.children, inside, out);
        else pushMark(out, inline, settled(inline.children, inside | flag));
        break;
      }
      case "link": {
        const href = address(inline.href);
        if ((inside & LINK) !== 0 || href === undefined) {
          settle(inline.children, inside, out);
          break;
        }
        const children = settled(inline.children, inside | LINK);
        const empty = children.every(
          (child) => child.kind === "break" || (child.kind === "text" && child.text === " "),
        );
        pushMark(out, { ...inline, href }, empty ? [{ kind: "text", text: href }] : children);
        break;
      }
      case "reference":
        if ((inside & LINK) !== 0) settle(inline.children, inside, out);
        else pushMark(out, inline, settled(inline.children, inside | LINK));
        break;
      case "break":
        pushBreak(out);
        break;
      default:
        inline satisfies never;
    }
  });
}

function settled(inlines: readonly Inline[], inside: number): Inline[] {
  const out: Inline[] = [];
  settle(inlines, inside, out);
  return out;
}

function pushText(out: Inline[], text: string): void {
  if (text === "") return;
  const last = out[out.length - 1];
  if (last?.kind === "break") text = text.startsWith(" ") ? text.slice(1) : text;
  if (last?.kind !== "text") {
    if (last !== undefined && LOST_STOP.test(text)) text = text.slice(1);
    if (text !== "") out.push({ kind: "text", text });
    return;
  }
  const joint = last.text.endsWith(" ") && text.startsWith(" ") ? text.slice(1) : text;
  // The blank may have come out of the mark before it.
  const lost = last.text === " " && out.length > 1 && LOST_STOP.test(` ${joint}`);
  out[out.length - 1] = { kind: "text", text: lost ? joint : last.text + joint };
}

/** Models wrap their lines between a mark and the full stop behind it. */
const LOST_STOP = /^ [.,;:](?: |$)/;

function pushCode(out: Inline[], text: string): void {
  const core = squeeze(text).trim();
  if (/^\s/.test(text)) pushText(out, " ");
  if (core === "") return;
  const last = out[out.length - 1];
  if (last?.kind === "code") out[out.length - 1] = { kind: "code", text: last.text + core };
  else out.push({ kind: "code", text: core });
  if (/\s$/.test(text)) pushText(out, " ");
}

function pushBreak(out: Inline[]): void {
  if (out[out.length - 1]?.kind === "text") takeLast(out);
  out.push({ kind: "break" });
}

/** Appends a mark with its settled children; what may not stand at their ends moves outside. */
function pushMark(out: Inline[], mark: Exclude<Inline, { kind: "text" | "code" | "break" }>, children: Inline[]): void {
  for (let edge = takeFirst(children); edge !== undefined; edge = takeFirst(children)) pushEdge(out, edge);
  const after: Edge[] = [];
  for (let edge = takeLast(children); edge !== undefined; edge = takeLast(children)) after.unshift(edge);
  if (children.length > 0) {
    const last = out[out.length - 1];
    if (last !== undefined && last.kind === mark.kind && (last.kind === "strong" || last.kind === "emphasis")) {
      const joined: Inline[] = [...last.children];
      for (const child of children) rejoin(joined, child);
      out[out.length - 1] = { kind: last.kind, children: joined };
    } else out.push({ ...mark, children });
  }
  for (const edge of after) pushEdge(out, edge);
}

function rejoin(out: Inline[], child: Inline): void {
  if (child.kind === "text") pushText(out, child.text);
  else if (child.kind === "code") pushCode(out, child.text);
  else if (child.kind === "break") out.push(child);
  else pushMark(out, child, [...child.children]);
}

/** What a list of inlines must not begin or end with. */
type Edge = "blank" | "break";

function pushEdge(out: Inline[], edge: Edge): void {
  if (edge === "blank") pushText(out, " ");
  else pushBreak(out);
}

/** Takes a blank or line break off the beginning of the list, and says which; `undefined` if there was none. */
function takeFirst(list: Inline[]): Edge | undefined {
  const first = list[0];
  if (first?.kind === "break") {
    list.shift();
    return "break";
  }
  if (first?.kind !== "text" || (!first.text.startsWith(" ") && first.text.trim() !== "")) return undefined;
  // A lone no-break space is how some tools write an empty paragraph.
  if (first.text.trim() === "") list.shift();
  else list[0] = { kind: "text", text: first.text.slice(1) };
  return "blank";
}

/** The same at the end of the list. */
function takeLast(list: Inline[]): Edge | undefined {
  const last = list[list.length - 1];
  if (last?.kind === "break") {
    list.pop();
    return "break";
  }
  if (last?.kind !== "text" || (!last.text.endsWith(" ") && last.text.trim() !== "")) return undefined;
  if (last.text.trim() === "") list.pop();
  else list[list.length - 1] = { kind: "text", text: last.text.slice(0, -1) };
  return "blank";
}

/** An address fit for a link, without the line ends of a wrapped attribute; `undefined` for scripts and the like. */
function address(href: string): string | undefined {
  const clean = href
    .replace(/[\t\r\n\u2028\u2029]+ */g, "")
    .trim()
    .replaceAll(" ", "%20");
  if (clean === "") return undefined;
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(clean)?.[1]?.toLowerCase();
  return scheme === undefined || /^(?:https?|mailto|ftp|tel)$/.test(scheme) ? clean : undefined;
}

const BARE_URL = /https?:\/\/[A-Za-z0-9][^\s<>"'`{}|\\^[\]*]*/y;

/** The web address that stands in running text at `at` (`https://…`), without the punctuation that follows it. */
export function bareUrl(text: string, at: number): string | undefined {
  BARE_URL.lastIndex = at;
  const found = BARE_URL.exec(text)?.[0];
  // A template such as https://{bucket}.example is no address.
  if (found === undefined || /^[{<[*|\\]/.test(text.slice(at + found.length, at + found.length + 1))) return undefined;
  const trimmed = found.replace(/[.,;:!?'")…]+$/, (tail) => (tail.startsWith(")") && found.includes("(") ? ")" : ""));
  return trimmed.length > "https://".length ? trimmed : undefined;
}

/** Running text with its web addresses made links. */
export function linkify(text: string): readonly Inline[] {
  if (!text.includes("://")) return [{ kind: "text", text }];
  const out: Inline[] = [];
  let from = 0;
  for (let at = text.indexOf("http"); at >= 0; at = text.indexOf("http", at + 1)) {
    const url = bareUrl(text, at);
    if (url === undefined) continue;
    out.push({ kind: "text", text: text.slice(from, at) });
    out.push({ kind: "link", href: url, children: [{ kind: "text", text: url }] });
    from = at + url.length;
    at = from;
  }
  out.push({ kind: "text", text: text.slice(from) });
  return out;
}
