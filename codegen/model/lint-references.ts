/**
 * Names that traits give of operations, members, parameters, checksums and built-ins elsewhere: what they name is there, and
 * of the type that is meant. It reads no paths. Source: Smithy 2.0, AWS traits and "Endpoint rules engine" parameter traits.
 */
import { type Diagnostics, suggestion } from "../diagnostics.ts";
import { withArticle } from "./article.ts";
import { DIAGRAM } from "./diagram.ts";
import { BUILT_INS } from "./endpoint-parameters.ts";
import { structureOf } from "./graph.ts";
import type { PlaceOf } from "./place.ts";
import { RULE_SET } from "./rule-set.ts";
import type { RuleParameter } from "./rules.ts";
import { rulesOf } from "./service-rules.ts";
import { CHECKSUMS } from "./traits.ts";
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
  const stated = [RULE_SET, DIAGRAM].find((one) => one in service.traits);
  const parameters =
    stated === undefined ? undefined : new Map(rulesOf(service).parameters.map((one) => [one.name, one]));
  for (const { name, builtIn } of stated === undefined ? [] : (parameters?.values() ?? [])) {
    if (builtIn === undefined || Object.hasOwn(BUILT_INS, builtIn)) continue;
    diagnostics.report("SW2073", `No client knows ${builtIn} by itself: ${name} is a key of its configuration.`, {
      shape: service.id,
      place: place(service.id, ["traits", stated ?? "", "parameters", name, "builtIn"]),
      hint: suggestion(builtIn, Object.keys(BUILT_INS)),
    });
  }
  for (const operation of model.operations) {
    lintChecksum(operation, model, place, diagnostics);
    if (parameters !== undefined) lintParameters(operation, parameters, model, place, diagnostics);
  }
}

/** SW1003, SW1010: the members that say which checksum is to be made, or compared. Source: AWS traits, `httpChecksum`. */
function lintChecksum(operation: Operation, model: Model, place: PlaceOf, diagnostics: Diagnostics): void {
  const trait = operation.traits[CHECKSUM] as Readonly<Record<string, unknown>> | undefined;
  if (trait === undefined) return;
  const members = structureOf(model, operation.input)?.members ?? [];
  for (const [key, values] of Object.entries(CHOICES)) {
    const name = trait[key];
    if (typeof name !== "string") continue;
    const say = (code: "SW1003" | "SW1010", message: string, hint?: string): void =>
      diagnostics.report(code, message, {
        shape: operation.id,
        place: place(operation.id, ["traits", CHECKSUM, key]),
        hint,
      });
    const member = members.find((one) => one.name === name);
    const shape = member === undefined ? undefined : model.shapes[member.target];
    if (member === undefined)
      say(
        "SW1003",
        `The input of ${operation.name} has no member ${name}.`,
        suggestion(
          name,
          members.map((one) => one.name),
        ),
      );
    else if (shape !== undefined && shape.kind !== "enum")
      say(
        "SW1010",
        `${key}: ${name} is ${withArticle(shape.kind)}, and it has to be an enum.`,
        `its values are ${values.join(", ")}`,
      );
    else
      for (const { value } of shape?.values ?? [])
        if (!values.includes(value))
          say(
            "SW1010",
            `${key}: ${name} has the value ${value}, which says nothing here.`,
            `its values are ${values.join(", ")}`,
          );
  }
}

/** What the members choose from. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  requestAlgorithmMember: CHECKSUMS,
  requestValidationModeMember: ["ENABLED"],
};

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
  const givers = new Map<string, string>();
  for (const member of structureOf(model, operation.input)?.members ?? []) {
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
    const other = givers.get(trait.name);
    givers.set(trait.name, member.name);
    if (other !== undefined)
      diagnostics.report("SW1019", `${other} and ${member.name} both give the parameter ${trait.name}.`, {
        shape: `${operation.input}$${member.name}`,
        place: place(operation.input, steps, true),
        hint: "keep one of them",
      });
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
