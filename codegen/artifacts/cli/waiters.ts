/**
 * The waiters of a service as commands of `wait`: their names, and how often and how long each asks. Source: AWS CLI 2,
 * spec-cli C11; Smithy says when a waiter begins, but not when it gives up; botocore says both.
 */

import { paragraph } from "../../../templates/runtime/doc/text.ts";
import type { Doc } from "../../../templates/runtime/doc/tree.ts";
import { documentationOf } from "../../doc/of.ts";
import type { Operation, Waiter } from "../../model/types.ts";
import { kebab } from "../../plan/case.ts";
import type { Plan } from "../../plan/plan.ts";
import { commandsOf } from "./options.ts";

export interface WaiterCommand {
  /** `backend-job-complete`. */
  readonly name: string;
  readonly operation: Operation;
  readonly waiter: Waiter;
  /** Seconds from one question to the next. */
  readonly delay: number;
  readonly maxAttempts: number;
}

/** Seconds until a waiter gives up: what 40 questions with 15 seconds between them take, as most waiters of AWS have it. */
const PATIENCE = 600;

/** By name. */
export function waitersOf(plan: Plan): readonly WaiterCommand[] {
  return commandsOf(plan)
    .flatMap((operation) => operation.waiters.map((waiter) => commandOf(operation, waiter)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function commandOf(operation: Operation, waiter: Waiter): WaiterCommand {
  const delay = Math.max(1, waiter.minDelay);
  return {
    name: kebab(waiter.name),
    operation,
    waiter,
    delay,
    maxAttempts: waiter.maxAttempts ?? Math.ceil(PATIENCE / delay),
  };
}

/** What it waits for; where its model has no text, what its first success says. */
export const descriptionOf = ({ waiter }: WaiterCommand): Doc =>
  waiter.documentation === "" ? paragraph(`Waits until ${successOf(waiter)}.`) : documentationOf(waiter);

function successOf(waiter: Waiter): string {
  const matcher = waiter.acceptors.find(({ state }) => state === "success")?.matcher;
  if (matcher === undefined) return "the operation says so";
  if ("success" in matcher) return matcher.success ? "the call succeeds" : "the call fails";
  if ("errorType" in matcher) return `${matcher.errorType} is thrown`;
  if ("status" in matcher) return `${matcher.status} is received`;
  const { path, expected, comparator } = "output" in matcher ? matcher.output : matcher.inputOutput;
  if (comparator === "allStringEquals") return `${path} is ${expected} for all elements`;
  if (comparator === "anyStringEquals") return `${path} is ${expected} for any element`;
  return `${path} is ${expected}`;
}
