/** Which defaults of members stand in a service's tables, and so on the wire. */
import type { Member, Shape } from "../model/types.ts";

/**
 * `default`: what a request carries when the member is left out; `fill`: an answer's, too. A member that is required and has a
 * default always goes; others only when asked, and then none that the model leaves to the client. `undefined` for none.
 */
export function defaultTraits(
  member: Member,
  owner: Shape,
  filled: boolean,
): Readonly<Record<string, unknown>> | undefined {
  if (member.default === undefined || member.idempotencyToken) return undefined;
  const left = "smithy.api#clientOptional" in member.traits || "smithy.api#input" in owner.traits;
  if (filled && !left) return { default: member.default, fill: 1 };
  return member.required ? { default: member.default } : undefined;
}
