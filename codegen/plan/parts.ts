/**
 * Which parts of the runtime's checker and codecs a service needs: the kinds of its shapes, their constraints, the HTTP traits
 * of its members, what stands for omitted members, host prefixes, secrets. Read off the same shapes as its tables, which ask for no others;
 * what a client does not name, a bundler leaves out. The parts themselves stand in `templates/runtime/kinds`.
 */
import { membersOf } from "../model/graph.ts";
import { shapesOf } from "../model/shapes.ts";
import type { Member, Model, Shape } from "../model/types.ts";
import type { Ref } from "../ts/file.ts";
import { runtime } from "../ts/runtime.ts";
import { defaultTraits } from "./defaults.ts";
import { hasEventStreams } from "./features.ts";
import { isNullable, type Protocol } from "./protocol.ts";

/** Each by the name under which the client hands it on. */
export interface Parts {
  readonly kinds: readonly Ref[];
  /** By the trait that says them. */
  readonly constraints: Readonly<Record<string, Ref>>;
  /** By the trait; empty for protocols that do not bind members to HTTP. */
  readonly bindings: Readonly<Record<string, Ref>>;
  readonly others: Readonly<Record<string, Ref>>;
}

const KINDS: Readonly<Record<Shape["kind"], string>> = {
  string: "strings",
  enum: "strings",
  byte: "numbers",
  short: "numbers",
  integer: "numbers",
  intEnum: "numbers",
  long: "numbers",
  float: "numbers",
  double: "numbers",
  bigInteger: "bigIntegers",
  bigDecimal: "bigDecimals",
  boolean: "booleans",
  timestamp: "timestamps",
  blob: "blobs",
  document: "documents",
  list: "lists",
  map: "maps",
  structure: "structures",
  union: "unions",
};

/** Traits with what carries them out, in the order in which values are looked at. */
const CONSTRAINTS = [
  ["httpLabel", "notEmpty"],
  ["hostLabel", "notEmpty"],
  ["length", "ofLength"],
  ["range", "inRange"],
  ["enum", "oneOf"],
  ["pattern", "matching"],
  ["uniqueItems", "unique"],
] as const;

const BINDINGS = [
  "httpLabel",
  "httpQuery",
  "httpQueryParams",
  "httpHeader",
  "httpPrefixHeaders",
  "httpResponseCode",
  "httpPayload",
] as const;

export function partsOf(model: Model, protocol: Protocol, filled: boolean): Parts {
  const said = new Set<string>();
  const kinds = new Set<string>();
  const facts = { omitted: false, nullable: false };
  for (const shape of shapesOf(model)) {
    kinds.add(KINDS[shape.kind]);
    // What is modelled as a kind of shape is a trait to a table.
    if (shape.kind === "enum" || shape.kind === "intEnum") said.add("enum");
    look(shape, said);
    for (const member of membersOf(shape)) {
      look(member, said);
      facts.nullable ||= isNullable(member, protocol);
      facts.omitted ||= member.idempotencyToken || defaultTraits(member, shape, filled) !== undefined;
    }
  }
  const others = {
    omitted: facts.omitted,
    hostPrefix: model.operations.some((one) => "smithy.api#endpoint" in one.traits),
    secrets: said.has("smithy.api#sensitive"),
  };
  const says = (trait: string): boolean => said.has(trait) || said.has(`smithy.api#${trait}`);
  return {
    kinds: kindsOf(model, kinds, facts.nullable, says("mediaType")).map(ours),
    constraints: Object.fromEntries(CONSTRAINTS.flatMap(([trait, name]) => (says(trait) ? [[trait, ours(name)]] : []))),
    bindings: Object.fromEntries(
      BINDINGS.flatMap((trait) => (protocol.binds && says(trait) ? [[trait, { ...protocol.codec, name: trait }]] : [])),
    ),
    others: Object.fromEntries(
      Object.entries(others).flatMap(([name, needed]) => (needed ? [[name, ours(name)]] : [])),
    ),
  };
}

const ours = (name: string): Ref => runtime("client", name);

/** Adds the ids of traits and the names of constraints. */
function look(one: Shape | Member, said: Set<string>): void {
  for (const id in one.traits) said.add(id);
  for (const name in one.constraints) said.add(name);
}

/** Sorted. An operation without input has an empty structure. An event that the model does not know is a document. */
function kindsOf(model: Model, found: Set<string>, nullable: boolean, typed: boolean): readonly string[] {
  if (nullable) found.delete("structures");
  found.add(nullable ? "nullableStructures" : "structures");
  if (hasEventStreams(model)) found.add("documents");
  if (typed && shapesOf(model).some((shape) => membersOf(shape).some((member) => hasMediaType(member, model)))) {
    found.delete("strings");
    found.add("mediaStrings");
  }
  return [...found].sort();
}

/** Of bytes a media type says only the content type of a payload; a list's is that of its items. */
function hasMediaType({ target, traits }: Member, { shapes }: Model): boolean {
  const shape = shapes[target];
  const typed = [traits, shape?.traits ?? {}].some((one) => "smithy.api#mediaType" in one);
  return typed && shape?.kind !== "blob";
}
