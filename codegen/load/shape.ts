/**
 * A shape of the Ast as one of the Model: its facts from its traits, and each member's presence and wire position. It knows
 * the traits of shapes and members, and no service.
 */

import type { Diagnostics } from "../diagnostics.ts";
import { BINDING_TRAITS, wireOf } from "../model/http.ts";
import { presence } from "../model/presence.ts";
import { nameOf } from "../model/shape-id.ts";
import type {
  Bounds,
  Constraints,
  Deprecation,
  EnumValue,
  ErrorFacts,
  Member,
  Shape,
  ShapeId,
  SimpleKind,
} from "../model/types.ts";
import { type Ast, type AstMember, type AstShape, PRELUDE_KINDS, UNIT } from "./ast.ts";

export type TraitBag = Readonly<Record<string, unknown>>;

/** Trait ids as constants: put together anew for each member, they would cost more than what is read by them. */
const T = {
  default: "smithy.api#default",
  deprecated: "smithy.api#deprecated",
  documentation: "smithy.api#documentation",
  enum: "smithy.api#enum",
  enumValue: "smithy.api#enumValue",
  error: "smithy.api#error",
  httpError: "smithy.api#httpError",
  idempotencyToken: "smithy.api#idempotencyToken",
  length: "smithy.api#length",
  pattern: "smithy.api#pattern",
  range: "smithy.api#range",
  required: "smithy.api#required",
  retryable: "smithy.api#retryable",
  sensitive: "smithy.api#sensitive",
  sparse: "smithy.api#sparse",
  uniqueItems: "smithy.api#uniqueItems",
} as const;

/** What traits may say of a shape or member, as bits: most say little, and are not asked for all the rest. */
const SAID = {
  required: 1,
  default: 2,
  token: 4,
  sensitive: 8,
  deprecated: 16,
  constraints: 32,
  sparse: 64,
  error: 128,
  enum: 256,
  binding: 512,
} as const;
const BITS: ReadonlyMap<string, number> = new Map<string, number>([
  [T.required, SAID.required],
  [T.default, SAID.default],
  [T.idempotencyToken, SAID.token],
  [T.sensitive, SAID.sensitive],
  [T.deprecated, SAID.deprecated],
  ...[T.length, T.range, T.pattern, T.uniqueItems].map((trait) => [trait, SAID.constraints] as const),
  [T.sparse, SAID.sparse],
  [T.error, SAID.error],
  [T.enum, SAID.enum],
  ...BINDING_TRAITS.map((trait) => [trait, SAID.binding] as const),
]);

function said(traits: TraitBag): number {
  let bits = 0;
  for (const trait in traits) bits |= BITS.get(trait) ?? 0;
  return bits;
}

const NO_TRAITS: TraitBag = {};

/** @param name what the service calls it. @param defaults by the shapes that say them. */
export function shapeOf(
  ast: Ast,
  id: ShapeId,
  name: string,
  defaults: ReadonlyMap<ShapeId, unknown>,
  diagnostics: Diagnostics,
): Shape {
  const raw: AstShape = ast.shapes.get(id) ?? { type: PRELUDE_KINDS[nameOf(id)] ?? "structure" };
  const traits = raw.traits ?? NO_TRAITS;
  const bits = said(traits);
  const own = { id, name, traits, bits };
  const member = (owner: AstMember | undefined, as: string): Member =>
    memberOf(ast, id, as, owner ?? NOTHING, defaults, diagnostics);
  switch (raw.type) {
    case "structure":
    case "union":
      return evenShape(own, raw.type, {
        members: (raw.members ?? []).map(([as, one]) => member(one, as)),
        error: raw.type === "structure" && (bits & SAID.error) !== 0 ? errorFacts(traits) : undefined,
      });
    case "list":
    case "set":
      return evenShape(own, "list", {
        member: member(raw.member, "member"),
        sparse: (bits & SAID.sparse) !== 0,
        unique: raw.type === "set",
      });
    case "map":
      return evenShape(own, "map", {
        key: member(raw.key, "key"),
        value: member(raw.value, "value"),
        sparse: (bits & SAID.sparse) !== 0,
      });
    case "enum":
      return evenShape(own, "enum", { values: (raw.members ?? []).map(([as, one]) => enumValue(as, one, as)) });
    case "intEnum":
      return evenShape(own, "intEnum", {
        values: (raw.members ?? []).map(([as, one]) => enumValue(as, one, Number.NaN)),
      });
    default:
      if (raw.type !== "string" || (bits & SAID.enum) === 0) return evenShape(own, raw.type as SimpleKind, {});
      return evenShape(own, "enum", { values: (traits[T.enum] as readonly OldEnumValue[]).map(oldEnumValue) });
  }
}

