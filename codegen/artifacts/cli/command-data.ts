/**
 * One command, or one waiter, as the line of data that the command line runs it by (`templates/runtime/cli/table.ts`).
 * Decides nothing that a page of help shows; names come from the plan.
 */
import type * as Table from "../../../templates/runtime/cli/table.ts";
import type { Operation, Pagination, ShapeId } from "../../model/types.ts";
import type { Plan } from "../../plan/plan.ts";
import { optionsOf, paginationOf, streamedOutput, structureOf } from "./options.ts";
import type { ShapeTable } from "./shape-table.ts";
import type { WaiterCommand } from "./waiters.ts";

/** `help`: the page, as text. */
export function commandData(plan: Plan, table: ShapeTable, operation: Operation, help: string): Table.Command {
  const pagination = paginationOf(operation);
  const streamed = streamedOutput(plan.model, operation);
  return {
    name: plan.command(operation),
    operation: operation.name,
    command: plan.ref("command", operation.id).name,
    options: optionData(plan, operation, false),
    shapes: table.reachedBy(given([operation.input, operation.output, ...operation.errors])),
    ...(operation.input === undefined ? {} : { input: table.key(operation.input) }),
    ...(operation.output === undefined ? {} : { output: table.key(operation.output) }),
    ...(pagination === undefined ? {} : { pagination: paginationData(plan, operation, pagination) }),
    errors: errorData(plan, operation),
    ...(streamed === undefined ? {} : { streamsOutput: streamed.name }),
    ...(operation.destroys === undefined ? {} : { destructive: true }),
    help,
  };
}

/** A waiter takes the input of the operation that it asks with, and prints nothing. */
export function waiterData(
  plan: Plan,
  table: ShapeTable,
  { name, operation, waiter, delay, maxAttempts }: WaiterCommand,
  help: string,
): Table.Command {
  return {
    name,
    operation: operation.name,
    command: plan.ref("command", operation.id).name,
    options: optionData(plan, operation, true),
    shapes: table.reachedBy(given([operation.input, ...operation.errors])),
    ...(operation.input === undefined ? {} : { input: table.key(operation.input) }),
    errors: errorData(plan, operation),
    waiter: {
      name: waiter.name,
      waitUntil: plan.ref(`waiter:${waiter.name}`, operation.id).name,
      delay,
      maxAttempts,
    },
    help,
  };
}

const given = (ids: readonly (ShapeId | undefined)[]): readonly ShapeId[] => ids.filter((id) => id !== undefined);

function optionData(plan: Plan, operation: Operation, waiting: boolean): readonly Table.Option[] {
  return optionsOf(plan, operation, waiting).flatMap((option): Table.Option[] => {
    if (option.kind === "own") return [];
    const required = option.required && option.target.kind !== "boolean";
    return [
      {
        name: option.name,
        member: option.member.name,
        ...(required ? { required } : {}),
        ...(option.hidden ? { hidden: true } : {}),
      },
    ];
  });
}

function paginationData(plan: Plan, operation: Operation, pagination: Pagination): Table.Pagination {
  const { inputToken, outputToken, items, pageSize, moreResults, nonAggregateKeys } = pagination;
  return {
    inputToken,
    outputToken,
    ...(pageSize === undefined ? {} : { limitKey: pageSize }),
    resultKeys: items,
    ...(moreResults === undefined ? {} : { moreResults }),
    ...(nonAggregateKeys === undefined ? {} : { nonAggregateKeys }),
    paginator: plan.ref("paginator", operation.id).name,
  };
}

/** Members that every error has, and that its message shows anyway. */
const SHOWN_ANYWAY: ReadonlySet<string> = new Set(["code", "message"]);

/** By code, which is the shape's name unless the query protocol gives it another. */
function errorData(plan: Plan, operation: Operation): Table.Command["errors"] {
  return Object.fromEntries(
    operation.errors.map((id) => {
      const shape = plan.shape(id);
      const query = shape.traits["aws.protocols#awsQueryError"] as { readonly code: string } | undefined;
      const members = structureOf(plan.model, id)?.members ?? [];
      const shown = members.map(({ name }) => name).filter((name) => !SHOWN_ANYWAY.has(name.toLowerCase()));
      return [query?.code ?? shape.name, shown];
    }),
  );
}
