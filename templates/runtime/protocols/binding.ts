/**
 * Where members stand in an HTTP message by their traits, and what the bindings share. The bindings themselves, a service's
 * client is given (`ServiceParts`). Members without one stand in the body.
 */

import type { Parts, Position, WriteText } from "../kinds/kind.ts";
import { kindOf } from "../kinds/kind-of.ts";
import type { SchemaRef } from "../schema/schema.ts";
import { membersOf, type Shape, shapeOf } from "../schema/shape.ts";
import type { BoundMember, HttpFormat, Input, ServiceParts, WireRequest, WriteMember } from "./protocol.ts";

/** The members of an operation's input, output or error with their bindings. */
export function boundMembers(ref: SchemaRef, { bindings = {} }: ServiceParts): readonly BoundMember[] {
  const all = Object.entries(bindings);
  return membersOf(shapeOf(ref)).map((member) => ({
    ...member,
    binding: all.find(([trait]) => trait in member.traits)?.[1],
  }));
}

/** The spelling of simple values in a position. */
export function textWriter(shape: Shape, position: Position, parts: Parts): WriteText {
  return kindOf(shape, parts).text?.(shape, position) ?? String;
}

export type WriteBody = (value: unknown, contentType: string) => WireRequest["body"];

/** Compiles a body of what is `given` in an input. A header that the caller gave says another type. */
export function bodyWriter(
  { type: own, empty }: HttpFormat,
  type: string,
  write: WriteBody,
  given: (input: Input) => unknown,
): WriteMember {
  return (input, request) => {
    const content = given(input);
    request.headers["content-type"] ??= type;
    const { "content-type": contentType } = request.headers;
    request.body = content != null ? write(content, contentType) : contentType === own ? empty : undefined;
  };
}
