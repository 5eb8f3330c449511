/**
 * Where CBOR items are read: a message and a place in it. A message is opened and read to its end without a pause in
 * between, so that one place serves all messages. Knows items, not shapes. Whatever the bytes are, reading ends: with a value,
 * or with an error that says where.
 *
 * Source: RFC 8949; indefinite lengths, half and single floats, and lengths in more bytes than they need are all read.
 */
import { hex } from "../values/hex.ts";
import { setOwn } from "../values/own-property.ts";
import { decimal } from "./cbor-decimal.ts";

export const UNSIGNED = 0;
export const NEGATIVE = 1;
export const BYTES = 2;
export const TEXT = 3;
export const LIST = 4;
export const MAP = 5;
export const TAG = 6;

const BREAK = 0xff;
const DOUBLE = 0xfb;
/** The length of an item whose end is marked by a break; counted down it stays below nothing. */
const INDEFINITE = -1;

type Slice = (this: Uint8Array, start: number, end: number) => string;
interface NodeSlices {
  readonly utf8Slice?: Slice;
  readonly latin1Slice?: Slice;
}
/** Node's own ways to text, several times as fast. Read through `globalThis`, so that no bundler ships a substitute to browsers. */
const { utf8Slice, latin1Slice }: NodeSlices =
  (globalThis as unknown as { readonly Buffer?: { readonly prototype: NodeSlices } }).Buffer?.prototype ?? {};
const decoder = new TextDecoder();

const NOTHING = new Uint8Array();
let bytes: Uint8Array = NOTHING;
/** Made for the first number that needs it. */
let view: DataView | undefined;
/** A stretch of the message as text, a letter for each byte, and where it begins: short texts are taken out of it. */
const STRETCH = 4096;
let stretch = "";
let stretchAt = 0;
let at = 0;

/** What to do with a message: reads it with `read`, which must use up all of it. */
export function message<T>(body: Uint8Array, read: () => T): T {
  bytes = body;
  view = undefined;
  stretchAt = 0;
  at = 0;
  try {
    const value = read();
    if (at < bytes.length) throw broken("the message goes on after its end");
    return value;
  } finally {
    // The last message is not to be held for the next.
    bytes = NOTHING;
    view = undefined;
    stretch = "";
  }
}

const broken = (what: string): SyntaxError => new SyntaxError(`Not CBOR: ${what} (byte ${at})`);

/** The major type of the next item. */
export function kind(): number {
  if (at >= bytes.length) throw broken("the message ends early");
  return (bytes[at] as number) >> 5;
}

/** Whether the next item is null or undefined; it is then passed over. */
export function skipNull(): boolean {
  const byte = bytes[at];
  if (byte !== 0xf6 && byte !== 0xf7) return false;
  at++;
  return true;
}

/** The argument of the next item's head. A `bigint` where a number cannot hold it. */
function argument(): number | bigint {
  const minor = (bytes[at] as number) & 31;
  if (minor < 24) {
    at++;
    return minor;
  }
  const size = minor > 27 ? 0 : 1 << (minor - 24);
  if (size === 0) throw broken("a head that does not exist");
  if (at + size >= bytes.length) throw broken("the message ends early");
  const from = at + 1;
  at = from + size;
  switch (size) {
    case 1:
      return bytes[from] as number;
    case 2:
      return numbers().getUint16(from);
    case 4:
      return numbers().getUint32(from);
    default: {
      const high = numbers().getUint32(from);
      return high < 0x200000 ? high * 0x100000000 + numbers().getUint32(from + 4) : numbers().getBigUint64(from);
    }
  }
}

function numbers(): DataView {
  view ??= new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view;
}

/** The length of the next item, in bytes or in items of at least `least` bytes each, for which there must be room. */
function lengthOf(least: number): number {
  if (((bytes[at] as number) & 31) === 31) {
    at++;
    return INDEFINITE;
  }
  const length = Number(argument());
  // To engines a whole number of 32 bits, and so is what is counted with it.
  const whole = length | 0;
  if (whole !== length || length * least > bytes.length - at) throw broken(`a length of ${length}`);
  return whole;
}

/**
 * Passes over the head of the list or map that comes next: how many entries follow, each of at least `least` bytes. What stands
 * in them is read in a loop: `for (let left = entries(1); more(left); left--) …`.
 */
export const entries = lengthOf;

/** Whether another entry follows, where `left` are left; the end of an indefinite length is passed over. */
export function more(left: number): boolean {
  if (left >= 0) return left > 0;
  if (at >= bytes.length) throw broken("the message ends early");
  if (bytes[at] !== BREAK) return true;
  at++;
  return false;
}

/** Reads the items of the list that comes next; null is null, whatever `item` reads. */
export function listOf(item: () => unknown): unknown[] {
  const length = lengthOf(1);
  const items: unknown[] = length < 0 ? [] : new Array(length);
  for (let i = 0; length < 0 ? more(length) : i < length; i++) items[i] = skipNull() ? null : item();
  return items;
}

/**
 * What `listOf` does, for lists that mostly hold numbers: engines learn of each place where arrays are made what goes into
 * them, and doubles among themselves need no box.
 */
export function numbersOf(item: () => unknown): unknown[] {
  const length = lengthOf(1);
  const items: unknown[] = length < 0 ? [] : new Array(length);
  for (let i = 0; length < 0 ? more(length) : i < length; i++) {
    items[i] = bytes[at] === DOUBLE ? float(27) : skipNull() ? null : item();
  }
  return items;
}

