/**
 * Checks of a built model that need more than one shape at a time: what traits say of other shapes has to be there. It
 * changes nothing and decides nothing; every fault is a diagnostic with its place and a way out.
 */
import type { Diagnostics } from "../diagnostics.ts";
import { unknownSchemes } from "./auth.ts";
import { DIAGRAM, readDiagram } from "./diagram.ts";
import { operationSources } from "./endpoint-parameters.ts";
import { membersOf } from "./graph.ts";
import { lintExamples } from "./lint-examples.ts";
import { lintBindings } from "./lint-http.ts";
import { lintShapes } from "./lint-shapes.ts";
import { lintTraits } from "./lint-traits.ts";
import { type Arrival, walk } from "./paths.ts";
import { patternOf } from "./pattern.ts";
import type { PlaceOf } from "./place.ts";
import { RULE_SET, readRuleSet } from "./rule-set.ts";
import type { Model, Operation, PathMatcher, Shape, ShapeId, Waiter } from "./types.ts";

export function lint(model: Model, place: PlaceOf, diagnostics: Diagnostics): void {
  for (const operation of model.operations) {
    lintPagination(operation, model, place, diagnostics);
    for (const waiter of operation.waiters) lintWaiter(operation, waiter, model, place, diagnostics);
  }
  lintShapes(model, place, diagnostics);
  lintTraits(model, place, diagnostics);
  lintCollections(model, place, diagnostics);
  lintBindings(model, place, diagnostics);
  lintExamples(model, place, diagnostics);
  for (const shape of Object.values(model.shapes)) lintPatterns(shape, place, diagnostics);
  lintRules(model, place, diagnostics);
  lintAuth(model, place, diagnostics);
}

/** SW2070: a scheme that clients cannot carry out by themselves. */
function lintAuth(model: Model, place: PlaceOf, diagnostics: Diagnostics): void {
  const { id, traits } = model.service;
  for (const scheme of unknownSchemes(model))
    diagnostics.report("SW2070", `Clients do not know how to authenticate with ${scheme}.`, {
      shape: id,
      place: place(id, scheme in traits ? ["traits", scheme] : [], true),
      hint: "whoever uses the client can bring the scheme as `httpAuthSchemes`",
    });
}

/** SW1026: a list or map may lead back to itself only through a structure or union. Source: Smithy 2.0, recursive shapes. */
function lintCollections(model: Model, place: PlaceOf, diagnostics: Diagnostics): void {
  for (const start of Object.values(model.shapes)) {
    const seen = new Set<ShapeId>();
    let shape: Shape | undefined = start;
    while (shape !== undefined && (shape.kind === "list" || shape.kind === "map") && !seen.has(shape.id)) {
      seen.add(shape.id);
      shape = model.shapes[shape.kind === "list" ? shape.member.target : shape.value.target];
    }
    if (shape?.id !== start.id || seen.size === 0) continue;
    diagnostics.report("SW1026", `${start.id} leads back to itself without a structure or union in between.`, {
      shape: start.id,
      place: place(start.id, [start.kind === "list" ? "member" : "value", "target"]),
      hint: "put a structure around one of its members",
    });
  }
}

const PAGINATED = "smithy.api#paginated";
const PAGED = "swage#paginated";

