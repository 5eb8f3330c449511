/**
 * A model's documentation string → Doc. Decides whether a text is HTML (as AWS's models are) or CommonMark (as Smithy
 * says), and nothing else. Any string is accepted; no text is lost but the content of `<examples>` and `<fullname>`.
 */

import type { Doc } from "../../templates/runtime/doc/tree.ts";
import { commonMarkDoc } from "./commonmark.ts";
import { htmlDoc } from "./html-doc.ts";
import { tagAt } from "./html-tags.ts";
import { isEven, usualDoc } from "./html-usual.ts";

/** `"<p>The <b>app</b> ID.</p>"` → a paragraph of text, strong and text. The empty string gives the empty Doc. */
export function parseDoc(text: string): Doc {
  const even = isEven(text);
  const clean = even ? text : printable(text);
  const usual = usualDoc(clean, even);
  if (usual !== undefined) return usual;
  if (clean.trim() === "") return [];
  return isHtml(clean) ? htmlDoc(clean) : commonMarkDoc(clean);
}

/** Control characters could move a terminal's cursor: each is shown as the replacement character. */
function printable(text: string): string {
  return /[\p{Cc}]/u.test(text)
    ? text.replace(/(?![\t\n\r\f\v\u0085])\p{Cc}/gu, "\ufffd").replace(/[\f\v\u0085]/g, " ")
    : text;
}

/** Lines that only mean something in Markdown. */
const MARKDOWN_LINE = /^ {0,3}(?:[-*+] +\S|[0-9]{1,9}[.)] +\S|#{1,6} +\S|```|~~~|> )/m;

/** Escapes, listings and code spans: a tag in there is talked about, not used. */
const SPOKEN =
  /\\[\\`<]|^ {0,3}(```+(?=[^`\n]*$)|~~~+)[\s\S]*?^ {0,3}\1|(?<!(?<!\\)`)(`+)(?!`)[\s\S]{0,2000}?(?<!`)\2(?!`)/gm;

function isHtml(text: string): boolean {
  const start = text.search(/\S/);
  if (tagAt(text, start)?.role === "block") return true;
  if (!text.includes("<")) return false;
  const spoken = text.replace(SPOKEN, (span) => " ".repeat(span.length));
  for (let at = spoken.indexOf("<"); at >= 0; at = spoken.indexOf("<", at + 1)) {
    if (tagAt(spoken, at)?.role !== "block") continue;
    // CommonMark has HTML blocks too: they begin a line, after a blank one.
    const before = spoken.slice(0, at);
    return !/\n[ \t]*\n {0,3}$/.test(before) && !MARKDOWN_LINE.test(before);
  }
  return false;
}
