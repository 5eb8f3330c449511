/** What the CBOR reader has shorter ways for: short texts, and lists of numbers. They give what the long ways give. */
import { cbor } from "@smithy/core/cbor";
import fc from "fast-check";
import { expect, it } from "vitest";
import { cborReader, readCbor } from "../../templates/runtime/protocols/cbor-reader.ts";
import type { SchemaRef } from "../../templates/runtime/schema/schema.ts";

const Out: SchemaRef = [3, "example", "Out", 0, ["Values"], [64 | 1]];
const valuesOf = cborReader(Out);
const written = (value: unknown): Uint8Array => Uint8Array.from(cbor.serialize(value));

const KEY = [0xa1, 0x66, ...new TextEncoder().encode("Values")];
const double = (value: number): number[] => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return [0xfb, ...new Uint8Array(view.buffer)];
};

it("reads texts of every length, wherever in a long message they stand", () => {
  const text = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.string({ unit: "grapheme", maxLength: 14 }),
    fc.string({ minLength: 1000, maxLength: 6000 }),
  );
  const texts = fc.array(fc.record({ text, gap: fc.uint8Array({ maxLength: 2000 }) }), { maxLength: 40 });
  fc.assert(
    fc.property(texts, (value) => {
      expect(readCbor(written(value))).toEqual(value);
    }),
  );
});

it("reads short texts across the places where a long message is cut into stretches", () => {
  const texts = Array.from({ length: 2000 }, (_, i) => `text-${i}`.padEnd(12, "."));
  for (let shift = 0; shift < 13; shift++) {
    const value = ["-".repeat(shift), ...texts];
    const read = readCbor(written(value)) as readonly string[];
    expect(read.filter((text, i) => text !== value[i])).toEqual([]);
    expect(read).toHaveLength(value.length);
  }
});

it("reads the same texts out of one message after another", () => {
  const first = written(["one", "two", "x".repeat(5000), "three"]);
  const second = written(["eno", "owt", "y".repeat(5000), "eerht"]);
  const cut = first.subarray(0, 9);
  expect(readCbor(first)).toEqual(["one", "two", "x".repeat(5000), "three"]);
  expect(() => readCbor(cut)).toThrow(SyntaxError);
  expect(readCbor(second)).toEqual(["eno", "owt", "y".repeat(5000), "eerht"]);
});

it("reads lists of numbers of all widths, with nulls and other values between them", () => {
  const value = fc.oneof(fc.double(), fc.integer(), fc.maxSafeInteger(), fc.constant(null), fc.string(), fc.boolean());
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), (Values) => {
      const plain = Values.map((item) => (Object.is(item, -0) ? 0 : item));
      expect(valuesOf(written({ Values: plain }))).toEqual({ Values: plain });
    }),
  );
});

it("reads lists of numbers without a length", () => {
  const items = [...double(1.5), 0xf6, 0x07, ...double(-0), 0xf9, 0x3c, 0x00, ...double(Number.NaN), 0xff];
  const body = Uint8Array.from([...KEY, 0x9f, ...items]);
  expect(valuesOf(body)).toEqual({ Values: [1.5, null, 7, -0, 1, Number.NaN] });
  expect(() => valuesOf(body.subarray(0, -1))).toThrow("the message ends early");
});

it.each([1, 5, 8])("refuses a number of a list that is cut off behind %i bytes", (left) => {
  const body = Uint8Array.from([...KEY, 0x81, ...double(2.5).slice(0, left)]);
  expect(() => valuesOf(body)).toThrow("Not CBOR: the message ends early");
});
