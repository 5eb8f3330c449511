/** What a run has made, in figures and in the words that a terminal shows: one line, and a line for each inference. */
import { shapesOf } from "./model/shapes.ts";
import type { Operation, Origin } from "./model/types.ts";
import type { Plan } from "./plan/plan.ts";

export interface Summary {
  readonly service: string;
  readonly protocol: string;
  readonly operations: number;
  readonly structures: number;
  readonly enums: number;
  readonly paginators: readonly { readonly operation: string; readonly origin: Origin }[];
  readonly waiters: readonly { readonly name: string; readonly origin: Origin }[];
  /** The command that the package brings, if it brings one. */
  readonly bin?: string;
  readonly docs: boolean;
  /** `model.json  Petstore  restJson1  31 operations  2 paginators (1 inferred)  1 waiter (overlay)`. */
  readonly line: string;
}

export function summaryOf(plan: Plan, files: readonly string[]): Summary {
  const { model } = plan;
  const shapes = shapesOf(model);
  const paginators = model.operations
    .filter((one) => one.pagination !== undefined)
    .map((one) => ({ operation: one.name, origin: originOf(one) }));
  const waiters = model.operations.flatMap((one) => one.waiters.map(({ name, origin }) => ({ name, origin })));
  const structures = shapes.filter((one) => one.kind === "structure" || one.kind === "union").length;
  const enums = shapes.filter((one) => one.kind === "enum" || one.kind === "intEnum").length;
  const parts = [
    files.map((one) => one.split("/").at(-1)).join(", "),
    plan.serviceName,
    plan.protocol.name,
    count(model.operations.length, "operation"),
    count(structures, "structure"),
    count(enums, "enum"),
    `${count(paginators.length, "paginator")}${origins(paginators)}`,
    `${count(waiters.length, "waiter")}${origins(waiters)}`,
  ];
  return {
    service: plan.serviceName,
    protocol: plan.protocol.name,
    operations: model.operations.length,
    structures,
    enums,
    paginators,
    waiters,
    ...(plan.has("cli") ? { bin: plan.package.bin } : {}),
    docs: plan.has("docs"),
    line: parts.join("  "),
  };
}

const originOf = (operation: Operation): Origin => operation.pagination?.origin ?? "model";
const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** ` (1 inferred, 1 from the overlay)`; nothing where all is the model's own. */
function origins(all: readonly { readonly origin: Origin }[]): string {
  const inferred = all.filter((one) => one.origin === "inferred").length;
  const overlaid = all.filter((one) => one.origin === "overlay").length;
  const parts = [
    ...(inferred > 0 ? [`${inferred} inferred`] : []),
    ...(overlaid > 0 ? [`${overlaid} from the overlay`] : []),
  ];
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}
