/**
 * Checks that defaults are values of what they are defaults of: they are sent where a caller leaves a member out. Null takes a
 * default away again. Source: Smithy 2.0, `smithy.api#default`.
 */
import type { Diagnostics } from "../diagnostics.ts";
import { membersOf } from "./graph.ts";
import { isObject } from "./json.ts";
import { isOpen } from "./open.ts";
import type { PlaceOf } from "./place.ts";
import { shapesOf } from "./shapes.ts";
import type { Model, Shape, ShapeId } from "./types.ts";

const DEFAULT = "smithy.api#default";
const MEMBERS = ["members"];

export function lintDefaults(model: Model, place: PlaceOf, diagnostics: Diagnostics): void {
  const look = (
    traits: Shape["traits"],
    target: Shape,
    id: ShapeId,
    member?: string,
    inside: readonly string[] = [],
  ) => {
    if (!(DEFAULT in traits)) return;
    const value = traits[DEFAULT];
    const form = formOf(target);
    if (value === null || form.test(value)) return;
    diagnostics.report("SW1009", `${DEFAULT}: ${form.name} is expected, not ${JSON.stringify(value)}.`, {
      shape: member === undefined ? id : `${id}$${member}`,
      place: place(id, [...inside, ...(member === undefined ? [] : [member]), "traits", DEFAULT]),
    });
  };
  for (const shape of shapesOf(model)) {
    look(shape.traits, shape, shape.id);
    const inside = shape.kind === "structure" ? MEMBERS : [];
    for (const member of membersOf(shape)) {
      const target = model.shapes[member.target];
      if (target === undefined) continue;
      look(member.traits, target, shape.id, member.name, inside);
    }
  }
}

interface Form {
  readonly name: string;
  readonly test: (value: unknown) => boolean;
}

const text: Form = { name: "a string", test: (value) => typeof value === "string" };
const whole: Form = { name: "a whole number", test: (value) => Number.isInteger(value) };
const number: Form = { name: "a number", test: (value) => typeof value === "number" };
/** Numbers that JSON cannot hold are texts. */
const exact: Form = { name: "a number", test: (value) => typeof value === "number" || typeof value === "string" };
const nothing: Form = { name: "null, and nothing else,", test: () => false };

/** The default of an enum is one of its values. */
const formOf = (shape: Shape): Form => {
  if ((shape.kind !== "enum" && shape.kind !== "intEnum") || isOpen(shape)) return FORM[shape.kind];
  const values: readonly (string | number)[] = shape.values.map((one) => one.value);
  return {
    name: `one of ${values.map((one) => JSON.stringify(one)).join(", ")}`,
    test: (value) => values.includes(value as string),
  };
};

const FORM: Readonly<Record<Shape["kind"], Form>> = {
  structure: nothing,
  union: nothing,
  list: { name: "[]", test: (value) => Array.isArray(value) && value.length === 0 },
  map: { name: "{}", test: (value) => isObject(value) && Object.keys(value).length === 0 },
  string: text,
  enum: text,
  blob: text,
  boolean: { name: "true or false", test: (value) => typeof value === "boolean" },
  byte: whole,
  short: whole,
  integer: whole,
  long: whole,
  intEnum: whole,
  float: number,
  double: number,
  bigInteger: exact,
  bigDecimal: exact,
  timestamp: {
    name: "a date-time or epoch seconds",
    test: (value) =>
      typeof value === "number" ||
      (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value))),
  },
  document: { name: "a document", test: () => true },
};
