/**
 * How wide text is in a terminal, and where its lines break. Knows columns and words; nothing of Doc, Markdown or styles.
 * Widths: East Asian wide characters and emoji take two columns, combining marks none (Unicode UAX 11).
 */

/** A piece of a line that is not broken. */
interface Word {
  readonly text: string;
  /** In columns. */
  readonly width: number;
  /** Follows the word before it without a blank; the line may still break between them. */
  readonly glued?: boolean;
}

const ASCII = /^[\x20-\x7e]*$/;
const ZERO = /^(?:\p{M}|\p{Cf})$/u;
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

/** Columns that the text takes. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const char of text) width += ZERO.test(char) ? 0 : WIDE.test(char) ? 2 : 1;
  return width;
}

/** Characters that no line begins with. */
const TRAILING = /^[、。，．・：；？！）」』】〉》〕］｝ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ]$/u;
/** Characters that no line ends with. */
const LEADING = /^[（「『【〈《〔［｛]$/u;

/**
 * Source text (Markdown, roff) in lines of at most `width` characters. Breaks at blanks alone, because a line end in the
 * source is printed as a blank, and only before words that `mayBegin` a line. A longer word stands on a line of its own.
 */
export function wrapSource(text: string, width: number, mayBegin: (word: string) => boolean = () => true): string[] {
  const source = text.includes("  ") ? text.replace(/ {2,}/g, " ").trim() : text;
  const lines: string[] = [];
  const allowed = (blank: number): boolean => {
    const end = source.indexOf(" ", blank + 1);
    return mayBegin(source.slice(blank + 1, end < 0 ? source.length : end));
  };
  let from = 0;
  while (source.length - from > width) {
    let cut = source.lastIndexOf(" ", from + width);
    while (cut > from && !allowed(cut)) cut = source.lastIndexOf(" ", cut - 1);
    if (cut <= from) {
      cut = source.indexOf(" ", from + width);
      while (cut >= 0 && !allowed(cut)) cut = source.indexOf(" ", cut + 1);
      if (cut < 0) break;
    }
    lines.push(source.slice(from, cut));
    from = cut + 1;
  }
  if (from < source.length) lines.push(source.slice(from));
  return lines;
}

/** Running text → its unbreakable parts: split at blanks (not at no-break spaces) and between wide characters. */
function breakable(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const part of text.split(" ")) {
    if (part === "") continue;
    if (ASCII.test(part)) {
      words.push({ text: part, width: part.length });
      continue;
    }
    let open = "";
    let glued = false;
    let before = "";
    for (const char of part) {
      const between = (WIDE.test(char) || WIDE.test(before)) && !TRAILING.test(char) && !LEADING.test(before);
      if (open !== "" && between && !ZERO.test(char)) {
        words.push({ text: open, width: displayWidth(open), glued });
        glued = true;
        open = "";
      }
      open += char;
      before = char;
    }
    words.push({ text: open, width: displayWidth(open), glued });
  }
  return words;
}

/** Running text with single blanks. */
export const squeezed = (text: string): string => (text.includes("  ") ? text.replace(/ {2,}/g, " ") : text);

/** Running text in lines of at most `width` columns, left aligned. A word that is wider stands on a line of its own. */
export function fill(text: string, width: number): string[] {
  const clean = squeezed(text).replace(/^ | $/g, "");
  const ends = lineEnds(clean, width);
  const lines: string[] = [];
  for (let i = 0; i < ends.length; i += 2) lines.push(clean.slice(ends[i], ends[i + 1]));
  return lines;
}

/** Where the lines of such a text begin and end, one after the other. It has single blanks, and none at its ends. */
export function lineEnds(text: string, width: number): readonly number[] {
  if (text === "") return [];
  if (text.length <= width && ASCII.test(text)) return [0, text.length];
  return ASCII.test(text) ? plainEnds(text, width) : wordEnds(text, width);
}

/** Where every character takes one column, a line ends at the last blank that it reaches. */
function plainEnds(text: string, width: number): readonly number[] {
  const ends: number[] = [];
  let from = 0;
  while (text.length - from > width) {
    const within = text.lastIndexOf(" ", from + width);
    const cut = within > from ? within : text.indexOf(" ", from + width);
    if (cut < 0) break;
    ends.push(from, cut);
    from = cut + 1;
  }
  ends.push(from, text.length);
  return ends;
}

function wordEnds(text: string, width: number): readonly number[] {
  const ends: number[] = [];
  let from = 0;
  let to = 0;
  let used = 0;
  for (const word of breakable(text)) {
    const gap = word.glued === true || to === 0 ? 0 : 1;
    const begin = to + gap;
    if (to === 0) used = word.width;
    else if (used + gap + word.width <= width) used += gap + word.width;
    else {
      ends.push(from, to);
      from = begin;
      used = word.width;
    }
    to = begin + word.text.length;
  }
  ends.push(from, to);
  return ends;
}

/** Every line that is not empty, with blanks before it. */
export function indentLines(lines: readonly string[], indent: number): string[] {
  const blanks = " ".repeat(indent);
  return lines.map((line) => (line === "" ? line : blanks + line));
}
