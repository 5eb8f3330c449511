/** Temporary folders, and swage as a user runs it: the built command in a process of its own. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "./shared-folder.ts";

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const SWAGE = join(repositoryRoot, "dist", "swage.cjs");

export function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = process.env): Ran {
  const { status, stdout, stderr, error } = spawnSync(command, [...args], {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

export const swage = (args: readonly string[], cwd: string): Ran => run(process.execPath, [SWAGE, ...args], cwd);

/** A folder that goes away with `close`. */
export function workshop(): { readonly path: string; close(): void } {
  const path = mkdtempSync(join(tmpdir(), "swage-"));
  return { path, close: () => rmSync(path, { recursive: true, force: true }) };
}

/** Every file of a folder with its bytes as text, by path. */
export function filesOf(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "latin1")]));
}

/** The text of JSON with the keys of its objects in another order; lists, and objects whose order means something, stay. */
export function shuffled(json: unknown, seed = 1, path: readonly string[] = []): unknown {
  if (Array.isArray(json)) {
    const inService = path.length === 3 && (path[2] === "operations" || path[2] === "resources");
    const list = json.map((one) => shuffled(one, seed, [...path, "[]"]));
    return inService ? list.reverse() : list;
  }
  if (typeof json !== "object" || json === null) return json;
  const entries = Object.entries(json).map(([key, value]) => [key, shuffled(value, seed, [...path, key])] as const);
  const keepsOrder = path.at(-1) === "members" && path.length === 3;
  return Object.fromEntries(keepsOrder ? entries : entries.sort(([a], [b]) => hash(a, seed) - hash(b, seed)));
}

const hash = (text: string, seed: number): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0) * seed) % 1_000_003, seed);
