/**
 * Members as views, level by level: type, marks, constraints, values and text of each. Decides where a recursive shape is
 * no longer opened (at its first return on the way down). Source: boto3's parameter lists, spec-docs D5 and D6.
 */

import type { Doc } from "../../../templates/runtime/doc/tree.ts";
import { documentationOf, saysDeprecated } from "../../doc/of.ts";
import type { Deprecation, Member, Shape, ShapeId } from "../../model/types.ts";
import type { Plan } from "../../plan/plan.ts";
import { isNullable } from "../../plan/protocol.ts";
import { literal } from "../../ts/literal.ts";
import { type Direction, typeOf } from "../../ts/types.ts";
import { type Site, typeLink } from "./site.ts";
import type { EnumValueView, MemberView, TypeView, Unit } from "./view.ts";

/** What is the same for all members of one list. */
export interface Listing {
  readonly site: Site;
  readonly direction: Direction;
  /** Whether members show what nests below them, or only their type with its page. */
  readonly depth: "all" | "one";
}

/** The views of some members, such as those of an input. `owner` is the shape that they are members of. */
export function memberViews(
  members: readonly Member[],
  owner: ShapeId,
  anchor: string,
  listing: Listing,
): readonly MemberView[] {
  return members.map((member) =>
    memberView(member, { kind: "member", name: member.name }, `${anchor}.${member.name}`, [owner], listing),
  );
}

function memberView(
  member: Member,
  label: MemberView["label"],
  anchor: string,
  above: readonly ShapeId[],
  listing: Listing,
): MemberView {
  const { site, direction, depth } = listing;
  const target = site.plan.shape(member.target);
  const recursive = above.includes(target.id);
  const doc = documentationOf(member, target);
  const deprecated = deprecationOf(member, target, doc);
  const shown = typeView(site, target.id, direction);
  return {
    label,
    anchor,
    type: isNullable(member, site.plan.protocol) ? orNull(shown) : shown,
    required: label.kind === "member" && direction === "write" && member.write === "required",
    doc,
    values: valuesOf(target),
    constraints: { ...target.constraints, ...member.constraints },
    unit: unitOf(target),
    ...(direction === "read" || member.default === undefined || member.default === null
      ? {}
      : { default: literal(member.default) }),
    idempotencyToken: member.idempotencyToken,
    sensitive: member.sensitive || target.sensitive,
    ...(deprecated === undefined ? {} : { deprecated }),
    union: target.kind === "union",
    recursive,
    members: recursive || depth === "one" ? [] : below(target, anchor, [...above, target.id], listing),
  };
}

const orNull = (type: TypeView): TypeView => ({ ...type, text: `${type.text} | null` });

function below(shape: Shape, anchor: string, above: readonly ShapeId[], listing: Listing): readonly MemberView[] {
  switch (shape.kind) {
    case "structure":
    case "union":
      return shape.members.map((member) =>
        memberView(member, { kind: "member", name: member.name }, `${anchor}.${member.name}`, above, listing),
      );
    case "list":
      return [memberView(shape.member, { kind: "element" }, `${anchor}.element`, above, listing)];
    case "map":
      return [
        memberView(shape.key, { kind: "key" }, `${anchor}.key`, above, listing),
        memberView(shape.value, { kind: "value" }, `${anchor}.value`, above, listing),
      ];
    default:
      return [];
  }
}

/** The type as TypeScript has it, with the page of the shape that it holds. */
export function typeView(site: Site, id: ShapeId, direction: Direction): TypeView {
  const { plan } = site;
  const held = plan.shape(holds(plan, id));
  // That answers may hold values which are not modelled yet is said on the page of the enum.
  const as = held.kind === "enum" || held.kind === "intEnum" ? "write" : direction;
  // The file is never printed: it only lends the names that its imports would have.
  const text = typeOf(id, as, plan, plan.file("docs"));
  const page = typeLink(site, held.id)?.path;
  return page === undefined ? { text } : { text, page };
}

/** The shape that lists of lists and maps hold in the end. */
function holds(plan: Plan, id: ShapeId): ShapeId {
  const shape = plan.shape(id);
  if (shape.kind === "list") return holds(plan, shape.member.target);
  return shape.kind === "map" ? holds(plan, shape.value.target) : id;
}

export function valuesOf(shape: Shape): readonly EnumValueView[] {
  if (shape.kind !== "enum" && shape.kind !== "intEnum") return [];
  return shape.values.map(({ name, value, documentation, deprecated }) => ({
    ...(name === undefined ? {} : { name }),
    value,
    doc: documentationOf({ documentation }),
    ...(deprecated === undefined ? {} : { deprecated }),
  }));
}

/** From the trait of the member or its target, or from a text that begins with the bold word, as AWS's models have it. */
export function deprecationOf(
  member: { readonly deprecated?: Deprecation | undefined },
  target: { readonly deprecated?: Deprecation | undefined },
  doc: Doc,
): Deprecation | undefined {
  return member.deprecated ?? target.deprecated ?? (saysDeprecated(doc) ? {} : undefined);
}

function unitOf(shape: Shape): Unit {
  switch (shape.kind) {
    case "string":
    case "enum":
      return "character";
    case "list":
      return "item";
    case "map":
      return "entry";
    case "blob":
      return "byte";
    default:
      return "value";
  }
}
