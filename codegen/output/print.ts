/**
 * Files to bytes: TypeScript is printed, then built (`build.ts`); JSON is laid out; static files are read. Two files for
 * one path are a bug of ours.
 */
import { printAround, printStatements } from "../ts/print.ts";
import { build, type Source } from "./build.ts";
import type { OutputFile, PrintedFile } from "./files.ts";
import { staticBytes } from "./static.ts";

const encode = (text: string): Uint8Array => Buffer.from(text, "utf8");

/** Everything as bytes, by path. */
export function printAll(files: Iterable<OutputFile>): readonly PrintedFile[] {
  const printed = new Map<string, PrintedFile>();
  const put = (file: PrintedFile): void => {
    if (printed.has(file.path)) throw new Error(`two files for ${file.path}`);
    printed.set(file.path, file);
  };
  const sources: Source[] = [];
  for (const file of files) {
    switch (file.kind) {
      case "ts": {
        const body = printStatements(file.statements);
        const text = printAround(file, body);
        sources.push({ file, body, text });
        put({ path: file.path, bytes: encode(text) });
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
  for (const { path, text } of build(sources)) put({ path, bytes: encode(text) });
  return [...printed.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
