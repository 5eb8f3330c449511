/**
 * Where members stand in an HTTP message by their traits, and what a binding is: how one trait puts a member into a request
 * and takes it out of an answer. The bindings themselves, a service's client is given (`kinds/parts.ts`). Members without
 * one stand in the body.
 */
import type { ProtocolFacts, WireRequest, WireResponse } from "../client/protocol.ts";
import type { SchemaRef } from "../client/schema.ts";
import { type Shape, shapeOf, type Traits } from "../client/shape.ts";
import type { Position, WriteText } from "../kinds/kind.ts";
import { kindOf, need, omittedInRequest, type Parts } from "../kinds/parts.ts";
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

export interface Member {
  readonly name: string;
  readonly ref: SchemaRef;
  readonly traits: Traits;
  /** The trait that binds it; `undefined`: it is in the body. */
  readonly location: string | undefined;
}

export type WriteMember = (input: Input, draft: Draft) => void;
export type ReadMember = (response: WireResponse, out: Output) => void;

export interface Binding {
  /** Compiles how a member goes into the head of a request. `uri`: that of the operation. */
  write?(member: Member, parts: Parts, uri: string): WriteMember | undefined;
  /** Compiles how it is taken from the head of an answer. Without it, it stands in the answer's body. */
  read?(member: Member, parts: Parts): ReadMember;
  payload?(member: Member): Payload;
}

export type WriteBody = (value: unknown, contentType: string) => WireRequest["body"];

/** A member that is the whole body. */
export interface Payload {
  readonly name: string;
  /** The value goes through without being looked at. */
  readonly streams: boolean;
  /** The content type under which it goes, and its writing. */
  written(format: HttpFormat, service: ProtocolFacts): { readonly type: string; readonly write: WriteBody };
  reader(format: HttpFormat, service: ProtocolFacts): (body: unknown) => unknown;
}

/** In this order, where several stand on one member. */
const TRAITS = [
  "httpPayload",
  "httpLabel",
  "httpHeader",
  "httpPrefixHeaders",
  "httpQuery",
  "httpQueryParams",
  "httpResponseCode",
];

/** The members of an operation's input, output or error with their locations; none for `unit`. */
export function membersOf(ref: SchemaRef): readonly Member[] {
  const shape = shapeOf(ref);
  if (shape.kind !== "structure") return [];
  return shape.names.map((name, i) => {
    const member = shape.refs[i] as SchemaRef;
    const { traits } = shapeOf(member);
    return { name, ref: member, traits, location: TRAITS.find((trait) => trait in traits) };
  });
}

export function bindingOf({ location }: Member, { bindings }: Parts): Binding | undefined {
  return location === undefined ? undefined : need(bindings?.[location], location);
}

/** The member's value, or what is sent in its place when nobody gave one. */
export function valueIn({ name, ref }: Member, parts: Parts): (input: Input) => unknown {
  const omitted = omittedInRequest(ref, parts);
  return (input) => input[name] ?? omitted?.();
}

/** The spelling of simple values in a position. */
export function textWriter(shape: Shape, position: Position, parts: Parts): WriteText {
  return kindOf(shape, parts).text?.(shape, position) ?? String;
}
