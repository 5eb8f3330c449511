/**
 * Files to bytes: TypeScript is printed, then built (`dist/*.js` and `.d.ts`, by oxc-transform); JSON is laid out; static
 * files are read. Two files for one path are a bug of ours.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type * as Oxc from "oxc-transform";
import { printTs } from "../ts/print.ts";
import type { OutputFile, PrintedFile } from "./files.ts";

const encode = (text: string): Uint8Array => Buffer.from(text, "utf8");

/** Everything as bytes, by path. */
export function printAll(files: readonly OutputFile[]): readonly PrintedFile[] {
  const printed = new Map<string, PrintedFile>();
  const put = (file: PrintedFile): void => {
    if (printed.has(file.path)) throw new Error(`two files for ${file.path}`);
    printed.set(file.path, file);
  };
  for (const file of files) {
    switch (file.kind) {
      case "ts": {
        const text = printTs(file);
        put({ path: file.path, bytes: encode(text) });
        for (const built of build(file.path, text)) put(built);
        break;
      }
      case "text":
        put({ path: file.path, bytes: encode(file.text), ...(file.mode === undefined ? {} : { mode: file.mode }) });
        break;
      case "json":
        put({ path: file.path, bytes: encode(`${JSON.stringify(file.json, null, 2)}\n`) });
        break;
      case "static":
        put({
          path: file.path,
          bytes: readFileSync(file.source),
          ...(file.mode === undefined ? {} : { mode: file.mode }),
        });
        break;
      default:
        file satisfies never;
    }
  }
  return [...printed.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** `src/x.ts` → `dist/x.js` and `dist/x.d.ts`. */
function build(path: string, text: string): readonly PrintedFile[] {
  const { transformSync } = createRequire(import.meta.url)("oxc-transform") as typeof Oxc;
  const result = transformSync(path, text, {
    lang: "ts",
    sourceType: "module",
    target: "es2022",
    typescript: { declaration: { stripInternal: false }, onlyRemoveTypeImports: true },
  });
  if (result.errors.length > 0 || result.declaration === undefined) {
    throw new Error(`${path} does not build: ${result.errors.map((one) => one.codeframe ?? one.message).join("\n")}`);
  }
  const stem = path.replace(/^src\//, "dist/").replace(/\.ts$/, "");
  return [
    { path: `${stem}.js`, bytes: encode(result.code) },
    { path: `${stem}.d.ts`, bytes: encode(result.declaration) },
  ];
}
