/**
 * Files to bytes: TypeScript is printed, then built (`declaration.ts`, `script.ts`); JSON is laid out; static files are read.
 * Two files for one path are a bug of ours.
 */
import { printTs } from "../ts/print.ts";
import { declarationOf } from "./declaration.ts";
import type { OutputFile, PrintedFile } from "./files.ts";
import { type Module, moduleOf, scriptsOf } from "./script.ts";
import { staticBytes } from "./static.ts";

const encode = (text: string): Uint8Array => Buffer.from(text, "utf8");

/** `src/x.ts` → `dist/x.js`. */
const builtPath = (path: string, ending: string): string => path.replace(/^src\//, "dist/").replace(/\.ts$/, ending);

/** Everything as bytes, by path. */
export function printAll(files: Iterable<OutputFile>): readonly PrintedFile[] {
  const printed = new Map<string, PrintedFile>();
  const put = (file: PrintedFile): void => {
    if (printed.has(file.path)) throw new Error(`two files for ${file.path}`);
    printed.set(file.path, file);
  };
  const modules: Module[] = [];
  for (const file of files) {
    switch (file.kind) {
      case "ts": {
        const text = printTs(file);
        const declaration = declarationOf(file, text);
        const bytes = encode(text);
        put({ path: file.path, bytes });
        put({ path: builtPath(file.path, ".d.ts"), bytes: declaration === text ? bytes : encode(declaration) });
        modules.push(moduleOf(file));
        break;
      }
      case "bytes":
        put({ path: file.path, bytes: file.bytes });
        break;
      case "text":
        put({ path: file.path, bytes: encode(file.text), ...(file.mode === undefined ? {} : { mode: file.mode }) });
        break;
      case "json":
        put({ path: file.path, bytes: encode(`${JSON.stringify(file.json, null, 2)}\n`) });
        break;
      case "static":
        put({
          path: file.path,
          bytes: staticBytes(file.source),
          ...(file.mode === undefined ? {} : { mode: file.mode }),
        });
        break;
      default:
        file satisfies never;
    }
  }
  for (const { path, text } of scriptsOf(modules)) put({ path: builtPath(path, ".js"), bytes: encode(text) });
  return [...printed.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
