/**
 * Where CBOR items are written: one growing run of bytes with a place in it. A message is begun, written to its end and
 * taken, without a pause in between, so that one run serves all messages. Knows items, not shapes.
 *
 * Source: RFC 8949. Lengths are definite and in their shortest form, whole numbers in their shortest form, others as doubles.
 */

/** Major types, in the place in which they stand in an item's first byte. */
const UNSIGNED = 0x00;
const NEGATIVE = 0x20;
const BYTES = 0x40;
const TEXT = 0x60;
const LIST = 0x80;
const MAP = 0xa0;
const TAG = 0xc0;
const DOUBLE = 0xfb;

/** A run that has grown beyond this is let go after the message. */
const KEPT = 1 << 20;

let bytes = new Uint8Array(4096);
let view = new DataView(bytes.buffer);
let at = 0;

const encoder = new TextEncoder();

export function begin(): void {
  at = 0;
}

/** The bytes written since `begin`, as an array of their own. */
export function take(): Uint8Array {
  const taken = bytes.slice(0, at);
  if (bytes.length > KEPT) grow(new Uint8Array(4096), 0);
  return taken;
}

/** Room for so many bytes more. */
function ensure(size: number): void {
  if (at + size <= bytes.length) return;
  grow(new Uint8Array(Math.max(bytes.length * 2, at + size)), at);
}

function grow(next: Uint8Array<ArrayBuffer>, kept: number): void {
  next.set(bytes.subarray(0, kept));
  bytes = next;
  view = new DataView(bytes.buffer);
}

/** The first bytes of an item: its major type, and a length or value. */
function head(major: number, value: number): void {
  ensure(9);
  if (value < 24) {
    bytes[at++] = major | value;
  } else if (value < 0x100) {
    bytes[at++] = major | 24;
    bytes[at++] = value;
  } else if (value < 0x10000) {
    bytes[at++] = major | 25;
    view.setUint16(at, value);
    at += 2;
  } else if (value < 0x100000000) {
    bytes[at++] = major | 26;
    view.setUint32(at, value);
    at += 4;
  } else {
    bytes[at++] = major | 27;
    view.setBigUint64(at, BigInt(value));
    at += 8;
  }
}

function headSize(value: number): number {
  if (value < 24) return 1;
  if (value < 0x100) return 2;
  if (value < 0x10000) return 3;
  return value < 0x100000000 ? 5 : 9;
}

/** Bytes that are already CBOR. */
export function raw(encoded: Uint8Array): void {
  ensure(encoded.length);
  // A loop beats `set` for the few bytes of a key.
  for (let i = 0; i < encoded.length; i++) bytes[at + i] = encoded[i] as number;
  at += encoded.length;
}

export function simple(value: null | boolean): void {
  ensure(1);
  bytes[at++] = value === null ? 0xf6 : value ? 0xf5 : 0xf4;
}

export const list = (length: number): void => head(LIST, length);
export const map = (length: number): void => head(MAP, length);
export const tag = (number: number): void => head(TAG, number);

/** A map whose length is known when it is written: room for its head, given back to `closeMap`. */
export function openMap(most: number): number {
  ensure(3);
  const place = at;
  at += most < 24 ? 1 : most < 0x100 ? 2 : 3;
  return place;
}

export function closeMap(place: number, most: number, length: number): void {
  if (most < 24) {
    bytes[place] = MAP | length;
  } else if (most < 0x100) {
    bytes[place] = MAP | 24;
    bytes[place + 1] = length;
  } else {
    bytes[place] = MAP | 25;
    view.setUint16(place + 1, length);
  }
}

export function number(value: number): void {
  if (Number.isInteger(value) && value >= -(2 ** 53) && value < 2 ** 53) {
    if (value >= 0) head(UNSIGNED, value);
    else head(NEGATIVE, -1 - value);
    return;
  }
  ensure(9);
  bytes[at++] = DOUBLE;
  view.setFloat64(at, value);
  at += 8;
}

export function bigInteger(value: bigint): void {
  const negative = value < 0n;
  const rest = negative ? -1n - value : value;
  if (rest <= BigInt(Number.MAX_SAFE_INTEGER)) {
    head(negative ? NEGATIVE : UNSIGNED, Number(rest));
  } else if (rest < 1n << 64n) {
    ensure(9);
    bytes[at++] = (negative ? NEGATIVE : UNSIGNED) | 27;
    view.setBigUint64(at, rest);
    at += 8;
  } else {
    const digits = rest.toString(16);
    const even = digits.length % 2 ? `0${digits}` : digits;
    tag(negative ? 3 : 2);
    byteString(Uint8Array.from(even.match(/../g) as string[], (pair) => Number.parseInt(pair, 16)));
  }
}

/** A decimal as its digits and a power of ten. Throws on text that is no decimal. */
export function decimal(text: string): void {
  const [, digits = "", fraction = "", power = "0"] = /^(-?\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  tag(4);
  list(2);
  bigInteger(BigInt(power) - BigInt(fraction.length));
  bigInteger(BigInt(digits + fraction));
}

export function byteString(value: Uint8Array): void {
  head(BYTES, value.length);
  ensure(value.length);
  bytes.set(value, at);
  at += value.length;
}

/** Lone surrogates become U+FFFD. */
export function textString(value: string): void {
  const { length } = value;
  ensure(length * 3 + 9);
  const start = at;
  // Most texts are ASCII: as many bytes as letters.
  head(TEXT, length);
  const from = at;
  if (length < 40 && ascii(value)) return;
  const { written } = encoder.encodeInto(value, bytes.subarray(from));
  const place = start + headSize(written);
  if (place !== from) bytes.copyWithin(place, from, from + written);
  at = start;
  head(TEXT, written);
  at += written;
}

/** Writes the text if it is ASCII; whether it was. */
function ascii(value: string): boolean {
  const { length } = value;
  for (let i = 0; i < length; i++) {
    const code = value.charCodeAt(i);
    if (code > 0x7f) return false;
    bytes[at + i] = code;
  }
  at += length;
  return true;
}

/** A text as it stands in a message, made once for a key that is written often. A message that is being written goes on. */
export function encodedText(value: string): Uint8Array {
  const start = at;
  textString(value);
  const encoded = bytes.slice(start, at);
  at = start;
  return encoded;
}
