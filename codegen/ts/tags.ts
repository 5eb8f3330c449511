/** TSDoc tags that several artifacts write, in one wording. */

import type { Doc } from "../../templates/runtime/doc/tree.ts";
import { saysDeprecated } from "../doc/of.ts";
import type { Deprecation } from "../model/types.ts";

interface Documented {
  has(artifact: string): boolean;
  readonly options: { readonly docs: "pages" | "page" };
}

/** `@see \`petstore list-pets\` · docs/client/listPets.md`: the command and the page, where the package has them. */
export function seeTags(plan: Documented, command: string, page: string): readonly string[] {
  const there = plan.options.docs === "page" ? page.replace(/^docs\/(.*)\.md$/, "docs/index.md#$1") : page;
  const parts = [
    ...(plan.has("cli") && command !== "" ? [`\`${command}\``] : []),
    ...(plan.has("docs") ? [there] : []),
  ];
  return parts.length === 0 ? [] : [`@see ${parts.join(" · ")}`];
}

/** `@deprecated since 2024-01-01: Use X.`, by the trait or by a text that says so of itself; or nothing. */
export function deprecationTags(deprecated: Deprecation | undefined, docs: Doc = []): readonly string[] {
  if (deprecated === undefined) return saysDeprecated(docs) ? ["@deprecated"] : [];
  const since = deprecated.since === undefined ? "" : ` since ${deprecated.since}`;
  const message = deprecated.message === undefined ? "" : `${since === "" ? "" : ":"} ${deprecated.message}`;
  return [`@deprecated${since}${message}`];
}
