/** `--output table` (C12.7, second half): sections drawn with rules and bars, stretched to one width. */
import type { Printable } from "./printable.ts";
import { type Section, sectionsOf } from "./table-sections.ts";
import { textWidth } from "./text-width.ts";

/** How parts of a table are marked on a terminal. */
interface Style {
  readonly cell: (text: string) => string;
  readonly bar: (text: string) => string;
}

const ESCAPE = String.fromCharCode(27);
const PLAIN: Style = { cell: (text) => text, bar: (text) => text };
const COLOURED: Style = {
  cell: (text) => `${ESCAPE}[1m${ESCAPE}[34m${text}${ESCAPE}[0m`,
  bar: (text) => (text === "" ? "" : `${ESCAPE}[2m${ESCAPE}[33m${text}${ESCAPE}[0m`),
};

/** Empty when there is nothing to show. `columns`: of the terminal. */
export function tableOutput(title: string, value: Printable, columns: number, coloured = false): string {
  let sections = sectionsOf(title, value);
  if (sections.length === 0) return "";
  if (widest(sections) > columns) sections = sections.map(upright);
  const width = widest(sections);
  const style = coloured ? COLOURED : PLAIN;
  return `${"-".repeat(width)}\n${sections.map((section) => draw(section, width, style)).join("")}`;
}

/** A header with one row becomes rows of two cells. */
function upright(section: Section): Section {
  const [row, ...others] = section.rows;
  if (section.header.length === 0 || row === undefined || others.length > 0) return section;
  return { ...section, header: [], rows: section.header.map((name, index) => [name, row[index] ?? ""]) };
}

function cellWidths({ header, rows }: Section): number[] {
  const widths: number[] = [];
  for (const row of header.length > 0 ? [header, ...rows] : rows) {
    for (const [index, text] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, textWidth(text) + 4);
  }
  return widths;
}

function widest(sections: readonly Section[]): number {
  return Math.max(
    ...sections.map((section) => {
      const edges = 2 + 2 * section.indent;
      return Math.max(textWidth(section.title), sum(cellWidths(section))) + edges;
    }),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function draw(section: Section, total: number, style: Style): string {
  const width = total - 2 * section.indent;
  const bars = style.bar("|".repeat(section.indent));
  const line = (text: string): string => `${bars}${text}${bars}\n`;
  const widths = stretched(cellWidths(section), width);
  const rule = line(
    widths.map((one, index) => (index === 0 ? `+${"-".repeat(one - 2)}+` : `${"-".repeat(one - 1)}+`)).join(""),
  );
  let text = "";
  if (section.title !== "") text += line(centred(section.title, width, "|"));
  if (section.header.length === 0 && section.rows.length === 0) return `${text}${line(`+${"-".repeat(width - 2)}+`)}`;
  if (widths.length === 0) return text;
  if (section.header.length > 0) {
    text += rule + line(section.header.map((name, i) => centred(name, widths[i] ?? 0, i === 0 ? "|" : "")).join(""));
  }
  if (section.rows.length === 0) return text;
  const rows = section.rows.map((row) =>
    line(row.map((cell, i) => dataCell(cell, widths[i] ?? 0, i === 0 ? "|" : "", style)).join("")),
  );
  return `${text}${rule}${rows.join("")}${rule}`;
}

function centred(text: string, width: number, left: string): string {
  const length = textWidth(text);
  const before = Math.floor(width / 2) - Math.floor(length / 2) - 1;
  const start = left + " ".repeat(Math.max(0, before)) + text;
  return `${start}${" ".repeat(Math.max(0, width - 1 - (left.length + before + length)))}|`;
}

/** Two blanks before the text, unless they do not fit. */
function dataCell(text: string, width: number, left: string, style: Style): string {
  const length = textWidth(text);
  const blanks = width - (length + 2 + left.length + 1) >= 0 ? "  " : "";
  const behind = " ".repeat(Math.max(0, width - (left.length + blanks.length + length) - 1));
  return `${left}${blanks}${style.cell(text)}${behind}|`;
}

/** Scaled to fill the width; what rounding leaves is taken from the left or given from the right, one at a time. */
function stretched(widths: readonly number[], width: number): number[] {
  const total = sum(widths);
  const scaled = widths.map((one) => halfToEven((one * width) / total));
  let over = sum(scaled) - width;
  for (let at = 0; over !== 0; at = (at + 1) % scaled.length) {
    const index = over > 0 ? at : scaled.length - 1 - at;
    const step = over > 0 ? 1 : -1;
    scaled[index] = (scaled[index] ?? 0) - step;
    over -= step;
  }
  return scaled;
}

function halfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
