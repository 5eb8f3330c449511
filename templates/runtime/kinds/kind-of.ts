/** Which of the kinds that a client was given a shape is of. */
import type { Shape } from "../schema/shape.ts";
import type { Kind, Parts } from "./kind.ts";

/** The kind, which is there: a client is generated with all that its tables ask for. */
export function kindOf({ type }: Shape, { kinds }: Parts): Kind {
  const kind = kinds.find(({ of }) => of.includes(type));
  if (!kind) throw new Error(`The client was generated without the part for ${type}.`);
  return kind;
}
