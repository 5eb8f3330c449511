/**
 * Builds swage itself into dist/: the command (a small entry, and the pipeline that it loads on demand), the runtime that
 * generated packages carry, the precompiled templates, and the schema of the config. Run by `npm ci` and before each
 * script that needs it.
 */
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildCliRuntime } from "./build/cli-runtime.mjs";
import { buildRuntime } from "./build/runtime.mjs";
import { precompileTemplates } from "./build/templates.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const { version, dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

rmSync(dist, { recursive: true, force: true });
await Promise.all([
  buildRuntime(join(dist, "runtime")),
  buildCliRuntime(join(dist, "cli")),
  precompileTemplates(join(dist, "templates.cjs")),
]);

/** Lazy parts of the pipeline lie beside the entry, each in a file of its own. */
const SPLIT = { "./run.ts": "./run.cjs", "#templates": "./templates.cjs" };
const split = {
  name: "split",
  setup(api) {
    api.onResolve({ filter: /^\.\/run\.ts$|^#templates$/ }, ({ path }) => ({ path: SPLIT[path], external: true }));
  },
};

async function bundle(entry, outfile, define, banner) {
  const { outputFiles } = await build({
    entryPoints: [join(root, "codegen", entry)],
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    write: false,
    outfile: join(dist, outfile),
    external: Object.keys(dependencies),
    define: { ...define, "import.meta.url": "__filename" },
    banner: banner === undefined ? {} : { js: banner },
    legalComments: "none",
    plugins: [split],
  });
  const [file] = outputFiles;
  writeFileSync(join(dist, outfile), file.contents);
  return file.contents;
}

const run = await bundle("run.ts", "run.cjs", { SWAGE_VERSION: JSON.stringify(version), SWAGE_BUILD: '""' });
const hash = createHash("sha256").update(run).update(JSON.stringify(dependencies));
for (const file of [
  join(dist, "templates.cjs"),
  ...(await import("node:fs"))
    .readdirSync(join(dist, "runtime"), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .sort(),
]) {
  hash.update(readFileSync(file));
}
await bundle(
  "cli.ts",
  "swage.cjs",
  { SWAGE_VERSION: JSON.stringify(version), SWAGE_BUILD: JSON.stringify(hash.digest("hex").slice(0, 32)) },
  "#!/usr/bin/env node",
);
