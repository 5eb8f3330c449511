/**
 * One TypeScript file in the making. Mentioning something (`use`) imports it under a name that is free in this file; nobody
 * types an import by hand. The file holds statements; `print.ts` makes the text.
 *
 *     const file = new TsFile("src/commands.ts", names);
 *     file.add({ kind: "class", name: "GetTokenCommand", extends: file.use(runtime("ServiceCommand")) });
 */
import type { Import } from "./import.ts";
import type { Statement } from "./statement.ts";

/** Something that a file can mention: a name, and the module that exports it (a path in the package, without extension). */
export interface Ref {
  readonly name: string;
  /** `src/types`, or a runtime entry such as `runtime/client/index`, both from the package's point of view. */
  readonly module: string;
  readonly typeOnly: boolean;
}

/** Whether the package, or one module of it, exports something of a name: an import of that name then gets another. */
export type Taken = (name: string, module?: string) => boolean;

export class TsFile {
  readonly kind = "ts";
  readonly statements: Statement[] = [];
  /** A banner above everything. */
  readonly banner: string;
  /** What the file is, shown under the banner. */
  readonly about: string | undefined;
  readonly #imports: Map<string, Import> = new Map();
  #sorted: readonly Import[] | undefined;
  /** What is mentioned again as it was before: most mentions. */
  readonly #uses = { type: new Map<Ref, string>(), value: new Map<Ref, string>() };
  /** The types of shapes as this file says them, by shape id: `types.ts` keeps them here. */
  readonly types = { write: new Map<string, string>(), read: new Map<string, string>() };
  readonly path: string;
  /** The path without its ending, as refs name modules. */
  readonly #module: string;
  readonly #taken: Taken;

  constructor(path: string, taken: Taken, banner: string, about?: string) {
    this.path = path;
    this.#module = path.replace(/\.ts$/, "");
    this.#taken = taken;
    this.banner = banner;
    this.about = about;
  }

  /** The local name of something, imported if another module exports it. */
  use(ref: Ref, as: "type" | "value" = ref.typeOnly ? "type" : "value"): string {
    const known = this.#uses[as].get(ref);
    if (known !== undefined) return known;
    const used = this.#use(ref, as);
    this.#uses[as].set(ref, used);
    return used;
  }

  #use(ref: Ref, as: "type" | "value"): string {
    if (ref.module === this.#module) return ref.name;
    const key = `${ref.module} ${ref.name}`;
    const known = this.#imports.get(key);
    const typeOnly = as === "type" && known?.typeOnly !== false;
    const made = known?.typeOnly === typeOnly ? known : this.importOf(ref, typeOnly);
    if (made !== known) {
      this.#imports.set(key, made);
      this.#sorted = undefined;
    }
    return made.alias ?? made.name;
  }

  /** How this file would import something, without doing so: the built file may mention what the source does not. */
  importOf(ref: Ref, typeOnly: boolean = ref.typeOnly): Import {
    const clash = ref.module.startsWith("src/") ? this.#taken(ref.name, this.#module) : this.#taken(ref.name);
    return { from: ref.module, name: ref.name, typeOnly, ...(clash ? { alias: `__${ref.name}` } : {}) };
  }

  /** The same for a place where only the type is meant. */
  useType(ref: Ref): string {
    return this.use(ref, "type");
  }

  /** Something that every program has (`Uint8Array`), also where the package exports its own thing of that name. */
  platform(name: string): string {
    return this.#taken(name) ? `globalThis.${name}` : name;
  }

  add(...statements: readonly Statement[]): void {
    this.statements.push(...statements);
  }

  /** By module, then name. */
  get imports(): readonly Import[] {
    this.#sorted ??= [...this.#imports.values()].sort((a, b) => order(a.from, b.from) || order(a.name, b.name));
    return this.#sorted;
  }
}

const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
