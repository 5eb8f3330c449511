/**
 * HTML text → element tree: which tag opens, closes or is merely text. Repairs what service teams write: end tags that are
 * missing, stray or crossed; placeholders in angle brackets; unescaped XML in code. It does not know what a tag means for
 * the documentation (`html-doc.ts` does). It never throws, and drops nothing but tags and comments.
 */

import { decodeEntities } from "./entities.ts";
import { isBlockName, isLiteral, needsEndTag, type Tag, tagAt } from "./html-tags.ts";

export type HtmlNode = string | HtmlElement;

export interface HtmlElement {
  readonly tag: string;
  readonly attributes: string;
  readonly children: readonly HtmlNode[];
  /** An inline element with a block in it (`<b><p>…</p></b>`): nothing can be made of it but its content. */
  readonly holdsBlocks: boolean;
}

interface OpenElement {
  tag: string;
  attributes: string;
  children: (string | OpenElement)[];
  holdsBlocks: boolean;
}

/** Deeper nesting than this is an accident; its tags are ignored, its text is kept. */
const MAX_DEPTH = 60;

const PHRASING = new Set(["p", "para", "simpara", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "summary"]);

/** An opening tag ends open elements of the first kind, up to the nearest element of the second kind. */
const ENDS: Readonly<Record<string, readonly [ended: ReadonlySet<string>, within: ReadonlySet<string>]>> = (() => {
  const list = [new Set(["li", "listitem"]), new Set(["ul", "ol", "itemizedlist", "orderedlist"])] as const;
  const definition = [new Set(["dt", "dd"]), new Set(["dl"])] as const;
  const cell = [new Set(["td", "th"]), new Set(["tr", "table"])] as const;
  const row = [new Set(["tr", "td", "th"]), new Set(["table", "thead", "tbody", "tfoot"])] as const;
  const rows = [new Set(["thead", "tbody", "tfoot", "tr", "td", "th"]), new Set(["table"])] as const;
  return {
    li: list,
    listitem: list,
    dt: definition,
    dd: definition,
    td: cell,
    th: cell,
    tr: row,
    thead: rows,
    tbody: rows,
    tfoot: rows,
  };
})();

/** An end tag does not reach beyond these. */
const FENCES: Readonly<Record<string, ReadonlySet<string>>> = {
  li: new Set(["ul", "ol"]),
  dt: new Set(["dl"]),
  dd: new Set(["dl"]),
  td: new Set(["table"]),
  th: new Set(["table"]),
  tr: new Set(["table"]),
};

