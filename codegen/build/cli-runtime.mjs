/**
 * Bundles the command-line runtime of generated packages: CommonJS, one file for what always loads and one for each part
 * that loads at need. Parts are named here; in the sources they are dynamic imports.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const sources = join(root, "templates/runtime/cli");

/** Parts that are loaded at need, each bundled into a file of its own. Anything else that they share is in each of them. */
const PARTS = ["call", "help", "load-client", "pager", "query", "report", "skeleton", "table-output", "yaml-input"];

/** `import("./call.ts")` of a part stays an import of `./call.cjs`, unless it is the part's own bundle. */
const parts = {
  name: "parts",
  setup(api) {
    api.onResolve({ filter: /^\.\/[a-z-]+\.ts$/ }, ({ path, kind }) => {
      if (kind !== "dynamic-import") return undefined;
      const name = path.slice(2, -3);
      if (!PARTS.includes(name)) throw new Error(`${path} is imported dynamically, but is no part`);
      return { path: `./${name}.cjs`, external: true };
    });
  },
};

/** Writes `main.cjs`, its parts, and the notices of the npm packages inside, into `outdir`. */
export async function buildCliRuntime(outdir) {
  const shared = {
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    minify: true,
    legalComments: "none",
    absWorkingDir: root,
    metafile: true,
    outdir,
    outExtension: { ".js": ".cjs" },
    logLevel: "warning",
    plugins: [parts],
  };
  const entry = (name) => join(sources, `${name}.ts`);
  // Lazy parts are required, which is quicker than importing them; only the client itself is an ES module.
  const lazy = { ...shared, supported: { "dynamic-import": false } };
  const results = await Promise.all([
    build({ ...lazy, entryPoints: [entry("main")], banner: { js: "#!/usr/bin/env node" } }),
    build({ ...lazy, entryPoints: PARTS.filter((name) => name !== "load-client").map(entry) }),
    build({ ...shared, entryPoints: [entry("load-client")] }),
  ]);
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  writeFileSync(join(outdir, "THIRD-PARTY-NOTICES.txt"), notices(inputs));
}

const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/** Name, version, home and licence of every npm package that has put code into the program. */
function notices(inputs) {
  const folders = [...new Set(inputs.flatMap((input) => PACKAGE.exec(input)?.[0] ?? []))].sort();
  const texts = folders.map((folder) => {
    const path = join(root, folder);
    const { name, version, license, homepage } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
    const file = readdirSync(path).find((one) => /^licen[cs]e/i.test(one));
    const text = file !== undefined && existsSync(join(path, file)) ? readFileSync(join(path, file), "utf8") : "";
    const source = homepage === undefined ? "" : `Its source code is available at ${homepage}\n\n`;
    return `${"-".repeat(80)}\n${name} ${version} (${license})\n\n${source}${text.trim()}\n`;
  });
  return ["The program contains code of the following packages.\n", ...texts].join("\n");
}
