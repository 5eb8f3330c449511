/** What a shape of the model is to the command line, beside its kind. Source: AWS CLI 2, spec-cli C4. */
import type { Member, Model, Shape, ShapeId } from "../../model/types.ts";

/** A shape of the model; asking for one that it does not reach is a bug. */
export function targetOf(model: Model, id: ShapeId): Shape {
  const found = model.shapes[id];
  if (found === undefined) throw new Error(`the model does not reach ${id}`);
  return found;
}

/** Whether a value is written as one word. A document is not: it is JSON of any kind. */
export function isScalar({ kind }: Shape): boolean {
  switch (kind) {
    case "structure":
    case "union":
    case "list":
    case "map":
    case "document":
      return false;
    default:
      return true;
  }
}

export const isStreaming = (shape: Shape): boolean => "smithy.api#streaming" in shape.traits;

/** Text that is JSON of its own: it travels in a header, encoded. */
export const isJsonText = (shape: Shape, member: Member): boolean =>
  shape.kind === "string" &&
  member.wire.location === "header" &&
  (member.traits["smithy.api#mediaType"] ?? shape.traits["smithy.api#mediaType"]) === "application/json";
