/**
 * One command, or one waiter, as the line of data that the command line runs it by and lays its page of help out of
 * (`templates/runtime/cli/table.ts`). Decides nothing of how a page looks; names come from the plan.
 */

import { NOTES } from "../../../templates/runtime/cli/help/words.ts";
import type * as Table from "../../../templates/runtime/cli/table.ts";
import { paragraph } from "../../../templates/runtime/doc/text.ts";
import type { Doc } from "../../../templates/runtime/doc/tree.ts";
import { documentationOf } from "../../doc/of.ts";
import type { Example, Operation, Pagination } from "../../model/types.ts";
import { kebab } from "../../plan/case.ts";
import type { Plan } from "../../plan/plan.ts";
import { commandLine } from "./command-line.ts";
import { optionsOf, paginationOf, streamedOutput } from "./options.ts";
import { type ShapeTable, textOf } from "./shape-table.ts";
import { descriptionOf, type WaiterCommand } from "./waiters.ts";

export function commandData(plan: Plan, table: ShapeTable, operation: Operation): Table.CommandFacts {
  const pagination = paginationOf(operation);
  const streamed = streamedOutput(plan.model, operation);
  const { deprecated, destroys, waiters } = operation;
  const doc = documentationOf(operation);
  const examples = examplesOf(plan, operation);
  return {
    name: plan.command(operation),
    operation: operation.name,
    command: plan.ref("command", operation.id).name,
    options: optionData(plan, operation, false),
    ...(operation.input === undefined ? {} : { input: table.key(operation.input) }),
    ...(operation.output === undefined ? {} : { output: table.key(operation.output) }),
    ...(pagination === undefined ? {} : { pagination: paginationData(plan, operation, pagination) }),
    errors: operation.errors.map(table.key),
    ...(streamed === undefined ? {} : { streamsOutput: streamed.name }),
    ...(destroys === undefined ? {} : { destroys }),
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(doc.length === 0 ? {} : { doc: textOf(doc) }),
    ...(examples.length === 0 ? {} : { examples }),
    ...(waiters.length === 0 ? {} : { waits: waiters.map((one) => kebab(one.name)) }),
  };
}

/** A waiter takes the input of the operation that it asks with, and prints nothing. */
export function waiterData(plan: Plan, table: ShapeTable, one: WaiterCommand): Table.CommandFacts {
  const { name, operation, waiter, delay, maxAttempts } = one;
  return {
    name,
    operation: operation.name,
    command: plan.ref("command", operation.id).name,
    options: optionData(plan, operation, true),
    ...(operation.input === undefined ? {} : { input: table.key(operation.input) }),
    errors: operation.errors.map(table.key),
    waiter: {
      name: waiter.name,
      waitUntil: plan.ref(`waiter:${waiter.name}`, operation.id).name,
      asks: plan.command(operation),
      delay,
      maxAttempts,
    },
    doc: textOf(descriptionOf(one)),
  };
}

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

/** Each as a command line that runs, and what comes back. */
function examplesOf(plan: Plan, operation: Operation): Doc {
  if (operation.examples.length === 0) return [];
  const command = `${plan.package.bin} ${plan.command(operation)}`;
  const options = optionsOf(plan, operation);
  return operation.examples.flatMap((one): Doc => {
    const input = (one.input ?? {}) as Readonly<Record<string, unknown>>;
    return [
      ...(one.title === "" ? [] : paragraph({ kind: "strong", children: [{ kind: "text", text: one.title }] })),
      ...(one.documentation === undefined ? [] : documentationOf({ documentation: one.documentation })),
      { kind: "code", language: "sh", text: `$ ${commandLine(plan.model, command, options, input)}` },
      ...answer(plan, one),
    ];
  });
}

function answer(plan: Plan, { output: result, error }: Example): Doc {
  if (error !== undefined) return NOTES.answersWith(plan.shape(error.shapeId).name, error.content);
  if (result === undefined || Object.keys(result as object).length === 0) return [];
  return [...paragraph(NOTES.prints), { kind: "code", language: "json", text: JSON.stringify(result, null, 4) }];
}
