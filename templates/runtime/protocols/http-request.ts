/**
 * Compiles the HTTP side of an operation's input: which member goes into the path, the query, the headers, the host or
 * the body. Knows the binding traits of Smithy; what a body looks like is the protocol's business.
 */
import type { SchemaRef } from "../client/schema.ts";
import * as S from "../client/shape.ts";
import { hostPrefixWriter } from "./host-prefix.ts";
import { textWriter, uriEncode, type WriteText } from "./http-text.ts";
import { omittedInRequest } from "./omitted.ts";

type Input = Readonly<Record<string, unknown>>;
type Query = Record<string, string | string[] | null>;
type Structure = S.Shape & { readonly kind: "structure" | "union" };

/** Where a member stands in a message. */
export type Location =
  | "label"
  | "query"
  | "queryParams"
  | "header"
  | "prefixHeaders"
  | "statusCode"
  | "payload"
  | "body";

export function locationOf(traits: S.Traits): Location {
  if (traits.httpPayload) return "payload";
  if (traits.httpLabel) return "label";
  if (traits.httpHeader) return "header";
  if (typeof traits.httpPrefixHeaders === "string") return "prefixHeaders";
  if (traits.httpQuery) return "query";
  if (traits.httpQueryParams) return "queryParams";
  return traits.httpResponseCode ? "statusCode" : "body";
}

export interface Member {
  readonly name: string;
  readonly ref: SchemaRef;
  readonly traits: S.Traits;
  readonly location: Location;
}

/** The members of an operation's input, output or error with their locations; none for `unit`. */
export function membersOf(ref: SchemaRef): readonly Member[] {
  const shape = S.shapeOf(ref);
  if (shape.kind !== "structure") return [];
  return shape.names.map((name, i) => {
    const member = shape.refs[i] as SchemaRef;
    const { traits } = S.shapeOf(member);
    return { name, ref: member, traits, location: locationOf(traits) };
  });
}

/** A table of some members of a structure: what its body holds. The table itself when it is all of them. */
export function bodyTable(ref: SchemaRef, members: readonly Member[]): SchemaRef {
  const shape = S.shapeOf(ref) as Structure;
  if (members.length === shape.names.length) return shape.table;
  const [, namespace, name] = shape.table;
  return [3, namespace, name, shape.traits, members.map((one) => one.name), members.map(({ ref }) => ref)];
}

/** The parts of a request that are filled while its members are written. */
export interface Draft {
  path: string;
  hostPrefix?: string | undefined;
  readonly query: Query;
  readonly headers: Record<string, string>;
}

/** Path, query, headers and host prefix of one operation, for an input. Throws when a URI label has no value. */
export function draftWriter(
  operation: S.Traits,
  members: readonly Member[],
  input: SchemaRef,
): (input: Input) => Draft {
  const [, uri = "/"] = (operation.http ?? []) as readonly [string?, string?];
  const [template = "/", search = ""] = uri.split("?");
  // The first use of `URLSearchParams` costs more than the whole of the rest.
  const literals = search ? [...new URLSearchParams(search)] : [];
  const path = pathWriter(template, members);
  const host = hostPrefixWriter(operation, input);
  // A header with a member of its own beats the same one from a map, so the maps come first.
  const mapsFirst = [...members].sort((a, b) => rank(a) - rank(b));
  const writers = mapsFirst.flatMap((member) => memberWriter(member) ?? []);

  return (input) => {
    const draft: Draft = {
      path: path(input),
      query: literals.length > 0 ? Object.fromEntries(literals) : {},
      headers: {},
    };
    if (host !== undefined) draft.hostPrefix = host(input);
    for (const write of writers) write(input, draft);
    return draft;
  };
}

function rank({ location }: Member): number {
  return location === "prefixHeaders" ? 0 : 1;
}

/** `/a/{Key+}`: literals and labels in turn; only a greedy label keeps its slashes. */
function pathWriter(template: string, members: readonly Member[]): (input: Input) => string {
  const [start = "", ...rest] = template.split("{");
  const parts = rest.map((part) => {
    const [label = "", literal = ""] = part.split("}");
    const write = labelWriter(label, members);
    return (input: Input): string => write(input) + literal;
  });
  if (parts.length === 0) return () => template;
  return (input) => {
    let path = start;
    for (const part of parts) path += part(input);
    return path;
  };
}

function labelWriter(label: string, members: readonly Member[]): (input: Input) => string {
  const greedy = label.endsWith("+");
  const name = greedy ? label.slice(0, -1) : label;
  const member = members.find((one) => one.name === name && one.location === "label");
  if (!member) return () => `{${label}}`;
  const write = textWriter(member.ref, "label");
  const valueIn = given(member);
  return (input) => {
    const value = valueIn(input);
    if (value == null) throw new Error(`No value provided for input HTTP label: ${name}.`);
    const text = write(value);
    if (!text) throw new Error(`Empty value provided for input HTTP label: ${name}.`);
    return greedy ? text.split("/").map(uriEncode).join("/") : uriEncode(text);
  };
}

/** The member's value, or what is sent in its place when nobody gave one. */
function given({ name, ref }: Member): (input: Input) => unknown {
  const omitted = omittedInRequest(ref);
  return omitted ? (input) => input[name] ?? omitted() : (input) => input[name];
}

function memberWriter(member: Member): ((input: Input, draft: Draft) => void) | undefined {
  const { traits, ref, name } = member;
  switch (member.location) {
    case "query": {
      const key = String(traits.httpQuery);
      const write = queryWriter(ref);
      const valueIn = given(member);
      return (input, { query }) => {
        const value = valueIn(input);
        if (value != null) query[key] = write(value);
      };
    }
    case "queryParams": {
      const shape = S.shapeOf(ref);
      const write = queryWriter(shape.kind === "map" ? shape.value : S.STRING);
      return (input, { query }) => {
        for (const [key, value] of Object.entries(input[name] ?? {})) {
          if (value != null && !(key in query)) query[key] = write(value);
        }
      };
    }
    case "header": {
      const header = String(traits.httpHeader).toLowerCase();
      const write = textWriter(ref, "header");
      const valueIn = given(member);
      return (input, { headers }) => {
        const value = valueIn(input);
        if (value != null) headers[header] = write(value);
      };
    }
    case "prefixHeaders": {
      const prefix = String(traits.httpPrefixHeaders);
      const shape = S.shapeOf(ref);
      const write = textWriter(shape.kind === "map" ? shape.value : S.STRING, "header");
      return (input, { headers }) => {
        for (const [key, value] of Object.entries(input[name] ?? {})) {
          if (value != null) headers[(prefix + key).toLowerCase()] = write(value);
        }
      };
    }
    default:
      return undefined;
  }
}

/** Lists repeat the key. */
function queryWriter(ref: SchemaRef): (value: unknown) => string | string[] {
  const shape = S.shapeOf(ref);
  if (shape.kind !== "list") return textWriter(ref, "query");
  const write: WriteText = textWriter(shape.member, "query");
  return (value) => (Array.isArray(value) ? value.filter((item) => item != null).map(write) : write(value));
}
