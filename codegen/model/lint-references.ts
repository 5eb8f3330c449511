/**
 * Names that traits give of operations, members and parameters elsewhere: what they name is there, and of the type that is
 * meant. It reads no paths. Source: Smithy 2.0, AWS traits and "Endpoint rules engine" parameter traits.
 */
import { type Diagnostics, nearest } from "../diagnostics.ts";
import { DIAGRAM } from "./diagram.ts";
import type { PlaceOf } from "./place.ts";
import { RULE_SET } from "./rule-set.ts";
import type { RuleParameter } from "./rules.ts";
import { rulesOf } from "./service-rules.ts";
import type { Model, Operation, ShapeId } from "./types.ts";

const DISCOVERY = "aws.api#clientEndpointDiscovery";
const CHECKSUM = "aws.protocols#httpChecksum";
const RULES = "smithy.rules#";

export function lintReferences(model: Model, place: PlaceOf, diagnostics: Diagnostics): void {
  const { service } = model;
  const trait = service.traits[DISCOVERY] as { readonly operation: ShapeId } | undefined;
  if (trait !== undefined && !model.operations.some((one) => one.id === trait.operation))
    diagnostics.report("SW1003", `The service has no operation ${trait.operation}, which is to tell its endpoints.`, {
      shape: service.id,
      place: place(service.id, ["traits", DISCOVERY, "operation"]),
      hint: suggestion(
        trait.operation,
        model.operations.map((one) => one.id),
      ),
    });
  const stated = RULE_SET in service.traits || DIAGRAM in service.traits;
  const parameters = stated ? new Map(rulesOf(service).parameters.map((one) => [one.name, one])) : undefined;
  for (const operation of model.operations) {
    lintChecksum(operation, model, place, diagnostics);
    if (parameters !== undefined) lintParameters(operation, parameters, model, place, diagnostics);
  }
}

const suggestion = (word: string, candidates: readonly string[]): string | undefined => {
  const close = nearest(word, candidates);
  return close === undefined ? undefined : `did you mean ${close}?`;
};

const membersOfInput = ({ input }: Operation, model: Model) => {
  const shape = input === undefined ? undefined : model.shapes[input];
  return shape?.kind === "structure" ? shape.members : [];
};

/** SW1003: the members that say which checksum is to be made, or compared. */
function lintChecksum(operation: Operation, model: Model, place: PlaceOf, diagnostics: Diagnostics): void {
  const trait = operation.traits[CHECKSUM] as Readonly<Record<string, unknown>> | undefined;
  if (trait === undefined) return;
  const names = membersOfInput(operation, model).map((one) => one.name);
  for (const key of ["requestAlgorithmMember", "requestValidationModeMember"]) {
    const name = trait[key];
    if (typeof name !== "string" || names.includes(name)) continue;
    diagnostics.report("SW1003", `The input of ${operation.name} has no member ${name}.`, {
      shape: operation.id,
      place: place(operation.id, ["traits", CHECKSUM, key]),
      hint: suggestion(name, names),
    });
  }
}

/** SW1022: parameters that operations give are the rules', with values of their types. */
function lintParameters(
  operation: Operation,
  parameters: ReadonlyMap<string, RuleParameter>,
  model: Model,
  place: PlaceOf,
  diagnostics: Diagnostics,
): void {
  const check = (
    name: string,
    type: RuleParameter["type"] | undefined,
    id: ShapeId,
    steps: readonly string[],
  ): void => {
    const parameter = parameters.get(name);
    if (parameter !== undefined && (type === undefined || parameter.type === type)) return;
    const message =
      parameter === undefined
        ? `The endpoint rules have no parameter ${name}.`
        : `The parameter ${name} of the endpoint rules is ${TYPES[parameter.type]}, and this is ${type === undefined ? "none" : TYPES[type]}.`;
    diagnostics.report("SW1022", message, {
      shape: operation.id,
      place: place(id, steps),
      hint: parameter === undefined ? suggestion(name, [...parameters.keys()]) : undefined,
    });
  };
  const statics = operation.traits[`${RULES}staticContextParams`] as Readonly<Record<string, { value: unknown }>>;
  for (const [name, { value }] of Object.entries(statics ?? {}))
    check(name, typeOfValue(value), operation.id, ["traits", `${RULES}staticContextParams`, name, "value"]);
  for (const name in (operation.traits[`${RULES}operationContextParams`] ?? {}) as object)
    check(name, undefined, operation.id, ["traits", `${RULES}operationContextParams`, name]);
  for (const member of membersOfInput(operation, model)) {
    const trait = member.traits[`${RULES}contextParam`] as { readonly name: string } | undefined;
    if (trait === undefined || operation.input === undefined) continue;
    const kind = model.shapes[member.target]?.kind;
    const type =
      kind === "boolean"
        ? "boolean"
        : kind === "list"
          ? "strings"
          : kind === "string" || kind === "enum"
            ? "string"
            : undefined;
    const steps = ["members", member.name, "traits", `${RULES}contextParam`];
    check(trait.name, type, operation.input, steps);
    if (type === undefined && kind !== undefined)
      diagnostics.report("SW1022", `A parameter of the endpoint rules is no ${kind}.`, {
        shape: operation.id,
        place: place(operation.input, steps),
        hint: "parameters are strings, booleans and lists of strings",
      });
  }
}

const TYPES: Readonly<Record<RuleParameter["type"], string>> = {
  string: "a string",
  boolean: "true or false",
  strings: "a list of strings",
};

function typeOfValue(value: unknown): RuleParameter["type"] | undefined {
  if (typeof value === "boolean") return "boolean";
  return Array.isArray(value) ? "strings" : "string";
}