const NOTHING: AstMember = { target: UNIT, traits: undefined };

/** What only shapes of some kinds have. */
interface OfKind {
  readonly members?: readonly Member[];
  readonly error?: ErrorFacts | undefined;
  readonly key?: Member;
  readonly value?: Member;
  readonly member?: Member;
  readonly values?: readonly EnumValue<string | number>[];
  readonly sparse?: boolean;
  readonly unique?: boolean;
}

/** One literal for all kinds: all stages ask shapes for their kind and more, and V8 is quick where all are laid out alike. */
function evenShape(
  {
    id,
    name,
    traits,
    bits,
  }: { readonly id: ShapeId; readonly name: string; readonly traits: TraitBag; readonly bits: number },
  kind: Shape["kind"],
  { members, error, key, value, member, values, sparse, unique }: OfKind,
): Shape {
  const constraints = (bits & SAID.constraints) === 0 ? NONE : constraintsOf(traits);
  return {
    id,
    name,
    documentation: documentation(traits),
    deprecated: (bits & SAID.deprecated) === 0 ? undefined : (traits[T.deprecated] as Deprecation),
    sensitive: (bits & SAID.sensitive) !== 0,
    constraints: unique === true ? { ...constraints, uniqueItems: true } : constraints,
    traits,
    kind,
    members,
    error,
    key,
    value,
    member,
    values,
    sparse,
  } as Shape;
}

function enumValue<T extends string | number>(name: string, { traits }: AstMember, fallback: T): EnumValue<T> {
  const own = traits ?? NO_TRAITS;
  return {
    name,
    value: (own[T.enumValue] as T | undefined) ?? fallback,
    documentation: documentation(own),
    deprecated: own[T.deprecated] as Deprecation | undefined,
  };
}

interface OldEnumValue {
  readonly value: string;
  readonly name?: string;
  readonly documentation?: string;
}

const oldEnumValue = ({ value, documentation = "", name }: OldEnumValue): EnumValue<string> => ({
  value,
  documentation,
  name,
});

function memberOf(
  ast: Ast,
  owner: ShapeId,
  name: string,
  raw: AstMember,
  defaults: ReadonlyMap<ShapeId, unknown>,
  diagnostics: Diagnostics,
): Member {
  const traits = raw.traits ?? NO_TRAITS;
  const bits = said(traits);
  const required = (bits & SAID.required) !== 0;
  // `null` on the member takes away what the target says.
  const fallback = (bits & SAID.default) !== 0 ? traits[T.default] : defaults.get(raw.target);
  const hasDefault = fallback !== undefined && fallback !== null;
  const token = (bits & SAID.token) !== 0;
  const { write, read } = presence(required, hasDefault, token);
  if (required && hasDefault) {
    diagnostics.report(
      "SW2041",
      "The member is required and has a default: the default is sent when a caller gives no value.",
      {
        shape: `${owner}$${name}`,
        place: ast.place(owner, ["members", name, "traits", T.default]),
        hint: "drop one of the two traits",
      },
    );
  }
  return {
    name,
    target: raw.target,
    documentation: documentation(traits),
    required,
    write,
    read,
    idempotencyToken: token,
    sensitive: (bits & SAID.sensitive) !== 0,
    constraints: (bits & SAID.constraints) === 0 ? NONE : constraintsOf(traits),
    wire: (bits & SAID.binding) === 0 ? { location: "body", name } : wireOf(name, traits),
    traits,
    default: hasDefault ? fallback : undefined,
    deprecated: (bits & SAID.deprecated) === 0 ? undefined : (traits[T.deprecated] as Deprecation),
  };
}

export const documentation = (traits: TraitBag): string => (traits[T.documentation] as string | undefined) ?? "";

const NONE: Constraints = {};

function constraintsOf(traits: TraitBag): Constraints {
  const { [T.length]: length, [T.range]: range, [T.pattern]: pattern } = traits;
  const unique = T.uniqueItems in traits;
  return {
    ...(length === undefined ? {} : { length: length as Bounds }),
    ...(range === undefined ? {} : { range: range as Bounds }),
    ...(pattern === undefined ? {} : { pattern: pattern as string }),
    ...(unique ? { uniqueItems: true } : {}),
  };
}

function errorFacts(traits: TraitBag): ErrorFacts | undefined {
  const fault = traits[T.error] as "client" | "server" | undefined;
  if (fault === undefined) return undefined;
  const status = traits[T.httpError] as number | undefined;
  const retryable = traits[T.retryable] as { throttling?: boolean } | undefined;
  return {
    fault,
    ...(status === undefined ? {} : { status }),
    retryable: retryable !== undefined,
    throttling: retryable?.throttling === true,
  };
}
