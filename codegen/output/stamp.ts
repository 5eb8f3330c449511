/**
 * The stamp of a finished run: a hash of everything that went in, and one of everything that came out. A run that finds both
 * as they were has nothing to do, and finds it before anything heavy is loaded. Untracked; losing it costs a full run.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const STAMP = ".swage-stamp.json";

export interface Stamp {
  readonly inputs: string;
  readonly outputs: string;
  readonly files: readonly string[];
  /** The line that the full run printed about what it made. */
  readonly summary: string;
}

/** The hash of a run's inputs: the generator itself, the options, and each file that is read with its content. */
export function inputsHash(generator: string, options: unknown, paths: readonly string[]): string | undefined {
  const hash = createHash("sha256").update(generator).update(JSON.stringify(options));
  try {
    for (const path of paths) hash.update(`\0${path}\0`).update(readFileSync(path));
    return hash.digest("hex");
  } catch {
    return undefined;
  }
}

/** The hash of what stands in the output folder; `undefined` when a file is missing. */
export function outputsHash(folder: string, files: readonly string[]): string | undefined {
  const hash = createHash("sha256");
  try {
    for (const path of files) hash.update(`\0${path}\0`).update(readFileSync(join(folder, path)));
    return hash.digest("hex");
  } catch {
    return undefined;
  }
}

/** The stamp, if the folder has one and everything is as it says. */
export function freshStamp(folder: string, inputs: string | undefined): Stamp | undefined {
  if (inputs === undefined) return undefined;
  try {
    const stamp = JSON.parse(readFileSync(join(folder, STAMP), "utf8")) as Stamp;
    if (stamp.inputs !== inputs || outputsHash(folder, stamp.files) !== stamp.outputs) return undefined;
    return stamp;
  } catch {
    return undefined;
  }
}

export function writeStamp(
  folder: string,
  inputs: string | undefined,
  files: readonly string[],
  summary: string,
): void {
  const outputs = outputsHash(folder, files);
  if (inputs === undefined || outputs === undefined) return;
  writeFileSync(join(folder, STAMP), `${JSON.stringify({ inputs, outputs, files, summary } satisfies Stamp)}\n`);
}
