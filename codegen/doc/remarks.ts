/**
 * What traits say of a thing beside its text: whether it is settled, since when it is there, where else it is described. It knows
 * these traits and nothing of shapes. Source: Smithy 2.0, documentation traits; `recommended`.
 */
import { paragraph } from "./text.ts";
import type { Doc, Inline } from "./tree.ts";

const API = "smithy.api#";

/** Blocks that stand below the text. */
export function remarksOf(traits: Readonly<Record<string, unknown>>): Doc {
  const since = traits[`${API}since`];
  const recommended = traits[`${API}recommended`] as { readonly reason?: string } | undefined;
  const links = Object.entries((traits[`${API}externalDocumentation`] ?? {}) as Readonly<Record<string, string>>);
  return [
    ...(`${API}unstable` in traits
      ? [{ kind: "admonition", tone: "note", body: paragraph("This is not settled, and may change.") } as const]
      : []),
    ...(typeof since === "string" ? paragraph(`Since ${since}.`) : []),
    ...(recommended === undefined
      ? []
      : paragraph(recommended.reason === undefined ? "Recommended." : `Recommended: ${recommended.reason}`)),
    ...(links.length === 0 ? [] : paragraph("See also: ", ...links.flatMap(link), ".")),
  ];
}

const link = ([name, href]: readonly [string, string], index: number): readonly Inline[] => [
  ...(index === 0 ? [] : [{ kind: "text", text: ", " } as const]),
  { kind: "link", href, children: [{ kind: "text", text: name }] },
];
