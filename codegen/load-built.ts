/**
 * Loads a file that swage was built with, together with what V8 has compiled of it when it was built: most of a short run
 * is compiling. V8 refuses what another version or other flags have made, and the file is then compiled as ever.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { Script } from "node:vm";

/** What stands behind a file's name where its compiled code lies. */
export const CODE = ".code";

const LOADED = new Map<string, { readonly script: Script; readonly exports: unknown }>();

/** @param file a CommonJS file, absolute. It is no module of Node's: nothing else may require it. */
export function loadBuilt(file: string): unknown {
  const known = LOADED.get(file);
  if (known !== undefined) return known.exports;
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, "utf8")}\n})`;
  const cachedData = compiled(file);
  const script = new Script(source, { filename: file, ...(cachedData === undefined ? {} : { cachedData }) });
  const module = { exports: {} };
  const run = script.runInThisContext() as (...given: readonly unknown[]) => void;
  run(module.exports, createRequire(file), module, file, dirname(file));
  LOADED.set(file, { script, exports: module.exports });
  return module.exports;
}

function compiled(file: string): Buffer | undefined {
  try {
    return readFileSync(file + CODE);
  } catch {
    return undefined;
  }
}

/** What V8 has compiled so far of the files that were loaded: for the build. */
export const compiledCode = (): readonly (readonly [file: string, code: Buffer])[] =>
  [...LOADED].map(([file, { script }]) => [file, script.createCachedData()]);
