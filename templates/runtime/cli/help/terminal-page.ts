/**
 * A page of help → text for a terminal, 78 columns, left aligned, names and headings in bold where the reader has that.
 * Whether it is shown with a pager is the program's business. Layout: AWS CLI 2, spec-cli C16.
 */
import { fill } from "../../doc/layout.ts";
import { type Style, type TerminalOptions, terminal } from "../../doc/terminal.ts";
import type { Doc } from "../../doc/tree.ts";
import { type Entry, type Label, type Page, type Part, type Section, type Topic, typeMark } from "./page.ts";

/** How words stand out. */
export interface Styles {
  readonly bold: Style;
  readonly emphasis: Style;
}

/** SGR. */
export const COLOURED: Styles = {
  bold: (text) => `\u001b[1m${text}\u001b[22m`,
  emphasis: (text) => `\u001b[4m${text}\u001b[24m`,
};

const WIDTH = 78;
/** The column of a section's text, and what each level adds: three and a half columns, rounded down. */
const MARGIN = 7;
const LEVEL = 3.5;
/** Deeper than this, text would have no room left. */
const DEEPEST = 40;

const columnOf = (level: number): number => Math.min(DEEPEST, Math.floor(MARGIN + LEVEL * level));
const blanks = (count: number): string => " ".repeat(count);

/** A page while it is laid out. */
interface Layout {
  /** Without any, words do not stand out. */
  readonly styles: Styles | undefined;
  readonly lines: string[];
  /** Texts of nested members recur: each is laid out once for an indent. */
  readonly known: WeakMap<Doc, Map<number, string>>;
}

const layoutOf = (styles: Styles | undefined): Layout => ({ styles, lines: [], known: new WeakMap() });

const bold = (text: string, { styles }: Layout): string => (styles === undefined ? text : styles.bold(text));

/**
 * The whole page, with a line end at its end.
 * @param ready sections that are laid out already.
 */
export function terminalPage(page: Page, styles?: Styles, ready: ReadonlyMap<Section, string> = new Map()): string {
  const title = `${page.command.toUpperCase()}()`;
  const name = `${page.command} -${page.summary === "" ? "" : ` ${page.summary}`}`;
  const layout = layoutOf(styles);
  const { lines } = layout;
  lines.push(titleLine(title), "", bold("NAME", layout));
  for (const line of fill(name, WIDTH - MARGIN)) lines.push(blanks(MARGIN) + line);
  lines.push("");
  for (const section of page.sections) {
    const text = ready.get(section);
    if (text === undefined) sectionLines(section, layout);
    else lines.push(text);
    lines.push("");
  }
  lines.push(title.padStart(WIDTH), "");
  return lines.join("\n");
}

/** A section as it stands on a page, without the blank line below it. */
export function sectionText(section: Section, styles?: Styles): string {
  const layout = layoutOf(styles);
  sectionLines(section, layout);
  return layout.lines.join("\n");
}

function sectionLines({ heading, parts }: Section, layout: Layout): void {
  layout.lines.push(bold(heading, layout));
  let first = true;
  for (const part of parts) {
    if (!first) layout.lines.push("");
    partLines(part, layout);
    first = false;
  }
}

/** The title at both ends of the line, or once where there is no room for two. */
function titleLine(title: string): string {
  const gap = WIDTH - 2 * title.length;
  return gap < 1 ? title : title + blanks(gap) + title;
}

function partLines(part: Part, layout: Layout): void {
  const { lines } = layout;
  switch (part.kind) {
    case "text":
      lines.push(docText(part.doc, columnOf(0), layout));
      return;
    case "synopsis":
      lines.push(blanks(columnOf(0)) + part.command, ...part.options.map((one) => blanks(columnOf(1)) + one));
      return;
    case "entry":
      entryLines(part.entry, 0, layout);
      return;
    case "topics":
      topicLines(part.topics, layout);
      return;
    default:
      part satisfies never;
  }
}

/** The entry's line, its text directly below and one level deeper, its members after a blank line each. */
function entryLines(entry: Entry, level: number, layout: Layout): void {
  const { lines } = layout;
  lines.push(blanks(columnOf(level)) + labelText(entry.label, layout) + typeMark(entry));
  if (entry.body.length > 0) lines.push(docText(entry.body, columnOf(level + 1), layout));
  for (const member of entry.members) {
    lines.push("");
    entryLines(member, level + 1, layout);
  }
  if (entry.syntax.length > 0) lines.push("", docText(entry.syntax, columnOf(level), layout));
}

/** With the blank before the type, where anything stands before it. */
function labelText(label: Label, layout: Layout): string {
  switch (label.kind) {
    case "option":
      return `${label.names.map((name) => bold(name, layout)).join(" | ")} `;
    case "member":
      return `${label.name} -> `;
    case "element":
      return "";
    case "error":
      return `${bold(label.name, layout)} `;
    default:
      return label satisfies never;
  }
}

/** Names in a column, what they are for beside them; a longer name has a line of its own. */
function topicLines(topics: readonly Topic[], layout: Layout): void {
  const { lines } = layout;
  const widest = topics.reduce((most, { name }) => Math.max(most, name.length), 0);
  const column = MARGIN + Math.min(widest, 30) + 2;
  for (const { name, summary } of topics) {
    const [first = "", ...rest] = fill(summary, WIDTH - column);
    const head = blanks(MARGIN) + bold(name, layout);
    if (first === "") lines.push(head);
    else if (MARGIN + name.length + 2 > column) lines.push(head, blanks(column) + first);
    else lines.push(head + blanks(column - MARGIN - name.length) + first);
    lines.push(...rest.map((line) => blanks(column) + line));
  }
}

function docText(doc: Doc, indent: number, { styles, known }: Layout): string {
  const byIndent = known.get(doc) ?? new Map<number, string>();
  known.set(doc, byIndent);
  const found = byIndent.get(indent);
  if (found !== undefined) return found;
  const options: TerminalOptions = {
    width: WIDTH,
    indent,
    links: "text",
    ...(styles === undefined ? {} : { bold: styles.bold, code: styles.bold, emphasis: styles.emphasis }),
  };
  const text = terminal(doc, options);
  byIndent.set(indent, text);
  return text;
}
