/** Reads an element of which no table tells anything: what an error says beside its members, and members of later models. */

import { setOwn } from "../values/own-property.ts";
import { type Cursor, enter, readTag, textOf, toChild, type XmlRecord, type XmlValue } from "./xml-cursor.ts";

/**
 * The element `tag`, from behind its name. `<a>1</a>` is `"1"`; `<a><b>1</b><b/></a>` is `{ b: ["1", ""] }`. Namespace
 * declarations are left out.
 */
export function treeOf(cursor: Cursor, tag: string): XmlValue {
  const out: Record<string, XmlValue> = {};
  const start = cursor.at;
  const entered = enter(cursor, (name, value) => {
    if (!/^xmlns(?::|$)/.test(name)) setOwn(out, name, value);
  });
  const attributes = Object.keys(out).length;
  let children = 0;
  while (entered && toChild(cursor, tag)) {
    children++;
    const name = readTag(cursor);
    const value = treeOf(cursor, name);
    const before = Object.hasOwn(out, name) ? out[name] : undefined;
    if (before === undefined) setOwn(out, name, value);
    else if (Array.isArray(before)) before.push(value);
    else out[name] = [before, value];
  }
  if (children > 0) return out;
  const end = cursor.at;
  cursor.at = start;
  const text = textOf(cursor, tag);
  cursor.at = end;
  return text || attributes === 0 ? text : out;
}

/** A value that is not one text and not a list. */
export function isXmlRecord(value: XmlValue | undefined): value is XmlRecord {
  return typeof value === "object" && !Array.isArray(value);
}
