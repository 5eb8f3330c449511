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
  const spared = file.statements.reduce((sum, one) => sum + (isTypedConst(one) ? one.value.length : 0), 0);
  // Printing again costs more than what it spares where little of a file is values.
  const text = spared * 2 > source.length ? printAround(file, printStatements(file.statements.map(declared))) : source;
  return declarationText(file.path, text);
}

const isType = ({ kind }: Statement): boolean =>
  kind === "interface" || kind === "type" || kind === "exportAll" || kind === "exportNames";

const isTypedConst = (one: Statement): one is Extract<Statement, { kind: "const" }> =>
  one.kind === "const" && one.type !== undefined && one.local !== true;

/**
 * Nobody who has its type needs a constant's value. (Of `declare const` without one, oxc-transform would forget what it
 * mentions and drop the imports.)
 */
const declared = (one: Statement): Statement => (isTypedConst(one) ? { ...one, value: "undefined as never" } : one);
