/**
 * Finds the folder of models, vectors and protocol tests that several suites compare against.
 *
 * `SWAGE_SHARED` names it (default `../shared`, seen from the repository). Where it is absent, a suite says that it was skipped;
 * with `SWAGE_REQUIRE_SHARED=1` a missing folder fails the run. Knows nothing of what is in the folder.
 */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, it } from "vitest";

/** The repository's own root, as an absolute path. */
export const repositoryRoot = fileURLToPath(new URL("../..", import.meta.url));

const folder = resolve(repositoryRoot, process.env.SWAGE_SHARED ?? "../shared");

/** `describe` for suites that read the shared folder; skipped with a printed reason when it is absent. */
export function describeWithShared(name: string, body: () => void): void {
  if (existsSync(folder)) {
    describe(name, body);
    return;
  }
  if (process.env.SWAGE_REQUIRE_SHARED === "1") throw new Error(`${folder} is missing, and SWAGE_REQUIRE_SHARED is 1`);
  console.warn(`skipped: ${name}: ${folder} is missing (set SWAGE_SHARED to name it)`);
  // The body may read the folder while it collects its tests, so it cannot run; its place in the report is kept.
  describe.skip(name, () => it("needs the shared folder", () => undefined));
}

/** The text of a file in the shared folder; throws when it is not there. */
export function readShared(path: string): string {
  return readFileSync(resolve(folder, path), "utf8");
}

/** Where a file of the shared folder lies, for readers that open it themselves. */
export const sharedPath = (path: string): string => resolve(folder, path);
