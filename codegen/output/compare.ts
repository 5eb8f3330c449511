/**
 * What stands in an output folder against what a run has made: new, changed, unchanged, no longer made, edited by hand,
 * missing. It reads and never writes.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PrintedFile } from "./files.ts";
import { isBuilt } from "./files.ts";
import { BUILT_MANIFEST, hashOf, MANIFEST, type Manifest, PENDING, parseManifest, STAGE } from "./manifest.ts";

export type State = "new" | "changed" | "unchanged" | "gone" | "edited";

export interface Change {
  readonly path: string;
  readonly state: State;
  readonly file?: PrintedFile;
}

export interface Comparison {
  readonly folder: string;
  /** There is something in the folder, and no manifest of swage's. */
  readonly foreign: readonly string[];
  readonly changes: readonly Change[];
}

/** Entries that a folder may hold before swage has ever written there. */
const HARMLESS: ReadonlySet<string> = new Set([
  ".git",
  ".gitignore",
  ".gitattributes",
  ".gitkeep",
  "node_modules",
  ".DS_Store",
  PENDING,
  STAGE,
]);

export function compare(folder: string, files: readonly PrintedFile[]): Comparison {
  const known = knownHashes(folder);
  const present = new Set(entries(folder));
  const foreign = known === undefined ? [...present].filter((name) => !HARMLESS.has(name)) : [];
  const changes: Change[] = files.map((file) => {
    const stands = present.has(file.path.split("/", 1)[0] ?? "") ? read(join(folder, file.path)) : undefined;
    if (stands === undefined) return { path: file.path, state: "new", file };
    if (Buffer.compare(stands, file.bytes) === 0) return { path: file.path, state: "unchanged", file };
    const own =
      file.path === MANIFEST || file.path === BUILT_MANIFEST || known?.get(file.path)?.has(hashOf(stands)) === true;
    return { path: file.path, state: own ? "changed" : "edited", file };
  });
  const made = new Set(files.map((file) => file.path));
  for (const [path, hashes] of known ?? []) {
    if (made.has(path)) continue;
    const stands = read(join(folder, path));
    if (stands !== undefined) changes.push({ path, state: hashes.has(hashOf(stands)) ? "gone" : "edited" });
  }
  return { folder, foreign, changes };
}

/** The hashes that a file of swage's may have: of the last finished run, and of one that was killed. */
function knownHashes(folder: string): Map<string, Set<string>> | undefined {
  const manifests = [MANIFEST, BUILT_MANIFEST, PENDING]
    .map((path) => read(join(folder, path)))
    .map((bytes) => (bytes === undefined ? undefined : parseManifest(bytes.toString("utf8"))))
    .filter((one): one is Manifest => one !== undefined);
  if (manifests.length === 0) return undefined;
  const known = new Map<string, Set<string>>();
  for (const { files } of manifests) {
    for (const [path, hash] of Object.entries(files)) known.set(path, (known.get(path) ?? new Set()).add(hash));
  }
  return known;
}

/** What `check` minds: everything that git keeps; of `dist/` only what is there. */
export function stale({ changes }: Comparison): readonly Change[] {
  const noDist = changes.every(({ path, state }) => !isBuilt(path) || state === "new");
  return changes.filter(({ path, state }) => state !== "unchanged" && !(isBuilt(path) && noDist));
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
