/** The generated package as a user has it: the built files of `generated/amplifybackend`, made by the run before the tests. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { repositoryRoot } from "./shared-folder.ts";

export const PACKAGE = join(repositoryRoot, "generated", "amplifybackend");

/** Imports an entry of the built package. */
export async function loadGenerated(entry = "index.js"): Promise<Record<string, unknown>> {
  const path = join(PACKAGE, "dist", entry);
  if (!existsSync(path)) throw new Error("generated/amplifybackend is not built: run npm run generate");
  return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Record<string, unknown>;
}
