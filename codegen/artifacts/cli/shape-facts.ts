/** What a shape of the model is to the command line, beside its kind. Source: AWS CLI 2, spec-cli C4. */
import type { Member, Shape } from "../../model/types.ts";

export const isStreaming = (shape: Shape): boolean => "smithy.api#streaming" in shape.traits;

/** Text that is JSON of its own: it travels in a header, encoded. */
export const isJsonText = (shape: Shape, member: Member): boolean =>
  shape.kind === "string" &&
  member.wire.location === "header" &&
  (member.traits["smithy.api#mediaType"] ?? shape.traits["smithy.api#mediaType"]) === "application/json";
