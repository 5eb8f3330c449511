/**
 * What the model tells of a value, as a text: its documentation, how it is given, its possible values and its constraints.
 * A member without a text or bounds of its own has its target's. Source: AWS CLI 2, spec-cli C16.2.
 */
import { paragraph } from "../../doc/text.ts";
import type { Block, Doc, Inline } from "../../doc/tree.ts";
import type { Shape, Text, Told } from "../table.ts";
import { NOTES } from "./words.ts";

/** A text of the tables as a Doc. */
export const docOf = (text: Text | undefined): Doc =>
  text === undefined ? [] : typeof text === "string" ? paragraph(text) : text;

/** Nothing beyond what the target says. */
export const NOTHING: Told = {};

const bodies = new WeakMap<Told, Doc>();

/** A member's text, then notes on how it is given, its possible values and its constraints. The same Doc each time. */
export function bodyOf(own: Told, target: Shape): Doc {
  const asked = own === NOTHING ? target : own;
  const found = bodies.get(asked);
  if (found !== undefined) return found;
  const deprecated = own.deprecated ?? target.deprecated;
  const body = [
    ...(deprecated === undefined ? [] : NOTES.deprecated(deprecated)),
    ...docOf(own.doc ?? target.doc),
    ...(target.type === "union" ? NOTES.taggedUnion(Object.keys(target.members)) : []),
    ...valuesOf(target),
    ...constraintsOf(own, target),
  ];
  bodies.set(asked, body);
  return body;
}

function valuesOf(target: Shape): Doc {
  const values = "enum" in target ? target.enum : "values" in target ? target.values : undefined;
  if (values === undefined) return [];
  return bullets(
    NOTES.possibleValues,
    values.map((value) => [{ kind: "code", text: visible(String(value)) }]),
  );
}

/** `min`, `max`, `pattern`, in that order; the member's own win over its target's. */
export function constraintsOf(own: Told, target: Told): Doc {
  const { min = target.min, max = target.max, pattern = target.pattern } = own;
  const facts: (readonly [string, string])[] = [];
  if (min !== undefined) facts.push(["min", String(min)]);
  if (max !== undefined) facts.push(["max", String(max)]);
  if (pattern !== undefined) facts.push(["pattern", visible(pattern)]);
  return bullets(
    NOTES.constraints,
    facts.map(([name, value]) => [
      { kind: "text", text: `${name}: ` },
      { kind: "code", text: value },
    ]),
  );
}

/** A lead with a list below it; nothing without items. */
export function bullets(lead: string, items: readonly (readonly Inline[])[]): Doc {
  if (items.length === 0) return [];
  const list: Block = { kind: "list", ordered: false, items: items.map((text) => [{ kind: "paragraph", text }]) };
  return [...paragraph(lead), list];
}

/** Values of a model may hold characters that would move a cursor, or that are none: those are spelt out. */
function visible(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text.replace(
    /\p{Cc}|\p{Cs}|\p{Zl}|\p{Zp}/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`,
  );
}
