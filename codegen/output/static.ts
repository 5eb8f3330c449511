/**
 * The files that swage was built with and that packages carry as they are: runtime chunks, their types, the command line's
 * programs. It knows where they lie, not what they mean.
 */
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface StaticFile {
  /** Relative to the package's `dist/`. */
  readonly path: string;
  /** Where it lies in swage. */
  readonly source: string;
  readonly mode?: number;
}

/** `dist/` of swage itself: where this file lies once built, and two steps aside when run from source. */
export function homeOf(): string {
  const here = import.meta.url.startsWith("file:") ? dirname(fileURLToPath(import.meta.url)) : dirname(import.meta.url);
  return here.endsWith(join("codegen", "output")) ? join(here, "..", "..", "dist") : here;
}

/** Every runtime file, by path: `runtime/…` and `cli/…`. */
export function runtimeFiles(): readonly StaticFile[] {
  const home = homeOf();
  const list = (folder: string, as: string): StaticFile[] =>
    readdirSync(join(home, folder), { withFileTypes: true }).flatMap((entry) => {
      const source = join(home, folder, entry.name);
      const path = `${as}${entry.name}`;
      if (entry.isDirectory()) return list(join(folder, entry.name), `${path}/`);
      return [{ path, source, ...(entry.name === "main.cjs" ? { mode: 0o755 } : {}) }];
    });
  return [
    ...list("runtime", "runtime/"),
    ...list("cli", "cli/"),
    { path: "THIRD-PARTY-NOTICES.txt", source: join(home, "THIRD-PARTY-NOTICES.txt") },
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}
