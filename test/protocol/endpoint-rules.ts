/**
 * The endpoint rules of a service, as an overlay for the test model of the same service, which has none: where its requests
 * go, the cases say all the same. Taken from the service's full model, where the shared folder has one.
 */
import { existsSync } from "node:fs";
import { readShared, sharedPath } from "../support/shared-folder.ts";

interface Shape {
  readonly type: string;
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly members?: Readonly<Record<string, { readonly traits?: Readonly<Record<string, unknown>> }>>;
}
type Shapes = Readonly<Record<string, Shape>>;

/** What an overlay file holds; `undefined` where there is nothing to take. */
export function endpointRules(ast: { readonly shapes: Shapes }): object | undefined {
  const [service, shape] = Object.entries(ast.shapes).find(([, one]) => one.type === "service") ?? [];
  const { sdkId } = (shape?.traits?.["aws.api#service"] ?? {}) as { readonly sdkId?: string };
  const path = `models/smithy/${sdkId?.toLowerCase().replaceAll(" ", "-")}.json`;
  if (service === undefined || !existsSync(sharedPath(path))) return undefined;
  const full = (JSON.parse(readShared(path)) as { readonly shapes: Shapes }).shapes;
  const apply = Object.entries(ast.shapes).flatMap(([id, { members = {} }]) => [
    ...rulesOf(id, full[id]?.traits),
    ...Object.keys(members).flatMap((name) => rulesOf(`${id}$${name}`, full[id]?.members?.[name]?.traits)),
  ]);
  return { service, apply };
}

const rulesOf = (target: string, traits: Shape["traits"] = {}): readonly object[] =>
  Object.entries(traits)
    .filter(([trait]) => trait.startsWith("smithy.rules#"))
    .map(([trait, value]) => ({ target, trait, value, reason: "the test model leaves its endpoints out" }));
