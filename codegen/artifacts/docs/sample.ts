/**
 * The call that stands for all calls in README and overview: of an operation that changes nothing, where the model lets
 * that be seen, with an input that can be pasted.
 */
import type { Operation } from "../../model/types.ts";
import { exampleInput, usualInput } from "./example.ts";
import type { Site } from "./site.ts";
import { exampleCommandLine } from "./view-operation.ts";

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

/** `undefined` for a service without operations. */
export function sampleOf(site: Site): Sample | undefined {
  const operation = tellingOperation(site.plan.model.operations);
  return operation === undefined ? undefined : sampleCall(site, operation);
}

export function sampleCall(site: Site, operation: Operation): Sample {
  const { plan } = site;
  const value = usualInput(operation, plan);
  const input = exampleInput(value, operation, plan);
  const method = plan.method(operation);
  const command = plan.ref("command", operation.id).name;
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
