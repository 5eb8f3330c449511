/**
 * The HTTP side of a model: an operation's request line with its labels, and where each member travels. It checks that
 * labels and members agree. It knows trait values, not protocols: what `body` means is the protocol's business.
 * Source: Smithy 2.0, "HTTP binding traits".
 */
import type { Diagnostics, Place } from "../diagnostics.ts";
import type { HttpBinding, ShapeId, Traits, Wire } from "./types.ts";

interface WithMembers {
  readonly members?: readonly (readonly [name: string, member: { readonly traits?: Traits | undefined }])[] | undefined;
}

const API = "smithy.api#";
const LABEL = "smithy.api#httpLabel";

export function httpBinding(
  id: ShapeId,
  traits: Traits,
  input: WithMembers | undefined,
  place: (steps: readonly string[]) => Place,
  diagnostics: Diagnostics,
): HttpBinding | undefined {
  const http = traits[`${API}http`] as { method: string; uri: string; code?: number } | undefined;
  if (http === undefined) return undefined;
  const labels = labelsOf(http.uri);
  const names = new Set<string>();
  for (const [name, { traits: own }] of input?.members ?? []) if (own !== undefined && LABEL in own) names.add(name);
  for (const { name } of labels) {
    if (names.has(name)) continue;
    const member = input?.members?.some(([other]) => other === name) === true;
    diagnostics.report("SW1017", `The URI label {${name}} has no member with httpLabel.`, {
      shape: id,
      place: place(["traits", `${API}http`, "uri"]),
      hint: member
        ? `add httpLabel to the input member ${name}, or take the label out of "${http.uri}"`
        : `add a required member ${name} with httpLabel to the input`,
    });
  }
  for (const { name } of labels.filter((one, index) => labels.findIndex((other) => other.name === one.name) < index))
    diagnostics.report("SW1028", `The URI label {${name}} stands twice.`, {
      shape: id,
      place: place(["traits", `${API}http`, "uri"]),
      hint: "a member stands in one place of the path",
    });
  for (const name of names) {
    if (labels.some((label) => label.name === name)) continue;
    diagnostics.report("SW1018", `The member ${name} has httpLabel, and the URI has no label {${name}}.`, {
      shape: id,
      place: place(["traits", `${API}http`, "uri"]),
      hint: `put {${name}} into "${http.uri}", or take the trait off the member`,
    });
  }
  return { method: http.method, uri: http.uri, code: http.code ?? 200, labels };
}

function labelsOf(uri: string): HttpBinding["labels"] {
  return [...uri.matchAll(/\{([^}+]+)(\+?)\}/g)].map(([, name, greedy]) => ({
    name: name ?? "",
    greedy: greedy === "+",
  }));
}

/** Bindings in the order in which one wins that should not meet another. */
const LOCATIONS = [
  { trait: "smithy.api#httpLabel", location: "label" },
  { trait: "smithy.api#httpQuery", location: "query" },
  { trait: "smithy.api#httpQueryParams", location: "queryParams" },
  { trait: "smithy.api#httpHeader", location: "header" },
  { trait: "smithy.api#httpPrefixHeaders", location: "prefixHeaders" },
  { trait: "smithy.api#httpResponseCode", location: "statusCode" },
  { trait: "smithy.api#httpPayload", location: "payload" },
  { trait: "smithy.api#jsonName", location: "body" },
] as const;

/** Traits that say where a member travels, or under which name. */
export const BINDING_TRAITS: readonly string[] = LOCATIONS.map(({ trait }) => trait);

/** Where a member travels, from its binding traits; `jsonName` and its like are names of the body. */
export function wireOf(name: string, traits: Traits): Wire {
  const found = LOCATIONS.find(({ trait }) => trait in traits);
  if (found === undefined) return { location: "body", name };
  const { trait, location } = found;
  if (location === "queryParams") return { location, name: "" };
  const value = traits[trait];
  return { location, name: typeof value === "string" ? value : name };
}
