/**
 * The documentation of a shape or member as a tree, parsed once per text. A member without a text of its own speaks with
 * its target's.
 */

import { inlineText } from "../../templates/runtime/doc/text.ts";
import type { Doc } from "../../templates/runtime/doc/tree.ts";
import { forgetTexts } from "./jsdoc.ts";
import { parseDoc } from "./parse.ts";
import { remarksOf } from "./remarks.ts";

interface Spoken {
  readonly documentation: string;
  readonly traits?: Readonly<Record<string, unknown>>;
}

const parsed = new Map<string, Doc>();

/** Lets go of what was parsed and printed: a run over many services holds the texts of one. */
export function forgetDocs(): void {
  parsed.clear();
  forgetTexts();
}

/** `documentationOf(member, target)`: the member's own text, else its target's, else nothing; and what traits remark on it. */
export function documentationOf(own: Spoken, fallback?: Spoken): Doc {
  const text = textOf(rawDocumentationOf(own, fallback));
  const remarks = remarksOf(own.traits ?? {});
  return remarks.length === 0 ? text : [...text, ...remarks];
}

function textOf(text: string): Doc {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const doc = text === "" ? [] : parseDoc(text);
  parsed.set(text, doc);
  return doc;
}

/** The same as the model's own string, for the one place that must cut it as the AWS CLI does (skeleton comments). */
export function rawDocumentationOf(own: Spoken, fallback?: Spoken): string {
  return own.documentation !== "" ? own.documentation : (fallback?.documentation ?? "");
}

/** Whether a text begins with the bold word, which is how AWS's models deprecate where they lack the trait. */
export function saysDeprecated(doc: Doc): boolean {
  const first = doc[0];
  const word = first?.kind === "paragraph" ? first.text[0] : undefined;
  return word?.kind === "strong" && /^\(?deprecated\)?/i.test(inlineText(word.children));
}
