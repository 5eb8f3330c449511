/**
 * What `dist/` declares: one `.d.ts` a module, which costs nobody anything at run time. A module of types alone is its own
 * declaration; of the others, code is left out, and with it the imports that only code needs.
 */

import { declarations } from "../ts/built.ts";
import type { TsFile } from "../ts/file.ts";
import type { Import } from "../ts/import.ts";
import { printAround } from "../ts/print.ts";
import type { Method, Parameter, Property, Statement } from "../ts/statement.ts";

/** `src/x.ts` → the text of `dist/x.d.ts`; the text of the source itself where that is the same. */
export function declarationOf(file: TsFile, source: string): string {
  const { banner, about, path, statements } = file;
  if (statements.every(isType)) return source;
  const imports = importsOf(file);
  return printAround({ banner, about, path, imports }, declarations(statements) || "export {};");
}

/** The imports that declarations mention. */
function importsOf({ imports, statements }: TsFile): readonly Import[] {
  if (imports.length === 0) return imports;
  const words = new Set<string>();
  const seen = new Set<string>();
  for (const statement of statements) {
    for (const text of typesOf(statement)) {
      if (seen.has(text)) continue;
      seen.add(text);
      for (const word of text.match(/[\w$]+/g) ?? []) words.add(word);
    }
  }
  return imports.filter(({ name, alias }) => words.has(alias ?? name));
}

const isType = ({ kind }: Statement): boolean =>
  kind === "interface" || kind === "type" || kind === "types" || kind === "exportAll" || kind === "exportNames";

/** What a declaration says, as far as it can mention an import. */
function typesOf(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case "interface":
      return [
        ...(statement.extends ?? []),
        ...propertyTypes(statement.properties),
        ...(statement.methods ?? []).flatMap(methodTypes),
      ];
    case "type":
      return [statement.type];
    case "const":
      return statement.local === true ? [] : [statement.type ?? statement.declared ?? ""];
    case "function":
      return statement.local === true ? [] : [...parameterTypes(statement.parameters), statement.returns];
    case "class":
      return [
        statement.extends ?? "",
        ...propertyTypes(statement.properties),
        ...parameterTypes(statement.construct?.parameters),
        ...(statement.methods ?? []).flatMap(methodTypes),
      ];
    case "types":
      return [statement.text];
    case "exportAll":
    case "exportNames":
      return [];
    default:
      return statement satisfies never;
  }
}

const propertyTypes = (list: readonly Property[] = []): readonly string[] => list.map(({ type = "" }) => type);
const parameterTypes = (list: readonly Parameter[] = []): readonly string[] => list.map(({ type }) => type);
const methodTypes = (one: Method): readonly string[] => [...parameterTypes(one.parameters), one.returns];
