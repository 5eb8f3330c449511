/** Properties of the command line's own readers and writers, on arbitrary values: what is written reads back as it was. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { jsonOutput } from "../../templates/runtime/cli/json-output.ts";
import { isMap, JsonTextError, parseJson, type Raw } from "../../templates/runtime/cli/json-text.ts";
import { floatText, NumberText } from "../../templates/runtime/cli/number.ts";
import type { Printable } from "../../templates/runtime/cli/printable.ts";
import { DuplicateKeyError, parseShorthand, ShorthandSyntaxError } from "../../templates/runtime/cli/shorthand.ts";
import { tableOutput } from "../../templates/runtime/cli/table-output.ts";
import { yamlOutput } from "../../templates/runtime/cli/yaml-output.ts";

/** Pieces that writers stumble over, between ordinary words. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "word",
        " ",
        "  ",
        "\n",
        "\t",
        ": ",
        " #",
        "- ",
        "'",
        '"',
        "\\",
        "null",
        "yes",
        "1.0",
        "0x1f",
        "é",
        "日本",
        "😀",
        "\u0000",
        "\r",
        "{",
        "[",
        "&",
        "*",
        "!",
        "|",
        ">",
        "%",
        "@",
        "`",
        "---",
        "2020-01-01",
        "~",
      ),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""))
  // Lone surrogates are no text that a file could hold.
  .filter((one) => !/[\uD800-\uDFFF]/.test(one.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, "")));
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !Number.isInteger(one)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(text, tie("value"), { maxKeys: 4 }),
  ),
})).value;

it("YAML reads back as it was", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.array(value, { maxLength: 3 }), fc.dictionary(text, value, { minKeys: 1, maxKeys: 4 })),
      (one) => {
        const yaml = yamlOutput(one as Printable);
        expect(parse(yaml, { version: "1.2", merge: false })).toEqual(one);
      },
    ),
    { numRuns: 500 },
  );
});

it("JSON reads back as it was, and is read as JSON.parse reads it", () => {
  fc.assert(
    fc.property(value, (one) => {
      expect(JSON.parse(jsonOutput(one as Printable))).toEqual(one);
      expect(plain(parseJson(JSON.stringify(one)))).toEqual(one);
    }),
  );
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom("{", "}", "[", "]", '"', "a", ":", ",", "1", ".", "e", "-", "\\", "u", " ", "\n", "true"),
        { maxLength: 12 },
      ),
      (parts) => {
        const source = parts.join("");
        expect(outcome(() => plain(parseJson(source)))).toEqual(outcome(() => JSON.parse(source)));
      },
    ),
    { numRuns: 3000 },
  );
});

function plain(raw: Raw): unknown {
  if (raw instanceof NumberText) return Number(raw.text);
  if (Array.isArray(raw)) return (raw as readonly Raw[]).map(plain);
  if (!isMap(raw)) return raw;
  return Object.fromEntries(Object.entries(raw).map(([key, inner]) => [key, plain(inner)]));
}

function outcome(read: () => unknown): unknown {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof JsonTextError || error instanceof SyntaxError) return "wrong";
    throw error;
  }
}

it("a float is printed so that it reads back, with a point or an exponent", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      const printed = floatText(number);
      expect(Object.is(Number(printed), number)).toBe(true);
      expect(printed).toMatch(/[.e]/);
    }),
    { numRuns: 2000 },
  );
});

it("shorthand always ends, and fails only in its own two ways", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("a", "=", ",", "[", "]", "{", "}", "'", '"', "@", "\\", " ", "\n", "k=", "é"), {
        maxLength: 20,
      }),
      (parts) => {
        try {
          parseShorthand(parts.join(""));
        } catch (error) {
          expect(error instanceof ShorthandSyntaxError || error instanceof DuplicateKeyError).toBe(true);
        }
      },
    ),
    { numRuns: 3000 },
  );
});

it("every line of a table is as wide as the others", () => {
  const cell = fc.oneof(
    fc.constantFrom("a", "longer text", "", "x y z"),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const flat = fc.dictionary(fc.constantFrom("A", "B", "Longer"), cell, { minKeys: 1 });
  const nested = fc.dictionary(
    fc.constantFrom("C", "D"),
    fc.oneof(flat, fc.array(flat, { minLength: 1, maxLength: 3 }), fc.array(cell, { minLength: 1, maxLength: 3 })),
    { minKeys: 1 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        flat,
        nested,
        fc.array(flat, { minLength: 1, maxLength: 3 }),
        fc.array(nested, { minLength: 1, maxLength: 3 }),
      ),
      (one) => {
        const lines = tableOutput("Title", one as Printable, 80)
          .trimEnd()
          .split("\n");
        expect(new Set(lines.map((line) => line.length)).size).toBe(1);
      },
    ),
    { numRuns: 500 },
  );
});
