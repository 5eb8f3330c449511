/**
 * Compiles a shape to a function that writes its values as JSON text, members in table order. What is written for a value
 * of the wrong type follows the official client: it goes on the wire as it is, for the service to refuse.
 */
import type { SchemaRef } from "../client/schema.ts";
import * as S from "../client/shape.ts";
import { encodeBase64, toBytes } from "./base64.ts";
import { isJson, jsonText } from "./lazy-json.ts";
import { NumericValue } from "./numeric-value.ts";
import { type Omitted, omittedInRequest } from "./omitted.ts";
import { formatTimestamp, type TimestampFormat, timestampFormat, toDate } from "./timestamp.ts";

export type Write = (value: unknown) => string;

/** How a protocol spells what the protocols spell differently. */
export interface JsonRules {
  /** Whether the `jsonName` trait counts (rest protocols) or members go under their own names (rpc protocols). */
  readonly names: "jsonName" | "member";
  /** `seconds`: always epoch seconds, whatever format the model asks for. */
  readonly timestamps?: "seconds";
  /** The format of times for which the model asks for none; epoch seconds where this is not said. */
  readonly timestampDefault?: TimestampFormat;
  /** `string`: numbers beyond a double's precision go as strings of digits. */
  readonly bigNumbers?: "string";
  /** Forms of unions beside the ordinary one. */
  readonly unions?: UnionForms;
}

export type UnionShape = S.Shape & { readonly kind: "structure" | "union" };

/** Compiles unions that go in a form of their own; `undefined` for those that do not. `keyOf` is a member's name in JSON. */
export interface UnionForms {
  write(
    shape: UnionShape,
    keyOf: (name: string, ref: SchemaRef) => string,
    writerOf: (ref: SchemaRef) => Write,
  ): Write | undefined;
  read(
    shape: UnionShape,
    keyOf: (name: string, ref: SchemaRef) => string,
    readerOf: (ref: SchemaRef) => ((value: unknown) => unknown) | undefined,
  ): ((value: unknown) => unknown) | undefined;
}

export type JsonWriter = (ref: SchemaRef) => Write;

/** A compiler that keeps what it has compiled, by table. One per protocol. */
export function jsonWriters(rules: JsonRules): JsonWriter {
  const writerOf = S.compileOnce(compile);

  function compile(ref: SchemaRef): Write {
    const shape = S.shapeOf(ref);
    switch (shape.kind) {
      case "simple":
        return scalar(shape.type, shape.traits, rules);
      case "list":
        return list(shape);
      case "map":
        return map(shape);
      case "union":
        return rules.unions?.write(shape, keyOf, writerOf) ?? structure(shape);
      case "structure":
        return structure(shape);
      case "unit":
        return () => "{}";
    }
  }

  function list({ member, traits }: S.Shape & { kind: "list" }): Write {
    let write: Write | undefined;
    const gap = traits.sparse ? "null" : undefined;
    return (value) => {
      if (!Array.isArray(value)) return anything(value);
      write ??= writerOf(member);
      let text = "";
      for (const item of value as readonly unknown[]) {
        const part = item == null ? gap : write(item);
        if (part !== undefined) text += text ? `,${part}` : part;
      }
      return `[${text}]`;
    };
  }

  function map({ value: target, traits }: S.Shape & { kind: "map" }): Write {
    let write: Write | undefined;
    return (value) => {
      if (typeof value !== "object") return anything(value);
      write ??= writerOf(target);
      let text = "";
      for (const [key, item] of Object.entries(value as object)) {
        if (item === undefined || (item === null && !traits.sparse)) continue;
        text += `${text ? "," : ""}${quote(key)}:${item === null ? "null" : write(item)}`;
      }
      return `{${text}}`;
    };
  }

  function structure(shape: S.Shape & { kind: "structure" | "union" }): Write {
    let members: readonly Member[] | undefined;
    const union = shape.kind === "union";
    // Named like something that every object inherits: what is inherited is not given.
    const odd = shape.names.some((name) => name in {});
    let byName: ReadonlyMap<string, Member> | undefined;
    return (value) => {
      if (typeof value !== "object") return anything(value);
      members ??= shape.names.map((name, i) => member(name, shape.refs[i] as SchemaRef));
      const record = (odd ? Object.assign(Object.create(null), value) : value) as Readonly<Record<string, unknown>>;
      if (union) {
        // One of many members is given, so it is looked up by its name.
        byName ??= new Map(members.map((one) => [one.name, one]));
        const [name = "", ...others] = Object.keys(record);
        const only = others.length === 0 ? byName.get(name) : undefined;
        if (only && record[name] != null) return `{${only.first}${only.write(record[name])}}`;
      }
      let text = "";
      for (const { name, first, next, write, omitted } of members) {
        let item = record[name];
        if (item == null) {
          if (!omitted) continue;
          item = omitted();
        }
        text += (text ? next : first) + write(item);
      }
      if (union && !text && Array.isArray(record.$unknown)) {
        const [name, inner] = record.$unknown as [string, unknown];
        text = `${quote(name)}:${document(inner)}`;
      }
      return `{${text}}`;
    };
  }

  function member(name: string, ref: SchemaRef): Member {
    const key = `${quote(keyOf(name, ref))}:`;
    return { name, first: key, next: `,${key}`, write: writerOf(ref), omitted: omittedInRequest(ref) };
  }

  const keyOf = (name: string, ref: SchemaRef): string =>
    rules.names === "jsonName" ? String(S.shapeOf(ref).traits.jsonName ?? name) : name;

  return writerOf;
}

