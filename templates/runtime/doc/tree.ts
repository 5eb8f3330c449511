/**
 * Documentation as a tree: what every reader makes of a model's documentation string, and the only form in which an
 * emitter ever holds documentation. It knows nothing of HTML, Markdown, roff or terminals: the generator's `doc/` makes it
 * and prints it as TSDoc, Markdown and roff; `terminal.ts` here prints it for help, which is laid out when it is asked for.
 */

/** A whole text: blocks in order. The empty text is the empty list. */
export type Doc = readonly Block[];

export type Block =
  | { readonly kind: "paragraph"; readonly text: readonly Inline[] }
  | { readonly kind: "heading"; readonly level: number; readonly text: readonly Inline[] }
  | { readonly kind: "code"; readonly language?: string; readonly text: string }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly Doc[] }
  | { readonly kind: "admonition"; readonly tone: Tone; readonly body: Doc }
  | { readonly kind: "definitions"; readonly items: readonly Definition[] }
  | { readonly kind: "table"; readonly head: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] };

export type Tone = "note" | "important" | "warning" | "tip";

export interface Definition {
  readonly term: readonly Inline[];
  readonly body: Doc;
}

export type Cell = readonly Inline[];

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "strong"; readonly children: readonly Inline[] }
  | { readonly kind: "emphasis"; readonly children: readonly Inline[] }
  | { readonly kind: "link"; readonly href: string; readonly children: readonly Inline[] }
  /** `<a>Name</a>` without an address: names an operation, shape or member of the same model, if one has that name. */
  | { readonly kind: "reference"; readonly name: string; readonly children: readonly Inline[] }
  | { readonly kind: "break" };
