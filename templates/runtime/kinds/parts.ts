/**
 * What of the runtime a service needs to check, write and read its messages: the kinds of shapes that its tables hold, their
 * constraints, the HTTP traits of its members, and the rest that only some models ask for. The generator chooses, the client hands
 * them on, and a bundler leaves out what no client mentions.
 */

import type { Binding } from "../protocols/binding.ts";
import type { Check } from "../schema/issue.ts";
import type { SchemaRef } from "../schema/schema.ts";
import { type Shape, STRING, type StructureShape, shapeOf, type Traits } from "../schema/shape.ts";
import type { Constraint } from "./constraints.ts";
import type { Kind } from "./kind.ts";

export interface Parts {
  readonly kinds: readonly Kind[];
  /** By the trait that says them, in the order in which they are looked at. */
  readonly constraints?: Readonly<Record<string, Constraint>>;
  /** By the trait that puts a member somewhere in an HTTP message. */
  readonly bindings?: Readonly<Record<string, Binding>>;
  /** For members with a default or an idempotency token. */
  readonly omitted?: OmittedPart;
  /** For operations with the `endpoint` trait. */
  readonly hostPrefix?: HostPrefixPart;
  /** For sensitive shapes. */
  readonly secrets?: SecretsPart;
}

/** Makes the value of an omitted member, each time a new one; `undefined` where an omitted member stays out. */
export type Omitted = (() => unknown) | undefined;

/** Puts what is lacking into an output. */
export type Fill = ((out: Record<string, unknown>) => void) | undefined;

export interface OmittedPart {
  inRequest(member: Shape, parts: Parts): Omitted;
  inAnswer(shape: StructureShape, parts: Parts): Fill;
}

type WritePrefix = (input: Readonly<Record<string, unknown>>) => string;
/** Compiles the prefix that a template makes of an input. */
export type HostPrefixPart = (template: string, input: SchemaRef) => WritePrefix;

export interface SecretsPart {
  /** Whether values of the shape, or of anything inside it, must not be shown. */
  within(ref: SchemaRef): boolean;
  /** The same check, which shows nothing. */
  hide(check: Check): Check;
}

/** The part, which is there: a client is generated with all that its tables ask for. */
export function need<Part>(part: Part | undefined, what: unknown): Part {
  if (part === undefined) throw new Error(`The client was generated without the part for ${what}.`);
  return part;
}

export function kindOf(shape: Shape, { kinds }: Parts): Kind {
  const { kind, traits } = shape;
  const name = kind !== "simple" ? kind : shape.type === STRING && traits.mediaType ? "media" : shape.type;
  return need(
    kinds.find(({ of }) => of.includes(name)),
    name,
  );
}

/** What is sent for a member that nobody gave. */
export function omittedInRequest(ref: SchemaRef, parts: Parts): Omitted {
  const shape = shapeOf(ref);
  const { idempotencyToken, default: json } = shape.traits;
  if (!idempotencyToken && json === undefined) return undefined;
  return need(parts.omitted, "omitted members").inRequest(shape, parts);
}

/** What an operation puts in front of the host name; `undefined` for one without the `endpoint` trait. */
export function hostPrefixWriter({ endpoint }: Traits, input: SchemaRef, parts: Parts): WritePrefix | undefined {
  return endpoint ? need(parts.hostPrefix, "host prefixes")((endpoint as readonly [string])[0], input) : undefined;
}
