/**
 * Inlines → Markdown, one paragraph's worth: which characters of a text must be escaped, and which marks can stand where
 * they would stand. Documentation comments differ from pages in a few points, which a `Dialect` names. It knows nothing
 * of blocks or of line width.
 */

import type { Inline } from "../../templates/runtime/doc/tree.ts";

export interface Dialect {
  /** What an `<a>Name</a>` becomes: Markdown, or `undefined` for its text alone, which without this all become. */
  readonly reference?: ((name: string, shown: string) => string | undefined) | undefined;
  /** May a mark that Markdown cannot express be written as an HTML tag? If not, it is left out. */
  readonly html: boolean;
  /** A hard line break: a backslash and a line end, or what stands for one where the line must go on. */
  readonly lineBreak: string;
  /** Inside a TSDoc comment, `@` and `{@` begin tags. */
  readonly tsdoc: boolean;
  /** In a cell of a table, where a bar needs a backslash: code that has one before a bar anyway has no way to say so. */
  readonly cell?: boolean;
}

/** Where in the line the inlines stand. */
interface Place {
  /** What is printed right before and right after: decides which characters mean something. */
  readonly before: string;
  readonly after: string;
  /** The same, but outside of all marks that touch: decides which marks are recognised. */
  readonly outerBefore: string;
  readonly outerAfter: string;
  readonly inLink: boolean;
  readonly inMark: boolean;
}

