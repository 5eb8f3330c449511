/** oxc-transform, which turns TypeScript into JavaScript and declarations. It loads when the first text is built. */
import { createRequire } from "node:module";
import type * as Oxc from "oxc-transform";

const oxc = (): typeof Oxc => createRequire(import.meta.url)("oxc-transform") as typeof Oxc;

/** The JavaScript of a module. */
export function scriptText(path: string, text: string): string {
  const { code, errors } = oxc().transformSync(path, text, {
    lang: "ts",
    sourceType: "module",
    target: "es2022",
    typescript: { onlyRemoveTypeImports: true },
  });
  return checked(path, code, errors);
}

/** The declarations of a module, with the imports that they need. */
export function declarationText(path: string, text: string): string {
  const { code, errors } = oxc().isolatedDeclarationSync(path, text, { stripInternal: false });
  return checked(path, code, errors);
}

/** Printed text that does not build is a bug of ours. */
function checked(path: string, code: string, errors: readonly Oxc.OxcError[]): string {
  if (errors.length > 0) {
    throw new Error(`${path} does not build: ${errors.map((one) => one.codeframe ?? one.message).join("\n")}`);
  }
  return code;
}
