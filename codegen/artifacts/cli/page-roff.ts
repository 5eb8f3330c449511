/**
 * A page of help → source of a manual page in man(7) macros, which groff and mandoc both accept without a remark. The
 * content is `page.ts`'s; only macros, escapes and nesting are decided here. Source: groff_man(7), mandoc's man(7).
 */
import { type Entry, type Label, type Page, type Part, typeMark } from "../../../templates/runtime/cli/help/page.ts";
import { fill } from "../../../templates/runtime/doc/layout.ts";
import type { Block, Doc } from "../../../templates/runtime/doc/tree.ts";
import { roff, roffCode, roffLine, roffMacro, roffText } from "../../doc/roff.ts";

/** Columns that a level of nesting adds, and how many levels get them: deeper, text would have no room left. */
const STEP = 4;
const DEEPEST = 8;

/** What the head and foot of a page say beside its name. */
export interface Manual {
  /** `amplifybackend 1.0.0`. */
  readonly source: string;
  /** `AmplifyBackend`: the manual that the page is part of. */
  readonly manual: string;
}

/** The whole page, with a line end at its end. No date: the same model makes the same bytes. */
export function roffPage(page: Page, manual: Manual): string {
  const summary = page.summary === "" ? page.command : page.summary;
  const title = page.command.toUpperCase();
  const lines = [
    roffMacro("TH", roffCode(title), "1", "", roffText(manual.source), roffText(headOf(title, manual.manual))),
    // Left aligned: a line of options and types, stretched to the margin, is hard to read.
    ".ad l",
    ".SH NAME",
    ...fill(`${roffCode(page.manual)} \\- ${roffText(summary)}`, 78).map(roffLine),
  ];
  for (const { heading, parts } of page.sections) {
    lines.push(roffMacro("SH", heading));
    for (const [index, part] of parts.entries()) partLines(part, index === 0, lines);
  }
  return `${lines.filter((line) => line !== "").join("\n")}\n`;
}

/** What stands between the titles at both ends of the first line, if there is room. */
const headOf = (title: string, manual: string): string =>
  2 * (title.length + 3) + manual.length + 4 <= 78 ? manual : "";

/** `first`: a paragraph macro right below a heading does nothing, and mandoc says so. */
function partLines(part: Part, first: boolean, lines: string[]): void {
  if (!first && part.kind !== "topics") lines.push(".PP");
  switch (part.kind) {
    case "text":
      lines.push(textBelow(part.doc));
      return;
    case "synopsis":
      lines.push(".nf", `\\fB${roffCode(part.command)}\\fR`);
      lines.push(...part.options.map((one) => `  ${roffCode(one)}`), ".fi");
      return;
    case "entry":
      entryLines(part.entry, 0, lines);
      return;
    case "topics":
      for (const { name, summary } of part.topics) {
        lines.push(".TP", `\\fB${roffCode(name)}\\fR`, summary === "" ? "\\&" : roffLine(roffText(summary)));
      }
      return;
    default:
      part satisfies never;
  }
}

function entryLines(entry: Entry, level: number, lines: string[]): void {
  lines.push(roffLine(`${labelText(entry.label)}${roffText(typeMark(entry))}`));
  if (entry.body.length > 0 || entry.members.length > 0) {
    lines.push(`.RS ${level < DEEPEST ? STEP : 0}`);
    if (entry.body.length > 0) lines.push(textBelow(entry.body));
    for (const [index, member] of entry.members.entries()) {
      if (index > 0 || entry.body.length > 0) lines.push(".PP");
      entryLines(member, level + 1, lines);
    }
    lines.push(".RE");
  }
  if (entry.syntax.length > 0) lines.push(".PP", textBelow(entry.syntax));
}

/** With the blank before the type, where anything stands before it. */
function labelText(label: Label): string {
  switch (label.kind) {
    case "option":
      return `${label.names.map((name) => `\\fB${roffCode(name)}\\fR`).join(" | ")} `;
    case "member":
      return `${roffCode(label.name)} \\-> `;
    case "element":
      return "";
    case "error":
      return `\\fB${roffCode(label.name)}\\fR `;
    default:
      return label satisfies never;
  }
}

const known = new WeakMap<Doc, string>();

/** Texts of nested members recur on many pages: each is printed once. */
function textBelow(doc: Doc): string {
  const found = known.get(doc);
  if (found !== undefined) return found;
  const text = roff(flat(doc), { links: "text" });
  known.set(doc, text);
  return text;
}

/** Headings as bold paragraphs: a `.SS` would end the nesting that it stands in. */
function flat(doc: Doc): Doc {
  return doc.map((block): Block => {
    switch (block.kind) {
      case "heading":
        return { kind: "paragraph", text: [{ kind: "strong", children: block.text }] };
      case "list":
        return { ...block, items: block.items.map(flat) };
      case "admonition":
        return { ...block, body: flat(block.body) };
      case "definitions":
        return { ...block, items: block.items.map((one) => ({ ...one, body: flat(one.body) })) };
      default:
        return block;
    }
  });
}