/** SW1020: tokens, items and page size are members, by path where they come out. */
function lintPagination(operation: Operation, model: Model, place: PlaceOf, diagnostics: Diagnostics): void {
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
  const check = (key: string, path: string, from: ShapeId | undefined, collection = false): void => {
    const end = walk(path, from, model);
    if (end.kind === "lost") say(key, `${key}: ${end.message}`, end.hint);
    else if (
      collection &&
      end.kind === "shape" &&
      !end.projected &&
      end.shape.kind !== "list" &&
      end.shape.kind !== "map"
    )
      say(key, `${key}: ${path} is a ${end.shape.kind}, and items are a list or a map.`);
  };
  if (pagination.inputToken.length === 0)
    say("inputToken", "inputToken: the trait names no token, and the service names none for all.", 'add "inputToken"');
  if (pagination.outputToken.length === 0)
    say(
      "outputToken",
      "outputToken: the trait names no token, and the service names none for all.",
      'add "outputToken"',
    );
  for (const path of pagination.inputToken) check("inputToken", path, operation.input);
  for (const path of pagination.outputToken) check("outputToken", path, operation.output);
  // botocore gathers numbers and strings over pages, too.
  for (const path of pagination.items) check("items", path, operation.output, PAGINATED in operation.traits);
  if (pagination.pageSize !== undefined) check("pageSize", pagination.pageSize, operation.input);
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
    const check = (kind: string, compared: PathMatcher, path: string, from: ShapeId | undefined): void => {
      const fault = faultOf(compared, walk(path, from, model));
      if (fault !== undefined) say([kind, fault.key], fault.message, fault.hint);
    };
    if ("output" in matcher) check("output", matcher.output, matcher.output.path, operation.output);
    if ("inputOutput" in matcher) {
      const compared = matcher.inputOutput;
      const [, side, rest] = /^(input|output)\.(.+)$/s.exec(compared.path) ?? [];
      const from = side === "input" ? operation.input : operation.output;
      if (rest !== undefined) check("inputOutput", compared, rest, from);
      else if (/^\w+(\.|\[|$)/.test(compared.path))
        say(
          ["inputOutput", "path"],
          `${compared.path} starts neither with input nor with output.`,
          `write "output.${compared.path}"`,
        );
    }
  }
}

/** What is wrong with comparing what a path leads to, and at which key of the matcher. */
function faultOf(
  { path, comparator }: PathMatcher,
  end: Arrival,
): { readonly key: "path" | "comparator"; readonly message: string; readonly hint?: string | undefined } | undefined {
  if (end.kind === "lost") return { key: "path", message: end.message, hint: end.hint };
  if (end.kind === "unknown") return undefined;
  const several = end.projected || end.shape.kind === "list";
  const wants = comparator === "allStringEquals" || comparator === "anyStringEquals";
  if (several === wants) return undefined;
  return {
    key: "comparator",
    message: `${comparator} compares ${wants ? "the items of a list" : "one value"}, and ${path} gives ${several ? "a list" : `a ${end.shape.kind}`}.`,
    hint: several ? "use allStringEquals or anyStringEquals" : "use stringEquals or booleanEquals",
  };
}

/** SW2030: a pattern that JavaScript cannot run is said once, where it stands. */
function lintPatterns(shape: Shape, place: PlaceOf, diagnostics: Diagnostics): void {
  const check = (about: string, pattern: string | undefined, steps: readonly string[]): void => {
    if (pattern === undefined || patternOf(pattern) !== undefined) return;
    diagnostics.report(
      "SW2030",
      `JavaScript cannot run the pattern ${JSON.stringify(pattern)}, so it is not checked.`,
      {
        shape: about,
        place: place(shape.id, [...steps, "traits", "smithy.api#pattern"]),
        hint: "an overlay can put a pattern in its place that both Java and JavaScript read",
      },
    );
  };
  check(shape.id, shape.constraints.pattern, []);
  const inside = shape.kind === "structure" || shape.kind === "union" ? ["members"] : [];
  for (const { name, constraints } of membersOf(shape))
    check(`${shape.id}$${name}`, constraints.pattern, [...inside, name]);
}

/** SW1022: the endpoint rules can be compiled, and the paths that feed them. */
function lintRules(model: Model, place: PlaceOf, diagnostics: Diagnostics): void {
  for (const operation of model.operations)
    for (const { steps, message, hint } of operationSources(operation, model).faults)
      diagnostics.report("SW1022", message, { shape: operation.id, place: place(operation.id, steps), hint });
  const { service } = model;
  for (const [trait, read] of [[RULE_SET, readRuleSet] as const, [DIAGRAM, readDiagram] as const]) {
    if (!(trait in service.traits)) continue;
    for (const { path, message, hint } of read(service.traits[trait]).faults)
      diagnostics.report("SW1022", message, {
        shape: service.id,
        place: place(service.id, ["traits", trait, ...path]),
        hint,
      });
  }
}
