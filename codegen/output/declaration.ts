/**
 * What `dist/` declares: one `.d.ts` a module, which costs nobody anything at run time. A module of types alone is its own
 * declaration; of the others, constants leave their values out before anything is built.
 */
import type { TsFile } from "../ts/file.ts";
import { printAround, printStatements } from "../ts/print.ts";
import type { Statement } from "../ts/statement.ts";
import { declarationText } from "./oxc.ts";

/** `src/x.ts` → the text of `dist/x.d.ts`; the text of the source itself where that is the same. */
export function declarationOf(file: TsFile, source: string): string {
  if (file.statements.every(isType)) return source;
  const text = file.statements.some(isTypedConst)
    ? printAround(file, printStatements(file.statements.map(declared)))
    : source;
  return declarationText(file.path, text);
}

const isType = ({ kind }: Statement): boolean =>
  kind === "interface" || kind === "type" || kind === "exportAll" || kind === "exportNames";

const isTypedConst = (one: Statement): boolean => one.kind === "const" && one.type !== undefined && one.local !== true;

/**
 * Nobody who has its type needs a constant's value. (Of `declare const` without one, oxc-transform would forget what it
 * mentions and drop the imports.)
 */
const declared = (one: Statement): Statement =>
  one.kind === "const" && isTypedConst(one) ? { ...one, value: "undefined as never" } : one;
