/**
 * Checks of a built model that need more than one shape at a time: what traits say of other shapes has to be there. It
 * changes nothing and decides nothing; every fault is a diagnostic with its place and a way out.
 */
import type { Diagnostics } from "../diagnostics.ts";
import { unknownSchemes } from "./auth.ts";
import { DIAGRAM, readDiagram } from "./diagram.ts";
import { operationSources } from "./endpoint-parameters.ts";
import { memberSteps, membersOf } from "./graph.ts";
import { lintDefaults } from "./lint-defaults.ts";
import { lintExamples } from "./lint-examples.ts";
import { lintBindings } from "./lint-http.ts";
import { lintPaths } from "./lint-paths.ts";
import { lintReferences } from "./lint-references.ts";
import { lintShapes } from "./lint-shapes.ts";
import { lintTraits } from "./lint-traits.ts";
import { patternOf } from "./pattern.ts";
import type { PlaceOf } from "./place.ts";
import { RULE_SET, readRuleSet } from "./rule-set.ts";
import { shapesOf } from "./shapes.ts";
import type { Model, Shape, ShapeId } from "./types.ts";

/**
 * @param isSmithy whether the model came as Smithy: botocore's request lines lack the literal query keys of S3's, and some of
 * its pages have a size that is text.
 */
export function lint(model: Model, place: PlaceOf, diagnostics: Diagnostics, isSmithy = true): void {
  lintPaths(model, place, diagnostics, isSmithy);
  lintShapes(model, place, diagnostics);
  lintTraits(model, place, diagnostics);
  lintCollections(model, place, diagnostics);
  lintBindings(model, place, diagnostics, isSmithy);
  lintDefaults(model, place, diagnostics);
  lintExamples(model, place, diagnostics);
  for (const shape of shapesOf(model)) lintPatterns(shape, place, diagnostics);
  lintRules(model, place, diagnostics);
  lintReferences(model, place, diagnostics);
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
  for (const start of shapesOf(model)) {
    if (start.kind !== "list" && start.kind !== "map") continue;
    const seen = new Set<ShapeId>();
    let shape: Shape | undefined = start;
    while (shape !== undefined && (shape.kind === "list" || shape.kind === "map") && !seen.has(shape.id)) {
      seen.add(shape.id);
      shape = model.shapes[shape.kind === "list" ? shape.member.target : shape.value.target];
    }
    if (shape?.id !== start.id) continue;
    diagnostics.report("SW1026", `${start.id} leads back to itself without a structure or union in between.`, {
      shape: start.id,
      place: place(start.id, [start.kind === "list" ? "member" : "value", "target"]),
      hint: "put a structure around one of its members",
    });
  }
}

/** SW2030: a pattern that JavaScript cannot run is said once, where it stands. */
function lintPatterns(shape: Shape, place: PlaceOf, diagnostics: Diagnostics): void {
  const check = (about: string, pattern: string, steps: readonly string[]): void => {
    if (patternOf(pattern) !== undefined) return;
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
  if (shape.constraints.pattern !== undefined) check(shape.id, shape.constraints.pattern, []);
  for (const { name, constraints } of membersOf(shape)) {
    if (constraints.pattern === undefined) continue;
    check(`${shape.id}$${name}`, constraints.pattern, memberSteps(shape, name));
  }
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
