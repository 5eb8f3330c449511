/**
 * CommonMark inlines: marks, code spans, links, escapes, entities and inline HTML inside one paragraph. Follows the
 * delimiter-run algorithm of the CommonMark specification (0.31, "An algorithm for parsing nested emphasis and links").
 * It knows nothing of blocks. What does not parse is text.
 */

import type { Inline } from "../../templates/runtime/doc/tree.ts";
import { decodeEntities } from "./entities.ts";
import { htmlInlines, isCodeName, wrapInline } from "./html-doc.ts";
import { type Tag, tagAt } from "./html-tags.ts";
import { bareUrl, tidyInlines } from "./tidy.ts";

/** Addresses of link reference definitions (`[label]: address`), by normalised label. */
export type References = ReadonlyMap<string, string>;

/** Labels match without regard to case and to how their blanks are written. */
export const normalizeLabel = (label: string): string => label.trim().replace(/\s+/g, " ").toLowerCase();

/** The address that is written with backslash escapes and entities. */
export const unescapeAddress = (written: string): string =>
  decodeEntities(written.replace(/\\([!-/:-@[-`{-~])/g, "$1"));

/** The inlines of one paragraph, in normal form. */
export function parseInlines(source: string, references: References): readonly Inline[] {
  return tidyInlines(scan(source, references, 0));
}

/** A run of `*` or `_` that may open or close emphasis. */
interface Run {
  readonly kind: "run";
  readonly char: string;
  readonly opens: boolean;
  readonly closes: boolean;
  readonly length: number;
  left: number;
}

/** An opening bracket that may turn out to begin a link. */
interface Bracket {
  readonly kind: "bracket";
  readonly text: string;
  readonly from: number;
  active: boolean;
}

type Piece = Inline | Run | Bracket;

/** More open marks than this in one paragraph are noise: the rest is text. Keeps time linear and recursion shallow. */
const MAX_MARKS = 400;
const MAX_DEPTH = 20;

const PLAIN = /[^\\`*_<&![\]\n:]+/y;
const ENTITY = /&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});/y;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const ESCAPABLE = /[!-/:-@[-`{-~]/;

function scan(source: string, references: References, depth: number): Inline[] {
  const pieces: Piece[] = [];
  const brackets: Bracket[] = [];
  let marks = 0;
  let at = 0;

  const text = (value: string): void => {
    const last = pieces[pieces.length - 1];
    if (last?.kind === "text") pieces[pieces.length - 1] = { kind: "text", text: last.text + value };
    else pieces.push({ kind: "text", text: value });
  };

  const closeBracket = (): void => {
    const bracket = brackets.pop();
    const target = bracket?.active === true ? linkTarget(source, at, bracket.from, references) : undefined;
    if (bracket === undefined || target === undefined) {
      text("]");
      return;
    }
    const opener = pieces.lastIndexOf(bracket);
    const children = emphasize(pieces.splice(opener).slice(1));
    pieces.push({ kind: "link", href: target.href, children });
    // No links in links: the brackets around this one are text.
    if (bracket.text === "[") for (const outer of brackets) if (outer.text === "[") outer.active = false;
    at = target.end;
  };

  while (at < source.length) {
    PLAIN.lastIndex = at;
    const plain = PLAIN.exec(source)?.[0];
    if (plain !== undefined) {
      text(plain);
      at += plain.length;
      continue;
    }
    const char = source.charAt(at++);
    switch (char) {
      case "\\": {
        const next = source.charAt(at);
        if (next === "\n") pieces.push({ kind: "break" });
        else text(ESCAPABLE.test(next) ? next : char);
        if (next === "\n" || ESCAPABLE.test(next)) at++;
        break;
      }
      case "\n": {
        const last = pieces[pieces.length - 1];
        if (last?.kind === "text" && last.text.endsWith("  ")) pieces.push({ kind: "break" });
        else text(" ");
        break;
      }
      case "`": {
        const span = codeSpan(source, at - 1);
        if (span.text === undefined) text(source.slice(at - 1, span.end));
        else pieces.push({ kind: "code", text: span.text });
        at = span.end;
        break;
      }
      case "&": {
        ENTITY.lastIndex = at - 1;
        const whole = ENTITY.exec(source)?.[0] ?? char;
        const decoded = decodeEntities(whole);
        text(decoded === whole ? char : decoded);
        if (decoded !== whole) at += whole.length - 1;
        break;
      }
      case ":": {
        const scheme = source.startsWith("//", at)
          ? /https?$/.exec(source.slice(Math.max(0, at - 6), at - 1))?.[0]
          : undefined;
        const last = pieces[pieces.length - 1];
        const from = at - 1 - (scheme?.length ?? 0);
        const url = scheme === undefined ? undefined : bareUrl(source, from);
        if (url === undefined || scheme === undefined || last?.kind !== "text") text(char);
        else {
          pieces[pieces.length - 1] = { kind: "text", text: last.text.slice(0, -scheme.length) };
          pieces.push({ kind: "link", href: url, children: [{ kind: "text", text: url }] });
          at = from + url.length;
        }
        break;
      }
      case "<": {
        const angle = ++marks > MAX_MARKS ? undefined : angleBracket(source, at - 1, references, depth);
        if (angle === undefined) text(char);
        else {
          pieces.push(...angle.inlines);
          at = angle.end;
        }
        break;
      }
      case "*":
      case "_": {
        let end = at;
        while (source.charAt(end) === char) end++;
        if (++marks > MAX_MARKS) text(source.slice(at - 1, end));
        else pieces.push(run(source, at - 1, end));
        at = end;
        break;
      }
      case "!":
      case "[": {
        const image = char === "!" && source.charAt(at) === "[";
        if (char === "!" && !image) text(char);
        else if (++marks > MAX_MARKS) text(char);
        else {
          if (image) at++;
          const bracket: Bracket = { kind: "bracket", text: image ? "![" : "[", from: at, active: true };
          brackets.push(bracket);
          pieces.push(bracket);
        }
        break;
      }
      case "]":
        closeBracket();
        break;
      default:
        text(char);
    }
  }
  return emphasize(pieces);
}

