/**
 * What of the runtime a service needs to check, write and read its values: the kinds of shapes that its tables hold, their
 * constraints, and the rest that only some models ask for. The generator chooses, the client hands them on, and a bundler leaves
 * out what no client mentions.
 */

import type { SchemaRef } from "../schema/schema.ts";
import type { Shape, Traits } from "../schema/shape.ts";
import type { Constraint } from "./constraints.ts";
import type { Check } from "./issue.ts";
import type { Kind } from "./kind.ts";

export interface Parts {
  readonly kinds: readonly Kind[];
  /** By the trait that says them, in the order in which they are looked at. */
  readonly constraints?: Readonly<Record<string, Constraint>>;
  /** For members with a default or an idempotency token. */
  readonly omitted?: OmittedPart;
  /** For operations with the `endpoint` trait. */
  readonly hostPrefix?: HostPrefixPart;
  /** For sensitive shapes. */
  readonly secrets?: SecretsPart;
}

/** Puts what is lacking into the members of a structure, each time new values. */
export type Fill = ((members: Record<string, unknown>) => void) | undefined;

/** Compiles what stands for the members that nobody gave; `undefined` where nothing does. */
export interface OmittedPart {
  inRequest(shape: Shape, parts: Parts): Fill;
  inAnswer(shape: Shape, parts: Parts): Fill;
}

type WritePrefix = (input: Readonly<Record<string, unknown>>) => string;
export interface HostPrefixPart {
  /** Compiles the prefix that an operation with these traits makes of its input; `undefined` for one that makes none. */
  writer(operation: Traits, input: SchemaRef): WritePrefix | undefined;
  /** The whole name. Throws `EndpointResolutionError` when that is none. */
  hostOf(prefix: string, hostname: string): string;
}

export interface SecretsPart {
  /** Whether values of the shape, or of anything inside it, must not be shown. */
  within(ref: SchemaRef): boolean;
  /** The same check, which shows nothing. */
  hide(check: Check): Check;
}

/** The kind, which is there: a client is generated with all that its tables ask for. */
export function kindOf({ type }: Shape, { kinds }: Parts): Kind {
  const kind = kinds.find(({ of }) => of.includes(type));
  if (!kind) throw new Error(`The client was generated without the part for ${type}.`);
  return kind;
}
