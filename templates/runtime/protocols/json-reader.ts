/**
 * Compiles a shape to a function that turns parsed JSON into its values: modelled members only, under model names, nulls
 * of structures dropped. A value of a type that the model does not name passes through. The parsed JSON is used up: lists
 * and maps are changed in place.
 */
import type { SchemaRef } from "../client/schema.ts";
import * as S from "../client/shape.ts";
import { decodeBase64 } from "./base64.ts";
import type { JsonRules } from "./json-writer.ts";
import { isJson, lazyJson } from "./lazy-json.ts";
import { NumericValue } from "./numeric-value.ts";
import { answerFiller, type Fill } from "./omitted.ts";
import { setOwn } from "./own-property.ts";
import { parseTimestamp, timestampFormat } from "./timestamp.ts";

export type Read = (value: unknown) => unknown;
export type JsonReader = (ref: SchemaRef) => Read | undefined;

/** A compiler that keeps what it has compiled, by table. One per protocol. `undefined`: the value is already what it must be. */
export function jsonReaders(rules: JsonRules): JsonReader {
  const readerOf = S.compileOnce(compile);

  function compile(ref: SchemaRef): Read | undefined {
    const shape = S.shapeOf(ref);
    switch (shape.kind) {
      case "simple":
        return scalar(shape.type, shape.traits, rules);
      case "list":
        return each(shape.member);
      case "map":
        return each(shape.value);
      case "structure":
        return structure(shape);
      case "union":
        return rules.unions?.read(shape, keyOf, readerOf) ?? union(shape);
      case "unit":
        return () => ({});
    }
  }

  /** Lists and maps: every item read in place. */
  function each(target: SchemaRef): Read {
    let item: { readonly read: Read | undefined } | undefined;
    return (value) => {
      if (typeof value !== "object" || value === null) return value;
      item ??= { read: readerOf(target) };
      const { read } = item;
      if (!read) return value;
      if (Array.isArray(value)) {
        for (let i = 0; i < value.length; i++) if (value[i] !== null) value[i] = read(value[i]);
        return value;
      }
      for (const [key, inner] of Object.entries(value)) if (inner !== null) setOwn(value, key, read(inner));
      return value;
    };
  }

  function structure(shape: S.Shape & { kind: "structure" | "union" }): Read {
    let members: readonly Member[] | undefined;
    let fill: Fill;
    return (value) => {
      if (typeof value !== "object" || value === null) return value;
      if (members === undefined) {
        members = shape.names.map((name, i) => member(name, shape.refs[i] as SchemaRef));
        fill = answerFiller(shape);
      }
      const record = value as Readonly<Record<string, unknown>>;
      const out: Record<string, unknown> = {};
      for (const { name, key, read, odd } of members) {
        const item = odd && !Object.hasOwn(record, key) ? undefined : record[key];
        if (item == null) continue;
        if (odd) setOwn(out, name, read ? read(item) : item);
        else out[name] = read ? read(item) : item;
      }
      fill?.(out);
      return out;
    };
  }

  /** One of many members is there, so it is looked up by its key. */
  function union(shape: S.Shape & { kind: "structure" | "union" }): Read {
    let members: ReadonlyMap<string, Member> | undefined;
    return (value) => {
      if (typeof value !== "object" || value === null) return value;
      members ??= new Map(
        shape.names.map((name, i) => {
          const one = member(name, shape.refs[i] as SchemaRef);
          return [one.key, one];
        }),
      );
      const out: Record<string, unknown> = {};
      const unknown: [string, unknown][] = [];
      let found = false;
      for (const key of Object.keys(value)) {
        const item = (value as Readonly<Record<string, unknown>>)[key];
        const known = members.get(key);
        if (!known) {
          if (key !== "__type") unknown.push([key, item]);
        } else if (item != null) {
          found = true;
          setOwn(out, known.name, known.read ? known.read(item) : item);
        }
      }
      if (!found && unknown.length === 1) out.$unknown = unknown[0];
      return out;
    };
  }

  function member(name: string, ref: SchemaRef): Member {
    const key = keyOf(name, ref);
    return { name, key, read: readerOf(ref), odd: key in {} || name in {} };
  }

  const keyOf = (name: string, ref: SchemaRef): string =>
    rules.names === "jsonName" ? String(S.shapeOf(ref).traits.jsonName ?? name) : name;

  return readerOf;
}

interface Member {
  readonly name: string;
  readonly key: string;
  readonly read: Read | undefined;
  /** Named like something that every object inherits. */
  readonly odd: boolean;
}

function scalar(
  type: number,
  traits: S.Traits,
  { timestamps, timestampDefault = S.EPOCH_SECONDS }: JsonRules,
): Read | undefined {
  switch (type) {
    case S.STRING:
      if (!isJson(traits.mediaType)) return undefined;
      return (value) => (typeof value === "string" ? lazyJson(value) : value);
    case S.NUMBER:
      return (value) => {
        if (typeof value === "number") return value;
        // A bigint or a decimal comes of a table that also holds big numbers; here a number is what the type says.
        const special = value === "NaN" || value === "Infinity" || value === "-Infinity";
        return special || typeof value === "bigint" || value instanceof NumericValue ? Number(value) : value;
      };
    case S.BIG_INTEGER:
      return (value) => (typeof value === "number" || typeof value === "string" ? BigInt(value) : value);
    case S.BIG_DECIMAL:
      return (value) => new NumericValue(value instanceof NumericValue ? value.string : String(value));
    case S.BLOB:
    case S.STREAMING_BLOB:
      return (value) => (typeof value === "string" ? decodeBase64(value) : value);
    case S.TIMESTAMP:
    case S.DATE_TIME:
    case S.HTTP_DATE:
    case S.EPOCH_SECONDS: {
      const format = timestamps ? S.EPOCH_SECONDS : timestampFormat(type, timestampDefault);
      return (value) => parseTimestamp(value, format);
    }
    default:
      return undefined;
  }
}

/** Whether values of the shape must be parsed with all their digits. */
export function holdsBigNumbers(ref: SchemaRef, seen: Set<unknown> = new Set()): boolean {
  const shape = S.shapeOf(ref);
  switch (shape.kind) {
    case "simple":
      return shape.type === S.BIG_INTEGER || shape.type === S.BIG_DECIMAL || shape.type === S.DOCUMENT;
    case "list":
      return holdsBigNumbers(shape.member, seen);
    case "map":
      return holdsBigNumbers(shape.value, seen);
    case "structure":
    case "union":
      if (seen.has(shape.table)) return false;
      seen.add(shape.table);
      return shape.refs.some((ref) => holdsBigNumbers(ref, seen));
    case "unit":
      return false;
  }
}
