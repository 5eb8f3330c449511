/**
 * What a member is called in XML and in forms, and which namespace an element declares. A name given to a structure counts
 * only where the structure is the root; a member is named by its own traits.
 */
import type { SchemaRef } from "../schema/schema.ts";
import * as S from "../schema/shape.ts";

/** The traits that a member pair sets itself, without those of its target. */
export function memberTraits(ref: SchemaRef): S.Traits {
  if (typeof ref !== "object" || ref.length !== 2) return {};
  return { ...memberTraits(ref[0]), ...S.traitsOf(ref[1]) };
}

/** The member's `xmlName`, else the name given: that of the member, or `member`, `key`, `value`. */
export function tagOf(ref: SchemaRef, name: string): string {
  return String(memberTraits(ref).xmlName ?? name);
}

/** What a shape is called as the root of a document: its `xmlName` or the member's, else the shape's name. */
export function rootTag(ref: SchemaRef): string {
  const shape = S.shapeOf(ref);
  return String(shape.traits.xmlName ?? (shape.type < S.STRUCTURE ? "" : shape.table?.[2]));
}

/** The attribute that declares a namespace, and its address. */
export interface Namespace {
  readonly attribute: string;
  readonly uri: string;
}

/** From the form in which tables carry `xmlNamespace`: prefix or 0, and address. */
export function namespaceOf(value: unknown): Namespace | undefined {
  if (!Array.isArray(value)) return undefined;
  const [prefix, uri] = value as readonly (string | 0)[];
  return { attribute: prefix ? `xmlns:${prefix}` : "xmlns", uri: String(uri) };
}
