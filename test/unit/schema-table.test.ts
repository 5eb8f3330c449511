/** Tables as the built package carries them: read back, they are what the source says. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compactTable, Mention } from "../../codegen/artifacts/schemas/compact.ts";
import { type Raw, raw } from "../../codegen/ts/literal.ts";
import type { SchemaRef } from "../../templates/runtime/schema/schema.ts";
import { schemaTable } from "../../templates/runtime/schema/schema-table.ts";

const tables: Record<string, SchemaRef> = { A$: [3, "n", "A", 0, [], []], B$: [3, "n", "B", 0, [], []] };
const target: fc.Arbitrary<number | Mention> = fc.oneof(
  fc.constantFrom(0, 1, 2, 64, 128 | 21),
  fc.constantFrom("A$", "B$").map((name) => new Mention(name)),
);
const word = fc.oneof(fc.string(), fc.constantFrom("name", "Name", "a,b", "a|b", "#1", "12", "x:y", ""));
const traits = fc.oneof(
  // No bits are no traits: the member is its target alone then.
  fc.integer({ min: 1, max: 127 }),
  fc.record({ jsonName: word }),
  fc.record({ xmlName: word }),
  fc.record({ xmlName: word, httpQuery: word }),
  fc.record({ length: fc.tuple(fc.constant(null), fc.nat()), pattern: word }),
);
const members = fc.uniqueArray(
  fc.tuple(
    fc.stringMatching(/^[A-Za-z_]\w{0,8}$/),
    fc.oneof(target, fc.tuple(target, traits)) as fc.Arbitrary<Ref | readonly [Ref, unknown]>,
  ),
  { selector: ([name]) => name, maxLength: 6 },
);
type Ref = number | Mention;

/** A reference as the format has it, with its thunk called. */
const plain = (ref: unknown): unknown =>
  Array.isArray(ref) ? ref.map(plain) : ref instanceof Mention ? tables[ref.target] : called(ref);
const called = (ref: unknown): unknown => (typeof ref === "function" ? (ref as () => unknown)() : ref);

test("a table that is read is the table that was written", () => {
  fc.assert(
    fc.property(members, fc.nat({ max: 2 }), (list, required) => {
      const names = list.map(([name]) => name);
      const refs = list.map(([, ref]) => ref);
      const source = compactTable("schemaTable", '[3, "n", "X", 0]', names, refs, required) as string;
      const make = new Function("schemaTable", "A$", "B$", `return ${source}`);
      const table = make(schemaTable, tables.A$, tables.B$) as unknown[];
      expect(Array.isArray(table)).toBe(true);
      expect(table.length).toBe(required > 0 ? 7 : 6);
      expect([table[4], (table[5] as unknown[]).map(plain)]).toEqual([names, refs.map(plain)]);
      expect([...table].slice(0, 4)).toEqual([3, "n", "X", 0]);
      if (required > 0) expect(table[6]).toBe(required);
      expect(Object.getPrototypeOf(table)).toBe(Array.prototype);
    }),
  );
});

test("whoever reads the elements in any order, or copies them all, finds them", () => {
  const make = (): unknown[] =>
    schemaTable(Object.assign([3, "n", "X", 0], { length: 6 }), "Id|2,Name||~") as unknown[];
  const expected = [3, "n", "X", 0, ["Id", "Name"], [2, [0, { jsonName: "name" }]]];
  expect(make()[5]).toEqual(expected[5]);
  expect([...make()]).toEqual(expected);
  expect(make().slice()).toEqual(expected);
  expect(JSON.parse(JSON.stringify(make()))).toEqual(expected);
});

test("bits of traits are told from names, none of them too", () => {
  const members = "Plain|2|0,Marked|2|9,Endless|2|Infinity,Number|2|NaN";
  const table = schemaTable(Object.assign([3, "n", "X", 0], { length: 6 }), members) as unknown[];
  expect(table[5]).toEqual([
    [2, 0],
    [2, 9],
    [2, { xmlName: "Infinity" }],
    [2, { xmlName: "NaN" }],
  ]);
});

test("what is more than data stays as it is written", () => {
  const source: Raw = raw("Status");
  expect(compactTable("t", "[]", ["A"], [[0, { enum: source }]], 0)).toBeUndefined();
});
