/**
 * The XML elements of botocore's members: their names, their namespaces, and whether the items of a list stand without one
 * around them. Source: botocore's XML serialisers; the Smithy models of the same services.
 */

import type { ShapeContext, Target } from "./botocore-context.ts";
import type { ShapeUse, XmlNamespace } from "./botocore-form.ts";

/** The XML element of a member; a name that is the member's own says nothing. */
export interface Element {
  readonly name: string | undefined;
  readonly flattened: boolean;
  readonly namespace: object | undefined;
}

export function elementOf(
  name: string,
  payload: boolean,
  use: ShapeUse,
  target: Target | undefined,
  context: ShapeContext,
): Element {
  const shape = target?.shape;
  const collection = target?.type === "list" || target?.type === "map";
  const flattened = collection && (use.flattened === true || shape?.flattened === true);
  // Flattened by its shape, a list's elements are called what its member is called.
  const item = flattened && use.flattened !== true && target.type === "list" ? shape?.member?.locationName : undefined;
  const element = item ?? use.locationName;
  // A payload is a root element: it is called after its shape, unless the member says otherwise and the shape does not.
  const ordinary = payload ? (shape?.locationName === undefined ? use.shape : name) : name;
  const namespace = namespaceOf(use.xmlNamespace ?? shape?.xmlNamespace);
  const own = namespace !== undefined && (namespace.prefix !== undefined || namespace.uri !== context.namespace);
  return {
    name: element === ordinary ? undefined : element,
    flattened,
    namespace: own ? namespace : undefined,
  };
}

/** Either a URI, or a URI with a prefix. */
export function namespaceOf(
  namespace: XmlNamespace | undefined,
): { readonly uri: string; readonly prefix?: string } | undefined {
  if (namespace === undefined) return undefined;
  if (typeof namespace === "string") return { uri: namespace };
  const { prefix, uri } = namespace;
  return prefix === undefined ? { uri } : { prefix, uri };
}