const WORD_START = /^[\p{L}\p{N}]/u;
const WORD_END = /[\p{L}\p{N}]$/u;
const ASCII_PUNCTUATION = /^[!-/:-@[-`{-~]/;

/** Markdown of the inlines. Not guarded against block marks at its start. */
export function printInlines(inlines: readonly Inline[], dialect: Dialect): string {
  return print(inlines, dialect, ALONE);
}

const ALONE: Place = { before: "", after: "", outerBefore: "", outerAfter: "", inLink: false, inMark: false };

function print(inlines: readonly Inline[], dialect: Dialect, place: Place): string {
  const special = dialect.tsdoc ? TSDOC_SPECIAL : SPECIAL;
  let out = "";
  inlines.forEach((inline, index) => {
    // Most are these, and print the same wherever they stand.
    if (inline.kind === "text" && !special.test(inline.text)) {
      out += inline.text;
      return;
    }
    if (inline.kind === "code") {
      out += printCode(inline.text, dialect);
      return;
    }
    const before = out === "" ? place.before : out.slice(-2);
    const next = inlines[index + 1];
    const after = next === undefined ? place.after : firstPrinted(next, dialect);
    const here: Place = {
      before,
      after,
      outerBefore: out === "" ? place.outerBefore : before,
      outerAfter: next === undefined ? place.outerAfter : after,
      inLink: place.inLink,
      inMark: place.inMark,
    };
    switch (inline.kind) {
      case "text":
        out += escapeText(inline.text, dialect, here);
        break;
      case "break":
        out += dialect.lineBreak;
        break;
      case "strong":
      case "emphasis": {
        const beside = inlines[index - 1]?.kind;
        out += marked(inline, dialect, here, beside === "strong" || beside === "emphasis");
        break;
      }
      case "link":
        out += link(inline.href, inline.children, dialect, here);
        break;
      case "reference": {
        const resolved =
          place.inLink || dialect.reference === undefined
            ? undefined
            : dialect.reference(inline.name, print(inline.children, dialect, { ...here, inLink: true }));
        out += resolved ?? print(inline.children, dialect, here);
        break;
      }
      default:
        inline satisfies never;
    }
  });
  return out;
}

/** The character that the inline's Markdown will begin with, as far as its class matters. */
function firstPrinted(inline: Inline, dialect: Dialect): string {
  if (inline.kind === "text") return inline.text.slice(0, 2);
  if (inline.kind === "break") return dialect.lineBreak;
  if (inline.kind === "code") return "`";
  if (inline.kind === "link") return "[";
  const first = inline.children[0];
  if (inline.kind === "reference") return first === undefined ? "" : firstPrinted(first, dialect);
  return "*";
}

/** Emphasis, if the characters around it let Markdown see the mark (CommonMark's flanking rule). */
function marked(
  inline: Extract<Inline, { kind: "strong" | "emphasis" }>,
  dialect: Dialect,
  place: Place,
  beside: boolean,
): string {
  const inner = print(inline.children, dialect, { ...place, before: "*", after: "*", inMark: true });
  if (inner.trim() === "") return inner;
  const lead = /^\s*/.exec(inner)?.[0] ?? "";
  const core = inner.trim();
  const trail = inner.slice(lead.length + core.length);
  const mark = inline.kind === "strong" ? "**" : "*";
  const before = lead === "" ? place.outerBefore : " ";
  const after = trail === "" ? place.outerAfter : " ";
  const fits = (text: string, next: string): boolean => {
    if (beside || !flanks(text, before, next)) return false;
    // Within a mark, an opening run that could also close would close the outer one.
    if (!place.inMark) return true;
    const opensOnly = (place.before === "*" && lead === "") || oneWay(lastPoint(before), firstOf(text));
    return opensOnly && ((place.after === "*" && next === place.outerAfter) || oneWay(firstPoint(next), lastOf(text)));
  };
  if (fits(core, after)) return lead + mark + core + mark + trail;
  // `**Note:**text` is no mark for Markdown; `**Note**:text` is.
  const stop = /(?<=[\p{L}\p{N}])[.:,;?]+$/u.exec(core)?.[0] ?? "";
  const shorter = core.slice(0, core.length - stop.length);
  if (stop !== "" && fits(shorter, stop)) return lead + mark + shorter + mark + stop + trail;
  if (!dialect.html) return print(inline.children, dialect, place);
  const tag = inline.kind === "strong" ? "strong" : "em";
  return `${lead}<${tag}>${core}</${tag}>${trail}`;
}

/** Do marks around the text open and close there? `before` and `after` are what stands outside of them. */
function flanks(text: string, before: string, after: string): boolean {
  const outside = (char: string): boolean => char === "" || /\s/.test(char) || isPunctuation(char);
  return (
    (!mayBePunctuation(firstOf(text)) || outside(lastPoint(before))) &&
    (!mayBePunctuation(lastOf(text)) || outside(firstPoint(after)))
  );
}

/** Can a run of marks between these two characters only be read as opening to the inside? */
function oneWay(outside: string, inside: string): boolean {
  return outside === "" || /\s/.test(outside) || (isPunctuation(outside) && !mayBePunctuation(inside));
}

const firstPoint = (text: string): string => (text === "" ? "" : String.fromCodePoint(text.codePointAt(0) ?? 32));
const lastPoint = (text: string): string => /.$/su.exec(text)?.[0] ?? "";
/** The outermost characters of a text that are not marks themselves. */
const firstOf = (text: string): string => firstPoint(text.replace(/^\*+/, ""));
const lastOf = (text: string): string => lastPoint(text.replace(/(?<!\\)\*+$/, ""));

// Readers of Markdown disagree on symbols and emoji: inside of a mark they count as punctuation, outside they do not.
const mayBePunctuation = (char: string): boolean => /[\p{P}\p{S}]/u.test(char);
const isPunctuation = (char: string): boolean => /^[!-/:-@[-`{-~]$|^(?![\u{10000}-\u{10ffff}])\p{P}$/u.test(char);

function link(href: string, children: readonly Inline[], dialect: Dialect, place: Place): string {
  if (place.inLink) return print(children, dialect, place);
  const only = children.length === 1 ? children[0] : undefined;
  if (only?.kind === "text" && only.text === href && /^https?:\/\/[^\s<>]+$/.test(href)) return `<${href}>`;
  const text = print(children, dialect, IN_LINK);
  return `[${text}](${destination(href)})`;
}

const IN_LINK: Place = { before: "[", after: "]", outerBefore: "[", outerAfter: "]", inLink: true, inMark: false };

/** An address as the destination of a Markdown link. */
export function destination(href: string): string {
  if (href !== "" && !/[\s<>\\&()]/.test(href)) return href;
  const safe = href
    .replace(/[\s<>]/g, (char) => encodeURIComponent(char))
    .replaceAll("\\", "%5C")
    .replace(/&(?=#?\w+;)/g, "&amp;");
  return /[()]/.test(safe) || safe === "" ? `<${safe}>` : safe;
}

/** What a code span cannot hold as it is: backticks, line ends, blanks at its ends. */
const UNEVEN_CODE = /[`\n\u2028\u2029]|^ | $/;

/** A code span whose fence is longer than any run of backticks in it. */
export function codeSpan(text: string): string {
  if (text !== "" && !UNEVEN_CODE.test(text)) return `\`${text}\``;
  const line = text.replace(/\s*[\n\u2028\u2029]\s*/g, " ");
  if (line === "") return "";
  const longest = (line.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = "`".repeat(longest + 1);
  const padded = line.startsWith("`") || line.endsWith("`") || (/^ .* $/.test(line) && line.trim() !== "");
  return padded ? `${fence} ${line} ${fence}` : fence + line + fence;
}

function printCode(text: string, dialect: Dialect): string {
  if (dialect.tsdoc) return taglessCode(text, dialect);
  if (!(dialect.cell && dialect.html && text.includes("\\|"))) return codeSpan(text);
  const shown = text.replace(/\s+/g, " ").replace(/[!-/:-@[-`{-~]/g, (char) => `&#${char.charCodeAt(0)};`);
  return `<code>${shown}</code>`;
}

/**
 * Code in a comment. To TypeScript, an @ behind a blank begins a tag even in a code span, so the span is broken there: of
 * `jq @json` are made `jq` and `@json`.
 */
function taglessCode(text: string, dialect: Dialect): string {
  if (!text.includes("@")) return codeSpan(text);
  const parts = text.split(/\s+(?=@)/).map((part) => {
    // The fence around a backtick may need a blank inside, which must not stand before the @.
    if (part.startsWith("@") && part.includes("`")) return printInlines([{ kind: "text", text: part }], dialect);
    return codeSpan(part);
  });
  return parts.join(" ");
}

const SPECIAL = /[\\`*_[\]<~&$!@{]|:\/\/|www\./i;
const SPECIALS = /[\\`*_[\]<~&$!@{:.]/g;
/** Comments have no formulas, and nobody makes links of addresses in them. */
const TSDOC_SPECIAL = /[\\`*_[\]<~&!@{]/;
const TSDOC_SPECIALS = /[\\`*_[\]<~&!@{]/g;

/** Text with just those characters escaped that would mean something where they stand. */
function escapeText(text: string, dialect: Dialect, place: Place): string {
  const brackets = place.inLink || /\][([:]|^\[[ xX]\]/.test(text);
  const dollars = text.indexOf("$") !== text.lastIndexOf("$");
  return text.replace(dialect.tsdoc ? TSDOC_SPECIALS : SPECIALS, (char: string, at: number) => {
    const before = at === 0 ? place.before : text.slice(Math.max(0, at - 2), at);
    const rest = text.slice(at + 1);
    const after = rest === "" ? place.after : rest;
    const special = ((): boolean => {
      switch (char) {
        case "\\":
          return rest.trim() === "" ? place.after !== "" : ASCII_PUNCTUATION.test(rest);
        case "_":
          return !(WORD_END.test(before) && WORD_START.test(after));
        case "<":
          return rest === "" ? place.after !== "" : /^[A-Za-z/!?]/.test(rest);
        case "[":
        case "]":
          return brackets;
        case "&":
          return /^#?\w+;/.test(rest);
        case "$":
          return dollars;
        case ":":
          // GitHub makes links of bare addresses, with an own idea of where they end.
          return rest.startsWith("//") && /(?:https?|ftp)$/i.test(text.slice(0, at));
        case ".":
          return /www$/i.test(text.slice(0, at));
        case "!":
          return after.startsWith("[");
        case "@":
          return dialect.tsdoc && (before === "" || /[\s{]$/.test(before));
        case "{":
          return dialect.tsdoc && after.startsWith("@");
        default:
          return true;
      }
    })();
    return special ? `\\${char}` : char;
  });
}

/** All characters that begin a block stand from `#` to `>` in ASCII. */
const HASH = 0x23;
const GREATER = 0x3e;
/** Letters, and the bit that makes capital ones small. */
const [A, Z, LOWER] = [0x61, 0x7a, 0x20];

/** A first word that would begin a block (a bullet, heading, quotation …) is escaped. */
export function guardStart(line: string): string {
  const first = line.charCodeAt(0);
  if (!(first >= HASH && first <= GREATER)) return line;
  if (/^(?:[-+](?=\s|$)|=+\s*$|-+\s*$|-[-\s]*$|#{1,6}(?=\s|$)|>)/.test(line)) return `\\${line}`;
  return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
}

/** May a wrapped line begin with this word, or would it begin a block, a tag or a table there? */
export function mayBeginLine(word: string): boolean {
  const first = word.charCodeAt(0) | LOWER;
  if (first >= A && first <= Z) return true;
  return !/^(?:[-+*]$|[-=]+$|#{1,6}$|>|\d{1,9}[.)]$|```|~~~|[|:][-|:]*|@|<(?!https?:)[A-Za-z/!?])/.test(word);
}
