/**
 * Compiles a shape to a function that writes its values as fields of a form: `&Filters.member.1.Name=id`. Two dialects: that
 * of `awsQuery`, and that of `ec2Query`, which has its own names, no empty lists and no lists that are not flattened.
 */

import { scalarParts } from "../kinds/every-kind.ts";
import type { SchemaRef } from "../schema/schema.ts";
import * as S from "../schema/shape.ts";
import { givenOf } from "../values/own-property.ts";
import { uriEncode } from "../values/uri-encode.ts";
import { textWriter } from "./binding.ts";
import { memberTraits, tagOf } from "./xml-names.ts";

/** The fields of a value, each with its `&`. `key` is the value's own, encoded; empty for the input as a whole. */
export type WriteFields = (value: unknown, key: string) => string;

/** A compiler that keeps what it has compiled, by table. One per protocol. */
export function formWriters({ ec2 }: { readonly ec2: boolean }): (ref: SchemaRef) => WriteFields {
  const writerOf = S.compileOnce(compile);

  function compile(ref: SchemaRef): WriteFields {
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
        return document;
      default: {
        const text = textWriter(shape, "body", scalarParts);
        return (value, key) => `&${key}=${uriEncode(text(value))}`;
      }
    }
  }

  function list({ refs, traits }: S.Shape): WriteFields {
    const member = refs[0] as SchemaRef;
    const flat = ec2 || Boolean(traits.xmlFlattened);
    const infix = flat ? "" : `.${uriEncode(tagOf(member, "member"))}`;
    let write: WriteFields | undefined;
    return (value, key) => {
      const items = (Array.isArray(value) ? value : [value]) as readonly unknown[];
      if (items.length === 0) return ec2 ? "" : `&${key}=`;
      write ??= writerOf(member);
      let text = "";
      let n = 1;
      for (const item of items) if (item != null) text += write(item, `${key}${infix}.${n++}`);
      return text;
    };
  }

  function map({ refs, traits }: S.Shape): WriteFields {
    const [keyRef, target] = refs as readonly [SchemaRef, SchemaRef];
    const infix = traits.xmlFlattened ? "" : ".entry";
    const keyName = nested(keyRef, "key");
    const valueName = nested(target, "value");
    let write: WriteFields | undefined;
    return (value, key) => {
      write ??= writerOf(target);
      let text = "";
      let n = 1;
      for (const [name, item] of Object.entries(value as object)) {
        if (item == null) continue;
        const entry = `${key}${infix}.${n++}`;
        text += `&${entry}.${keyName}=${uriEncode(name)}${write(item, `${entry}.${valueName}`)}`;
      }
      return text;
    };
  }

  function structure(shape: S.Shape): WriteFields {
    let members: readonly Member[] | undefined;
    const union = shape.type === S.UNION;
    const given = givenOf(shape.names, scalarParts.omitted?.inRequest(shape, scalarParts));
    return (value, key) => {
      members ??= S.membersOf(shape).map(member);
      const record = given(value);
      const prefix = key && `${key}.`;
      let text = "";
      let found = false;
      for (const { name, field, write } of members) {
        const item = record[name];
        if (item == null) continue;
        found = true;
        text += write(item, prefix + field);
      }
      if (union && !found && Array.isArray(record.$unknown)) {
        const [name, inner] = record.$unknown as [string, unknown];
        text = document(inner, prefix + uriEncode(name));
      }
      return text;
    };
  }

  function member({ name, ref }: S.Member): Member {
    const own = memberTraits(ref);
    let field = tagOf(ref, name);
    if (ec2) field = String(own.ec2QueryName ?? field.charAt(0).toUpperCase() + field.slice(1));
    return { name, field: uriEncode(field), write: writerOf(ref) };
  }

  function nested(ref: SchemaRef, name: string): string {
    const own = ec2 ? memberTraits(ref).ec2QueryName : undefined;
    return uriEncode(String(own ?? tagOf(ref, name)));
  }

  /** By the value's own type. */
  function document(value: unknown, key: string): string {
    if (Array.isArray(value)) return writerOf(LIST_OF_DOCUMENTS)(value, key);
    if (value instanceof Date) return writerOf(S.TIMESTAMP)(value, key);
    if (value instanceof Uint8Array) return writerOf(S.BLOB)(value, key);
    if (typeof value === "object" && value !== null) return writerOf(MAP_OF_DOCUMENTS)(value, key);
    return `&${key}=${uriEncode(String(value))}`;
  }

  return writerOf;
}

const LIST_OF_DOCUMENTS = S.LIST | S.DOCUMENT;
const MAP_OF_DOCUMENTS = S.MAP | S.DOCUMENT;

interface Member {
  readonly name: string;
  readonly field: string;
  readonly write: WriteFields;
}
