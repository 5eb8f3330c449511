/**
 * What a JMESPath expression can lead to: a shape of the model, or what the expression itself makes of shapes. It knows what
 * a type has and holds, not how expressions are read.
 */
import { suggestion } from "../diagnostics.ts";
import type { Model, Shape, ShapeId } from "./types.ts";

export type PathType =
  | { readonly kind: "shape"; readonly shape: Shape }
  | { readonly kind: "items"; readonly item: PathType }
  | {
      readonly kind: "object";
      readonly members: Readonly<Record<string, PathType>>;
      /** For messages, where it has a name. */
      readonly called?: string;
    }
  | { readonly kind: "text" | "number" | "truth" | "null" }
  /** It cannot be told, and may be right. */
  | { readonly kind: "unknown" };

/** Why an expression matches nothing. */
export interface PathFault {
  readonly message: string;
  readonly hint?: string;
}

export const UNKNOWN: PathType = { kind: "unknown" };
export const TEXT: PathType = { kind: "text" };
export const NUMBER: PathType = { kind: "number" };
export const TRUTH: PathType = { kind: "truth" };

export const itemsOf = (item: PathType): PathType => ({ kind: "items", item });

export function shapeType(id: ShapeId, model: Model): PathType {
  const shape = model.shapes[id];
  return shape === undefined ? UNKNOWN : { kind: "shape", shape };
}

/** What kind of value it is, for comparing; `undefined` where it cannot be told. */
export type ValueKind = "list" | "object" | "text" | "number" | "truth" | "other";

export function valueKind(type: PathType): ValueKind | undefined {
  switch (type.kind) {
    case "items":
      return "list";
    case "object":
    case "text":
    case "number":
    case "truth":
      return type.kind;
    case "null":
    case "unknown":
      return undefined;
    case "shape":
      return KINDS[type.shape.kind];
    default:
      return type satisfies never;
  }
}

const KINDS: Readonly<Record<Shape["kind"], ValueKind | undefined>> = {
  list: "list",
  map: "object",
  structure: "object",
  union: "object",
  string: "text",
  enum: "text",
  boolean: "truth",
  byte: "number",
  short: "number",
  integer: "number",
  intEnum: "number",
  long: "number",
  float: "number",
  double: "number",
  bigInteger: "other",
  bigDecimal: "other",
  timestamp: "other",
  blob: "other",
  document: undefined,
};

/** For messages: `a structure`, `a list`. */
export function kindOf(type: PathType): string {
  switch (type.kind) {
    case "shape":
      return `${/^[aeiou]/.test(type.shape.kind) ? "an" : "a"} ${type.shape.kind}`;
    case "items":
      return "a list";
    case "object":
      return type.called ?? "an object";
    case "text":
      return "a string";
    case "number":
      return "a number";
    case "truth":
      return "a boolean";
    case "null":
      return "nothing";
    case "unknown":
      return "something";
    default:
      return type satisfies never;
  }
}

const isShape = (type: PathType, kind: Shape["kind"]): boolean => type.kind === "shape" && type.shape.kind === kind;

/** The type of a list's items; `undefined` for what is no list. */
export function itemOf(type: PathType, model: Model): PathType | undefined {
  if (type.kind === "items") return type.item;
  if (type.kind === "unknown" || type.kind === "null" || isShape(type, "document")) return UNKNOWN;
  return type.kind === "shape" && type.shape.kind === "list" ? shapeType(type.shape.member.target, model) : undefined;
}

/** The types of what an object holds, by name; of a map, the one type; `undefined` for what is no object. */
export function valuesOf(type: PathType, model: Model): Readonly<Record<string, PathType>> | PathType | undefined {
  if (type.kind === "object") return type.members;
  if (type.kind === "unknown" || type.kind === "null" || isShape(type, "document")) return UNKNOWN;
  if (type.kind !== "shape") return undefined;
  const { shape } = type;
  if (shape.kind === "map") return shapeType(shape.value.target, model);
  if (shape.kind !== "structure" && shape.kind !== "union") return undefined;
  return Object.fromEntries(shape.members.map((one) => [one.name, shapeType(one.target, model)]));
}

/** The member `name`, or why there is none. */
export function memberOf(type: PathType, name: string, model: Model): PathType | PathFault {
  const shape = type.kind === "shape" ? type.shape : undefined;
  if (shape?.kind === "structure" || shape?.kind === "union") {
    const member = shape.members.find((one) => one.name === name);
    if (member !== undefined) return shapeType(member.target, model);
  }
  const values = valuesOf(type, model);
  if (values === undefined) {
    const about = type.kind === "shape" ? `${type.shape.id} is ${kindOf(type)} and` : kindOf(type);
    const isList = itemOf(type, model) !== undefined;
    return {
      message: `${about} has no member ${name}.`,
      ...(isList ? { hint: `write [].${name} for the member of each item` } : {}),
    };
  }
  if (isType(values)) return values;
  const found = Object.hasOwn(values, name) ? values[name] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(values);
  const has = names.length === 0 ? "no members" : names.join(", ");
  return {
    message: `${type.kind === "shape" ? type.shape.id : kindOf(type)} has no member ${name}.`,
    hint: suggestion(name, names) ?? `it has ${has}`,
  };
}

export const isType = (one: Readonly<Record<string, PathType>> | PathType | PathFault): one is PathType =>
  "kind" in one && typeof one.kind === "string";
