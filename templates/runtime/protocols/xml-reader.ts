/**
 * Compiles a shape to a function that reads its values straight out of XML text, with no tree between: modelled members only,
 * under model names. What the model does not know is passed over, but for the one member of a union.
 *
 * The official client's rules on white space, and on text or nothing where a structure is due, hold here too.
 */

import { scalarParts } from "../kinds/every-kind.ts";
import type { Fill } from "../kinds/kind.ts";
import { isJson, lazyJson } from "../kinds/lazy-json.ts";
import { parseTimestamp } from "../kinds/timestamp-format.ts";
import type { SchemaRef } from "../schema/schema.ts";
import * as S from "../schema/shape.ts";
import { decodeBase64 } from "../values/base64.ts";
import { setOwn } from "../values/own-property.ts";
import { textReader } from "./header-text.ts";
import { type Cursor, enter, readTag, skip, takeTag, textOf, toChild } from "./xml-cursor.ts";
import { memberTraits, tagOf } from "./xml-names.ts";
import { treeOf } from "./xml-tree.ts";

/** Reads the element `tag`, from behind its name to behind its end. */
export type ReadElement = (cursor: Cursor, tag: string) => unknown;
type Out = Record<string, unknown>;

/** The reader of a shape; the same for every protocol. Compiled once for each table. */
export const xmlReader: (ref: SchemaRef) => ReadElement = /* @__PURE__ */ S.compileOnce(compile);

function compile(ref: SchemaRef): ReadElement {
  const shape = S.shapeOf(ref);
  switch (shape.type) {
    case S.LIST:
      return list(shape);
    case S.MAP:
      return map(shape);
    case S.STRUCTURE:
    case S.UNION:
      return structure(shape);
    case S.DOCUMENT:
      return treeOf;
    default: {
      const read = elementReader(shape);
      return read ? (cursor, tag) => read(textOf(cursor, tag)) : textOf;
    }
  }
}

/** The value of an element's or attribute's text; `undefined`: the text itself. */
function elementReader(shape: S.Shape): ((text: string) => unknown) | undefined {
  switch (shape.type) {
    case S.STRING:
      return isJson(shape.traits.mediaType) ? lazyJson : undefined;
    case S.TIMESTAMP:
      return (text) => parseTimestamp(text, S.DATE_TIME);
    case S.BLOB:
    case S.STREAMING_BLOB:
      return (text) => decodeBase64(text.replace(/\s+/g, ""));
    default:
      return textReader(shape, scalarParts);
  }
}

function list({ refs }: S.Shape): ReadElement {
  const member = refs[0] as SchemaRef;
  const item = tagOf(member, "member");
  let read: ReadElement | undefined;
  return (cursor, tag) => {
    const items: unknown[] = [];
    if (!enter(cursor)) return items;
    read ??= xmlReader(member);
    while (toChild(cursor, tag)) {
      if (takeTag(cursor, item)) items.push(read(cursor, item));
      else skip(cursor, readTag(cursor));
    }
    return items;
  };
}

function map(shape: S.Shape): ReadElement {
  const put = entry(shape);
  return (cursor, tag) => {
    const out: Out = {};
    if (!enter(cursor)) return out;
    while (toChild(cursor, tag)) {
      if (takeTag(cursor, "entry")) put(out, cursor, "entry");
      else skip(cursor, readTag(cursor));
    }
    return out;
  };
}

/** `<entry><key>a</key><value>1</value></entry>`, into the map. A key without a value is one of a sparse map. */
function entry({ refs, traits }: S.Shape): (out: Out, cursor: Cursor, tag: string) => void {
  const [key, value] = refs as readonly [SchemaRef, SchemaRef];
  const keyTag = tagOf(key, "key");
  const valueTag = tagOf(value, "value");
  let read: ReadElement | undefined;
  return (out, cursor, tag) => {
    if (!enter(cursor)) return;
    read ??= xmlReader(value);
    let name: string | undefined;
    let found: unknown = traits.sparse ? null : undefined;
    while (toChild(cursor, tag)) {
      if (takeTag(cursor, keyTag)) name = textOf(cursor, keyTag);
      else if (takeTag(cursor, valueTag)) found = read(cursor, valueTag);
      else skip(cursor, readTag(cursor));
    }
    if (name !== undefined && found !== undefined) setOwn(out, name, found);
  };
}

