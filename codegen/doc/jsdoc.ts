/**
 * Doc → documentation comments of TypeScript (TSDoc): Markdown that wraps, in which nothing ends the comment or begins a
 * tag by accident. Which tags a comment carries is the caller's business.
 */

import { wrapSource } from "../../templates/runtime/doc/layout.ts";
import type { Doc } from "../../templates/runtime/doc/tree.ts";
import { markdownLines } from "./markdown.ts";
import { type Dialect, mayBeginLine, printInlines } from "./markdown-inline.ts";

export interface TsdocOptions {
  /** Blanks before each line of the comment in its file. */
  readonly indent?: number;
  /** Columns of the file, indent and ` * ` included. */
  readonly width?: number;
  /** What the name in `<a>Name</a>` is called in the generated code, if it is there: printed as `{@link …}`. */
  readonly link?: (name: string) => string | undefined;
}

export const WIDTH = 110;
const MARGIN = " * ".length;

/**
 * What stands between `/**` and the end, without the asterisks at the left. `tags` are whole tags in TSDoc's own syntax,
 * such as `"@deprecated Use GetApp."`; one with line ends in it (an example) is not wrapped.
 */
export function tsdoc(doc: Doc, tags: readonly string[] = [], options: TsdocOptions = {}): string {
  const width = Math.max(40, (options.width ?? WIDTH) - (options.indent ?? 0) - MARGIN);
  const text = options.link === undefined ? unlinked(doc, width) : printed(doc, width, options.link);
  if (tags.length === 0) return text;
  const below = harmless(
    tags.flatMap((tag) => (tag.includes("\n") ? tag.split("\n") : wrapSource(tag, width, mayBeginLine))),
  );
  return text === "" ? below : `${text}\n\n${below}`;
}

/** What a Doc says on lines of a width. */
function unlinked(doc: Doc, width: number): string {
  if (doc.length === 0) return "";
  const plain = plainText(doc);
  if (plain !== undefined) return plain.length <= width ? plain : wrapSource(plain, width, mayBeginLine).join("\n");
  const known = texts.get(width) ?? new Map<Doc, string>();
  const text = known.get(doc);
  if (text !== undefined) return text;
  const made = printed(doc, width, undefined);
  texts.set(width, known.set(doc, made));
  return made;
}

/** The text of a Doc that is one paragraph of words that print as they are, in any width: two thirds of all are. */
function plainText(doc: Doc): string | undefined {
  const block = doc.length === 1 ? doc[0] : undefined;
  const inline = block?.kind === "paragraph" && block.text.length === 1 ? block.text[0] : undefined;
  return inline?.kind === "text" && PLAIN.test(inline.text) ? inline.text : undefined;
}

/** Single blanks, no character that Markdown or TSDoc knows, no number or dash that may begin a list. */
const PLAIN = /^[A-Za-z"'(][!-%'-)+-;=?A-Z^a-z{-}>\u2010-\u2027]*(?: [!-%'-)+-;=?A-Z^a-z{-}>\u2010-\u2027]+)*$/;

/** By width: members of many structures say the same, and validators say what types do. */
const texts = new Map<number, Map<Doc, string>>();

/** Lets go of the texts of one service. */
export const forgetTexts = (): void => texts.clear();

const printed = (doc: Doc, width: number, link: TsdocOptions["link"]): string =>
  harmless(markdownLines(doc, { dialect: dialect(link), width, headingBase: 2 }));

/** Plain text (a deprecation message, say) for the inside of a tag. */
export function tsdocText(text: string): string {
  return harmless([printInlines([{ kind: "text", text: text.replace(/\s+/g, " ").trim() }], dialect(undefined))]);
}

const dialect = (link: TsdocOptions["link"]): Dialect => (link === undefined ? UNLINKED : dialectOf(link));

const UNLINKED = dialectOf(undefined);

function dialectOf(link: TsdocOptions["link"]): Dialect {
  return {
    reference:
      link &&
      ((name, shown) => {
        const target = link(name);
        if (target === undefined) return undefined;
        const label = shown.replace(/[`\\]/g, "");
        return label === target || label.includes("}") ? `{@link ${target}}` : `{@link ${target} | ${label}}`;
      }),
    html: false,
    lineBreak: "\\\n",
    tsdoc: true,
  };
}

/** The lines as one text, in which nothing ends the comment, nor a line for those who count U+2028 as a line end. */
function harmless(lines: readonly string[]): string {
  const text = lines.length === 1 ? (lines[0] ?? "") : lines.join("\n");
  const harmful = HARMFUL.some((one) => text.includes(one)) || lines.some(endsBlank);
  return harmful ? lines.map(defused).join("\n") : text;
}

const HARMFUL = ["*/", "\u2028", "\u2029", "\r"];

function endsBlank(line: string): boolean {
  const last = line.charCodeAt(line.length - 1);
  return last <= 0x20 || (last > 0x7f && /\s$/.test(line));
}

function defused(line: string): string {
  return line
    .replaceAll("*/", "*\\/")
    .replace(/[\u2028\u2029\r]/g, " ")
    .trimEnd();
}
