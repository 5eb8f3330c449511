/** TSDoc tags that several artifacts write, in one wording. */
import type { Deprecation } from "../model/types.ts";

/** `@deprecated since 2024-01-01: Use X.`, or nothing. */
export function deprecationTags(deprecated: Deprecation | undefined): readonly string[] {
  if (deprecated === undefined) return [];
  const since = deprecated.since === undefined ? "" : ` since ${deprecated.since}`;
  const message = deprecated.message === undefined ? "" : `${since === "" ? "" : ":"} ${deprecated.message}`;
  return [`@deprecated${since}${message}`];
}
