/** Reading many files into one piece of memory: whatever their sizes and their order, each is what stands on disk. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { reader } from "../../codegen/output/reader.ts";

const folder = mkdtempSync(join(tmpdir(), "swage-reader-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MEMORY = 1 << 16;

test.each([
  [[0, 1, MEMORY - 1, MEMORY, MEMORY + 1, 2 * MEMORY, 5 * MEMORY + 7]],
  [[5 * MEMORY, 3, 0, MEMORY, 2 * MEMORY - 1, 1]],
])("files of %j bytes", (sizes) => {
  const read = reader();
  for (const [index, size] of sizes.entries()) {
    const path = join(folder, `${index}`);
    writeFileSync(
      path,
      Uint8Array.from({ length: size }, (_, at) => (at * 31 + index) % 251),
    );
    expect(readFileSync(path).equals(read(path))).toBe(true);
  }
});

test("what cannot be read is thrown, and the next file is read", () => {
  const read = reader();
  expect(() => read(join(folder, "absent"))).toThrow("ENOENT");
  expect(() => read(folder)).toThrow("EISDIR");
  writeFileSync(join(folder, "next"), "next");
  expect(Buffer.from(read(join(folder, "next"))).toString()).toBe("next");
});
