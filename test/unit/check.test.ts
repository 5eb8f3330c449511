/** The checker: what each level reports, in which order, in which words, and what it never shows. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { patternTraits } from "../../codegen/artifacts/schemas/traits.ts";
import { type CheckLevel, check, validationFailure, validationMessage } from "../../templates/runtime/kinds/check.ts";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import type { SchemaRef } from "../../templates/runtime/schema/schema.ts";
import { unit } from "./unit-table.ts";

function structure(members: Readonly<Record<string, SchemaRef>>, required: number = 0): SchemaRef {
  return [3, "ns", "S", 0, Object.keys(members), Object.values(members), required];
}

function lines(schema: SchemaRef, value: unknown, level: CheckLevel = "sdk"): string[] {
  return check(schema, value, level, everyPart).map(({ message }) => message);
}

/** Which of the levels report something. */
function levels(schema: SchemaRef, value: unknown): string {
  const all: readonly CheckLevel[] = ["sdk", "cli", "strict"];
  return all.filter((level) => check(schema, value, level, everyPart).length > 0).join(" ") || "none";
}

const one = (ref: SchemaRef): SchemaRef => structure({ M: ref });
const listOf = (ref: SchemaRef, traits: object = {}): SchemaRef => [1, "ns", "L", { ...traits }, ref];
const mapOf = (ref: SchemaRef, traits: object = {}): SchemaRef => [2, "ns", "M", { ...traits }, 0, ref];
const union: SchemaRef = [4, "ns", "U", 0, ["A", "B"], [0, 1]];