interface Member {
  readonly name: string;
  /** The key with its colon, and the same after a comma. */
  readonly first: string;
  readonly next: string;
  readonly write: Write;
  readonly omitted: Omitted;
}

/** Anything but what JSON text holds as it is. Lone surrogates are escaped; pairs take the slow way to the same text. */
const ESCAPED = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

function quote(text: string): string {
  return ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
}

function scalar(
  type: number,
  traits: S.Traits,
  { timestamps, timestampDefault = S.EPOCH_SECONDS, bigNumbers }: JsonRules,
): Write {
  switch (type) {
    case S.STRING:
      if (isJson(traits.mediaType)) return (value) => quote(jsonText(value));
      return (value) => (typeof value === "string" ? quote(value) : anything(value));
    case S.BLOB:
    case S.STREAMING_BLOB:
      return (value) => {
        const bytes = toBytes(value);
        return bytes ? `"${encodeBase64(bytes)}"` : anything(value);
      };
    case S.TIMESTAMP:
    case S.DATE_TIME:
    case S.HTTP_DATE:
    case S.EPOCH_SECONDS: {
      const format = timestamps ? S.EPOCH_SECONDS : timestampFormat(type, timestampDefault);
      return (value) => {
        const text = formatTimestamp(toDate(value), format);
        return format === S.EPOCH_SECONDS ? text : `"${text}"`;
      };
    }
    case S.BIG_INTEGER:
    case S.BIG_DECIMAL:
      if (!bigNumbers) return anything;
      return (value) => `"${value instanceof NumericValue ? value.string : String(value)}"`;
    case S.DOCUMENT:
      return document;
    default:
      return anything;
  }
}

/** A value by its own type. */
function anything(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "number":
      return Number.isFinite(value) ? String(value) : `"${value}"`;
    case "object":
      return value instanceof NumericValue ? value.string : JSON.stringify(value);
    default:
      return String(value);
  }
}

/** JSON with the types that documents may hold beside: dates as epoch seconds, bytes as base64, big numbers as digits. */
function document(value: unknown): string {
  if (typeof value !== "object" || value === null) return anything(value);
  if (Array.isArray(value))
    return `[${value
      .filter((item) => item !== undefined)
      .map(document)
      .join()}]`;
  if (value instanceof Date) return formatTimestamp(value, S.EPOCH_SECONDS);
  if (value instanceof Uint8Array) return `"${encodeBase64(value)}"`;
  if (value instanceof NumericValue) return value.string;
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${members.map(([key, item]) => `${quote(key)}:${document(item)}`).join()}}`;
}
