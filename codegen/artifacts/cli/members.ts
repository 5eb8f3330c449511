/**
 * Entries of nested members, for OPTIONS and OUTPUT alike: what a shape is made of, level by level, with what is known of
 * each value. Decides when a recursive shape is no longer opened. Source: AWS CLI 2, spec-cli C16.2 and C16.3.
 */
import { documentationOf } from "../../doc/of.ts";
import { paragraph } from "../../doc/text.ts";
import type { Block, Doc, Inline } from "../../doc/tree.ts";
import type { Bounds, Constraints, Member, Model, Shape, ShapeId } from "../../model/types.ts";
import type { Entry, Label } from "./page.ts";
import { targetOf, typeLabel } from "./type-label.ts";
import { NOTES } from "./words.ts";

/** The path on which a member stands: shapes that enclose it, outermost first. */
type Path = readonly ShapeId[];

/** Entries that a page may have before its structures are opened once each. The longest pages of AWS would have a million lines. */
const MOST = 1000;

/** How far a page opens what nests. */
export interface Opening {
  readonly model: Model;
  /** Entries that may still be made. */
  left: number;
  /** Structures that are open already, where each is opened once. */
  readonly opened?: Set<ShapeId>;
}

/** What is made of entries: all of them where there is an end to it, else each structure's once. */
export function opening<T>(model: Model, make: (how: Opening) => T): T {
  const all: Opening = { model, left: MOST };
  const made = make(all);
  return all.left >= 0 ? made : make({ model, left: Number.POSITIVE_INFINITY, opened: new Set() });
}

/** The entries of what a shape is made of: members, key and value, or the element. */
export function entriesOf(how: Opening, shape: Shape, path: Path): readonly Entry[] {
  if (how.left < 0) return [];
  const below = [...path, shape.id];
  switch (shape.kind) {
    case "structure":
    case "union":
      return shape.members.map((one) => entryOf(how, one, { kind: "member", name: one.name }, below));
    case "list":
      return [entryOf(how, shape.member, { kind: "element" }, below)];
    case "map":
      return [
        entryOf(how, shape.key, { kind: "member", name: wireName(shape.key, "key") }, below),
        entryOf(how, shape.value, { kind: "member", name: wireName(shape.value, "value") }, below),
      ];
    default:
      return [];
  }
}

/** A recursive shape is opened once: at its third time on the path only its line is printed, with a mark. */
function entryOf(how: Opening, member: Member, label: Label, path: Path): Entry {
  const target = targetOf(how.model, member.target);
  const ended = path.filter((one) => one === target.id).length > 1;
  const known = !ended && isOpen(how, target);
  const body = bodyOf(member, target);
  how.left -= 1;
  return {
    label,
    type: typeLabel(target, member),
    required: member.required,
    body: ended ? paragraph(NOTES.recursive) : known ? [...body, ...NOTES.membersAbove] : body,
    members: ended || known ? [] : entriesOf(how, target, path),
    syntax: [],
  };
}

/** Whether a structure with members stands open on the page already, and is not to be opened again. */
function isOpen({ opened }: Opening, target: Shape): boolean {
  if (opened === undefined || (target.kind !== "structure" && target.kind !== "union")) return false;
  if (opened.has(target.id)) return target.members.length > 0;
  opened.add(target.id);
  return false;
}

/** Keys and values of maps may be called otherwise in XML; AWS shows that name. */
function wireName(member: Member, otherwise: string): string {
  const name = member.traits["smithy.api#xmlName"];
  return typeof name === "string" ? name : otherwise;
}

const bodies = new WeakMap<Member, Doc>();

/** A member's text, then notes on how it is given, its possible values and its constraints. The same Doc each time. */
export function bodyOf(member: Member, target: Shape): Doc {
  const found = bodies.get(member);
  if (found !== undefined) return found;
  const body = [
    ...deprecationOf(member, target),
    ...documentationOf(member, target),
    ...(target.kind === "union" ? NOTES.taggedUnion(target.members.map((one) => one.name)) : []),
    ...valuesOf(target),
    ...constraintsOf(member.constraints, target.constraints),
  ];
  bodies.set(member, body);
  return body;
}

function deprecationOf(member: Member, target: Shape): Doc {
  const deprecated = member.deprecated ?? target.deprecated;
  return deprecated === undefined ? [] : NOTES.deprecated(deprecated);
}

function valuesOf(target: Shape): Doc {
  if (target.kind !== "enum" && target.kind !== "intEnum") return [];
  const values: readonly { readonly value: string | number }[] = target.values;
  return bullets(
    NOTES.possibleValues,
    values.map(({ value }) => [{ kind: "code", text: visible(String(value)) }]),
  );
}

/** `min`, `max`, `pattern`, in that order; the member's own win over its target's. */
export function constraintsOf(own: Constraints, target: Constraints): Doc {
  const bounds: Bounds = { ...target.length, ...target.range, ...own.length, ...own.range };
  const pattern = own.pattern ?? target.pattern;
  const facts: (readonly [string, string])[] = [];
  if (bounds.min !== undefined) facts.push(["min", String(bounds.min)]);
  if (bounds.max !== undefined) facts.push(["max", String(bounds.max)]);
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
const visible = (text: string): string =>
  text.replace(
    /\p{Cc}|\p{Cs}|\p{Zl}|\p{Zp}/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`,
  );
