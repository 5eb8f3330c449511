/**
 * Compiles a shape to a function that writes its values as an XML element, members in table order. The text is, byte for
 * byte, what the official client sends; where that contradicts the specification (lists as values of maps), what its own
 * reader and the services take.
 */

import { scalarParts } from "../kinds/every-kind.ts";
import type { WriteText } from "../kinds/kind.ts";
import type { SchemaRef } from "../schema/schema.ts";
import * as S from "../schema/shape.ts";
import { givenOf } from "../values/own-property.ts";
import { textWriter } from "./binding.ts";
import { memberTraits, type Namespace, namespaceOf, rootTag, tagOf } from "./xml-names.ts";

/** `outer` is the namespace that the element around declares: what it says need not be said again. */
type WriteElement = (value: unknown, tag: string, outer: string | undefined, service?: Namespace) => string;

const writerOf = /* @__PURE__ */ S.compileOnce<WriteElement>(compile);

/**
 * Writes a value of the shape as a document, without a declaration. `service` is the namespace of the service. A list or a map
 * has no name, and so no document: the official client throws as well.
 */
export function xmlDocumentWriter(ref: SchemaRef, service: Namespace | undefined): (value: unknown) => string {
  const write = writerOf(ref);
  const tag = rootTag(ref);
  if (tag === "") throw new Error("XML has no form for a payload that is no structure.");
  return (value) => write(value, tag, undefined, service);
}

function compile(ref: SchemaRef): WriteElement {
  const shape = S.shapeOf(ref);
  switch (shape.type) {
    case S.LIST:
      return list(shape);
    case S.MAP:
      return map(shape);
    case S.STRUCTURE:
    case S.UNION:
      return structure(shape);
    case S.DOCUMENT:
      return anything;
    default:
      return scalar(textWriter(shape, "body", scalarParts), namespaceOf(shape.traits.xmlNamespace));
  }
}

function scalar(text: WriteText, namespace: Namespace | undefined): WriteElement {
  return (value, tag, outer) =>
    `<${tag}${declaration(declared(namespace, outer))}>${escapeElement(text(value))}</${tag}>`;
}

/** The namespace that an element says itself: its own, unless the one around has said it. */
function declared(namespace: Namespace | undefined, outer: string | undefined): Namespace | undefined {
  return namespace?.uri === outer ? undefined : namespace;
}

function declaration(namespace: Namespace | undefined): string {
  return namespace ? ` ${namespace.attribute}="${escapeAttribute(namespace.uri)}"` : "";
}

/** An element without children closes itself. */
function element(tag: string, attributes: string, children: string): string {
  return children ? `<${tag}${attributes}>${children}</${tag}>` : `<${tag}${attributes}/>`;
}

function list(shape: S.Shape): WriteElement {
  const namespace = namespaceOf(shape.traits.xmlNamespace);
  const item = tagOf(shape.refs[0] as SchemaRef, "member");
  const write = items(shape);
  return (value, tag, outer) => {
    const own = declared(namespace, outer);
    return element(tag, declaration(own), write(value, item, own?.uri));
  };
}

/** The items alone. Nulls have no form in XML. */
function items({ refs }: S.Shape): WriteElement {
  let write: WriteElement | undefined;
  return (value, tag, outer) => {
    write ??= writerOf(refs[0] as SchemaRef);
    let text = "";
    for (const item of (Array.isArray(value) ? value : [value]) as readonly unknown[]) {
      if (item != null) text += write(item, tag, outer);
    }
    return text;
  };
}

function map(shape: S.Shape): WriteElement {
  const namespace = namespaceOf(shape.traits.xmlNamespace);
  const write = entries(shape);
  return (value, tag, outer) => {
    const own = declared(namespace, outer);
    return element(tag, declaration(own), write(value, "entry", own?.uri));
  };
}

/** The entries alone, each an element with a key and a value. */
function entries({ refs }: S.Shape): WriteElement {
  const [key, target] = refs as readonly [SchemaRef, SchemaRef];
  const keyTag = tagOf(key, "key");
  const valueTag = tagOf(target, "value");
  const writeKey = writerOf(key);
  let write: WriteElement | undefined;
  return (value, tag, outer) => {
    write ??= writerOf(target);
    let text = "";
    for (const [name, item] of Object.entries(value as object)) {
      if (item != null) text += `<${tag}>${writeKey(name, keyTag, outer)}${write(item, valueTag, outer)}</${tag}>`;
    }
    return text;
  };
}

interface Member {
  readonly name: string;
  readonly tag: string;
  /** The text of an attribute; `undefined` for an element. */
  readonly attribute: WriteText | undefined;
  readonly write: WriteElement;
}

function structure(shape: S.Shape): WriteElement {
  const namespace = namespaceOf(shape.traits.xmlNamespace);
  const union = shape.type === S.UNION;
  const given = givenOf(shape.names, scalarParts.omitted?.inRequest(shape, scalarParts));
  let members: readonly Member[] | undefined;
  return (value, tag, outer, service) => {
    members ??= S.membersOf(shape).map(member);
    const record = given(value);
    const own = declared(namespace, outer);
    let attributes = "";
    let children = "";
    for (const { name, tag, attribute, write } of members) {
      const item = record[name];
      if (item == null) continue;
      if (attribute) attributes += ` ${tag}="${escapeAttribute(attribute(item))}"`;
      else children += write(item, tag, own?.uri);
    }
    if (union && !children && Array.isArray(record.$unknown)) {
      const [name, inner] = record.$unknown as [string, unknown];
      children = anything(inner, name);
    }
    attributes += declaration(own);
    if (own?.attribute !== service?.attribute) attributes += declaration(service);
    return element(tag, attributes, children);
  };
}

function member({ name, ref }: S.Member): Member {
  const shape = S.shapeOf(ref);
  const own = memberTraits(ref);
  const attribute = own.xmlAttribute ? textWriter(shape, "body", scalarParts) : undefined;
  const write = shape.traits.xmlFlattened ? flattened(shape) : writerOf(ref);
  return { name, tag: tagOf(ref, name), attribute, write };
}

/** Items or entries that stand among the members of the structure, under the member's name. */
function flattened(shape: S.Shape): WriteElement {
  const write = shape.type === S.LIST ? items(shape) : entries(shape);
  const namespace = namespaceOf(shape.traits.xmlNamespace);
  return (value, tag, outer) => write(value, tag, declared(namespace, outer)?.uri);
}

/** A value without a shape, as `xml-tree.ts` reads it: a document, or a member of a union that the model does not know. */
function anything(value: unknown, tag: string): string {
  if (Array.isArray(value)) return value.map((item) => anything(item, tag)).join("");
  const nested = typeof value === "object" && value !== null && !(value instanceof String);
  if (!nested) return `<${tag}>${escapeElement(String(value))}</${tag}>`;
  return element(
    tag,
    "",
    Object.entries(value)
      .map(([name, item]) => anything(item, name))
      .join(""),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\r": "&#x0D;",
  "\n": "&#x0A;",
  "\u0085": "&#x85;",
  "\u2028": "&#x2028;",
};

/** Line breaks too, which a reader would otherwise change. */
function escapeElement(text: string): string {
  return text.replace(/[&"'<>\r\n\u0085\u2028]/g, (char) => ENTITIES[char] as string);
}

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ENTITIES[char] as string);
}
