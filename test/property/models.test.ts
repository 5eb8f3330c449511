/**
 * Any valid model gives a sound package: it loads without errors, prints TypeScript that builds, twice the same, with legal
 * names that nothing else has, type-checks and is imported.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { emit, load } from "../../codegen/generate.ts";
import { optionsOf } from "../../codegen/options.ts";
import { printAll } from "../../codegen/output/print.ts";
import { randomModels } from "../support/random-model.ts";
import { repositoryRoot } from "../support/shared-folder.ts";
import { run, shuffled } from "../support/workshop.ts";

const work = mkdtempSync(join(tmpdir(), "swage-models-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function filesOf(model: unknown): ReturnType<typeof printAll> {
  const path = join(work, "model.json");
  writeFileSync(path, JSON.stringify(model));
  const { plan, diagnostics } = load({ input: path, options: optionsOf({}), swage: "0.0.0" });
  expect(diagnostics.all.filter((one) => one.severity === "error")).toEqual([]);
  if (plan === undefined) throw new Error("no plan");
  const names = plan.names.all.map((ref) => `${ref.module.endsWith("validators") ? "validators " : ""}${ref.name}`);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^(validators )?[A-Za-z_$][\w$]*$/);
  return printAll([...emit(plan)].filter((file) => file.kind !== "static"));
}

describe("any valid model", () => {
  it("gives TypeScript that builds, the same for any order of keys", () => {
    fc.assert(
      fc.property(randomModels, (model) => {
        const first = filesOf(model);
        const second = filesOf(shuffled(model));
        expect(second.map((file) => [file.path, Buffer.from(file.bytes).toString("utf8")])).toEqual(
          first.map((file) => [file.path, Buffer.from(file.bytes).toString("utf8")]),
        );
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it("gives packages that type-check and are imported", () => {
    const samples = fc.sample(randomModels, { numRuns: 12, seed: 5 });
    const paths = samples.map((model, index) => {
      const path = join(work, `random-${index}.json`);
      writeFileSync(path, JSON.stringify(model));
      return path;
    });
    const runner = join(repositoryRoot, "test", "models", "run.mjs");
    const { stdout } = run(
      process.execPath,
      [runner, "--work", join(repositoryRoot, "test", ".work", "random-models"), "--files", ...paths],
      work,
    );
    expect(stdout.split("\n").filter((line) => line !== "" && !line.startsWith("ok "))).toEqual([
      expect.stringMatching(/^12 models.* 0 with faults/),
    ]);
  });
});
