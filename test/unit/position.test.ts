/** Places in JSON texts: what our walk finds against a parser that keeps every position. */
import fc from "fast-check";
import { findNodeAtLocation, parseTree } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { locate, locator } from "../../codegen/load/position.ts";

const file = "model.json";

/** Every path that leads somewhere. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const inside = Array.isArray(value)
    ? value.map((one, index) => [index, one] as const)
    : Object.entries(typeof value === "object" && value !== null ? value : {});
  return [path, ...inside.flatMap(([step, one]) => pathsOf(one, [...path, step]))];
}

function offsetOf(text: string, { line, column }: { line: number; column: number }): number {
  const above = text.split("\n").slice(0, line - 1);
  return above.join("\n").length + (above.length > 0 ? 1 : 0) + column - 1;
}

describe("a place in a JSON text", () => {
  const space = fc.constantFrom(undefined, 0, 2, "\t");

  it("is where a parser that keeps positions has it, value and key", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), space, (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const root = parseTree(text);
        const find = locator(text);
        for (const path of pathsOf(JSON.parse(text))) {
          const node = root === undefined ? undefined : findNodeAtLocation(root, [...path]);
          if (node === undefined) throw new Error(`${text} has nothing at ${path.join(", ")}`);
          const property = node.parent?.type === "property" ? node.parent : node;
          expect(offsetOf(text, find({ file, path }) ?? { line: 0, column: 0 })).toBe(node.offset);
          expect(offsetOf(text, find({ file, path, key: true }) ?? { line: 0, column: 0 })).toBe(property.offset);
        }
      }),
      { numRuns: 500 },
    );
  });

  const text = '{\n  "a\\"b": [10, {"c": "}]"}, true],\n  "d": {}\n}\n';

  it("is the nearest enclosing value where the path ends early: its key, if it has one", () => {
    expect(locate(text, { file, path: ["d", "e", "f"] })).toEqual({ line: 3, column: 3 });
    expect(locate(text, { file, path: ['a"b', 7] })).toEqual({ line: 2, column: 3 });
    expect(locate(text, { file, path: ['a"b', 1, 0] })).toEqual({ line: 2, column: 16 });
    expect(locate(text, { file, path: ["z"] })).toEqual({ line: 1, column: 1 });
  });

  it("is found whichever of two is asked for first", () => {
    const find = locator(text);
    expect(find({ file, path: ["d"] })).toEqual({ line: 3, column: 8 });
    expect(find({ file, path: ['a"b', 1, "c"] })).toEqual({ line: 2, column: 22 });
    expect(find({ file, path: ['a"b', 2] })).toEqual({ line: 2, column: 29 });
  });

  it("is nowhere in a text that holds nothing, and somewhere in one that is cut off", () => {
    expect(locate("", { file, path: ["a"] })).toBeUndefined();
    expect(locate("{", { file, path: ["a"] })).toEqual({ line: 1, column: 1 });
    fc.assert(
      fc.property(fc.nat(text.length), fc.constantFrom("c", "d", 'a"b', 1), (end, step) => {
        expect(locate(text.slice(0, end), { file, path: ['a"b', step, "c"] })?.line ?? 1).toBeLessThan(4);
      }),
    );
  });

  it("is a line and a column of an offset, behind a byte order mark too", () => {
    expect(locate(text, { file, offset: 4 })).toEqual({ line: 2, column: 3 });
    expect(locate(`\uFEFF${text}`, { file, path: ["d"] })).toEqual({ line: 3, column: 8 });
  });
});
