/**
 * What an operation does beyond one call: pagination, waiters, examples, and whether it destroys something, from the traits
 * that say so. Paths are checked later (`model/lint.ts`); what no trait says may be inferred (`model/infer.ts`).
 */
import type { Acceptor, Example, Operation, Origin, Pagination, ShapeId, Traits, Waiter } from "../model/types.ts";
import type { Ast } from "./ast.ts";

interface Paginated {
  readonly inputToken?: string;
  readonly outputToken?: string;
  readonly items?: string;
  readonly pageSize?: string;
}
/** What pages by more than one token, or knows whether there is more: `swage#paginated`. */
type Paged = Omit<Pagination, "origin" | "items"> & Partial<Pick<Pagination, "items">>;
interface Waitable {
  readonly documentation?: string;
  readonly acceptors: readonly Acceptor[];
  readonly minDelay?: number;
  readonly maxDelay?: number;
  readonly maxAttempts?: number;
  readonly deprecated?: boolean;
}

const PAGINATED = "smithy.api#paginated";
const PAGED = "swage#paginated";
const WAITABLE = "smithy.waiters#waitable";
const EXAMPLES = "smithy.api#examples";
const DESTRUCTIVE = "swage#destructive";

type Extras = Pick<Operation, "pagination" | "waiters" | "examples" | "destroys">;

export function operationExtras(ast: Ast, id: ShapeId, traits: Traits, service: Traits): Extras {
  const origin = (trait: string): Origin => (ast.fromOverlay(id, trait) ? "overlay" : "model");
  const paged = traits[PAGED] as Paged | undefined;
  const pagination =
    paged === undefined
      ? paginationOf(traits, service, origin(PAGINATED))
      : { items: [], ...paged, origin: origin(PAGED) };
  const destructive = traits[DESTRUCTIVE] as { what: string } | undefined;
  const waitable = traits[WAITABLE] as Record<string, Waitable> | undefined;
  const examples = traits[EXAMPLES] as readonly Partial<Example>[] | undefined;
  return {
    pagination,
    waiters: Object.entries(waitable ?? {})
      .map(([name, one]) => waiterOf(name, one, origin(WAITABLE)))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    examples: (examples ?? []).map((one) => ({ title: "", input: {}, ...one })),
    destroys: destructive?.what,
  };
}

/** The operation's trait over the service's: Smithy merges the two. */
function paginationOf(traits: Traits, service: Traits, origin: Origin): Pagination | undefined {
  const own = traits[PAGINATED] as Paginated | undefined;
  if (own === undefined) return undefined;
  const merged: Paginated = { ...(service[PAGINATED] as Paginated | undefined), ...own };
  return {
    origin,
    inputToken: merged.inputToken === undefined ? [] : [merged.inputToken],
    outputToken: merged.outputToken === undefined ? [] : [merged.outputToken],
    items: merged.items === undefined ? [] : [merged.items],
    ...(merged.pageSize === undefined ? {} : { pageSize: merged.pageSize }),
  };
}

/** Defaults of the delays: Smithy waiters, 2 and 120 seconds. */
function waiterOf(name: string, one: Waitable, origin: Origin): Waiter {
  return {
    origin,
    name,
    documentation: one.documentation ?? "",
    minDelay: one.minDelay ?? 2,
    maxDelay: one.maxDelay ?? 120,
    ...(one.maxAttempts === undefined ? {} : { maxAttempts: one.maxAttempts }),
    deprecated: one.deprecated ?? false,
    acceptors: one.acceptors,
  };
}
