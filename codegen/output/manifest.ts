/**
 * The manifests: which files of a folder are swage's, with the hash of each, so that a file edited by hand is known and
 * a file that is no longer made can go. One is committed at the top of the package; `dist/` has its own inside.
 */
import { hash } from "node:crypto";
import { isBuilt, type PrintedFile } from "./files.ts";

export const MANIFEST = "swage-manifest.json";
export const BUILT_MANIFEST = "dist/swage-manifest.json";
/** What a run is about to write; there only while it writes, or after it was killed. */
export const PENDING = ".swage-pending.json";
/** Where files stand until all of them are there. */
export const STAGE = ".swage-stage";

export interface Manifest {
  readonly swage: string;
  readonly model: string;
  /** Paths relative to the package, with the SHA-256 of each file. */
  readonly files: Readonly<Record<string, string>>;
}

/** Hashes of what is in memory: runtime files are the same for many packages. */
const HASHES: WeakMap<Uint8Array, string> = new WeakMap();

export function hashOf(bytes: Uint8Array): string {
  const known = HASHES.get(bytes);
  if (known !== undefined) return known;
  const made = sha256(bytes);
  HASHES.set(bytes, made);
  return made;
}

/** SHA-256, by the call that makes no object: three quarters of the time for small files went into those. */
export const sha256 = (bytes: Uint8Array | string): string => hash("sha256", bytes);

/** The files with their two manifests. */
export function withManifests(files: readonly PrintedFile[], swage: string, model: string): readonly PrintedFile[] {
  const print = (path: string, own: readonly PrintedFile[]): PrintedFile => {
    const manifest: Manifest = {
      swage,
      model,
      files: Object.fromEntries(own.map((file) => [file.path, hashOf(file.bytes)])),
    };
    return { path, bytes: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, "utf8") };
  };
  const built = files.filter((file) => isBuilt(file.path));
  const kept = files.filter((file) => !isBuilt(file.path));
  return [...files, print(MANIFEST, kept), ...(built.length > 0 ? [print(BUILT_MANIFEST, built)] : [])];
}

/** A manifest's text, or `undefined` where it is none. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const json = JSON.parse(text) as Partial<Manifest> | null;
    if (typeof json !== "object" || json === null || typeof json.files !== "object") return undefined;
    return { swage: json.swage ?? "", model: json.model ?? "", files: json.files };
  } catch {
    return undefined;
  }
}
