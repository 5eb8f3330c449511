/**
 * All names that a package exports, decided in one pass before anything is printed. Artifacts declare what they will
 * export; here wishes become names, reserved words and clashes included. The same model gives the same names in any order
 * of its keys. Source of the rules: the official JS v3 names.
 */
import type { Diagnostics } from "../diagnostics.ts";
import type { ShapeId } from "../model/types.ts";
import type { Ref, Taken } from "../ts/file.ts";

/** What an export is for its shape (or for the service). */
export type Facet =
  | "type"
  | "openEnum"
  | "command"
  | "commandInput"
  | "commandOutput"
  | "operationError"
  | "schema"
  | "errorClass"
  | "guard"
  | "client"
  | "clientConfig"
  | "clientResolvedConfig"
  | "aggregate"
  | "serviceException"
  | "serviceExceptionSchema"
  | "serviceGuard"
  | "errorTypeRegistries"
  | "inputTypes"
  | "outputTypes"
  | "requestOptions"
  | "paginationConfig"
  | "runtimeExtension"
  | "endpointInput"
  | "endpointResolver"
  | "endpointParameters"
  | "paginator"
  | `waiter:${string}`
  | `waiterQuiet:${string}`
  | `further:${string}`
  | "validator"
  | "validatorOutput";

export interface Declaration {
  readonly facet: Facet;
  readonly id: ShapeId;
  readonly wish: string;
  /** Without extension: `src/types`. */
  readonly module: string;
  readonly typeOnly?: boolean;
  /** Exports of another entry live in a name space of their own. */
  readonly entry?: "." | "./validators";
  /** A name that the official client does not have: it gives way to one that it has, and takes a `_` behind. */
  readonly yields?: boolean;
}

export class Names {
  readonly #refs: Map<Facet, Map<ShapeId, Ref>> = new Map();
  /** Modules by the name that they export: one of most names. */
  readonly #taken: Map<string, string[]> = new Map();

  constructor(
    declarations: Iterable<Declaration>,
    place: (id: ShapeId) => Parameters<Diagnostics["report"]>[2],
    diagnostics: Diagnostics,
  ) {
    const owners = new Map<string, Declaration[]>();
    const all = [...declarations];
    all.forEach((one) => {
      if (one.yields !== true) this.#put(one, one.wish, owners);
    });
    for (const one of all.filter(({ yields }) => yields === true)) {
      let name = one.wish;
      while (owners.has(ownerKey(one, name))) name += "_";
      this.#put(one, name, owners);
    }
    for (const group of owners.values()) {
      if (group.length === 1) continue;
      const [first, ...others] = group;
      for (const other of others) {
        diagnostics.report(
          "SW1008",
          `${other.id} would export ${other.wish} (${describe(other.facet)}), and so does ${first?.id} (${describe(first?.facet ?? "type")}).`,
          {
            ...place(other.id),
            hint: "rename one of the shapes, or give the service a `rename` entry for it",
          },
        );
      }
    }
  }

  #put(one: Declaration, name: string, owners: Map<string, Declaration[]>): void {
    const key = ownerKey(one, name);
    const group = owners.get(key);
    if (group === undefined) owners.set(key, [one]);
    else group.push(one);
    const modules = this.#taken.get(name);
    if (modules === undefined) this.#taken.set(name, [one.module]);
    else modules.push(one.module);
    const refs = this.#refs.get(one.facet) ?? new Map<ShapeId, Ref>();
    this.#refs.set(one.facet, refs.set(one.id, { name, module: one.module, typeOnly: one.typeOnly === true }));
  }

  /** The export of a shape under a facet; asking for one that no artifact declared is a bug in an emitter. */
  ref(facet: Facet, id: ShapeId): Ref {
    const found = this.#refs.get(facet)?.get(id);
    if (found === undefined) throw new Error(`nothing declares ${facet} of ${id}`);
    return found;
  }

  has(facet: Facet, id: ShapeId): boolean {
    return this.#refs.get(facet)?.has(id) === true;
  }

  /** Whether the package, or one module of it, exports something of this name, so that an import of that name needs another. */
  readonly taken: Taken = (name, module) => {
    const modules = this.#taken.get(name);
    return modules !== undefined && (module === undefined || modules.includes(module));
  };

  /** The modules that export something. */
  get modules(): ReadonlySet<string> {
    const found = new Set<string>();
    for (const refs of this.#refs.values()) for (const { module } of refs.values()) found.add(module);
    return found;
  }

  /** Every export as facet, shape and ref: for `swage inspect --names` and tests. */
  get all(): readonly Ref[] {
    return [...this.#refs.values()].flatMap((refs) => [...refs.values()]);
  }
}

const ownerKey = (one: Declaration, name: string): string => `${one.entry ?? "."} ${name}`;
const describe = (facet: Facet): string =>
  facet
    .replace(/:.*/, "")
    .replaceAll(/([A-Z])/g, " $1")
    .toLowerCase();
