/**
 * Checks that examples can be sent: every member that they name is there, every member that must be given is, and values
 * have the kind of their shape. What an example says a service answered is looked at for unknown members alone.
 */

import { type Diagnostics, suggestion } from "../diagnostics.ts";
import { isObject } from "./json.ts";
import type { PlaceOf } from "./place.ts";
import type { Member, Model, Operation, Shape, ShapeId } from "./types.ts";

const EXAMPLES = "smithy.api#examples";
type Steps = readonly (string | number)[];
type Side = "input" | "output";

export function lintExamples(model: Model, place: PlaceOf, diagnostics: Diagnostics): void {
  for (const operation of model.operations) {
    for (const [index, example] of operation.examples.entries()) {
      const say: Say = (steps, message, { hint, key = false } = {}) =>
        diagnostics.report("SW1024", `Example "${example.title}": ${message}`, {
          shape: operation.id,
          place: place(operation.id, ["traits", EXAMPLES, index, ...steps], key),
          hint,
        });
      check(example.input, operation.input, "input", ["input"], model, say);
      if (example.output !== undefined) check(example.output, operation.output, "output", ["output"], model, say);
      if (example.error !== undefined) lintError(operation, example.error, model, say);
    }
  }
}

type Say = (steps: Steps, message: string, more?: { hint?: string | undefined; key?: boolean }) => void;

function lintError(
  operation: Operation,
  error: { readonly shapeId: ShapeId; readonly content: unknown },
  model: Model,
  say: Say,
): void {
  if (operation.errors.includes(error.shapeId)) {
    if (error.content !== undefined) check(error.content, error.shapeId, "output", ["error", "content"], model, say);
    return;
  }
  say(["error", "shapeId"], `${operation.name} is not modelled to throw ${error.shapeId}.`, {
    hint: suggestion(error.shapeId, operation.errors) ?? `add it to the operation's errors`,
  });
}

/** A value against a shape. Unit takes no members. */
function check(value: unknown, id: ShapeId | undefined, side: Side, steps: Steps, model: Model, say: Say): void {
  const shape = id === undefined ? undefined : model.shapes[id];
  if (shape === undefined) {
    if (isObject(value) && Object.keys(value).length > 0)
      say(steps, `it gives ${side} members, and the operation has none.`);
    return;
  }
  if (value === null) return;
  const expected = FORM[shape.kind];
  if (expected !== undefined && !expected.test(value)) {
    if (side === "input")
      say(steps, `${expected.name} is expected for ${nameOf(steps)}, not ${JSON.stringify(value)}.`);
    return;
  }
  switch (shape.kind) {
    case "structure":
    case "union":
      checkMembers(value as Readonly<Record<string, unknown>>, shape, side, steps, model, say);
      break;
    case "list":
      for (const [index, one] of (value as readonly unknown[]).entries())
        check(one, shape.member.target, side, [...steps, index], model, say);
      break;
    case "map":
      for (const [key, one] of Object.entries(value as Readonly<Record<string, unknown>>))
        check(one, shape.value.target, side, [...steps, key], model, say);
      break;
    default:
      break;
  }
}

function checkMembers(
  value: Readonly<Record<string, unknown>>,
  shape: Shape & { kind: "structure" | "union" },
  side: Side,
  steps: Steps,
  model: Model,
  say: Say,
): void {
  const names = shape.members.map((one) => one.name);
  for (const [name, one] of Object.entries(value)) {
    const member = shape.members.find((candidate) => candidate.name === name);
    if (member !== undefined) {
      check(one, member.target, side, [...steps, name], model, say);
      continue;
    }
    say([...steps, name], `${shape.id} has no member ${name}.`, {
      key: true,
      hint: suggestion(name, names) ?? `it has ${names.join(", ") || "no members"}`,
    });
  }
  if (side === "output") return;
  if (shape.kind === "union") {
    if (Object.keys(value).length !== 1)
      say(steps, `${nameOf(steps)} is a union, and exactly one of its members is given.`, { hint: names.join(" | ") });
    return;
  }
  const mustGive = (member: Member): boolean => member.write === "required" && value[member.name] === undefined;
  for (const member of shape.members.filter(mustGive))
    say(steps, `the required member ${member.name} of ${shape.id} is missing.`, { hint: `add "${member.name}"` });
}

const text = { name: "a string", test: (value: unknown): boolean => typeof value === "string" };
const whole = { name: "a whole number", test: (value: unknown): boolean => Number.isInteger(value) };
const object = { name: "an object", test: isObject };

/** What values of a kind look like in a model's JSON; kinds that may be written in several ways are not listed. */
const FORM: Readonly<Partial<Record<Shape["kind"], { name: string; test: (value: unknown) => boolean }>>> = {
  structure: object,
  union: object,
  map: object,
  list: { name: "a list", test: (value) => Array.isArray(value) },
  string: text,
  enum: text,
  boolean: { name: "true or false", test: (value) => typeof value === "boolean" },
  byte: whole,
  short: whole,
  integer: whole,
  intEnum: whole,
};

/** `Filters[0].Name` of `["input", "Filters", 0, "Name"]`. */
function nameOf([first, ...steps]: Steps): string {
  const path = steps.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
  return path === "" ? `the ${first}` : path.replace(/^\./, "");
}
