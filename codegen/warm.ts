/**
 * Run by the build, with the folder of built files and some models: makes a package of each model, and keeps what V8 has
 * compiled for that beside the files. `load-built.ts` takes it up.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileLater } from "./compile-later.ts";
import { CODE, compiledCode, loadBuilt } from "./load-built.ts";
import type * as Run from "./run.ts";

const [, , dist = "dist", ...models] = process.argv;
const work = mkdtempSync(join(tmpdir(), "swage-build-"));
// As the command does, since V8 asks whether the same flags are set.
compileLater();
const run = loadBuilt(join(dist, "run.cjs")) as typeof Run;
for (const [index, input] of models.entries()) {
  const { diagnostics, failed } = run.runOne(
    "generate",
    { input, output: join(work, String(index)) },
    { swage: "0.0.0", generator: "build", force: false },
  );
  if (failed) throw new Error(`${input}: ${diagnostics.map((one) => one.message).join(" ")}`);
}
for (const [file, code] of [...compiledCode(), ...run.compiledCode()]) writeFileSync(file + CODE, code);
rmSync(work, { recursive: true, force: true });
