/**
 * Values as text outside of bodies: URI labels, query parameters and headers, and headers back to values. Knows how one
 * value is spelled in its position, not which member goes where.
 */
import type { SchemaRef } from "../client/schema.ts";
import * as S from "../client/shape.ts";
import { decodeBase64, encodeBase64, toBytes, utf8 } from "./base64.ts";
import { isJson, jsonText, lazyJson } from "./lazy-json.ts";
import { NumericValue } from "./numeric-value.ts";
import { formatTimestamp, parseTimestamp, timestampFormat, toDate } from "./timestamp.ts";

export type Position = "label" | "query" | "header" | "body";
export type WriteText = (value: unknown) => string;
export type ReadText = (text: string) => unknown;

/** The spelling of values in a position. Of lists, only those in headers have one text. */
export function textWriter(ref: SchemaRef, position: Position, outer?: S.Traits): WriteText {
  const shape = S.shapeOf(ref, outer);
  if (shape.kind === "list") return headerList(shape);
  if (shape.kind !== "simple") return String;
  const { type, traits } = shape;
  switch (type) {
    case S.STRING:
      if (!traits.mediaType) return String;
      if (position !== "header") return jsonText;
      return (value) => encodeBase64(toBytes(jsonText(value)) as Uint8Array);
    case S.TIMESTAMP:
    case S.DATE_TIME:
    case S.HTTP_DATE:
    case S.EPOCH_SECONDS: {
      const format = timestampFormat(type, position === "header" ? S.HTTP_DATE : S.DATE_TIME);
      return (value) => formatTimestamp(toDate(value), format);
    }
    case S.BLOB:
      return (value) => encodeBase64(toBytes(value) ?? new Uint8Array());
    case S.BIG_DECIMAL:
      return (value) => (value instanceof NumericValue ? value.string : String(value));
    default:
      return String;
  }
}

/** `a, "b, c"`: joined by commas, items that hold one put in quotes. Dates hold a comma, and stand without quotes. */
function headerList({ member, traits }: S.Shape & { kind: "list" }): WriteText {
  const { mediaType } = traits;
  const write = textWriter(member, "header", mediaType === undefined ? undefined : { mediaType });
  const item = S.shapeOf(member);
  const bare = item.kind === "simple" && item.type >= S.TIMESTAMP && item.type <= S.EPOCH_SECONDS;
  return (value) => {
    if (!Array.isArray(value)) return String(value);
    const items = value.filter((one) => one != null).map(write);
    return (bare ? items : items.map(quoted)).join(", ");
  };
}

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replace(/[\\"]/g, "\\$&")}"` : text;
}

/** Reads one header's value. */
export function headerReader(ref: SchemaRef, outer?: S.Traits): ReadText {
  const shape = S.shapeOf(ref, outer);
  if (shape.kind === "list") {
    const item = S.shapeOf(shape.member);
    const { mediaType } = shape.traits;
    const read = headerReader(shape.member, mediaType === undefined ? undefined : { mediaType });
    const dates = item.kind === "simple" && (item.type === S.TIMESTAMP || item.type === S.HTTP_DATE);
    return (text) => (dates ? splitDates(text) : splitList(text)).map((part) => read(part.trim()));
  }
  if (shape.kind !== "simple") return (text) => text;
  const { type, traits } = shape;
  switch (type) {
    case S.STRING:
      if (!traits.mediaType) return (text) => text;
      return isJson(traits.mediaType)
        ? (text) => lazyJson(utf8(decodeBase64(text)))
        : (text) => utf8(decodeBase64(text));
    case S.NUMBER:
      return Number;
    case S.BOOLEAN:
      return (text) => text.toLowerCase() === "true";
    case S.BIG_INTEGER:
      return BigInt;
    case S.BIG_DECIMAL:
      return (text) => new NumericValue(text);
    case S.BLOB:
    case S.STREAMING_BLOB:
      return decodeBase64;
    case S.TIMESTAMP:
    case S.DATE_TIME:
    case S.HTTP_DATE:
    case S.EPOCH_SECONDS: {
      const format = timestampFormat(type, S.HTTP_DATE);
      return (text) => parseTimestamp(text, format);
    }
    default:
      return (text) => text;
  }
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

/** Percent-encodes all but RFC 3986's unreserved characters. */
export function uriEncode(text: string): string {
  if (/^[\w.~-]+$/.test(text)) return text;
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
