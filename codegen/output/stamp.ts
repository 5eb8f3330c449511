/**
 * The stamp of a finished run: a hash of everything that went in, and one of everything that came out. A run that finds both
 * as they were has nothing to do, and finds it before anything heavy is loaded. Untracked; losing it costs a full run.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PrintedFile } from "./files.ts";
import { hashOf, sha256 } from "./manifest.ts";
import { reader } from "./reader.ts";

const STAMP = ".swage-stamp.json";

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
  const read = reader();
  try {
    for (const path of paths) hash.update(`\0${path}\0`).update(read(path));
    return hash.digest("hex");
  } catch {
    return undefined;
  }
}

/** The hash over what stands in the output folder; `undefined` when a file is missing. */
function outputsHash(folder: string, files: readonly string[]): string | undefined {
  const read = reader();
  try {
    // Not `join`, which V8 would begin to optimise here.
    return hashOfAll(files.map((path) => [path, sha256(read(`${folder}/${path}`))]));
  } catch {
    return undefined;
  }
}

function hashOfAll(files: readonly (readonly [path: string, hash: string])[]): string {
  const lines = files.map(([path, own]) => `\0${path}\0${own}`);
  return sha256(lines.join(""));
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

/** @param files what the folder holds now, every one of them. */
export function writeStamp(
  folder: string,
  inputs: string | undefined,
  files: readonly PrintedFile[],
  summary: string,
): void {
  if (inputs === undefined) return;
  const outputs = hashOfAll(files.map(({ path, bytes }) => [path, hashOf(bytes)]));
  const stamp: Stamp = { inputs, outputs, files: files.map((one) => one.path), summary };
  writeFileSync(join(folder, STAMP), `${JSON.stringify(stamp)}\n`);
}
