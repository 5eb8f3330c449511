/** A comment as it stands in a file, at any width; those of files are framed by `codegen/ts/members.ts`. */
import { type TsdocOptions, tsdoc, WIDTH } from "../../codegen/doc/jsdoc.ts";
import type { Doc } from "../../templates/runtime/doc/tree.ts";

/** The complete comment with each line indented, on one line if it fits (`The app ID.`); `""` if there is nothing to say. */
export function tsdocBlock(doc: Doc, tags: readonly string[] = [], options: TsdocOptions = {}): string {
  const text = tsdoc(doc, tags, options);
  const blanks = " ".repeat(options.indent ?? 0);
  if (text === "") return "";
  const single = `${blanks}/** ${text} */`;
  if (!text.includes("\n") && single.length <= (options.width ?? WIDTH)) return single;
  const lines = text.split("\n").map((line) => `${blanks} * ${line}`.trimEnd());
  return [`${blanks}/**`, ...lines, `${blanks} */`].join("\n");
}
