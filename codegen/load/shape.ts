/**
 * A shape of the Ast as one of the Model: its facts from its traits, and each member's presence and wire position. It knows
 * the traits of shapes and members, and no service.
 */

import type { Diagnostics } from "../diagnostics.ts";
import { wireOf } from "../model/http.ts";
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
import { type Ast, type AstMember, type AstShape, membersOf, PRELUDE_KINDS, UNIT } from "./ast.ts";

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

/** @param name what the service calls it. */
export function shapeOf(ast: Ast, id: ShapeId, name: string, diagnostics: Diagnostics): Shape {
  const raw: AstShape = ast.shapes.get(id) ?? { type: PRELUDE_KINDS[nameOf(id)] ?? "structure" };
  const traits = raw.traits ?? {};
  const base = {
    id,
    name,
    documentation: documentation(traits),
    ...deprecation(traits),
    sensitive: T.sensitive in traits,
    constraints: constraints(traits),
    traits,
  };
  const member = (owner: AstMember, as: string): Member => memberOf(ast, id, as, owner, diagnostics);
  const missing: AstMember = { target: UNIT };
  switch (raw.type) {
    case "structure":
    case "union": {
      const given = raw.members ?? {};
      const members = Object.keys(given).map((as) => member(given[as] ?? missing, as));
      if (raw.type === "union") return { ...base, kind: "union", members };
      const error = errorFacts(traits);
      return { ...base, kind: "structure", members, ...(error === undefined ? {} : { error }) };
    }
    case "list":
    case "set": {
      const unique = raw.type === "set" ? { ...base.constraints, uniqueItems: true } : base.constraints;
      return {
        ...base,
        constraints: unique,
        kind: "list",
        member: member(raw.member ?? missing, "member"),
        sparse: T.sparse in traits,
      };
    }
    case "map":
      return {
        ...base,
        kind: "map",
        key: member(raw.key ?? missing, "key"),
        value: member(raw.value ?? missing, "value"),
        sparse: T.sparse in traits,
      };
    case "enum":
      return { ...base, kind: "enum", values: membersOf(raw).map(([as, one]) => enumValue(as, one, as)) };
    case "intEnum":
      return { ...base, kind: "intEnum", values: membersOf(raw).map(([as, one]) => enumValue(as, one, Number.NaN)) };
    case "string": {
      const old = traits[T.enum] as { value: string; name?: string; documentation?: string }[] | undefined;
      if (old === undefined) return { ...base, kind: "string" };
      const values = old.map((one) => ({
        value: one.value,
        documentation: one.documentation ?? "",
        ...(one.name === undefined ? {} : { name: one.name }),
      }));
      return { ...base, kind: "enum", values };
    }
    default:
      return { ...base, kind: raw.type as SimpleKind };
  }
}

function enumValue<T extends string | number>(name: string, member: AstMember, fallback: T): EnumValue<T> {
  const traits = member.traits ?? {};
  return {
    name,
    value: (traits[T.enumValue] as T | undefined) ?? fallback,
    documentation: documentation(traits),
    ...deprecation(traits),
  };
}

function memberOf(ast: Ast, owner: ShapeId, name: string, raw: AstMember, diagnostics: Diagnostics): Member {
  const traits = raw.traits ?? {};
  const target = ast.shapes.get(raw.target)?.traits ?? {};
  const required = T.required in traits;
  // `null` on the member takes away what the target says.
  const fallback = T.default in traits ? traits[T.default] : target[T.default];
  const hasDefault = fallback !== undefined && fallback !== null;
  const token = T.idempotencyToken in traits;
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
  const deprecated = traits[T.deprecated] as Deprecation | undefined;
  const member: Member = {
    name,
    target: raw.target,
    documentation: documentation(traits),
    required,
    write,
    read,
    idempotencyToken: token,
    sensitive: T.sensitive in traits,
    constraints: constraints(traits),
    wire: wireOf(name, traits),
    traits,
  };
  if (!hasDefault && deprecated === undefined) return member;
  return {
    ...member,
    ...(hasDefault ? { default: fallback } : {}),
    ...(deprecated === undefined ? {} : { deprecated }),
  };
}

export const documentation = (traits: TraitBag): string => (traits[T.documentation] as string | undefined) ?? "";

export function deprecation(traits: TraitBag): { deprecated?: Deprecation } {
  const value = traits[T.deprecated] as Deprecation | undefined;
  return value === undefined ? {} : { deprecated: value };
}

const NONE: Constraints = {};

function constraints(traits: TraitBag): Constraints {
  const { [T.length]: length, [T.range]: range, [T.pattern]: pattern } = traits;
  const unique = T.uniqueItems in traits;
  if (length === undefined && range === undefined && pattern === undefined && !unique) return NONE;
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
