/**
 * Entries of nested members, for OPTIONS and OUTPUT alike: what a shape is made of, level by level. Decides when a recursive
 * shape is no longer opened, and what is left closed on a page that would be too long. Source: AWS CLI 2, spec-cli C16.2 and
 * C16.3.
 */
import { paragraph } from "../../doc/text.ts";
import { shapeOf } from "../shape.ts";
import type { Command, Key, Part, Shape } from "../table.ts";
import type { Entry, Label } from "./page.ts";
import { bodyOf, NOTHING } from "./told.ts";
import { typeLabel } from "./type-label.ts";
import { NOTES } from "./words.ts";

/** The path on which a member stands: shapes that enclose it, outermost first. */
type Path = readonly Key[];

/** Entries that a page may have before its structures are opened once each. The longest pages of AWS would have a million lines. */
const MOST = 1000;

/** How far a page opens what nests. */
export interface Opening {
  readonly shapes: Command["shapes"];
  /** Entries that may still be made. */
  left: number;
  /** Structures that are open already, where each is opened once. */
  readonly opened?: Set<Key>;
}

/** What is made of entries: all of them where there is an end to it, else each structure's once. */
export function opening<T>(shapes: Command["shapes"], make: (how: Opening) => T): T {
  const all: Opening = { shapes, left: MOST };
  const made = make(all);
  return all.left >= 0 ? made : make({ shapes, left: Number.POSITIVE_INFINITY, opened: new Set() });
}

/** The entries of what a shape is made of: members, key and value, or the element. */
export function entriesOf(how: Opening, key: Key, path: Path): readonly Entry[] {
  if (how.left < 0) return [];
  const shape = shapeOf(how.shapes, key);
  const below = [...path, key];
  const part = (label: Label, { own = NOTHING, target }: { own?: Part | undefined; target: Key }): Entry =>
    entryOf(how, { label, own, target, required: own.required === true, json: false }, below);
  switch (shape.type) {
    case "structure":
    case "union":
      return Object.entries(shape.members).map(([name, own]) => {
        const { shape: target, required = false, jsonvalue: json = false } = own;
        return entryOf(how, { label: { kind: "member", name }, own, target, required, json }, below);
      });
    case "list":
      return [part({ kind: "element" }, { own: shape.ofMember, target: shape.member })];
    case "map": {
      const { ofKey, ofValue } = shape;
      return [
        part({ kind: "member", name: ofKey?.label ?? "key" }, { own: ofKey, target: shape.key }),
        part({ kind: "member", name: ofValue?.label ?? "value" }, { own: ofValue, target: shape.value }),
      ];
    }
    default:
      return [];
  }
}

/** A member, element, key or value. */
interface Placed {
  readonly label: Label;
  readonly own: Part;
  readonly target: Key;
  readonly required: boolean;
  readonly json: boolean;
}

/** A recursive shape is opened once: at its third time on the path only its line is printed, with a mark. */
function entryOf(how: Opening, { label, own, target: key, required, json }: Placed, path: Path): Entry {
  const target = shapeOf(how.shapes, key);
  const ended = path.filter((one) => one === key).length > 1;
  const known = !ended && isOpen(how, key, target);
  const body = ended ? paragraph(NOTES.recursive) : bodyOf(own, target);
  how.left -= 1;
  return {
    label,
    type: typeLabel(target, json),
    required,
    body: known ? [...body, ...NOTES.membersAbove] : body,
    members: ended || known ? [] : entriesOf(how, key, path),
    syntax: [],
  };
}

/** Whether a structure with members stands open on the page already, and is not to be opened again. */
function isOpen({ opened }: Opening, key: Key, target: Shape): boolean {
  if (opened === undefined || (target.type !== "structure" && target.type !== "union")) return false;
  if (opened.has(key)) return Object.keys(target.members).length > 0;
  opened.add(key);
  return false;
}
