/**
 * What stands for a member that nobody gave: in a request a fresh token or the model's default, in an answer the model's
 * default. Only members that the generator has marked (`default`, and `fill` for answers too) have one.
 */

import type { SchemaRef } from "../schema/schema.ts";
import { LIST, type Member, membersOf, type Shape, shapeOf } from "../schema/shape.ts";
import { uuid } from "../values/engine.ts";
import { setOwn } from "../values/own-property.ts";
import type { Fill, Kind, OmittedPart, Parts } from "./kind.ts";
import { kindOf } from "./kind-of.ts";

/** Makes a value, each time a new one; `undefined` where an omitted member stays out. */
type Make = (() => unknown) | undefined;

export const omitted: OmittedPart = {
  inRequest: (shape, parts) =>
    filling(shape, ({ ref, traits }) => (traits.idempotencyToken ? uuid : defaultOf(ref, parts))),
  // Where there are none, which is everywhere but under the generator's option `defaults: "fill"`, nothing is done.
  inAnswer: (shape, parts) => filling(shape, ({ ref, traits }) => (traits.fill ? defaultOf(ref, parts) : undefined)),
};

function filling(shape: Shape, makerOf: (member: Member) => Make): Fill {
  const fillers = membersOf(shape).flatMap((member) => {
    const make = makerOf(member);
    return make ? [{ name: member.name, make }] : [];
  });
  if (fillers.length === 0) return undefined;
  return (members) => {
    for (const { name, make } of fillers)
      if (!Object.hasOwn(members, name) || members[name] == null) setOwn(members, name, make());
  };
}

/** The `default` trait's JSON as a value of the shape: bytes from base64, times from seconds or text. */
function defaultOf(ref: SchemaRef, parts: Parts): Make {
  const shape = shapeOf(ref);
  const { default: json } = shape.traits;
  const { defaultValue = structuredClone }: Partial<Kind> = shape.type < LIST ? kindOf(shape, parts) : {};
  return json === undefined ? undefined : () => defaultValue(json);
}
