/**
 * The view of a page for a nested structure, union or enum: its members or values, and the operations that lead to it.
 * The reference expands such shapes in place; a page of their own is what types link to. Source: spec-docs D1.
 */
import { documentationOf } from "../../doc/of.ts";
import { reach } from "../../model/graph.ts";
import type { Shape, ShapeId } from "../../model/types.ts";
import type { Plan } from "../../plan/plan.ts";
import { directionOf } from "../../ts/types.ts";
import { operationLink, type Site, typeLink } from "./site.ts";
import { membersSyntax } from "./syntax.ts";
import type { Link, ShapeView } from "./view.ts";
import { deprecationOf, memberViews, valuesOf } from "./view-members.ts";

/** The operations that lead to each shape, by name. */
export type Users = ReadonlyMap<ShapeId, readonly Link[]>;

export function usersOf(site: Site): Users {
  const { model } = site.plan;
  const users = new Map<ShapeId, Link[]>();
  for (const operation of model.operations) {
    const roots = [operation.input, operation.output].filter((id) => id !== undefined);
    for (const id of reach(model, roots)) {
      const list = users.get(id) ?? [];
      list.push(operationLink(site, operation));
      users.set(id, list);
    }
  }
  return users;
}

export function shapeView(site: Site, shape: Shape, users: Users): ShapeView | undefined {
  const link = typeLink(site, shape.id);
  if (link === undefined) return undefined;
  const { plan } = site;
  const direction = directionOf(shape.id, plan);
  const doc = documentationOf(shape);
  const deprecated = deprecationOf(shape, shape, doc);
  const members = shape.kind === "structure" || shape.kind === "union" ? shape.members : [];
  return {
    path: link.path,
    name: link.text,
    kind: shape.kind === "union" ? "union" : members.length > 0 || shape.kind === "structure" ? "structure" : "enum",
    doc,
    ...(deprecated === undefined ? {} : { deprecated }),
    sensitive: shape.sensitive,
    usage: plan.usage(shape.id),
    members: memberViews(members, shape.id, link.text, { site, direction, depth: "one" }).map((view, index) => {
      const member = members[index];
      return member === undefined || member.wire.name === member.name ? view : { ...view, wireName: member.wire.name };
    }),
    values: valuesOf(shape),
    syntax: shapeSyntax(shape, link.text, plan),
    usedBy: users.get(shape.id) ?? [],
  };
}

function shapeSyntax(shape: Shape, name: string, plan: Plan): string {
  if (shape.kind !== "structure" && shape.kind !== "union") return "";
  const syntax = membersSyntax(shape.members, shape.id, directionOf(shape.id, plan), plan);
  return `const value: ${name} = ${syntax};`;
}
