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
  /** The module by the name that it exports, and further modules of the few names that several export. */
  readonly #taken: Map<string, string> = new Map();
  readonly #further: Map<string, string[]> = new Map();

  constructor(
    declarations: Iterable<Declaration>,
    place: (id: ShapeId) => Parameters<Diagnostics["report"]>[2],
    diagnostics: Diagnostics,
  ) {
    const owners: Owners = { ".": new Map(), "./validators": new Map() };
    const clashes: (readonly [Declaration, Declaration])[] = [];
    const yielding: Declaration[] = [];
    for (const one of declarations) {
      if (one.yields === true) {
        yielding.push(one);
        continue;
      }
      const other = owners[one.entry ?? "."].get(one.wish);
      if (other !== undefined) clashes.push([other, one]);
      this.#put(one, one.wish, owners);
    }
    // Which of two gives way is told by their names and ids, and not by who asks first.
    for (const one of yielding.sort(inOrder)) {
      let name = one.wish;
      while (owners[one.entry ?? "."].has(name)) name += "_";
      this.#put(one, name, owners);
    }
    for (const pair of clashes) {
      const [first, other] = inOrder(...pair) < 0 ? pair : [pair[1], pair[0]];
      diagnostics.report(
        "SW1008",
        `${other.id} would export ${other.wish} (${describe(other.facet)}), and so does ${first.id} (${describe(first.facet)}).`,
        {
          ...place(other.id),
          hint: "rename one of the shapes, or give the service a `rename` entry for it",
        },
      );
    }
  }

  #put(one: Declaration, name: string, owners: Owners): void {
    const { facet, id, module, typeOnly, entry = "." } = one;
    if (!owners[entry].has(name)) owners[entry].set(name, one);
    if (!this.#taken.has(name)) this.#taken.set(name, module);
    else this.#further.set(name, [...(this.#further.get(name) ?? []), module]);
    let refs = this.#refs.get(facet);
    if (refs === undefined) {
      refs = new Map();
      this.#refs.set(facet, refs);
    }
    refs.set(id, { name, module, typeOnly: typeOnly === true });
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
    const first = this.#taken.get(name);
    if (first === undefined || module === undefined || first === module) return first !== undefined;
    return this.#further.get(name)?.includes(module) === true;
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

/** Who has a name, in each name space. */
type Owners = Readonly<Record<NonNullable<Declaration["entry"]>, Map<string, Declaration>>>;

const inOrder = (a: Declaration, b: Declaration): number => order(a.wish, b.wish) || order(a.id, b.id);
const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
const describe = (facet: Facet): string =>
  facet
    .replace(/:.*/, "")
    .replaceAll(/([A-Z])/g, " $1")
    .toLowerCase();