/** Where the link ends whose text ends at the bracket before `at`, and where it leads. */
function linkTarget(
  source: string,
  at: number,
  from: number,
  references: References,
): { href: string; end: number } | undefined {
  // Up to two levels of parentheses in the address, and a title, which is not shown.
  const inline =
    /\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\<]|\\.|\((?:[^\s()]|\([^\s()]*\))*\))(?:[^\s()\\]|\\.|\((?:[^\s()]|\([^\s()]*\))*\))*|))(?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\([^()]*\)))?\s*\)/y;
  inline.lastIndex = at;
  const match = inline.exec(source);
  if (match !== null) {
    return { href: unescapeAddress(match[1] ?? match[2] ?? ""), end: inline.lastIndex };
  }
  const full = /\[([^[\]]*)\]/y;
  full.lastIndex = at;
  const label = full.exec(source)?.[1] ?? "";
  const href = references.get(normalizeLabel(label === "" ? source.slice(from, at - 1) : label));
  if (href === undefined) return undefined;
  return { href, end: Math.max(full.lastIndex, at) };
}

function codeSpan(source: string, at: number): { text?: string; end: number } {
  let from = at;
  while (source.charAt(from) === "`") from++;
  const fence = source.slice(at, from);
  for (let end = source.indexOf(fence, from); end >= 0; end = source.indexOf(fence, end)) {
    let after = end;
    while (source.charAt(after) === "`") after++;
    if (after - end === fence.length) {
      const inner = source.slice(from, end).replaceAll("\n", " ");
      const padded = /^ .* $/.test(inner) && inner.trim() !== "";
      return { text: padded ? inner.slice(1, -1) : inner, end: after };
    }
    end = after;
  }
  return { end: from };
}

