/**
 * Which options a command has, in the order of its table, and which operations are commands at all. The one place for both
 * the data that the command line reads and the pages of help. Source: AWS CLI 2, spec-cli C3, C10.1, C11.
 */
import {
  type ListedOption,
  memberSynopsis,
  OWN_SYNOPSIS,
  ownOptions,
} from "../../../templates/runtime/cli/help/options.ts";
import { structureOf } from "../../model/graph.ts";
import type { Member, Model, Operation, Pagination, Shape } from "../../model/types.ts";
import { type Plan, shapeOf } from "../../plan/plan.ts";
import { isStreaming } from "./shape-facts.ts";

/** An option that a member of the input has. */
export interface MemberOption {
  readonly kind: "member";
  /** Without dashes. A boolean has `no-<name>` as well. */
  readonly name: string;
  readonly member: Member;
  readonly target: Shape;
  /** Whether a page shows it without brackets. The parser never asks for a boolean. */
  readonly required: boolean;
  /** A token or limit that pagination sees to: it works, but no page shows it. */
  readonly hidden: boolean;
}

export type CommandOption = MemberOption | { readonly kind: "own"; readonly name: ListedOption };

/** Operations that send or receive a stream of events have no command. */
export function commandsOf(plan: Plan): readonly Operation[] {
  const found = commands.get(plan) ?? commandsIn(plan.model);
  commands.set(plan, found);
  return found;
}

const commands = new WeakMap<Plan, readonly Operation[]>();

function commandsIn(model: Model): readonly Operation[] {
  const events = (id: Operation["input"]): boolean =>
    (structureOf(model, id)?.members ?? []).some((one) => {
      const target = shapeOf(model, one.target);
      return target.kind === "union" && isStreaming(target);
    });
  return model.operations.filter((one) => !events(one.input) && !events(one.output));
}

/** The member that the answer's body is streamed into, if the operation has one: the command then writes a file. */
export function streamedOutput(model: Model, operation: Operation): Member | undefined {
  return structureOf(model, operation.output)?.members.find((one) => {
    const target = shapeOf(model, one.target);
    return target.kind === "blob" && isStreaming(target);
  });
}

/** How the command pages: what was only inferred does not change what a command prints; pages that list nothing stand alone. */
export function paginationOf({ pagination }: Operation): Pagination | undefined {
  return pagination?.origin === "inferred" || pagination?.items.length === 0 ? undefined : pagination;
}

/** `waiting`: for a waiter's command, which asks once and again, but never pages. */
export function optionsOf(plan: Plan, operation: Operation, waiting: boolean = false): readonly CommandOption[] {
  const { model } = plan;
  const pagination = waiting ? undefined : paginationOf(operation);
  const streams = streamedOutput(model, operation) !== undefined;
  const names = plan.optionNames(operation);
  const limitKey = pagination?.pageSize;
  const own = ownOptions(pagination && (limitKey === undefined ? {} : { limitKey }), streams && !waiting);
  const handled = new Set([...(pagination?.inputToken ?? []), pagination?.pageSize]);
  const members = (structureOf(model, operation.input)?.members ?? []).map((member): MemberOption => {
    const name = names.get(member.name) ?? member.name;
    return {
      kind: "member",
      name,
      member,
      target: shapeOf(model, member.target),
      required: member.required && !member.idempotencyToken,
      hidden: handled.has(member.name) || own.includes(name as ListedOption),
    };
  });
  return [...members, ...own.map((name): CommandOption => ({ kind: "own", name }))];
}

/** An option's line in the synopsis; `undefined` for one that has none. */
export function synopsisOf(option: CommandOption): string | undefined {
  if (option.kind === "own") return OWN_SYNOPSIS[option.name];
  return option.hidden ? undefined : memberSynopsis(option.name, option.target.kind === "boolean", option.required);
}
