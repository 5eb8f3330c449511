/**
 * The call that stands for all calls in README and overview: of an operation that changes nothing, where the model lets
 * that be seen, with an input that can be pasted.
 */
import type { Operation } from "../../model/types.ts";
import type { Plan } from "../../plan/plan.ts";
import { exampleInput, usualInput } from "./example.ts";
import type { Site } from "./site.ts";
import type { PaginatorView, WaiterView } from "./view.ts";
import { exampleCommandLine } from "./view-operation.ts";
import { paginatorView, waiterView } from "./view-polling.ts";

export interface Sample {
  readonly operation: Operation;
  readonly method: string;
  /** The input as source; empty where none is needed. */
  readonly input: string;
  readonly call: string;
  readonly command: string;
  readonly send: string;
  readonly commandLine: string;
}

/** What stands for others of its kind; `undefined` where the service has none. */
export interface Samples {
  readonly call: Sample | undefined;
  readonly paginator: PaginatorView | undefined;
  readonly waiter: WaiterView | undefined;
}

export function samplesOf(site: Site): Samples {
  const { operations } = site.plan.model;
  const telling = tellingOperation(operations);
  const paged = operations.find((one) => one.pagination !== undefined);
  const waiting = operations.find((one) => one.waiters.length > 0);
  const [waiter] = waiting?.waiters ?? [];
  return {
    call: telling && sampleCall(site, telling),
    paginator: paged?.pagination && paginatorView(site, paged, paged.pagination),
    waiter: waiting && waiter && waiterView(site, waiting, waiter),
  };
}

export function sampleCall(site: Site, operation: Operation): Sample {
  const { plan } = site;
  const value = usualInput(operation, plan);
  const method = plan.method(operation);
  const command = plan.ref("command", operation.id).name;
  const input = exampleInput(value, operation, plan, `const response = await client.send(new ${command}(`);
  return {
    operation,
    method,
    input,
    call: `await client.${method}(${input});`,
    command,
    send: `await client.send(new ${command}(${input}));`,
    commandLine: exampleCommandLine(site, operation, value) ?? "",
  };
}

/** What reads comes first, what has an example before what has none, what destroys last. */
function tellingOperation(operations: readonly Operation[]): Operation | undefined {
  const rank = (one: Operation): number =>
    (one.destroys === undefined ? 0 : 8) +
    (one.examples.some(({ error }) => error === undefined) ? 0 : 4) +
    (one.readonly ? 0 : 2) +
    (one.http?.method === "GET" ? 0 : 1);
  return operations.reduce<Operation | undefined>(
    (best, one) => (best === undefined || rank(one) < rank(best) ? one : best),
    undefined,
  );
}

/** The guard to show: of an error of the operation that says that something is missing, or of its first. */
export function guardOf(
  plan: Plan,
  sample: Sample | undefined,
): { readonly guard: string; readonly name: string } | undefined {
  const errors = (sample?.operation.errors ?? []).filter((id) => plan.names.has("guard", id));
  const missing = errors.find((id) => {
    const shape = plan.shape(id);
    return shape.kind === "structure" && shape.error?.status === 404;
  });
  const id = missing ?? errors[0];
  return id === undefined ? undefined : { guard: plan.ref("guard", id).name, name: plan.ref("errorClass", id).name };
}