interface Member {
  readonly tag: string;
  readonly put: (out: Out, cursor: Cursor, tag: string) => void;
  /** The member that followed last time: mostly it follows again, and its name need not be cut out and looked up. */
  next: Member | undefined;
}

interface Members {
  readonly elements: ReadonlyMap<string, Member>;
  /** Puts attributes into an output; `undefined` when no member is one. */
  readonly attribute: ((out: Out) => (name: string, value: string) => void) | undefined;
}

function structure(shape: S.Shape): ReadElement {
  const union = shape.type === S.UNION;
  let members: Members | undefined;
  let first: Member | undefined;
  let fill: Fill;
  return (cursor, tag) => {
    if (members === undefined) {
      members = membersOf(shape);
      fill = scalarParts.omitted?.inAnswer(shape, scalarParts);
    }
    const { elements, attribute } = members;
    const out: Out = {};
    if (!enter(cursor, attribute?.(out))) {
      fill?.(out);
      return out;
    }
    let last: Member | undefined;
    let unknown: readonly [string, unknown] | undefined;
    let others = 0;
    while (toChild(cursor, tag)) {
      let member = last ? last.next : first;
      if (!member || !takeTag(cursor, member.tag)) {
        const name = readTag(cursor);
        member = elements.get(name);
        if (!member) {
          others++;
          if (union) unknown = [name, treeOf(cursor, name)];
          else skip(cursor, name);
          continue;
        }
        if (last) last.next = member;
        else first = member;
      }
      member.put(out, cursor, member.tag);
      last = member;
    }
    if (others === 1 && unknown && !last) out.$unknown = unknown;
    fill?.(out);
    return out;
  };
}

function membersOf(shape: S.Shape): Members {
  const elements = new Map<string, Member>();
  const attributes = new Map<string, (out: Out, value: string) => void>();
  for (const { name, ref } of S.membersOf(shape)) {
    const tag = tagOf(ref, name);
    if (memberTraits(ref).xmlAttribute) {
      const read = elementReader(S.shapeOf(ref));
      attributes.set(tag, (out, value) => setOwn(out, name, read ? read(value) : value));
    } else elements.set(tag, { tag, put: putter(name, ref), next: undefined });
  }
  const attribute = (out: Out) => (name: string, value: string) => attributes.get(name)?.(out, value);
  return { elements, attribute: attributes.size > 0 ? attribute : undefined };
}

/** Reads one element of a member into its place: of a flattened list or map, one item. */
function putter(name: string, ref: SchemaRef): Member["put"] {
  const shape = S.shapeOf(ref);
  if (shape.type === S.LIST && shape.traits.xmlFlattened) {
    const read = xmlReader(shape.refs[0] as SchemaRef);
    return (out, cursor, tag) => {
      const item = read(cursor, tag);
      if (Object.hasOwn(out, name)) (out[name] as unknown[]).push(item);
      else setOwn(out, name, [item]);
    };
  }
  if (shape.type === S.MAP && shape.traits.xmlFlattened) {
    const put = entry(shape);
    return (out, cursor, tag) => {
      if (!Object.hasOwn(out, name)) setOwn(out, name, {});
      put(out[name] as Out, cursor, tag);
    };
  }
  const read = xmlReader(ref);
  return name === "__proto__"
    ? (out, cursor, tag) => setOwn(out, name, read(cursor, tag))
    : (out, cursor, tag) => {
        out[name] = read(cursor, tag);
      };
}
