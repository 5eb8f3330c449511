/**
 * The last step and the only one that touches the disk: files are put beside their places first and moved there in one go,
 * so that a run that is stopped leaves the old output or the new one. Nothing outside the manifest is ever deleted, and a
 * file edited by hand is not overwritten unless the caller insists.
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Change, Comparison } from "./compare.ts";
import { holdInterrupts } from "./interrupt.ts";
import { BUILT_MANIFEST, hashOf, MANIFEST, PENDING, STAGE } from "./manifest.ts";

export interface Written {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

/**
 * Writes what changed. `compare` said what that is; files in state `edited` are overwritten, since the caller has asked.
 * @throws what the file system says: nothing has been moved to its place then, or everything has.
 */
export function write({ folder, changes }: Comparison): Written {
  const put = changes.filter((one) => one.file !== undefined && one.state !== "unchanged");
  const gone = changes.filter((one) => one.file === undefined);
  if (put.length > 0 || gone.length > 0) {
    const stage = join(folder, STAGE);
    const release = holdInterrupts();
    try {
      rmSync(stage, { recursive: true, force: true });
      const made = new Set<string>();
      for (const { path, file } of put) {
        const at = join(stage, path);
        const parent = dirname(path);
        if (!made.has(parent)) mkdirSync(dirname(at), { recursive: true });
        made.add(parent);
        writeFileSync(at, file?.bytes ?? "");
        if (file?.mode !== undefined) chmodSync(at, file.mode);
      }
      commit(folder, stage, put, gone);
    } finally {
      rmSync(stage, { recursive: true, force: true });
      release();
    }
  }
  rmSync(join(folder, PENDING), { force: true });
  return { written: put.length, unchanged: changes.length - put.length - gone.length, removed: gone.length };
}

/** Moves everything into place, manifests last. A kill is mended by the next run. */
function commit(folder: string, stage: string, put: readonly Change[], gone: readonly Change[]): void {
  const pending = {
    files: Object.fromEntries(put.map(({ path, file }) => [path, hashOf(file?.bytes ?? new Uint8Array())])),
  };
  writeFileSync(join(stage, PENDING), JSON.stringify(pending));
  const isManifest = ({ path }: Change): boolean => path === MANIFEST || path === BUILT_MANIFEST;
  renameSync(join(stage, PENDING), join(folder, PENDING));
  const moved = moveFolders(folder, stage, put);
  const made = new Set<string>();
  const rest = put.filter(({ path }) => !moved.has(topOf(path)));
  for (const { path } of [...rest.filter((one) => !isManifest(one)), ...rest.filter(isManifest)]) {
    const parent = dirname(path);
    if (!made.has(parent)) mkdirSync(join(folder, parent), { recursive: true });
    made.add(parent);
    renameSync(join(stage, path), join(folder, path));
  }
  for (const { path } of gone) {
    rmSync(join(folder, path), { force: true });
    removeEmpty(folder, dirname(path));
  }
}

const topOf = (path: string): string => path.split("/", 1)[0] ?? path;

/** Folders that are not there yet are moved whole: a new package is in place after a handful of steps. */
function moveFolders(folder: string, stage: string, put: readonly Change[]): ReadonlySet<string> {
  const tops = new Set(
    put
      .map(({ path }) => path)
      .filter((path) => path.includes("/"))
      .map(topOf),
  );
  const absent = [...tops].filter((top) => !existsSync(join(folder, top)));
  for (const top of absent) renameSync(join(stage, top), join(folder, top));
  return new Set(absent);
}

/** Folders that a removed file leaves empty go with it, up to the package. */
function removeEmpty(folder: string, path: string): void {
  if (path === "." || path === "") return;
  if (readdirSync(join(folder, path)).length > 0) return;
  rmdirSync(join(folder, path));
  removeEmpty(folder, dirname(path));
}
