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
  /** The npm packages that have put code into a file. */
  readonly packages: Readonly<Record<string, readonly string[]>>;
}

/** `dist/` of swage itself: where this file lies once built, and two steps aside when run from source. */
export function homeOf(): string {
  const built = !import.meta.url.startsWith("file:");
  return built ? dirname(import.meta.url) : join(dirname(fileURLToPath(import.meta.url)), "..", "..", "dist");
}

const PARSED: Map<string, unknown> = new Map();

/** What the build says of the runtime, read once however many packages carry it. */
function readRuntime(file: string): unknown {
  const value: unknown = PARSED.get(file) ?? JSON.parse(readFileSync(join(homeOf(), "runtime", file), "utf8"));
  PARSED.set(file, value);
  return value;
}

const runtimeManifest = (): RuntimeManifest => readRuntime("manifest.json") as RuntimeManifest;

/** The runtime files that some entries need (`client/index`, `protocols/rest-json`), by path. */
export function runtimeFiles(entries: readonly string[]): readonly StaticFile[] {
  const { entries: chunks, types } = runtimeManifest();
  const files = new Set(
    entries.flatMap((entry) => [...(chunks[`${entry}.js`] ?? []), ...(types[`${entry}.js`] ?? [])]),
  );
  const home = join(homeOf(), "runtime");
  return [...files].sort().map((path) => ({ path: `dist/runtime/${path}`, source: join(home, path) }));
}

/** Name, version and licence of what the runtime files of some entries are made of. */
export function noticesOf(entries: readonly string[]): string {
  const { entries: chunks, packages } = runtimeManifest();
  const texts = readRuntime("notices.json") as Readonly<Record<string, string>>;
  const names = new Set(
    entries.flatMap((entry) => chunks[`${entry}.js`] ?? []).flatMap((file) => packages[file] ?? []),
  );
  const found = [...names].sort().map((name) => texts[name] ?? "");
  return `This package contains code of the following packages.\n\n${found.join("").trimEnd()}\n`;
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

const BYTES: Map<string, Uint8Array> = new Map();

/** A static file's bytes, read once however many packages carry it. */
export function staticBytes(source: string): Uint8Array {
  const known = BYTES.get(source);
  if (known !== undefined) return known;
  const bytes = readFileSync(source);
  BYTES.set(source, bytes);
  return bytes;
}
