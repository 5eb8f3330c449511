import { expect, it } from "vitest";
import { DuplicateKeyError, parseShorthand, ShorthandSyntaxError } from "../../templates/runtime/cli/shorthand.ts";
import { describeWithShared, readShared } from "../support/shared-folder.ts";

interface Vector {
  readonly in: string;
  readonly out?: unknown;
  readonly error?: string;
  readonly index?: number;
  readonly expected?: string;
  readonly actual?: string;
  readonly key?: string;
}

function outcome(text: string): unknown {
  try {
    return { out: parseShorthand(text) };
  } catch (error) {
    if (error instanceof ShorthandSyntaxError) {
      return { expected: error.expected, actual: error.actual, index: error.index };
    }
    if (error instanceof DuplicateKeyError) return { key: error.key };
    throw error;
  }
}

describeWithShared("shorthand: recorded parses", () => {
  const vectors = JSON.parse(readShared("spec/vectors/shorthand-parse.json")) as readonly Vector[];
  it.each(vectors.map((vector) => [vector.in, vector] as const))("%j", (_, vector) => {
    const { out, expected, actual, index, key } = vector;
    const want = "out" in vector ? { out } : expected == null ? { key } : { expected, actual, index };
    expect(outcome(vector.in)).toEqual(want);
  });
});

it("marks the place under the input, counted from the last line break", () => {
  expect(() => parseShorthand("Name")).toThrow("Expected: '=', received: 'EOF' for input:\n Name\n    ^");
  expect(() => parseShorthand("a=b,\nc}=d")).toThrow("Expected: '=', received: '}' for input:\n a=b,\nc}=d\n ^");
});

it("reads files only behind @=", () => {
  const load = (value: string): string => `<${value}>`;
  expect(parseShorthand("a@=x,y,b=z,c@={d=e}", load)).toEqual({ a: ["<x>", "<y>"], b: "z", c: { d: "<e>" } });
});
