/**
 * Checks of what paginators and waiters look at: that it is there, and that it can be what they take it for. It changes
 * nothing; every fault is a diagnostic with its place and a way out.
 */
import type { Diagnostics } from "../diagnostics.ts";
import { itemOf, kindOf, shapeType, type ValueKind, valueKind } from "./path-types.ts";
import { type Arrival, walk, walkFrom } from "./paths.ts";
import type { PlaceOf } from "./place.ts";
import type { Model, Operation, PathMatcher, ShapeId, Waiter } from "./types.ts";

/** @param isSmithy whether a size of pages has to be a number: botocore has some that are text. */
export function lintPaths(model: Model, place: PlaceOf, diagnostics: Diagnostics, isSmithy: boolean): void {
  /** By what commands and pages are called after them. */
  const waiters = new Map<string, string>();
  for (const operation of model.operations) {
    lintPagination(operation, model, place, diagnostics, isSmithy);
    for (const waiter of operation.waiters) {
      lintWaiter(operation, waiter, model, place, diagnostics);
      const called = waiter.name.toLowerCase().replaceAll("_", "");
      const other = waiters.get(called);
      waiters.set(called, waiter.name);
      // Two of the very same name would export one name, which is said elsewhere.
      if (other === undefined || other === waiter.name) continue;
      diagnostics.report("SW1027", `The waiters ${other} and ${waiter.name} differ in nothing but case.`, {
        shape: operation.id,
        place: place(operation.id, ["traits", WAITABLE, waiter.name], true),
        hint: "give one of them another name",
      });
    }
  }
}

const PAGINATED = "smithy.api#paginated";
const PAGED = "swage#paginated";
/** Source: Smithy 2.0, `paginated` trait, "pageSize"; which kinds of integer, its validator says. */
const SIZES: ReadonlySet<string> = new Set(["byte", "short", "integer", "long"]);

/** SW1020: tokens, items and page size are members, by path where they come out. */
function lintPagination(
  operation: Operation,
  model: Model,
  place: PlaceOf,
  diagnostics: Diagnostics,
  isSmithy: boolean,
): void {
  const { pagination } = operation;
  if (pagination === undefined || pagination.origin === "inferred") return;
  const say = (key: string, message: string, hint?: string): void => {
    const trait = PAGED in operation.traits ? PAGED : PAGINATED;
    // What the operation's own trait leaves out, the service's trait says.
    const own = operation.traits[trait] as Readonly<Record<string, unknown>> | undefined;
    const owner = own?.[key] === undefined ? model.service.id : operation.id;
    diagnostics.report("SW1020", message, {
      shape: operation.id,
      place: place(owner, ["traits", trait, key]),
      hint,
    });
  };
  const check = (key: string, path: string, from: ShapeId | undefined, collection = false): ValueKind | undefined => {
    const end = walk(path, from, model);
    if (end.kind === "lost") say(key, `${key}: ${end.message}`, end.hint);
    else if (collection && !["list", "object", undefined].includes(valueKind(end.type)))
      say(key, `${key}: ${path} is ${kindOf(end.type)}, and items are a list or a map.`);
    return end.kind === "lost" ? undefined : valueKind(end.type);
  };
  if (pagination.inputToken.length === 0)
    say("inputToken", "inputToken: the trait names no token, and the service names none for all.", 'add "inputToken"');
  if (pagination.outputToken.length === 0)
    say(
      "outputToken",
      "outputToken: the trait names no token, and the service names none for all.",
      'add "outputToken"',
    );
  const taken = pagination.inputToken.map((path) => check("inputToken", path, operation.input));
  const given = pagination.outputToken.map((path) => check("outputToken", path, operation.output));
  for (const [index, kind] of taken.entries()) {
    const other = given[index];
    if (kind === undefined || other === undefined || kind === other) continue;
    const [token, next] = [pagination.inputToken[index], pagination.outputToken[index]];
    say("inputToken", `inputToken: ${token} takes no ${other}, and that is what ${next} gives.`);
  }
  // botocore gathers numbers and strings over pages, too.
  for (const path of pagination.items) check("items", path, operation.output, PAGINATED in operation.traits);
  for (const path of pagination.nonAggregateKeys ?? []) check("nonAggregateKeys", path, operation.output);
  if (pagination.pageSize !== undefined) {
    const end = walk(pagination.pageSize, operation.input, model);
    if (end.kind === "lost") say("pageSize", `pageSize: ${end.message}`, end.hint);
    else if (isSmithy && end.type.kind === "shape" && !SIZES.has(end.type.shape.kind))
      say(
        "pageSize",
        `pageSize: ${pagination.pageSize} is ${kindOf(end.type)}, and a size is a byte, short, integer or long.`,
      );
  }
  if (pagination.moreResults !== undefined) check("moreResults", pagination.moreResults, operation.output);
}

const WAITABLE = "smithy.waiters#waitable";

/** SW1021: what an acceptor looks at is a member, and can be compared as it says. */
function lintWaiter(
  operation: Operation,
  waiter: Waiter,
  model: Model,
  place: PlaceOf,
  diagnostics: Diagnostics,
): void {
  for (const [index, { matcher }] of waiter.acceptors.entries()) {
    const say = (steps: readonly string[], message: string, hint?: string): void =>
      diagnostics.report("SW1021", `${waiter.name}: ${message}`, {
        shape: operation.id,
        place: place(operation.id, ["traits", WAITABLE, waiter.name, "acceptors", index, "matcher", ...steps]),
        hint,
      });
    const check = (kind: string, compared: PathMatcher, end: Arrival): void => {
      const fault = faultOf(compared, end, model);
      if (fault !== undefined) say([kind, fault.key], fault.message, fault.hint);
    };
    if ("output" in matcher) check("output", matcher.output, walk(matcher.output.path, operation.output, model));
    if ("inputOutput" in matcher) {
      const compared = matcher.inputOutput;
      const sides = { input: operation.input, output: operation.output };
      const members = Object.entries(sides).flatMap(([side, id]) =>
        id === undefined ? [] : [[side, shapeType(id, model)]],
      );
      const both = { kind: "object", members: Object.fromEntries(members), called: "{ input, output }" } as const;
      check("inputOutput", compared, walkFrom(compared.path, both, model));
    }
  }
}

/** What is wrong with comparing what a path leads to, and at which key of the matcher. */
function faultOf(
  { path, comparator }: PathMatcher,
  end: Arrival,
  model: Model,
): { readonly key: "path" | "comparator"; readonly message: string; readonly hint?: string | undefined } | undefined {
  if (end.kind === "lost") return { key: "path", message: end.message, hint: end.hint };
  const kind = valueKind(end.type);
  if (kind === undefined) return undefined;
  const wants = comparator === "allStringEquals" || comparator === "anyStringEquals";
  const gives = `${path} gives ${kindOf(end.type)}`;
  if (wants !== (kind === "list"))
    return {
      key: "comparator",
      message: `${comparator} compares ${wants ? "the items of a list" : "one value"}, and ${gives}.`,
      hint: wants ? "use stringEquals or booleanEquals" : "use allStringEquals or anyStringEquals",
    };
  const one = kind === "list" ? itemOf(end.type, model) : end.type;
  const compared = one === undefined ? undefined : valueKind(one);
  if (one === undefined || (compared !== "object" && compared !== "list")) return undefined;
  const of = kind === "list" ? `${gives}, each item of which is ${kindOf(one)}` : gives;
  return { key: "path", message: `${comparator} compares strings, and ${of}.`, hint: "name one of its members" };
}
