/**
 * What `dist/` holds: TypeScript as JavaScript and declarations, by oxc-transform.
 *
 * The main entry is one file: the modules that it re-exports stand in it, each after those that it needs, because every
 * file that is read costs an import half a millisecond. Declarations stay one file a module, which costs nobody anything
 * at run time. A module that is marked `apart` stays a file of its own. All names of a package are different already.
 */
import { createRequire } from "node:module";
import type * as Oxc from "oxc-transform";
import type { TsFile } from "../ts/file.ts";
import type { Import } from "../ts/import.ts";
import { type Head, printAround, printStatements } from "../ts/print.ts";
import type { Statement } from "../ts/statement.ts";

/** A printed file: `text` is all of it, `body` its statements alone. */
export interface Source {
  readonly file: TsFile;
  readonly body: string;
  readonly text: string;
}

export interface Built {
  readonly path: string;
  readonly text: string;
}

/** `src/x.ts` → `dist/x.d.ts`, and `dist/x.js` unless the main entry holds it. */
export function build(sources: readonly Source[]): readonly Built[] {
  const entry = sources.find(({ file }) => file.statements.some(({ kind }) => kind === "exportAll"));
  const held = entry === undefined ? [] : membersOf(entry.file, sources);
  const inEntry = new Set([entry, ...held].map((one) => moduleOf(one)));
  return sources.flatMap((source) => {
    const { path } = source.file;
    const stem = path.replace(/^src\//, "dist/").replace(/\.ts$/, "");
    const declaration = { path: `${stem}.d.ts`, text: declarationOf(source) };
    if (source !== entry && inEntry.has(moduleOf(source))) return [declaration];
    const text = source === entry ? entryText(entry, held) : textWithin(source, inEntry, moduleOf(entry));
    return [declaration, { path: `${stem}.js`, text: scriptOf(path, text) }];
  });
}

const moduleOf = (source: Source | undefined): string => source?.file.path.replace(/\.ts$/, "") ?? "";

/** The modules that the entry re-exports whole, each after those that it needs. */
function membersOf(entry: TsFile, sources: readonly Source[]): readonly Source[] {
  const wanted = new Map<string, Source>();
  for (const statement of entry.statements) {
    if (statement.kind !== "exportAll" || statement.apart === true) continue;
    const source = sources.find((one) => `${moduleOf(one).replace(/^src/, ".")}.js` === statement.from);
    if (source !== undefined) wanted.set(moduleOf(source), source);
  }
  const placed = new Set<Source>();
  const place = (source: Source, above: ReadonlySet<Source>): void => {
    if (placed.has(source) || above.has(source)) return;
    for (const { from, typeOnly } of source.file.imports) {
      const needed = typeOnly ? undefined : wanted.get(from);
      if (needed !== undefined) place(needed, new Set([...above, source]));
    }
    placed.add(source);
  };
  for (const source of wanted.values()) place(source, new Set());
  return [...placed];
}

/** The entry with its members in it. Types are left out: they make no code. */
function entryText({ file }: Source, members: readonly Source[]): string {
  const inside = new Set(members.map(moduleOf));
  const imports = new Map<string, Import>();
  for (const one of members.flatMap(importsOf)) {
    if (!one.typeOnly && !inside.has(one.from)) imports.set(`${one.from} ${one.alias ?? one.name}`, one);
  }
  const rest = file.statements.filter(
    (one) => one.kind !== "exportAll" || !inside.has(`src/${one.from.slice("./".length, -".js".length)}`),
  );
  const text = [...members.map((one) => bodyOf(one, inside)), printStatements(rest)].join("\n\n");
  return printAround({ ...head(file), imports: [...imports.values()] }, text);
}

/** What the built form of a module imports, beside what its source does. */
function importsOf({ file }: Source): readonly Import[] {
  return [
    ...file.imports,
    ...file.statements.flatMap((one) => (one.kind === "const" && one.built ? [one.built.uses] : [])),
  ];
}

/** The statements in their built form; what is imported under another name from a module inside gets that name here. */
function bodyOf({ file, body }: Source, inside: ReadonlySet<string>): string {
  const renamed = file.imports
    .filter(({ from, alias, typeOnly }) => !typeOnly && alias !== undefined && inside.has(from))
    .map(({ alias, name }) => `const ${alias} = ${name};`);
  const differs = file.statements.some((one) => one.kind === "const" && one.built !== undefined);
  return [...renamed, differs ? printStatements(file.statements.map(builtForm)) : body].join("\n");
}

/** A constant in its built form is one line of text, which needs no layout. */
function builtForm(statement: Statement): Statement {
  if (statement.kind !== "const" || statement.built === undefined) return statement;
  const { name, local, built } = statement;
  return { kind: "text", text: `${local === true ? "" : "export "}const ${name} = ${built.value};` };
}

/** What another entry takes from a module that the main entry holds, it takes from the main entry. */
function textWithin({ file, body, text }: Source, inEntry: ReadonlySet<string>, entry: string): string {
  if (!file.imports.some((one) => !one.typeOnly && inEntry.has(one.from))) return text;
  const imports = file.imports.map((one) => (inEntry.has(one.from) ? { ...one, from: entry } : one));
  return printAround({ ...head(file), imports }, body);
}

const head = ({ banner, path, about }: TsFile): Omit<Head, "imports"> => ({ banner, path, about });

function oxc(): typeof Oxc {
  return createRequire(import.meta.url)("oxc-transform") as typeof Oxc;
}

function declarationOf({ file, text }: Source): string {
  const { code, errors } = oxc().isolatedDeclarationSync(file.path, text, { stripInternal: false });
  return checked(file.path, code, errors);
}

function scriptOf(path: string, text: string): string {
  const { code, errors } = oxc().transformSync(path, text, {
    lang: "ts",
    sourceType: "module",
    target: "es2022",
    typescript: { onlyRemoveTypeImports: true },
  });
  return checked(path, code, errors);
}

/** Printed text that does not build is a bug of ours. */
function checked(path: string, code: string, errors: readonly Oxc.OxcError[]): string {
  if (errors.length > 0) {
    throw new Error(`${path} does not build: ${errors.map((one) => one.codeframe ?? one.message).join("\n")}`);
  }
  return code;
}
