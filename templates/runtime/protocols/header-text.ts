/** Values as the text of a header, and back: lists have one text, whose items are parted by commas. */

import type { Parts, ReadText, WriteText } from "../kinds/kind.ts";
import { kindOf } from "../kinds/kind-of.ts";
import type { SchemaRef } from "../schema/schema.ts";
import { EPOCH_SECONDS, HTTP_DATE, LIST, type Shape, shapeOf, TIMESTAMP } from "../schema/shape.ts";
import { textWriter } from "./binding.ts";

/** `a, "b, c"`: items that hold a comma stand in quotes. Dates hold one, and stand without. */
export function headerWriter(ref: SchemaRef, parts: Parts): WriteText {
  const shape = shapeOf(ref);
  if (shape.type !== LIST) return textWriter(shape, "header", parts);
  const item = itemOf(shape);
  const write = textWriter(item, "header", parts);
  const bare = item.type >= TIMESTAMP && item.type <= EPOCH_SECONDS;
  return (value) => {
    if (!Array.isArray(value)) return String(value);
    const items = value.filter((one) => one != null).map(write);
    return (bare ? items : items.map(quoted)).join(", ");
  };
}

export function headerReader(ref: SchemaRef, parts: Parts): ReadText {
  const shape = shapeOf(ref);
  if (shape.type !== LIST) return textReader(shape, parts);
  const item = itemOf(shape);
  const read = textReader(item, parts);
  const dates = item.type === TIMESTAMP || item.type === HTTP_DATE;
  return (text) => (dates ? splitDates(text) : splitList(text)).map((part) => read(part.trim()));
}

/** The items of a list; its own media type is theirs. */
function itemOf({ refs, traits: { mediaType } }: Shape): Shape {
  return shapeOf(refs[0] as SchemaRef, mediaType === undefined ? undefined : { mediaType });
}

export function textReader(shape: Shape, parts: Parts): ReadText {
  return kindOf(shape, parts).fromText?.(shape) ?? ((text) => text);
}

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replace(/[\\"]/g, "\\$&")}"` : text;
}

/** Every second comma parts two dates. */
function splitDates(text: string): string[] {
  return text.match(/[^,]+,[^,]+/g) ?? [];
}

/** The items of a list header; quotes around an item, and what is escaped in them, are undone. */
function splitList(text: string): string[] {
  const items: string[] = [];
  let start = 0;
  let inQuotes = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === "\\" && (text[i + 1] === '"' || text[i + 1] === "\\")) i++;
    else if (char === '"') inQuotes = !inQuotes;
    else if (char === "," && !inQuotes) {
      items.push(unquoted(text.slice(start, i).trim()));
      start = i + 1;
    }
  }
  items.push(unquoted(text.slice(start).trim()));
  return items;
}

function unquoted(item: string): string {
  return item.length > 1 && item.startsWith('"') && item.endsWith('"')
    ? item.slice(1, -1).replace(/\\(["\\])/g, "$1")
    : item.replace(/\\"/g, '"');
}
