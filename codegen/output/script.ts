/**
 * What `dist/` runs: the code of a package's modules, without types and documentation, which stand in its declarations.
 *
 * The main entry is one file: the modules that it re-exports stand in it, each after those that it needs, because every
 * file that is read costs an import half a millisecond. A module that is marked `apart` stays a file of its own. All names
 * of a package are different already.
 */

import { scripts } from "../ts/built.ts";
import type { TsFile } from "../ts/file.ts";
import type { Import } from "../ts/import.ts";
import { type Head, printAround } from "../ts/print.ts";
import type { Statement } from "../ts/statement.ts";

/** What scripts need of a file: the statements of all files would fill the memory until the last is there. */
export interface Module extends Head {
  readonly code: string;
  /** Those of the main entry, since which of them stay is known at the end. */
  readonly statements?: readonly Statement[];
}

export interface Script {
  /** Of the source: `src/x.ts`. */
  readonly path: string;
  readonly text: string;
}

/** A file as a module. */
export function moduleOf({ path, banner, about, imports, statements }: TsFile): Module {
  const uses = new Set(imports);
  for (const one of statements) if (one.kind === "const" && one.built?.uses !== undefined) uses.add(one.built.uses);
  const values = [...uses].filter(({ typeOnly }) => !typeOnly);
  const isEntry = statements.some(({ kind }) => kind === "exportAll");
  const code = isEntry ? { code: "", statements } : { code: scripts(statements) };
  return { path, banner, about, imports: values, ...code };
}

/** The script of each module that the main entry does not hold. */
export function* scriptsOf(modules: readonly Module[]): Iterable<Script> {
  const entry = modules.find(({ statements }) => statements !== undefined);
  const held = entry === undefined ? [] : membersOf(entry, modules);
  const inEntry = new Set([entry, ...held].map(nameOf));
  for (const one of modules) {
    const { path } = one;
    if (one === entry) yield { path, text: entryText(one, held) };
    else if (!inEntry.has(nameOf(one))) yield { path, text: textWithin(one, inEntry, nameOf(entry)) };
  }
}

const nameOf = (module: Module | undefined): string => module?.path.replace(/\.ts$/, "") ?? "";

/** The modules that the entry re-exports whole, each after those that it needs. */
function membersOf({ statements = [] }: Module, modules: readonly Module[]): readonly Module[] {
  const wanted = new Map<string, Module>();
  for (const statement of statements) {
    if (statement.kind !== "exportAll" || statement.apart === true) continue;
    const module = modules.find((one) => `${nameOf(one).replace(/^src/, ".")}.js` === statement.from);
    if (module !== undefined) wanted.set(nameOf(module), module);
  }
  const placed = new Set<Module>();
  const place = (module: Module, above: ReadonlySet<Module>): void => {
    if (placed.has(module) || above.has(module)) return;
    for (const { from } of module.imports) {
      const needed = wanted.get(from);
      if (needed !== undefined) place(needed, new Set([...above, module]));
    }
    placed.add(module);
  };
  for (const module of wanted.values()) place(module, new Set());
  return [...placed];
}

/** The entry with its members in it. */
function entryText({ statements = [], ...entry }: Module, members: readonly Module[]): string {
  const inside = new Set(members.map(nameOf));
  const imports = new Map<string, Import>();
  for (const one of members.flatMap((member) => member.imports)) {
    if (!inside.has(one.from)) imports.set(`${one.from} ${one.alias ?? one.name}`, one);
  }
  const rest = statements.filter(
    (one) => one.kind !== "exportAll" || !inside.has(`src/${one.from.slice("./".length, -".js".length)}`),
  );
  const texts = [...members.map((one) => codeWithin(one, inside)), scripts(rest)].filter((one) => one !== "");
  return printAround({ ...entry, imports: [...imports.values()] }, texts.join("\n\n"));
}

/** The code of a member; what it imports under another name from a module inside gets that name here. */
function codeWithin({ imports, code }: Module, inside: ReadonlySet<string>): string {
  const renamed = imports
    .filter(({ from, alias }) => alias !== undefined && inside.has(from))
    .map(({ alias, name }) => `const ${alias} = ${name};`);
  return [...renamed, code].join("\n");
}

/** What another entry takes from a module that the main entry holds, it takes from the main entry. */
function textWithin({ imports, code, ...module }: Module, inEntry: ReadonlySet<string>, entry: string): string {
  const moved = imports.map((one) => (inEntry.has(one.from) ? { ...one, from: entry } : one));
  return printAround({ ...module, imports: moved }, code || "export {};");
}
