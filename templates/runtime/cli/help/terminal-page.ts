/**
 * A page of help → text for a terminal, 78 columns, left aligned, names and headings in bold (SGR). Whether it is shown
 * with a pager, or stripped of its boldness, is the runtime's business. Layout: AWS CLI 2, spec-cli C16.
 */
import { fill } from "../../../../codegen/doc/layout.ts";
import { type TerminalOptions, terminal } from "../../../../codegen/doc/terminal.ts";
import type { Doc } from "../../../../codegen/doc/tree.ts";
import { type Entry, type Label, type Page, type Part, type Section, type Topic, typeMark } from "./page.ts";

const WIDTH = 78;
/** The column of a section's text, and what each level adds: three and a half columns, rounded down. */
const MARGIN = 7;
const LEVEL = 3.5;
/** Deeper than this, text would have no room left. */
const DEEPEST = 40;

const columnOf = (level: number): number => Math.min(DEEPEST, Math.floor(MARGIN + LEVEL * level));
const blanks = (count: number): string => " ".repeat(count);

const bold = (text: string): string => `\u001b[1m${text}\u001b[22m`;
const underlined = (text: string): string => `\u001b[4m${text}\u001b[24m`;

/**
 * The whole page, with a line end at its end.
 * @param ready sections that are laid out already.
 */
export function terminalPage(page: Page, ready: ReadonlyMap<Section, string> = new Map()): string {
  const title = `${page.command.toUpperCase()}()`;
  const name = `${page.command} -${page.summary === "" ? "" : ` ${page.summary}`}`;
  const lines = [
    titleLine(title),
    "",
    bold("NAME"),
    ...fill(name, WIDTH - MARGIN).map((line) => blanks(MARGIN) + line),
    "",
  ];
  for (const section of page.sections) lines.push(ready.get(section) ?? sectionText(section), "");
  lines.push(title.padStart(WIDTH));
  return `${lines.join("\n")}\n`;
}

/** A section without the blank line below it. */
export function sectionText({ heading, parts }: Section): string {
  const lines = [bold(heading)];
  for (const [index, part] of parts.entries()) {
    if (index > 0) lines.push("");
    partLines(part, lines);
  }
  return lines.join("\n");
}

/** The title at both ends of the line, or once where there is no room for two. */
function titleLine(title: string): string {
  const gap = WIDTH - 2 * title.length;
  return gap < 1 ? title : title + blanks(gap) + title;
}

function partLines(part: Part, lines: string[]): void {
  switch (part.kind) {
    case "text":
      lines.push(docText(part.doc, columnOf(0)));
      return;
    case "synopsis":
      lines.push(blanks(columnOf(0)) + part.command, ...part.options.map((one) => blanks(columnOf(1)) + one));
      return;
    case "entry":
      entryLines(part.entry, 0, lines);
      return;
    case "topics":
      topicLines(part.topics, lines);
      return;
    default:
      part satisfies never;
  }
}

/** The entry's line, its text directly below and one level deeper, its members after a blank line each. */
function entryLines(entry: Entry, level: number, lines: string[]): void {
  lines.push(`${blanks(columnOf(level))}${labelText(entry.label)}${typeMark(entry)}`);
  if (entry.body.length > 0) lines.push(docText(entry.body, columnOf(level + 1)));
  for (const member of entry.members) {
    lines.push("");
    entryLines(member, level + 1, lines);
  }
  if (entry.syntax.length > 0) lines.push("", docText(entry.syntax, columnOf(level)));
}

/** With the blank before the type, where anything stands before it. */
function labelText(label: Label): string {
  switch (label.kind) {
    case "option":
      return `${label.names.map(bold).join(" | ")} `;
    case "member":
      return `${label.name} -> `;
    case "element":
      return "";
    case "error":
      return `${bold(label.name)} `;
    default:
      return label satisfies never;
  }
}

/** Names in a column, what they are for beside them; a longer name has a line of its own. */
function topicLines(topics: readonly Topic[], lines: string[]): void {
  const widest = topics.reduce((most, { name }) => Math.max(most, name.length), 0);
  const column = MARGIN + Math.min(widest, 30) + 2;
  for (const { name, summary } of topics) {
    const [first = "", ...rest] = fill(summary, WIDTH - column);
    const head = blanks(MARGIN) + bold(name);
    if (first === "") lines.push(head);
    else if (MARGIN + name.length + 2 > column) lines.push(head, blanks(column) + first);
    else lines.push(head + blanks(column - MARGIN - name.length) + first);
    lines.push(...rest.map((line) => blanks(column) + line));
  }
}

const known = new WeakMap<Doc, Map<number, string>>();

/** Texts of nested members recur on many pages: each is laid out once for an indent. */
function docText(doc: Doc, indent: number): string {
  const byIndent = known.get(doc) ?? new Map<number, string>();
  known.set(doc, byIndent);
  const found = byIndent.get(indent);
  if (found !== undefined) return found;
  const options: TerminalOptions = { width: WIDTH, indent, bold, code: bold, emphasis: underlined, links: "text" };
  const text = terminal(doc, options);
  byIndent.set(indent, text);
  return text;
}
