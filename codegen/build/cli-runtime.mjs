/**
 * Bundles the command-line runtime of generated packages: CommonJS, one file for what always loads and one for each part
 * that loads at need. Parts are named here; in the sources they are dynamic imports.
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const sources = join(dirname(fileURLToPath(import.meta.url)), "../../templates/runtime/cli");

/** Parts that are loaded at need, each bundled into a file of its own. Anything else that they share is in each of them. */
const PARTS = ["call", "load-client", "pager", "query", "report", "skeleton", "table-output", "yaml-input"];

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

/** Writes `main.cjs` and its parts into `outdir`. */
export async function buildCliRuntime(outdir) {
  const shared = {
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "eof",
    outdir,
    outExtension: { ".js": ".cjs" },
    logLevel: "warning",
    plugins: [parts],
  };
  const entry = (name) => join(sources, `${name}.ts`);
  // Lazy parts are required, which is quicker than importing them; only the client itself is an ES module.
  const lazy = { ...shared, supported: { "dynamic-import": false } };
  await Promise.all([
    build({ ...lazy, entryPoints: [entry("main")], banner: { js: "#!/usr/bin/env node" } }),
    build({ ...lazy, entryPoints: PARTS.filter((name) => name !== "load-client").map(entry) }),
    build({ ...shared, entryPoints: [entry("load-client")] }),
  ]);
}
