/**
 * The files that swage was built with and that packages carry as they are: runtime chunks with their types, the command
 * line's programs, the notices of what they are made of. It knows where they lie and which need which, not what they mean.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface StaticFile {
  /** Relative to the package. */
  readonly path: string;
  /** Where it lies in swage. */
  readonly source: string;
  readonly mode?: number;
}

/** Written by the build beside the runtime: what an entry needs, itself included. */
interface RuntimeManifest {
  readonly entries: Readonly<Record<string, readonly string[]>>;
  readonly types: Readonly<Record<string, readonly string[]>>;
}

/** `dist/` of swage itself: where this file lies once built, and two steps aside when run from source. */
export function homeOf(): string {
  const built = !import.meta.url.startsWith("file:");
  return built ? dirname(import.meta.url) : join(dirname(fileURLToPath(import.meta.url)), "..", "..", "dist");
}

/** The runtime files that some entries need (`client/index`, `protocols/rest-json`), by path. */
export function runtimeFiles(entries: readonly string[]): readonly StaticFile[] {
  const home = join(homeOf(), "runtime");
  const { entries: chunks, types } = JSON.parse(readFileSync(join(home, "manifest.json"), "utf8")) as RuntimeManifest;
  const files = new Set(
    entries.flatMap((entry) => [...(chunks[`${entry}.js`] ?? []), ...(types[`${entry}.js`] ?? [])]),
  );
  return [...files].sort().map((path) => ({ path: `dist/runtime/${path}`, source: join(home, path) }));
}

/** The programs of the command line; `main.cjs` is the one that is started. */
export function commandLineFiles(): readonly StaticFile[] {
  const home = join(homeOf(), "cli");
  return readdirSync(home)
    .sort()
    .map((name) => ({
      path: `dist/cli/${name}`,
      source: join(home, name),
      ...(name === "main.cjs" ? { mode: 0o755 } : {}),
    }));
}

export const noticesFile = (): StaticFile => ({
  path: "THIRD-PARTY-NOTICES.txt",
  source: join(homeOf(), "runtime", "THIRD-PARTY-NOTICES.txt"),
});
