/**
 * Runs generated source files in this process, on the runtime's own sources: what the test sees is the text that a package
 * would carry. Beside it stand the generated files that it imports.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { emit } from "../../codegen/generate.ts";
import type { Plan } from "../../codegen/plan/plan.ts";
import type { TsFile } from "../../codegen/ts/file.ts";
import { printTs } from "../../codegen/ts/print.ts";
import { repositoryRoot } from "./shared-folder.ts";

/** The exports of all the files. `./runtime/x.js` is `templates/runtime/x.ts`. */
export async function evaluate(...files: readonly TsFile[]): Promise<Record<string, unknown>> {
  const texts = new Map(files.map((file) => [file.path.replace(/^src\/(.*)\.ts$/, "./$1.js"), printTs(file)]));
  const contents = [...texts.keys()].map((path) => `export * from ${JSON.stringify(path)};`).join("\n");
  const result = await build({
    stdin: { contents, resolveDir: repositoryRoot },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    logLevel: "silent",
    plugins: [
      {
        name: "generated",
        setup(api) {
          api.onResolve({ filter: /^\.\// }, ({ path, namespace, importer }) => {
            if (namespace !== "generated" && importer !== "<stdin>") return undefined;
            if (texts.has(path)) return { path, namespace: "generated" };
            const source = path.replace(/^\.\/(.*)\.js$/, "templates/$1.ts");
            return { path: join(repositoryRoot, source), sideEffects: false };
          });
          api.onLoad({ filter: /.*/, namespace: "generated" }, ({ path }) => ({
            contents: texts.get(path) ?? "",
            loader: "ts",
            resolveDir: repositoryRoot,
          }));
        },
      },
    ],
  });
  const folder = mkdtempSync(join(tmpdir(), "swage-evaluate-"));
  try {
    const path = join(folder, "module.mjs");
    writeFileSync(path, result.outputFiles[0]?.contents ?? "");
    return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Record<string, unknown>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The generated package of a plan without its command line and validators, run on the runtime's own sources. */
export const evaluatePackage = (plan: Plan): Promise<Record<string, unknown>> =>
  evaluate(...[...emit(plan)].filter((file) => file.kind === "ts").filter(({ path }) => CLIENT_FILES.test(path)));

const CLIENT_FILES = /^src\/(?!validators\.|cli\.)[^/]+\.ts$/;
