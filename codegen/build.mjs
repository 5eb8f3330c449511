/**
 * Builds swage itself into dist/: the command (a small entry, and the pipeline that it loads on demand), the runtime that
 * generated packages carry, the printer, the precompiled templates, and the schema of the config. Run by `npm ci` and before each
 * script that needs it.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildCliRuntime } from "./build/cli-runtime.mjs";
import { buildRuntime } from "./build/runtime.mjs";
import { precompileTemplates } from "./build/templates.mjs";
import { buildPrinter } from "./build/ts-morph.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const { version, dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

rmSync(dist, { recursive: true, force: true });
const [inPrinter] = await Promise.all([
  buildPrinter(join(dist, "ts-morph.cjs")),
  buildRuntime(join(dist, "runtime")),
  buildCliRuntime(join(dist, "cli")),
  precompileTemplates(join(dist, "templates.cjs")),
]);
writeFileSync(
  join(dist, "THIRD-PARTY-NOTICES.txt"),
  `swage contains code of the following packages.\n\n${Object.values(inPrinter).join("").trimEnd()}\n`,
);

/** The pipeline lies beside the entry, in a file of its own: a run without changes never loads it. */
const split = {
  name: "split",
  setup(api) {
    api.onResolve({ filter: /^\.\/run\.ts$/ }, ({ path }) => ({ path, namespace: "built" }));
    api.onLoad({ filter: /.*/, namespace: "built" }, () => ({
      contents: `module.exports = require("./load-built.ts").loadBuilt(require("node:path").join(__dirname, "run.cjs"));`,
      resolveDir: join(root, "codegen"),
    }));
  },
};

/** Bundles one entry to CommonJS; `swageBuild` identifies everything that decides what is printed. */
async function bundle(entry, outfile, swageBuild, banner = "") {
  const { outputFiles } = await build({
    entryPoints: [join(root, "codegen", entry)],
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    write: false,
    // An import would have Node look for the exports of a file of its own kind: a tenth of a second for the pipeline.
    supported: { "dynamic-import": false },
    outfile: join(dist, outfile),
    external: Object.keys(dependencies),
    define: {
      SWAGE_VERSION: JSON.stringify(version),
      SWAGE_BUILD: JSON.stringify(swageBuild),
      SWAGE_PRINTER: JSON.stringify("./ts-morph.cjs"),
      "import.meta.url": "__filename",
    },
    banner: { js: banner },
    legalComments: "none",
    plugins: [split],
  });
  writeFileSync(join(dist, outfile), outputFiles[0].contents);
}

await bundle("run.ts", "run.cjs", "");
const hash = createHash("sha256").update(JSON.stringify(dependencies));
const parts = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
for (const path of parts.map((one) => join(one.parentPath, one.name)).sort()) hash.update(readFileSync(path));
await bundle("cli.ts", "swage.cjs", hash.digest("hex").slice(0, 32), "#!/usr/bin/env node");

/** What V8 compiles for packages of one form and the other, beside the files that it is of. */
const WARM = ["model/amplifybackend", "test/models/obstacle-course/botocore"];
await bundle("warm.ts", "warm.cjs", "");
execFileSync(process.execPath, [join(dist, "warm.cjs"), dist, ...WARM.map((model) => join(root, model))]);
rmSync(join(dist, "warm.cjs"));

/** For editors: what a `swage.config.json` may say. */
const schema = createRequire(import.meta.url)(join(dist, "run.cjs")).configJsonSchema();
writeFileSync(join(dist, "swage.config.schema.json"), `${JSON.stringify(schema, null, 2)}\n`);
