/** `--output text` (C12.5): tab-separated lines, scalars of a map sorted by key on one line, the rest below with a label. */
import {
  byCodePoint,
  cellText,
  isList,
  isPrintableMap,
  isScalar,
  type Printable,
  type PrintableList,
  type PrintableMap,
  type Scalar,
} from "./printable.ts";

/** All lines with their line breaks; empty when there is nothing to say. */
export function textOutput(value: Printable): string {
  return isScalar(value) ? `${cellText(value)}\n` : element(value, undefined, undefined);
}

function element(value: Printable, label: string | undefined, columns: readonly string[] | undefined): string {
  if (isScalar(value)) return scalars([value], label);
  return isList(value) ? list(value, label) : map(value, label, columns);
}

/** Scalars first; then, each under the same label, maps with the columns that all of them have together, and lists. */
function list(values: PrintableList, label: string | undefined): string {
  const maps = values.filter(isPrintableMap);
  const columns = [...new Set(maps.flatMap(scalarKeys))].sort(byCodePoint);
  const first = values.filter(isScalar);
  const others = values.filter((one) => !isScalar(one));
  const head = first.length === 0 ? "" : scalars(first, label);
  return head + others.map((one) => element(one, label, columns)).join("");
}

function map(value: PrintableMap, label: string | undefined, columns: readonly string[] | undefined): string {
  const shown = columns ?? scalarKeys(value).sort(byCodePoint);
  const cells = shown.map((key) => (Object.hasOwn(value, key) ? cell(value[key] as Printable) : ""));
  const line = cells.length === 0 ? "" : row(label, cells);
  const nested = Object.keys(value)
    .sort(byCodePoint)
    .filter((key) => !isScalar(value[key] as Printable));
  return line + nested.map((key) => element(value[key] as Printable, key, undefined)).join("");
}

/** A column may be a scalar in one element and nested in another; there it stands below. */
function cell(value: Printable): string {
  return isScalar(value) ? cellText(value) : "";
}

function scalarKeys(value: PrintableMap): string[] {
  return Object.keys(value).filter((key) => isScalar(value[key] as Printable));
}

function scalars(values: readonly Scalar[], label: string | undefined): string {
  const cells = values.map(cellText);
  return label === undefined ? row(undefined, cells) : cells.map((one) => row(label, [one])).join("");
}

function row(label: string | undefined, cells: readonly string[]): string {
  return `${(label === undefined ? cells : [label.toUpperCase(), ...cells]).join("\t")}\n`;
}
