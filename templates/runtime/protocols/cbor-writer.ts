/**
 * Compiles a shape to a function that writes its values as CBOR, members in table order. What is written for a value of
 * the wrong type follows the official client: it goes on the wire as it is, for the service to refuse.
 */

import { scalarParts } from "../kinds/every-kind.ts";
import { isJson, jsonText } from "../kinds/lazy-json.ts";
import { NumericValue } from "../kinds/numeric-value.ts";
import { toDate } from "../kinds/timestamp-format.ts";
import type { SchemaRef } from "../schema/schema.ts";
import * as S from "../schema/shape.ts";
import { toBytes } from "../values/base64.ts";
import { givenOf } from "../values/own-property.ts";
import * as out from "./cbor-output.ts";

type Write = (value: unknown) => void;

const writerOf = /* @__PURE__ */ S.compileOnce<Write>(compile);

/** Writes a whole message of a shape. */
export function cborWriter(ref: SchemaRef): (value: unknown) => Uint8Array {
  const write = writerOf(ref);
  return (value) => {
    out.begin();
    write(value);
    return out.take();
  };
}

function compile(ref: SchemaRef): Write {
  const shape = S.shapeOf(ref);
  switch (shape.type) {
    case S.LIST:
      return list(shape);
    case S.MAP:
      return map(shape);
    case S.STRUCTURE:
      return structure(shape);
    case S.UNION:
      return union(shape);
    default:
      return scalar(shape.type, shape.traits);
  }
}

function list({ refs, traits }: S.Shape): Write {
  let write: Write | undefined;
  return (value) => {
    if (!Array.isArray(value)) {
      anything(value);
      return;
    }
    write ??= writerOf(refs[0] as SchemaRef);
    const items = traits.sparse ? value : value.filter((item) => item != null);
    out.list(items.length);
    for (const item of items as readonly unknown[]) {
      if (item == null) out.simple(null);
      else write(item);
    }
  };
}

function map({ refs, traits }: S.Shape): Write {
  let write: Write | undefined;
  return (value) => {
    if (typeof value !== "object") {
      anything(value);
      return;
    }
    write ??= writerOf(refs[1] as SchemaRef);
    const record = value as Readonly<Record<string, unknown>>;
    const keys = Object.keys(record).filter((key) => record[key] != null || (traits.sparse && record[key] === null));
    out.map(keys.length);
    for (const key of keys) {
      out.textString(key);
      const item = record[key];
      if (item === null) out.simple(null);
      else write(item);
    }
  };
}

interface Member {
  readonly name: string;
  readonly key: Uint8Array;
  readonly write: Write;
}

function membersOf(shape: S.Shape): readonly Member[] {
  return S.membersOf(shape).map(({ name, ref }) => ({ name, key: out.encodedText(name), write: writerOf(ref) }));
}

function structure(shape: S.Shape): Write {
  let members: readonly Member[] | undefined;
  const given = givenOf(shape.names, scalarParts.omitted?.inRequest(shape, scalarParts));
  const most = shape.names.length;
  return (value) => {
    if (typeof value !== "object") {
      anything(value);
      return;
    }
    members ??= membersOf(shape);
    const record = given(value);
    const place = out.openMap(most);
    let length = 0;
    for (const { name, key, write } of members) {
      const item = record[name];
      if (item == null) continue;
      out.raw(key);
      write(item);
      length++;
    }
    out.closeMap(place, most, length);
  };
}

/** Exactly one member, a known one before one that the model does not have. */
function union(shape: S.Shape): Write {
  let members: readonly Member[] | undefined;
  const given = givenOf(shape.names);
  return (value) => {
    if (typeof value !== "object") {
      anything(value);
      return;
    }
    members ??= membersOf(shape);
    const record = given(value);
    const set = members.find(({ name }) => record[name] != null);
    const unknown = Array.isArray(record.$unknown) ? (record.$unknown as readonly unknown[]) : undefined;
    out.map(set || unknown ? 1 : 0);
    if (set) {
      out.raw(set.key);
      set.write(record[set.name]);
    } else if (unknown) {
      out.textString(String(unknown[0]));
      anything(unknown[1]);
    }
  };
}

function scalar(type: number, traits: S.Traits): Write {
  switch (type) {
    case S.STRING:
      if (isJson(traits.mediaType)) return (value) => out.textString(jsonText(value));
      return (value) => (typeof value === "string" ? out.textString(value) : anything(value));
    case S.NUMBER:
      return (value) => (typeof value === "number" ? out.number(value) : anything(value));
    case S.BLOB:
    case S.STREAMING_BLOB:
      return (value) => {
        const bytes = toBytes(value);
        if (bytes) out.byteString(bytes);
        else anything(value);
      };
    case S.TIMESTAMP:
    case S.DATE_TIME:
    case S.HTTP_DATE:
    case S.EPOCH_SECONDS:
      return (value) => timestamp(toDate(value));
    default:
      return anything;
  }
}

/** Tag 1: seconds since the epoch, whatever format the model asks for. */
function timestamp(date: Date): void {
  out.tag(1);
  out.number(date.getTime() / 1000);
}

/** A value by its own type: documents, and whatever stands where another type should. */
function anything(value: unknown): void {
  switch (typeof value) {
    case "string":
      out.textString(value);
      break;
    case "number":
      out.number(value);
      break;
    case "bigint":
      out.bigInteger(value);
      break;
    case "boolean":
      out.simple(value);
      break;
    case "object":
      object(value);
      break;
    case "undefined":
      out.simple(null);
      break;
    default:
      out.textString(String(value));
  }
}

function object(value: object | null): void {
  if (value === null) out.simple(null);
  else if (value instanceof Date) timestamp(value);
  else if (value instanceof Uint8Array) out.byteString(value);
  else if (value instanceof NumericValue) out.decimal(value.string);
  else if (Array.isArray(value)) {
    const items = (value as readonly unknown[]).filter((item) => item !== undefined);
    out.list(items.length);
    for (const item of items) anything(item);
  } else {
    const members = Object.entries(value).filter(([, item]) => item !== undefined);
    out.map(members.length);
    for (const [key, item] of members) {
      out.textString(key);
      anything(item);
    }
  }
}
