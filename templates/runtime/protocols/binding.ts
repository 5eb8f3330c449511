/**
 * Where members stand in an HTTP message by their traits, and what a binding is: how one trait puts a member into a request
 * and takes it out of an answer. The bindings themselves, a service's client is given (`kinds/parts.ts`). Members without
 * one stand in the body.
 */

import type { Position, WriteText } from "../kinds/kind.ts";
import { kindOf, type Parts } from "../kinds/parts.ts";
import type { ProtocolFacts, WireRequest, WireResponse } from "../schema/protocol.ts";
import type { SchemaRef } from "../schema/schema.ts";
import { type Member, membersOf, type Shape, shapeOf } from "../schema/shape.ts";
import type { HttpFormat } from "./http-format.ts";

export type Input = Readonly<Record<string, unknown>>;
export type Output = Record<string, unknown>;

/** A request that is filled while its members are written. */
export interface Draft {
  method: string;
  path: string;
  hostPrefix?: string | undefined;
  readonly query: Record<string, string | string[] | null>;
  readonly headers: Record<string, string>;
  body?: WireRequest["body"];
}

/** A member with what binds it; without that it is in the body. */
export interface BoundMember extends Member {
  readonly binding: Binding | undefined;
}

export type WriteMember = (input: Input, draft: Draft) => void;
export type ReadMember = (response: WireResponse, out: Output, body: unknown) => void;

export interface Binding {
  /** Compiles how a member goes into a request to `uri`, a path with its labels; `undefined` where it does not. */
  write?(member: BoundMember, parts: Parts, uri: string): WriteMember | undefined;
  /** The same for a member that is the whole body: when the head is written. */
  writeBody?(member: BoundMember, service: ProtocolFacts, format: HttpFormat): WriteMember;
  /** Compiles how it is taken from an answer. Without it, it stands in the answer's body with others. */
  read?(member: BoundMember, service: ProtocolFacts, format: HttpFormat): ReadMember;
  /** Whether the value is the stream of the body. */
  streams?(member: BoundMember): boolean;
}

/** The members of an operation's input, output or error with their bindings. */
export function boundMembers(ref: SchemaRef, { bindings = {} }: Parts): readonly BoundMember[] {
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