describe("levels", () => {
  it.each<[name: string, schema: SchemaRef, value: unknown, reported: string]>([
    ["required, given", structure({ M: 0 }, 1), { M: "" }, "none"],
    ["required, absent", structure({ M: 0 }, 1), {}, "sdk cli strict"],
    ["required, undefined", structure({ M: 0 }, 1), { M: undefined }, "sdk cli strict"],
    ["required, null", structure({ M: 0 }, 1), { M: null }, "sdk cli strict"],
    ["required token, absent", structure({ M: [0, 4] }, 1), {}, "none"],
    ["optional, null", one(0), { M: null }, "cli strict"],
    ["unknown member", one(0), { N: 1 }, "cli strict"],
    ["unknown member, undefined", one(0), { N: undefined }, "none"],
    ["text for a number", one(1), { M: "1" }, "sdk cli strict"],
    ["true for a number", one(1), { M: true }, "sdk cli strict"],
    ["bigint for a number", one(1), { M: 2n ** 60n }, "none"],
    ["NaN for a float", one(1), { M: Number.NaN }, "none"],
    ["fraction for an integer", one([1, { integer: 1 }]), { M: 1.5 }, "sdk cli strict"],
    ["whole float for an integer", one([1, { integer: 1 }]), { M: 2 }, "none"],
    ["below the minimum", one([1, { range: [1, 9] }]), { M: 0 }, "sdk cli strict"],
    ["above the maximum", one([1, { range: [1, 9] }]), { M: 10 }, "strict"],
    ["text too short", one([0, { length: [2, 3] }]), { M: "a" }, "sdk cli strict"],
    ["text too long", one([0, { length: [2, 3] }]), { M: "abcd" }, "strict"],
    ["text with pairs, counted by character", one([0, { length: [null, 2] }]), { M: "😀😀" }, "none"],
    ["list too short", one(listOf(0, { length: [1, null] })), { M: [] }, "sdk cli strict"],
    ["list too long", one(listOf(0, { length: [0, 1] })), { M: ["a", "b"] }, "strict"],
    ["map too small", one(mapOf(0, { length: [1, null] })), { M: {} }, "strict"],
    ["blob too short", one([21, { length: [2, null] }]), { M: "a" }, "strict"],
    ["pattern", one([0, { pattern: "^a+$" }]), { M: "b" }, "strict"],
    ["enum", one([0, "ns", "E", { enum: { A: "a" } }, 0]), { M: "b" }, "strict"],
    ["unique items", one(listOf(0, { uniqueItems: 1 })), { M: ["a", "a"] }, "strict"],
    [
      "unique structures, keys in any order",
      one(listOf(15, { uniqueItems: 1 })),
      {
        M: [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      },
      "strict",
    ],
    ["null in a list", one(listOf(0)), { M: [null] }, "cli strict"],
    ["null in a sparse list", one(listOf(0, { sparse: 1 })), { M: [null] }, "none"],
    ["null in a map", one(mapOf(0)), { M: { a: null } }, "cli strict"],
    ["null in a sparse map", one(mapOf(0, { sparse: 1 })), { M: { a: null } }, "none"],
    ["text for a list", one(listOf(0)), { M: "a" }, "sdk cli strict"],
    ["list for a map", one(mapOf(0)), { M: [] }, "sdk cli strict"],
    ["list for a structure", one(structure({})), { M: [] }, "sdk cli strict"],
    ["union, one", one(union), { M: { A: "a" } }, "none"],
    ["union, none", one(union), { M: {} }, "sdk cli strict"],
    ["union, both", one(union), { M: { A: "a", B: 1 } }, "sdk cli strict"],
    ["union, one and a null", one(union), { M: { A: "a", B: null } }, "cli strict"],
    ["union, unknown to this client", one(union), { M: { $unknown: ["C", 1] } }, "none"],
    ["union, only an unknown member", one(union), { M: { C: 1 } }, "sdk cli strict"],
    ["Date", one(4), { M: new Date(0) }, "none"],
    ["invalid Date", one(4), { M: new Date(Number.NaN) }, "sdk cli strict"],
    ["ISO text for a timestamp", one(4), { M: "2020-01-02T03:04:05Z" }, "none"],
    ["epoch seconds for a timestamp", one(4), { M: 1.5 }, "none"],
    ["other text for a timestamp", one(4), { M: "yesterday" }, "sdk cli strict"],
    ["bytes", one(21), { M: Uint8Array.of(1) }, "none"],
    ["number for a blob", one(21), { M: 1 }, "sdk cli strict"],
    ["stream for a blob", one(21), { M: new ReadableStream() }, "sdk cli strict"],
    ["stream for a streaming blob", one(42), { M: new ReadableStream() }, "none"],
    ["event stream", one([4, "ns", "U", { streaming: 1 }, ["A"], [0]]), { M: (async function* () {})() }, "none"],
    ["document", one(15), { M: [1, "a", null, { b: true }] }, "none"],
    ["function in a document", one(15), { M: { a: [() => 1] } }, "sdk cli strict"],
    ["cycle in a document", one(15), { M: cycle() }, "sdk cli strict"],
    ["JSON text or value", one([0, { mediaType: "application/json" }]), { M: { a: 1 } }, "none"],
    ["no JSON", one([0, { mediaType: "application/json" }]), { M: () => 1 }, "sdk cli strict"],
    ["big integer", one(17), { M: 2n ** 70n }, "none"],
    [
      "big decimal below the minimum",
      one([19, { range: [1, null] }]),
      { M: { type: "bigDecimal", string: "0.5" } },
      "sdk cli strict",
    ],
    ["empty URI label", one([0, 1]), { M: "" }, "sdk cli strict"],
    ["empty host label", one([0, { hostLabel: 1, httpHeader: "x" }]), { M: "" }, "sdk cli strict"],
    ["nothing for no input", unit, undefined, "none"],
    ["nothing where all is optional", one(0), undefined, "none"],
    ["null for the input", one(0), null, "sdk cli strict"],
  ])("%s", (_, schema, value, reported) => {
    expect(levels(schema, value)).toBe(reported);
  });
});

function cycle(): object {
  const value: { self?: object } = {};
  value.self = value;
  return value;
}

describe("words", () => {
  it.each<[schema: SchemaRef, value: unknown, message: string]>([
    [structure({ AppId: 0 }, 1), {}, 'Missing required parameter in input: "AppId"'],
    [one(structure({ N: 0 }, 1)), { M: {} }, 'Missing required parameter in M: "N"'],
    [structure({ Name: 0, Values: 0 }), { Nme: 1 }, 'Unknown parameter in input: "Nme", must be one of: Name, Values'],
    [one(0), { M: 5 }, "Invalid type for parameter M, value: 5, type: number, valid types: string"],
    [one(0), { M: { a: "b" } }, 'Invalid type for parameter M, value: {"a":"b"}, type: object, valid types: string'],
    [
      one(0),
      { M: Uint8Array.of(1) },
      "Invalid type for parameter M, value: bytes(1), type: Uint8Array, valid types: string",
    ],
    [
      one(0),
      { M: { a: Uint8Array.of(1, 2), b: 2n } },
      'Invalid type for parameter M, value: {"a":"bytes(2)","b":"2"}, type: object, valid types: string',
    ],
    [one(2), { M: "maybe" }, "Invalid type for parameter M, value: maybe, type: string, valid types: boolean"],
    [one(0), { M: null }, "Invalid type for parameter M, value: null, type: null, valid types: string"],
    [one([1, { range: [1, null] }]), { M: 0 }, "Invalid value for parameter M, value: 0, valid min value: 1"],
    [
      one(listOf([0, { length: [3, null] }])),
      { M: ["ab"] },
      "Invalid length for parameter M[0], value: 2, valid min length: 3",
    ],
    [
      one(mapOf([0, { length: [3, null] }])),
      { M: { k: "ab" } },
      "Invalid length for parameter M.k, value: 2, valid min length: 3",
    ],
    [
      one([2, "ns", "M", 0, [0, { length: [3, null] }], 0]),
      { M: { k: "v" } },
      "Invalid length for parameter M (key: k), value: 1, valid min length: 3",
    ],
    [one(union), { M: {} }, "Must set one of the following keys for tagged union structure M: A, B"],
    [
      one(union),
      { M: { A: "", B: 1 } },
      "Invalid number of parameters set for tagged union structure M. Can only set one of the following keys: A, B",
    ],
    [
      one(15),
      { M: () => 1 },
      "Invalid type for document parameter M, value: () => 1, type: function, valid types: object, array, string, number, boolean, null",
    ],
    [
      one([0, { mediaType: "application/json" }]),
      { M: () => 1 },
      "Invalid parameter M must be json serializable: function has no JSON form",
    ],
  ])("%#", (schema, value, message) => {
    expect(lines(schema, value, "cli")).toEqual([message]);
  });

  it("come together under one heading, with the issues for programs", () => {
    const issues = check(
      structure({ A: 0, B: listOf(structure({ C: 1 })) }, 1),
      { B: [{ C: 1 }, { C: "x" }] },
      "sdk",
      everyPart,
    );
    expect(validationFailure(issues)).toEqual({
      name: "ParamValidationError",
      message: `Parameter validation failed:
Missing required parameter in input: "A"
Invalid type for parameter B[1].C, value: x, type: string, valid types: number`,
      issues: [
        { kind: "missing", path: [], message: 'Missing required parameter in input: "A"', expected: "A" },
        {
          kind: "type",
          path: ["B", 1, "C"],
          message: "Invalid type for parameter B[1].C, value: x, type: string, valid types: number",
          expected: "number",
          received: "string",
        },
      ],
    });
  });

  it("stand in the order: union, missing, unknown, members as given, depth first", () => {
    const inner = structure({ X: 0, Y: 1 }, 2);
    const table: SchemaRef = [4, "ns", "U", 0, ["A", "B"], [inner, 0]];
    expect(
      check(structure({ R: 0, U: table }, 1), { Z: 1, U: { B: 2, A: { Y: "y", W: 1 } } }, "cli", everyPart).map(
        ({ kind, path }) => [kind, path.join(".")],
      ),
    ).toEqual([
      ["missing", ""],
      ["unknown", ""],
      ["union", "U"],
      ["type", "U.B"],
      ["missing", "U.A"],
      ["unknown", "U.A"],
      ["type", "U.A.Y"],
    ]);
  });
});

describe("recursion", () => {
  it("is followed as deep as the value goes", () => {
    const tree: SchemaRef = [3, "ns", "Tree", 0, ["Left", "Size"], [() => tree, 1]];
    expect(lines(tree, { Left: { Left: { Left: { Size: "x" } } } })).toEqual([
      "Invalid type for parameter Left.Left.Left.Size, value: x, type: string, valid types: number",
    ]);
  });
});

describe("sensitive values", () => {
  const SECRET = "hunter2-is-the-secret";
  const secret: SchemaRef = [0, "ns", "Secret", { sensitive: 1, length: [100, null], pattern: "^never$" }, 0];
  const shapes: readonly SchemaRef[] = [
    secret,
    [0, 8],
    listOf(secret),
    mapOf(secret),
    [2, "ns", "M", 0, secret, secret],
    structure({ P: secret, Q: listOf([0, 8]) }),
    [3, "ns", "S", 8, ["P", "Q"], [0, 1]],
    [4, "ns", "U", 8, ["P", "Q"], [0, mapOf(0)]],
    [1, 8],
    [15, 8],
    [4, 8],
    [[0, { mediaType: "application/json" }], 8],
  ];
  const values = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constant(SECRET),
      fc.constant(() => SECRET),
      fc.array(tie("value"), { maxLength: 2 }),
      fc.record({ P: tie("value"), Q: tie("value") }, { requiredKeys: [] }),
      fc.constant({ key: SECRET }),
    ),
  })).value;

  it("never appear in what is reported, whatever is wrong with them", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...shapes),
        values,
        fc.constantFrom<CheckLevel>("sdk", "cli", "strict"),
        (shape, value, level) => {
          const issues = check(structure({ M: shape }), { M: value }, level, everyPart);
          // A member's name is not a value: an unknown one is named, so that it can be found.
          const shown = issues.filter(({ kind }) => kind !== "unknown" && kind !== "union");
          expect(JSON.stringify(shown)).not.toContain(SECRET);
          expect(validationMessage(shown)).not.toContain(SECRET);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("sensitive keys", () => {
  it("stay out of paths too", () => {
    const keys = mapOf([0, { length: [3, null] }]);
    const secret: SchemaRef = [2, "ns", "M", 0, [0, "ns", "K", { sensitive: 1, length: [9, null] }, 0], 0];
    const issues = check(
      structure({ A: secret, B: [keys, 8] }),
      { A: { topsecret: 1, short: "" }, B: { topsecret: "x" } },
      "sdk",
      everyPart,
    );
    expect(issues.length).toBe(3);
    expect(JSON.stringify(issues)).not.toMatch(/topsecret|short"/);
  });
});

describe("patterns", () => {
  it.each([
    ["^[\\p{L}]+$", "é", true],
    ["^[\\w\\-:]+$", "a-b", true],
    ["^(?s).+$", "a\nb", true],
    ["\\A[a-z]+\\z", "abc", true],
    ["\\A[a-z]+\\z", "ab1", false],
    ["[[:alpha:]]+", "abc", true],
    ["^[[:alpha:]]+$", "1", false],
    ["b", "abc", true],
  ])("%s on %j", (pattern, text, expected) => {
    expect(check(one([0, patternTraits(pattern)]), { M: text }, "strict", everyPart).length === 0).toBe(expected);
  });

  it("that cannot be read are not checked", () => {
    expect(check(one([0, patternTraits("(unclosed")]), { M: "x" }, "strict", everyPart)).toEqual([]);
  });
});
