/**
 * What a table is made of (C12.7, first half): a value becomes a flat list of sections, each with a title, an indent, perhaps
 * a header, and rows of text. Knows no widths and draws nothing.
 */
import {
  byCodePoint,
  cellText,
  isList,
  isPrintableMap,
  isScalar,
  type Printable,
  type PrintableList,
  type PrintableMap,
} from "./printable.ts";

export interface Section {
  readonly title: string;
  readonly indent: number;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

interface Draft extends Section {
  header: readonly string[];
  readonly rows: (readonly string[])[];
}

/** No section at all when there is nothing to show. */
export function sectionsOf(title: string, value: Printable): readonly Section[] {
  const sections: Draft[] = [];
  if (isScalar(value)) {
    if (!isNothing(value)) sections.push({ title, indent: 0, header: [], rows: [[cellText(value)]] });
    return sections;
  }
  build(title, value, 0, sections);
  return sections.map(({ rows, ...section }) => ({ ...section, rows: padded(rows, section.header.length) }));
}

/** Empty, false and zero draw nothing. */
function isNothing(value: Printable): boolean {
  if (value === null || value === false || value === "" || value === 0 || value === 0n) return true;
  if (isScalar(value)) return cellText(value) === "0.0";
  return isList(value) ? value.length === 0 : Object.keys(value).length === 0;
}

/** Without a title, rows are added to the section that is open. */
function build(title: string | undefined, value: Printable, indent: number, sections: Draft[]): void {
  if (isNothing(value)) return;
  if (title !== undefined) open(title, indent, sections);
  if (isList(value)) list(title, value, indent, sections);
  else if (isPrintableMap(value)) map(value, indent, sections);
  else current(sections).rows.push([cellText(value)]);
}

function open(title: string, indent: number, sections: Draft[]): void {
  sections.push({ title, indent, header: [], rows: [] });
}

function current(sections: Draft[]): Draft {
  const last = sections.at(-1);
  if (last === undefined) throw new Error("a row needs a section");
  return last;
}

function map(value: PrintableMap, indent: number, sections: Draft[]): void {
  const { scalars, nested } = keysOf([value]);
  const [only] = scalars;
  if (scalars.length === 1 && only !== undefined) {
    current(sections).rows.push([only, text(value, only)]);
  } else if (scalars.length > 1) {
    current(sections).header = scalars;
    current(sections).rows.push(scalars.map((key) => text(value, key)));
  }
  for (const key of nested) build(key, value[key] as Printable, indent + 1, sections);
}

/** The first element decides; a map further down shows its keys, as recorded. */
function list(title: string | undefined, values: PrintableList, indent: number, sections: Draft[]): void {
  if (isPrintableMap(values[0] as Printable)) {
    maps(title, values, indent, sections);
    return;
  }
  for (const value of values) {
    if (isScalar(value)) current(sections).rows.push([cellText(value)]);
    else if (isPrintableMap(value)) current(sections).rows.push(Object.keys(value));
    else if (value.every(isScalar)) current(sections).rows.push(value.map(cellText));
    else build(undefined, value, indent, sections);
  }
}

/** One header for all; with anything nested, every further element begins a section of its own. */
function maps(title: string | undefined, values: PrintableList, indent: number, sections: Draft[]): void {
  const { scalars, nested } = keysOf(values.filter(isPrintableMap));
  current(sections).header = scalars;
  for (const [index, value] of values.entries()) {
    if (!isPrintableMap(value)) {
      current(sections).rows.push([isScalar(value) ? cellText(value) : ""]);
      continue;
    }
    if (index > 0 && nested.length > 0) {
      open(title ?? "", indent, sections);
      current(sections).header = scalars;
    }
    current(sections).rows.push(scalars.map((key) => text(value, key)));
    for (const key of nested) {
      const inner = value[key];
      if (inner !== undefined && !isScalar(inner)) build(key, inner, indent + 1, sections);
    }
  }
}

function keysOf(values: readonly PrintableMap[]): { readonly scalars: string[]; readonly nested: string[] } {
  const scalars = new Set<string>();
  const nested = new Set<string>();
  for (const value of values) {
    for (const key of Object.keys(value)) (isScalar(value[key] as Printable) ? scalars : nested).add(key);
  }
  return { scalars: [...scalars].sort(byCodePoint), nested: [...nested].sort(byCodePoint) };
}

function text(value: PrintableMap, key: string): string {
  const member = value[key];
  return member === undefined || !isScalar(member) ? "" : cellText(member);
}

/** Rows of one section have equal length. */
function padded(rows: readonly (readonly string[])[], least: number): readonly (readonly string[])[] {
  const length = Math.max(least, ...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array<string>(length - row.length).fill("")]);
}
