/**
 * What traits say of a thing beside its text: whether it is settled, since when it is there, where else it is described. It knows
 * these traits and nothing of shapes. Source: Smithy 2.0, documentation traits; `recommended`.
 */
import { paragraph } from "../../templates/runtime/doc/text.ts";
import type { Doc, Inline } from "../../templates/runtime/doc/tree.ts";

const SINCE = "smithy.api#since";
const RECOMMENDED = "smithy.api#recommended";
const LINKS = "smithy.api#externalDocumentation";
const UNSTABLE = "smithy.api#unstable";

const NOTHING: Doc = [];

/** Blocks that stand below the text. */
export function remarksOf(traits: Readonly<Record<string, unknown>>): Doc {
  // Asked of everything that has a text, and nearly nothing has one of these.
  if (!(SINCE in traits || RECOMMENDED in traits || LINKS in traits || UNSTABLE in traits)) return NOTHING;
  const since = traits[SINCE];
  const recommended = traits[RECOMMENDED] as { readonly reason?: string } | undefined;
  const links = Object.entries((traits[LINKS] ?? {}) as Readonly<Record<string, string>>);
  return [
    ...(UNSTABLE in traits
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