/** Whether the next bytes are these; they are then passed over. */
export function matches(expected: Uint8Array): boolean {
  // What does not change in the loop is looked up outside of it.
  const given = bytes;
  const from = at;
  const { length } = expected;
  for (let i = 0; i < length; i++) if (given[from + i] !== expected[i]) return false;
  at = from + length;
  return true;
}

/** The text that comes next. Throws on another kind of item. */
export function textString(): string {
  if (kind() !== TEXT) throw broken("a key that is no text");
  const length = lengthOf(1);
  if (length === INDEFINITE) return decoder.decode(chunks(TEXT));
  const from = at;
  at += length;
  return textAt(from, length);
}

function textAt(from: number, length: number): string {
  const to = from + length;
  // A longer part of the stretch would be no copy, and keep all of it in memory.
  if (length < 13 && latin1Slice) {
    let end = from;
    while (end < to && (bytes[end] as number) < 0x80) end++;
    if (end === to) {
      if (to > stretchAt + stretch.length) {
        stretch = latin1Slice.call(bytes, from, Math.min(from + STRETCH, bytes.length));
        stretchAt = from;
      }
      return stretch.slice(from - stretchAt, to - stretchAt);
    }
  }
  return utf8Slice ? utf8Slice.call(bytes, from, to) : decoder.decode(bytes.subarray(from, to));
}

/** The bytes that come next, as an array of their own: one that is kept does not keep the message. */
export function byteString(): Uint8Array {
  const length = lengthOf(1);
  if (length === INDEFINITE) return chunks(BYTES);
  at += length;
  return new Uint8Array(bytes.subarray(at - length, at));
}

/** The parts of a text or of bytes of indefinite length, as one. */
function chunks(major: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  while (more(INDEFINITE)) {
    if (kind() !== major) throw broken("a part of another type");
    const length = lengthOf(1);
    if (length === INDEFINITE) throw broken("a part in parts");
    parts.push(bytes.subarray(at, at + length));
    at += length;
    size += length;
  }
  const whole = new Uint8Array(size);
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

/** The number that comes next, as near as a JavaScript number comes; `undefined` where another kind of item does, which stays. */
export function number(): number | undefined {
  const byte = bytes[at] as number;
  if (byte < 24) {
    at++;
    return byte;
  }
  if (byte < 0x40) {
    const rest = Number(argument());
    return byte < 0x20 ? rest : -1 - rest;
  }
  return byte >= 0xf9 && byte <= 0xfb ? float(byte & 31) : undefined;
}

/** The time that comes next; `undefined` where another kind of item does, which stays. */
export function time(): Date | undefined {
  if (bytes[at] !== 0xc1) return undefined;
  at++;
  return epochTime(number() ?? item());
}

/**
 * The next item by its own type: a document. Numbers that a JavaScript number cannot hold are `bigint`s, tagged times
 * `Date`s, tagged decimals `NumericValue`s; the value behind any other tag stands for itself. Undefined is null.
 */
export function item(): unknown {
  switch (kind()) {
    case UNSIGNED:
      return argument();
    case NEGATIVE: {
      const rest = argument();
      return typeof rest === "bigint" ? -1n - rest : -1 - rest;
    }
    case BYTES:
      return byteString();
    case TEXT:
      return textString();
    case LIST:
      return listOf(item);
    case MAP:
      return record(item);
    case TAG:
      return tagged();
    default:
      return simple();
  }
}

/** The map that comes next as an object; null is null, and `__proto__` a key like any other. */
export function record(value: () => unknown): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (let left = lengthOf(2); more(left); left--) setOwn(found, textString(), skipNull() ? null : value());
  return found;
}

function simple(): unknown {
  const minor = (bytes[at] as number) & 31;
  switch (minor) {
    case 20:
    case 21:
      at++;
      return minor === 21;
    case 22:
    case 23:
      at++;
      return null;
    case 25:
    case 26:
    case 27:
      return float(minor);
    default:
      throw broken(`the simple value ${minor}`);
  }
}

/** A float of 2, 4 or 8 bytes, which 25, 26 and 27 stand for. */
function float(minor: number): number {
  const from = at + 1;
  const end = from + (1 << (minor - 24));
  if (end > bytes.length) throw broken("the message ends early");
  at = end;
  if (minor === 27) return numbers().getFloat64(from);
  return minor === 26 ? numbers().getFloat32(from) : half(numbers().getUint16(from));
}

/** A float of 16 bits: 1 sign, 5 exponent, 10 fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

function tagged(): unknown {
  const tag = Number(argument());
  const value = item();
  switch (tag) {
    case 1:
      return epochTime(value);
    case 2:
    case 3:
      if (!(value instanceof Uint8Array)) throw broken("a big number that is no bytes");
      return tag === 2 ? unsigned(value) : -1n - unsigned(value);
    case 4: {
      const number = decimal(value);
      if (!number) throw broken("a decimal that is not two whole numbers");
      return number;
    }
    default:
      return value;
  }
}

/** Seconds since the epoch, rounded to milliseconds. */
function epochTime(seconds: unknown): Date {
  const time = Math.round(Number(seconds) * 1000);
  if (!(Math.abs(time) <= 8.64e15)) throw new TypeError(`Invalid epoch-seconds timestamp: ${String(seconds)}`);
  return new Date(time);
}

function unsigned(value: Uint8Array): bigint {
  return BigInt(`0x${hex(value) || "0"}`);
}
