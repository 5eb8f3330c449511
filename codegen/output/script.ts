/**
 * What `dist/` runs: the code of a package's modules, without types and documentation, which stand in its declarations.
 *
 * The main entry is one file: the modules that it re-exports stand in it, each after those that it needs, because every
 * file that is read costs an import half a millisecond. A module that is marked `apart` stays a file of its own. All names
 * of a package are different already.
 */
import type { TsFile } from "../ts/file.ts";
import type { Import } from "../ts/import.ts";
import { type Head, printAround, printStatements } from "../ts/print.ts";
import type { Documented, Statement } from "../ts/statement.ts";
import { scriptText } from "./oxc.ts";

export interface Script {
  readonly file: TsFile;
  readonly text: string;
}

/** The script of each module that the main entry does not hold. */
export function* scriptsOf(files: readonly TsFile[]): Iterable<Script> {
  const entry = files.find(({ statements }) => statements.some(({ kind }) => kind === "exportAll"));
  const held = entry === undefined ? [] : membersOf(entry, files);
  const inEntry = new Set([entry, ...held].map(moduleOf));
  for (const file of files) {
    if (file !== entry && inEntry.has(moduleOf(file))) continue;
    const text = file === entry ? entryText(file, held) : textWithin(file, inEntry, moduleOf(entry));
    yield { file, text: scriptText(file.path, text) };
  }
}

const moduleOf = (file: TsFile | undefined): string => file?.path.replace(/\.ts$/, "") ?? "";

/** The modules that the entry re-exports whole, each after those that it needs. */
function membersOf(entry: TsFile, files: readonly TsFile[]): readonly TsFile[] {
  const wanted = new Map<string, TsFile>();
  for (const statement of entry.statements) {
    if (statement.kind !== "exportAll" || statement.apart === true) continue;
    const file = files.find((one) => `${moduleOf(one).replace(/^src/, ".")}.js` === statement.from);
    if (file !== undefined) wanted.set(moduleOf(file), file);
  }
  const placed = new Set<TsFile>();
  const place = (file: TsFile, above: ReadonlySet<TsFile>): void => {
    if (placed.has(file) || above.has(file)) return;
    for (const { from, typeOnly } of file.imports) {
      const needed = typeOnly ? undefined : wanted.get(from);
      if (needed !== undefined) place(needed, new Set([...above, file]));
    }
    placed.add(file);
  };
  for (const file of wanted.values()) place(file, new Set());
  return [...placed];
}

/** The entry with its members in it. */
function entryText(file: TsFile, members: readonly TsFile[]): string {
  const inside = new Set(members.map(moduleOf));
  const imports = new Map<string, Import>();
  for (const one of members.flatMap(importsOf)) {
    if (!inside.has(one.from)) imports.set(`${one.from} ${one.alias ?? one.name}`, one);
  }
  const rest = file.statements.filter(
    (one) => one.kind !== "exportAll" || !inside.has(`src/${one.from.slice("./".length, -".js".length)}`),
  );
  const text = [...members.map((one) => bodyOf(one, inside)), codeOf(rest)].join("\n\n");
  return printAround({ ...head(file), imports: [...imports.values()] }, text);
}

/** What the script of a module imports, beside what its source does. */
function importsOf({ imports, statements }: TsFile): readonly Import[] {
  return [
    ...imports,
    ...statements.flatMap((one) => (one.kind === "const" && one.built ? [one.built.uses] : [])),
  ].filter(({ typeOnly }) => !typeOnly);
}

/** The code of a member; what it imports under another name from a module inside gets that name here. */
function bodyOf({ imports, statements }: TsFile, inside: ReadonlySet<string>): string {
  const renamed = imports
    .filter(({ from, alias, typeOnly }) => !typeOnly && alias !== undefined && inside.has(from))
    .map(({ alias, name }) => `const ${alias} = ${name};`);
  return [...renamed, codeOf(statements)].join("\n");
}

/** What another entry takes from a module that the main entry holds, it takes from the main entry. */
function textWithin(file: TsFile, inEntry: ReadonlySet<string>, entry: string): string {
  const imports = importsOf(file).map((one) => (inEntry.has(one.from) ? { ...one, from: entry } : one));
  return printAround({ ...head(file), imports }, codeOf(file.statements) || "export {};");
}

const head = ({ banner, path, about }: TsFile): Omit<Head, "imports"> => ({ banner, path, about });

const codeOf = (statements: readonly Statement[]): string =>
  printStatements(statements.flatMap((one) => script(one) ?? []));

/** What of a statement makes code; nothing of one that is a type. */
function script(statement: Statement): Statement | undefined {
  switch (statement.kind) {
    case "interface":
    case "type":
      return undefined;
    case "const": {
      const { name, local, value, built } = statement;
      const text = `${local === true ? "" : "export "}const ${name} = ${built?.value ?? value};`;
      return { kind: "text", text };
    }
    case "function":
      return undocumented(statement);
    case "class": {
      const properties = (statement.properties ?? []).filter((one) => one.declare !== true).map(undocumented);
      return undocumented({ ...statement, properties, methods: (statement.methods ?? []).map(undocumented) });
    }
    case "exportAll":
    case "exportNames":
      return statement.typeOnly === true ? undefined : statement;
    case "text":
      return statement;
    default:
      return statement satisfies never;
  }
}

const undocumented = <T extends Documented>(one: T): T => ({ ...one, docs: [], tags: [] });
