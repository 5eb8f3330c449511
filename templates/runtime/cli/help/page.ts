/**
 * A page of help as data: sections of named parts, each entry with what nests below it. Laid out for a terminal
 * (`terminal-page.ts`) and, when the package is made, as a manual page; it knows nothing of columns or macros.
 */
import type { Doc } from "../../doc/tree.ts";

export interface Page {
  /** The command's own name, `update-backend-auth`: the title, and what NAME says in a terminal. */
  readonly command: string;
  /** The name of the manual page, `amplifybackend-update-backend-auth`. */
  readonly manual: string;
  /** One sentence, without its full stop; may be empty. */
  readonly summary: string;
  /** In order. NAME is not among them: it is made of the three facts above. */
  readonly sections: readonly Section[];
}

export type Heading =
  | "DESCRIPTION"
  | "SYNOPSIS"
  | "OPTIONS"
  | "GLOBAL OPTIONS"
  | "AVAILABLE COMMANDS"
  | "EXAMPLES"
  | "OUTPUT"
  | "ERRORS"
  | "SEE ALSO";

export interface Section {
  readonly heading: Heading;
  readonly parts: readonly Part[];
}

export type Part =
  | { readonly kind: "text"; readonly doc: Doc }
  /** A command and what may stand behind it, a line each. */
  | { readonly kind: "synopsis"; readonly command: string; readonly options: readonly string[] }
  | { readonly kind: "entry"; readonly entry: Entry }
  /** Commands with what each is for. */
  | { readonly kind: "topics"; readonly topics: readonly Topic[] };

export interface Topic {
  readonly name: string;
  readonly summary: string;
}

/** `--app-id (string) [required]`, `Name -> (type)`, `(string)`: a line, a text below it, and entries one level deeper. */
export interface Entry {
  readonly label: Label;
  readonly type: string;
  readonly required: boolean;
  readonly body: Doc;
  readonly members: readonly Entry[];
  /** Syntax blocks, which stand behind the members at the level of the entry itself. */
  readonly syntax: Doc;
}

export type Label =
  /** Spellings of one option: `--flag`, `--no-flag`. */
  | { readonly kind: "option"; readonly names: readonly string[] }
  | { readonly kind: "member"; readonly name: string }
  /** An element of a list, which has no name. */
  | { readonly kind: "element" }
  | { readonly kind: "error"; readonly name: string };

/** What stands behind the name: `(type) [required]`. */
export const typeMark = (entry: Entry): string => `(${entry.type})${entry.required ? " [required]" : ""}`;
