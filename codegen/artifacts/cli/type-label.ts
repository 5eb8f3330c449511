/**
 * What the command line calls a type: the word in brackets behind an option or member, which also stands for a value in
 * the syntax blocks. It knows nothing of layout. Source: AWS CLI 2, spec-cli C4 and C16.3.
 */
import type { Member, Model, Shape, ShapeId } from "../../model/types.ts";

/** A shape of the model; asking for one that it does not reach is a bug. */
export function targetOf(model: Model, id: ShapeId): Shape {
  const found = model.shapes[id];
  if (found === undefined) throw new Error(`the model does not reach ${id}`);
  return found;
}

/** The AWS CLI knows eight number and text types; those that only Smithy has are called what they are read as. */
const SCALARS: ReadonlyMap<Shape["kind"], string> = new Map([
  ["string", "string"],
  ["enum", "string"],
  ["blob", "blob"],
  ["boolean", "boolean"],
  ["byte", "integer"],
  ["short", "integer"],
  ["integer", "integer"],
  ["intEnum", "integer"],
  ["long", "long"],
  ["bigInteger", "long"],
  ["float", "float"],
  ["double", "double"],
  ["bigDecimal", "double"],
  ["timestamp", "timestamp"],
]);

/** Whether a value is written as one word. A document is not: it is JSON of any kind. */
export const isScalar = (shape: Shape): boolean => SCALARS.has(shape.kind);

/** `string`, `integer`, `list`, `structure`, …: the bare type of the model. */
export const typeName = (shape: Shape): string =>
  SCALARS.get(shape.kind) ?? (shape.kind === "union" ? "structure" : shape.kind);

export const isStreaming = (shape: Shape): boolean => "smithy.api#streaming" in shape.traits;

/** Text that is JSON of its own: it travels in a header, encoded. */
export const isJsonText = (shape: Shape, member: Member): boolean =>
  shape.kind === "string" &&
  member.wire.location === "header" &&
  (member.traits["smithy.api#mediaType"] ?? shape.traits["smithy.api#mediaType"]) === "application/json";

/** What stands in brackets: the type, but for the few that are given in a way of their own. */
export function typeLabel(shape: Shape, member: Member): string {
  if (shape.kind === "union") return "tagged union structure";
  if (shape.kind === "blob" && isStreaming(shape)) return "streaming blob";
  return isJsonText(shape, member) ? "JSON" : typeName(shape);
}
