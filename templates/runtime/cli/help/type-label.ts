/**
 * What the command line calls a type: the word in brackets behind an option or member, which also stands for a value in
 * the syntax blocks. It knows nothing of layout. Source: AWS CLI 2, spec-cli C4 and C16.3.
 */
import type { Shape } from "../table.ts";

/** Whether a value is written as one word. A document is not: it is JSON of any kind. */
export function isScalar({ type }: { readonly type: string }): boolean {
  switch (type) {
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

/** `string`, `integer`, `list`, `structure`, …: the bare type of the model. */
export const typeName = ({ type }: Shape): string => (type === "union" ? "structure" : type);

/** What stands in brackets: the type, but for the few that are given in a way of their own. `json`: JSON in a header. */
export function typeLabel(shape: Shape, json: boolean): string {
  if (shape.type === "union") return "tagged union structure";
  if (shape.type === "blob" && shape.streaming === true) return "streaming blob";
  return json ? "JSON" : typeName(shape);
}