/** An autolink, comment or HTML element at the bracket; `undefined` if the bracket is text. */
function angleBracket(
  source: string,
  at: number,
  references: References,
  depth: number,
): { inlines: readonly Inline[]; end: number } | undefined {
  const auto = /<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+)>/y;
  auto.lastIndex = at;
  const found = auto.exec(source)?.[1];
  if (found !== undefined) {
    const href = found.includes(":") ? found : `mailto:${found}`;
    // An address of a kind that no link may have (`<arn:aws:…>`) stays as it is written.
    const known = /^(?:https?|mailto|ftp|tel):/i.test(href);
    const shown: Inline = { kind: "text", text: known ? found : `<${found}>` };
    return { inlines: known ? [{ kind: "link", href, children: [shown] }] : [shown], end: auto.lastIndex };
  }
  if (source.startsWith("<!--", at)) {
    const end = source.indexOf("-->", at + 4);
    return end < 0 ? undefined : { inlines: [], end: end + 3 };
  }
  const tag = tagAt(source, at);
  if (tag === undefined || tag.role === "unknown") return undefined;
  if (tag.role === "block") return { inlines: [{ kind: "text", text: " " }], end: tag.end };
  if (tag.closing) return { inlines: [], end: tag.end };
  if (tag.empty) return { inlines: wrapInline(tag.name, tag.attributes, []), end: tag.end };
  const close = depth < MAX_DEPTH ? endTag(source, tag) : undefined;
  if (close === undefined) return { inlines: [], end: tag.end };
  const inlines = isCodeName(tag.name)
    ? htmlInlines(source.slice(at, close.end))
    : wrapInline(tag.name, tag.attributes, scan(source.slice(tag.end, close.from), references, depth + 1));
  return { inlines, end: close.end };
}

/** The end tag that belongs to an opening tag, elements of the same name in between counted. */
function endTag(source: string, open: Tag): { from: number; end: number } | undefined {
  if (source.toLowerCase().lastIndexOf(`</${open.name}`) < open.end) return undefined;
  let nested = 0;
  for (let from = source.indexOf("<", open.end); from >= 0; from = source.indexOf("<", from + 1)) {
    const tag = tagAt(source, from);
    if (tag === undefined || tag.name !== open.name || tag.empty) continue;
    if (!tag.closing) nested++;
    else if (nested-- === 0) return { from, end: tag.end };
  }
  return undefined;
}

function run(source: string, from: number, end: number): Run {
  const char = source.charAt(from);
  const before = from === 0 ? " " : lastCharacter(source, from);
  const after = end >= source.length ? " " : String.fromCodePoint(source.codePointAt(end) ?? 32);
  const blank = (value: string): boolean => /\s/.test(value);
  const left = !blank(after) && (!PUNCTUATION.test(after) || blank(before) || PUNCTUATION.test(before));
  const right = !blank(before) && (!PUNCTUATION.test(before) || blank(after) || PUNCTUATION.test(after));
  const star = char === "*";
  return {
    kind: "run",
    char,
    opens: left && (star || !right || PUNCTUATION.test(before)),
    closes: right && (star || !left || PUNCTUATION.test(after)),
    length: end - from,
    left: end - from,
  };
}

function lastCharacter(source: string, end: number): string {
  const low = source.charCodeAt(end - 1);
  return low >= 0xdc00 && low < 0xe000 ? source.slice(Math.max(0, end - 2), end) : source.charAt(end - 1);
}

/** Matches closing runs with opening ones, innermost first; whatever is left over becomes text. */
function emphasize(pieces: Piece[]): Inline[] {
  let at = 0;
  while (at < pieces.length) {
    const closer = pieces[at];
    const from = closer?.kind === "run" && closer.closes ? openerOf(pieces, at, closer) : -1;
    const opener = pieces[from];
    if (closer?.kind !== "run" || opener?.kind !== "run") {
      at++;
      continue;
    }
    const used = opener.left >= 2 && closer.left >= 2 ? 2 : 1;
    const children = pieces.slice(from + 1, at).map(settle);
    opener.left -= used;
    closer.left -= used;
    const kept: Piece[] = [{ kind: used === 2 ? "strong" : "emphasis", children }];
    if (opener.left > 0) kept.unshift(opener);
    if (closer.left > 0) kept.push(closer);
    pieces.splice(from, at - from + 1, ...kept);
    at = from + kept.length - (closer.left > 0 ? 1 : 0);
  }
  return pieces.map(settle);
}

function openerOf(pieces: readonly Piece[], at: number, closer: Run): number {
  for (let from = at - 1; from >= 0; from--) {
    const opener = pieces[from];
    if (opener?.kind !== "run" || opener.char !== closer.char || !opener.opens || opener.left === 0) continue;
    const both = opener.closes || closer.opens;
    const threes = opener.length % 3 === 0 && closer.length % 3 === 0;
    if (both && (opener.length + closer.length) % 3 === 0 && !threes) continue;
    return from;
  }
  return -1;
}

function settle(piece: Piece): Inline {
  if (piece.kind === "run") return { kind: "text", text: piece.char.repeat(piece.left) };
  if (piece.kind === "bracket") return { kind: "text", text: piece.text };
  return piece;
}
