/**
 * Doc → source of a manual page, in the man(7) macros that groff and mandoc share. Also the escaping that whoever writes
 * the rest of the page needs. It knows nothing of sections: the caller prints the heading, this prints what follows it.
 */

import { wrapSource } from "../../templates/runtime/doc/layout.ts";
import { LEADS } from "../../templates/runtime/doc/text.ts";
import type { Block, Cell, Definition, Doc, Inline } from "../../templates/runtime/doc/tree.ts";

export interface RoffOptions {
  /** `"text"`: links as their text alone. `"address"`: the address behind it, if it differs. */
  readonly links?: "text" | "address";
}

/** Source lines are kept shorter than this, so that diffs and mandoc's style check are content. */
const SOURCE_WIDTH = 78;

/** Running text: every character prints as itself, and a hyphen may break a line. Not guarded at a line's beginning. */
export function roffText(text: string): string {
  return escapeRoff(text);
}

/** Names, options and code: like running text, but hyphens and quotes stay what a shell takes them for. */
export function roffCode(text: string): string {
  return escapeRoff(text).replace(/[-'`]/g, (char) => (char === "-" ? "\\-" : char === "'" ? "\\(aq" : "\\(ga"));
}

/** A line of already escaped text, guarded: a dot or quote at its beginning would make it a request. */
export function roffLine(escaped: string): string {
  const line = escaped.replace(/\s+/g, " ").trim();
  return /^[.']/.test(line) ? `\\&${line}` : line;
}

/** A macro with arguments of escaped text: `roffMacro("SH", "SEE ALSO")` → `.SH "SEE ALSO"`. */
export function roffMacro(name: string, ...args: readonly string[]): string {
  const quoted = args.map((arg) => {
    const line = arg.replace(/\s+/g, " ").replaceAll('"', "\\(dq");
    return /^[^ ]+$/.test(line) ? line : `"${line}"`;
  });
  return [`.${name}`, ...quoted].join(" ");
}

/** Inlines with their fonts, as escaped text on one line. Ends in the font that it begins with: roman. */
export function roffInlines(inlines: readonly Inline[], options: RoffOptions = {}): string {
  return print(inlines, "R", options).replaceAll("\n", " ");
}

/**
 * The Doc as lines of source, to stand below a `.SH`, `.SS`, `.TP` or `.IP` line; `""` for the empty Doc. Begins without a
 * paragraph macro, so that it goes on where the caller stands.
 */
export function roff(doc: Doc, options: RoffOptions = {}): string {
  return blocks(doc, options).join("\n");
}

function blocks(doc: Doc, options: RoffOptions): string[] {
  const lines: string[] = [];
  for (const block of doc) {
    const printed = blockLines(block, options);
    if (printed.length === 0) continue;
    // A macro that makes its own distance needs no paragraph before it.
    if (lines.length > 0 && !/^\.(?:IP|TP) /.test(printed[0] ?? "")) lines.push(".PP");
    for (const line of printed) lines.push(line);
  }
  return lines;
}

function blockLines(block: Block, options: RoffOptions): readonly string[] {
  switch (block.kind) {
    case "paragraph":
      return paragraph(block.text, options);
    case "heading":
      // Sections are the caller's; a heading of its own would also leave the indent that this text stands in.
      return paragraph([{ kind: "strong", children: block.text }], options);
    case "code":
      return [".RS 4", ".nf", ...block.text.split(/\r\n?|[\n\u2028\u2029]/).map(codeLine), ".fi", ".RE"];
    case "list":
      return list(block.items, block.ordered, options);
    case "admonition":
      return [`\\fB${LEADS[block.tone]}\\fR`, ".RS 4", ...blocks(block.body, options), ".RE"];
    case "definitions":
      return definitions(block.items, options);
    case "table":
      return table(block.head, block.rows, options);
    default:
      return block satisfies never;
  }
}

function codeLine(line: string): string {
  const text = roffCode(line.replaceAll("\t", "    ")).trimEnd();
  return /^[.']/.test(text) ? `\\&${text}` : text;
}

function paragraph(inlines: readonly Inline[], options: RoffOptions): readonly string[] {
  return print(inlines, "R", options)
    .split("\n")
    .flatMap((stretch, index) => {
      const lines = wrapSource(stretch, SOURCE_WIDTH).map(roffLine);
      return index === 0 ? lines : [".br", ...lines];
    });
}

function list(items: readonly Doc[], ordered: boolean, options: RoffOptions): readonly string[] {
  const width = ordered ? String(items.length).length + 2 : 2;
  return items.flatMap((item, index) =>
    hanging(`.IP ${ordered ? `${index + 1}.` : "\\(bu"} ${width}`, item, width, options),
  );
}

/** A macro that hangs its first paragraph, and a deeper margin for whatever follows below the same mark. */
function hanging(mark: string, body: Doc, width: number, options: RoffOptions): readonly string[] {
  const [first, ...rest] = body;
  if (first === undefined) return [mark, "\\&"];
  const lead = first.kind === "paragraph" ? blockLines(first, options) : ["\\&"];
  const below = first.kind === "paragraph" ? rest : body;
  if (below.length === 0) return [mark, ...lead];
  return [mark, ...lead, `.RS ${width}`, ...beginning(blocks(below, options)), ".RE"];
}

/** Lines for the beginning of an inset, with the distance that a paragraph macro would make. */
function beginning(lines: readonly string[]): readonly string[] {
  return /^\.(?:IP|TP|RS)/.test(lines[0] ?? "") ? lines : [".PP", ...lines];
}

function definitions(items: readonly Definition[], options: RoffOptions): readonly string[] {
  return items.flatMap(({ term, body }) => {
    const shown = roffLine(print(term, "B", options).replaceAll("\n", " "));
    return [".TP 4", shown === "" ? "\\&" : `\\fB${shown}\\fR`, ...hanging("", body, 4, options).slice(1)];
  });
}

/** No table macros (they need a preprocessor): each row is a bullet of `head: cell` lines. */
function table(head: readonly Cell[], rows: readonly (readonly Cell[])[], options: RoffOptions): readonly string[] {
  const named = (cell: Cell, column: number): Inline[] => {
    const name = head[column] ?? [];
    return name.length === 0 ? [...cell] : [{ kind: "strong", children: name }, { kind: "text", text: ": " }, ...cell];
  };
  const items = (rows.length > 0 ? rows : [head]).map((row): Doc => {
    const cells = row === head ? [...head] : row.map(named);
    const text = cells.flatMap((cell, column): Inline[] => (column === 0 ? [...cell] : [{ kind: "break" }, ...cell]));
    return [{ kind: "paragraph", text }];
  });
  return list(items, false, options);
}

type Font = "R" | "B" | "I" | "BI";

const select = (font: Font): string => (font.length === 1 ? `\\f${font}` : `\\f(${font}`);

function print(inlines: readonly Inline[], font: Font, options: RoffOptions): string {
  let out = "";
  const within = (inner: Font, text: string): string =>
    inner === font || text === "" ? text : select(inner) + text + select(font);
  for (const inline of inlines) {
    switch (inline.kind) {
      case "text":
        out += escapeRoff(softened(inline.text));
        break;
      case "code":
        out += within(font === "I" || font === "BI" ? "BI" : "B", roffCode(softened(inline.text)));
        break;
      case "strong": {
        const inner = font === "I" || font === "BI" ? "BI" : "B";
        out += within(inner, print(inline.children, inner, options));
        break;
      }
      case "emphasis": {
        const inner = font === "B" || font === "BI" ? "BI" : "I";
        out += within(inner, print(inline.children, inner, options));
        break;
      }
      case "link": {
        const text = print(inline.children, font, options);
        const address = roffCode(inline.href);
        out +=
          options.links === "address" && roffCode(plain(inline.children)) !== address ? `${text} (${address})` : text;
        break;
      }
      case "reference":
        out += print(inline.children, font, options);
        break;
      case "break":
        out += "\n";
        break;
      default:
        inline satisfies never;
    }
  }
  return out;
}

function plain(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => (inline.kind === "break" ? " " : "children" in inline ? plain(inline.children) : inline.text))
    .join("");
}

/** Characters that roff, or a terminal's choice of glyphs for them, would change. */
const SPECIAL: Readonly<Record<string, string>> = {
  "\\": "\\(rs",
  "^": "\\(ha",
  "~": "\\(ti",
  "\u00a0": "\\~",
  "\u00ad": "\\%",
  "\u200b": "\\:",
};

/** Longer than this, a word may be longer than a line that is deeply indented. */
const LONG_WORD = /\S{25,}/g;

/** Long words (addresses, patterns) with places to break, behind punctuation and every so often: there without a hyphen. */
function softened(text: string): string {
  return text.replace(LONG_WORD, (word) => word.replace(/[^\p{L}\p{N}]+(?=.)|[\p{L}\p{N}]{16}(?=.)/gu, "$&\u200b"));
}

function escapeRoff(text: string): string {
  return text.replace(/[\\^~]|\p{Cc}|[^\0-\x7f]/gu, (char) => {
    const special = SPECIAL[char];
    if (special !== undefined) return special;
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0x2028 || code === 0x2029) return " ";
    // A lone surrogate is no character.
    const shown = code >= 0xd800 && code < 0xe000 ? 0xfffd : code;
    return `\\[u${shown.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
}
