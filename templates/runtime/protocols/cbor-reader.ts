/**
 * Compiles a shape to a function that reads its values from CBOR: modelled members only, nulls of structures dropped, in one
 * pass over the bytes. A value of a type that the model does not name passes through.
 */

import { scalarParts } from "../kinds/every-kind.ts";
import type { Fill } from "../kinds/kind.ts";
import { NumericValue } from "../kinds/numeric-value.ts";
import { parseTimestamp } from "../kinds/timestamp-format.ts";
import type { SchemaRef } from "../schema/schema.ts";
import * as S from "../schema/shape.ts";
import { setOwn } from "../values/own-property.ts";
import * as input from "./cbor-input.ts";
import { encodedText } from "./cbor-output.ts";

/** Reads the item that comes next. */
type Read = () => unknown;

const readerOf = /* @__PURE__ */ S.compileOnce<Read>(compile);

/** Reads a whole message of a structure. Throws on bytes that are no CBOR, and on any other kind of item. */
export function cborReader(ref: SchemaRef): (body: Uint8Array) => Record<string, unknown> {
  const read = readerOf(ref);
  return (body) =>
    input.message(body, () => {
      if (input.skipNull()) return {};
      if (input.kind() !== input.MAP) throw new TypeError("Expected a CBOR map.");
      return read() as Record<string, unknown>;
    });
}

/** A whole message as a document. */
export const readCbor = (body: Uint8Array): unknown => input.message(body, input.item);

function compile(ref: SchemaRef): Read {
  const shape = S.shapeOf(ref);
  switch (shape.type) {
    case S.LIST: {
      const item = inner(shape);
      const list = S.shapeOf(shape.refs[0] as SchemaRef).type === S.NUMBER ? input.numbersOf : input.listOf;
      return () => (input.kind() === input.LIST ? list(item()) : input.item());
    }
    case S.MAP: {
      const value = inner(shape);
      return () => (input.kind() === input.MAP ? input.record(value()) : input.item());
    }
    case S.STRUCTURE:
    case S.UNION:
      return structure(shape);
    default:
      return scalar(shape.type);
  }
}

/** The reader of what a collection holds, compiled when the first is read. */
function inner({ refs }: S.Shape): () => Read {
  let read: Read | undefined;
  return () => {
    read ??= readerOf(refs.at(-1) as SchemaRef);
    return read;
  };
}

interface Member {
  readonly name: string;
  /** The key as it stands in a message, in its shortest form. */
  readonly key: Uint8Array;
  readonly read: Read;
  /** Named like something that every object inherits. */
  readonly odd: boolean;
}

function structure(shape: S.Shape): Read {
  const union = shape.type === S.UNION;
  let members: readonly Member[] | undefined;
  let fill: Fill;
  return () => {
    if (input.kind() !== input.MAP) return input.item();
    if (members === undefined) {
      members = S.membersOf(shape).map(({ name, ref }) => ({
        name,
        key: encodedText(name),
        read: readerOf(ref),
        odd: name in {},
      }));
      fill = scalarParts.omitted?.inAnswer(shape, scalarParts);
    }
    const out: Record<string, unknown> = {};
    let unknown: [string, unknown][] | undefined;
    let empty = true;
    // Members mostly come in the model's order: the next is looked for behind the last.
    let next = 0;
    for (let left = input.entries(2); input.more(left); left--) {
      let index = matching(members, next);
      if (index < 0) {
        // A key in a longer form than it needs, in parts, or of no member.
        const key = input.textString();
        index = members.findIndex(({ name }) => name === key);
        if (index < 0) {
          const value = input.item();
          if (union && key !== "__type") unknown = [...(unknown ?? []), [key, value]];
          continue;
        }
      }
      next = index + 1;
      if (input.skipNull()) continue;
      const { name, odd, read } = members[index] as Member;
      if (odd) setOwn(out, name, read());
      else out[name] = read();
      empty = false;
    }
    if (empty && unknown?.length === 1) out.$unknown = unknown[0];
    fill?.(out);
    return out;
  };
}

/** The member whose key comes next, looked for from one of them on; the key is then passed over. */
function matching(members: readonly Member[], from: number): number {
  const { length } = members;
  for (let i = from; i < length; i++) if (input.matches((members[i] as Member).key)) return i;
  for (let i = 0; i < from; i++) if (input.matches((members[i] as Member).key)) return i;
  return -1;
}

function scalar(type: number): Read {
  switch (type) {
    case S.NUMBER:
      // Beyond 2^53 the nearest number, as the type says.
      return () => input.number() ?? narrow(input.item());
    case S.BIG_INTEGER:
      return () => {
        const value = input.item();
        return Number.isSafeInteger(value) ? BigInt(value as number) : value;
      };
    case S.BIG_DECIMAL:
      return () => {
        const value = input.item();
        const plain = typeof value === "bigint" || (typeof value === "number" && Number.isFinite(value));
        return plain ? new NumericValue(String(value)) : value;
      };
    case S.TIMESTAMP:
    case S.DATE_TIME:
    case S.HTTP_DATE:
    case S.EPOCH_SECONDS:
      return () => input.time() ?? parseTimestamp(input.item(), S.EPOCH_SECONDS);
    default:
      return input.item;
  }
}

function narrow(value: unknown): unknown {
  return typeof value === "bigint" || value instanceof NumericValue ? Number(value) : value;
}
