/** What must be said of the npm packages whose code stands in a bundle: which they are, by esbuild's report, and their licences. */
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Whether anything of an input has come into the outputs. */
export function contributes(metafile, input) {
  return Object.values(metafile.outputs).some((output) => (output.inputs[input]?.bytesInOutput ?? 0) > 0);
}

/** Folders of the npm packages that have put code into a bundle. */
export function packagesIn(metafile) {
  const folders = Object.keys(metafile.inputs).flatMap((input) => {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    return found && contributes(metafile, input) ? [found[1]] : [];
  });
  return [...new Set(folders)].sort();
}

export function packageName(folder) {
  return folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
}

/** Name, version and licence of npm packages, by name. */
export async function notices(folders) {
  const texts = {};
  for (const folder of folders.sort()) {
    const path = join(root, folder);
    const { name, version, license } = JSON.parse(await readFile(join(path, "package.json"), "utf8"));
    const file = (await readdir(path)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? "" : await readFile(join(path, file), "utf8");
    texts[name] = `${"-".repeat(80)}\n${name} ${version} (${license})\n\n${text.trim()}\n\n`;
  }
  return texts;
}
