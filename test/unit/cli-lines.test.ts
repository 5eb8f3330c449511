/** The file of a command line's data: each line is found wherever it lies, and only what a command reaches is read. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { Lines } from "../../templates/runtime/cli/lines.ts";
import type { CommandFacts, Shape } from "../../templates/runtime/cli/table.ts";

const folder = mkdtempSync(join(tmpdir(), "swage-cli-lines-"));
const path = join(folder, "commands.jsonl");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(values: readonly unknown[]): Lines {
  const texts = values.map((value) => JSON.stringify(value));
  writeFileSync(path, texts.map((text) => `${text}\n`).join(""));
  return new Lines(
    path,
    texts.map((text) => Buffer.byteLength(text)),
  );
}

const facts = (input: string, errors: readonly string[] = []): CommandFacts => ({
  name: "ping",
  operation: "Ping",
  command: "PingCommand",
  options: [],
  input,
  errors,
});

describe("lines of data", () => {
  it("are found in bytes, within what is read at once and across its borders", () => {
    const text = fc.array(fc.constantFrom("é", "日", "😀", "word ", "\n", '"'), { maxLength: 40 });
    const long = fc
      .tuple(text, fc.integer({ min: 1, max: 2000 }))
      .map(([parts, times]) => parts.join("").repeat(times));
    fc.assert(
      fc.property(fc.array(long, { minLength: 1, maxLength: 12 }), (texts) => {
        const lines = written(texts);
        for (const [line, one] of [...texts.entries()].reverse()) expect(lines.page(line)).toBe(one);
      }),
      { numRuns: 60 },
    );
  });

  it("bring all shapes that a command reaches, and no others", () => {
    const shapes: readonly Shape[] = [
      { type: "structure", members: { Self: { shape: "2" }, Tags: { shape: "3" }, Names: { shape: "5" } } },
      { type: "map", key: "6", value: "4" },
      { type: "structure", members: {} },
      { type: "list", member: "6" },
      { type: "string", doc: "é".repeat(30_000) },
      { type: "structure", members: { Lost: { shape: "6" } } },
      { type: "structure", members: { Message: { shape: "6" } }, error: { status: 404 } },
    ];
    const lines = written([facts("2", ["8"]), facts("5"), ...shapes]);
    const reached = (line: number): readonly string[] => Object.keys(lines.command(line).shapes);
    expect(reached(0)).toEqual(["2", "3", "4", "5", "6", "8"]);
    expect(reached(1)).toEqual(["5", "6"]);
    expect(lines.command(1)).toEqual({ ...facts("5"), shapes: { "5": shapes[3], "6": shapes[4] } });
  });

  it("are missed where the file is too short", () => {
    const lines = written(["a", "b".repeat(100)]);
    writeFileSync(path, '"a"\n');
    expect(() => lines.page(1)).toThrow("commands.jsonl is shorter than index.json says");
  });
});