/** The nodes of the text, in order. Entities are decoded; white space is as written. */
export function parseHtml(source: string): readonly HtmlNode[] {
  const root: OpenElement = { tag: "", attributes: "", children: [], holdsBlocks: false };
  const stack: OpenElement[] = [root];
  const ends = new EndTags(source);
  const transparent = new Map<string, number>();
  const lastComment = source.lastIndexOf("-->");
  let literal = 0;
  let from = 0;
  let at = source.indexOf("<");

  const top = (): OpenElement => stack[stack.length - 1] ?? root;
  const text = (until: number): void => {
    if (until > from) top().children.push(decodeEntities(source.slice(from, until)));
  };
  const pop = (downTo: number): void => {
    while (stack.length > downTo) if (isLiteral(stack.pop()?.tag ?? "")) literal--;
  };
  const nearest = (wanted: ReadonlySet<string>, fences?: ReadonlySet<string>): number => {
    for (let depth = stack.length - 1; depth > 0; depth--) {
      const name = stack[depth]?.tag ?? "";
      if (wanted.has(name)) return depth;
      if (fences?.has(name) === true) return -1;
    }
    return -1;
  };

  const makeRoom = (tag: Tag): void => {
    let block = stack.length - 1;
    while (block > 0 && !isBlockName(stack[block]?.tag ?? "")) block--;
    if (block > 0 && PHRASING.has(stack[block]?.tag ?? "")) pop(block);
    const [ended, within] = ENDS[tag.name] ?? [];
    if (ended === undefined) return;
    for (let depth = nearest(ended, within); depth > 0; depth = nearest(ended, within)) pop(depth);
  };

  const open = (tag: Tag): void => {
    if (tag.role === "block") {
      makeRoom(tag);
      for (let depth = stack.length - 1; depth > 0; depth--) {
        const element = stack[depth];
        if (element === undefined || isBlockName(element.tag)) break;
        element.holdsBlocks = true;
      }
    } else if (tag.name === "a") {
      const outer = stack.findLastIndex((element) => element.tag === "a" || isBlockName(element.tag));
      if (stack[outer]?.tag === "a") pop(outer);
    }
    const element: OpenElement = { tag: tag.name, attributes: tag.attributes, children: [], holdsBlocks: false };
    if (!tag.empty && stack.length > MAX_DEPTH) return;
    top().children.push(element);
    if (tag.empty) return;
    stack.push(element);
    if (isLiteral(tag.name)) literal++;
  };

  const close = (tag: Tag): void => {
    if (tag.name === "br") open({ ...tag, closing: false, empty: true });
    for (let depth = stack.length - 1; depth > 0; depth--) {
      const name = stack[depth]?.tag ?? "";
      if (name === tag.name) {
        pop(depth);
        return;
      }
      if (FENCES[tag.name]?.has(name) === true) return;
      if ((tag.role === "inline" || PHRASING.has(tag.name)) && isBlockName(name)) return;
    }
  };

  /** Is the tag at hand no markup but part of the text? */
  const isText = (tag: Tag): boolean => {
    if (tag.role === "unknown") {
      const open = transparent.get(tag.name) ?? 0;
      if (literal > 0) return true;
      if (tag.closing) {
        transparent.set(tag.name, Math.max(0, open - 1));
        return open === 0;
      }
      if (tag.empty || ends.next(tag.name, tag.end) < 0) return true;
      transparent.set(tag.name, open + 1);
      return false;
    }
    if (tag.closing || tag.empty) return false;
    const end = needsEndTag(tag.name) || literal > 0 ? ends.next(tag.name, tag.end) : 0;
    if (needsEndTag(tag.name) && end < 0) return true;
    if (literal === 0) return false;
    const holder = stack.findLast((element) => isLiteral(element.tag))?.tag ?? "code";
    const holderEnd = ends.next(holder, tag.end);
    return holderEnd >= 0 && (end < 0 || end > holderEnd);
  };

  while (at >= 0) {
    const tag = tagAt(source, at);
    if (tag === undefined) {
      const end = at + 4 <= lastComment && source.startsWith("<!--", at) ? source.indexOf("-->", at + 4) : -1;
      if (end >= 0) {
        text(at);
        from = end + 3;
      }
      at = source.indexOf("<", end >= 0 ? from : at + 1);
      continue;
    }
    if (!isText(tag)) {
      text(at);
      from = tag.end;
      if (tag.role !== "unknown") (tag.closing ? close : open)(tag);
    }
    at = source.indexOf("<", tag.end);
  }
  text(source.length);
  return root.children;
}

/** Where the next end tag of a name stands. Remembers its answers: each name is searched through the text once. */
class EndTags {
  readonly #source: string;
  readonly #found = new Map<string, number>();

  constructor(source: string) {
    this.#source = source;
  }

  /** The index of the next `</name`, or -1. */
  next(name: string, from: number): number {
    const known = this.#found.get(name);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const needle = `</${name}`;
    let at = this.#source.indexOf(needle, from);
    while (at >= 0 && /[A-Za-z0-9._:-]/.test(this.#source.charAt(at + needle.length))) {
      at = this.#source.indexOf(needle, at + 1);
    }
    this.#found.set(name, at);
    return at;
  }
}
