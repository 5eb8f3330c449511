/**
 * Which traits of the model stand in a table, and in what form: names without their namespace, markers as 1, and a bit
 * vector where only the seven most common markers are meant. Source: `@smithy/core` schema, translateTraits.
 */

import { BITS } from "../../../templates/runtime/schema/shape.ts";
import { patternOf } from "../../model/pattern.ts";
import { nameOf } from "../../model/shape-id.ts";
import type { Constraints, Member, Shape, Traits } from "../../model/types.ts";

const MARKERS: ReadonlySet<string> = new Set([
  ...BITS,
  "sparse",
  "streaming",
  "requiresLength",
  "xmlFlattened",
  "xmlAttribute",
  "eventHeader",
  "eventPayload",
  "hostLabel",
  "httpChecksumRequired",
  "untagged",
  "nullable",
]);
/** Carried with their value. */
const VALUES: ReadonlySet<string> = new Set([
  "discriminated",
  "jsonName",
  "xmlName",
  "ec2QueryName",
  "mediaType",
  "timestampFormat",
  "httpHeader",
  "httpQuery",
  "httpPrefixHeaders",
  "error",
  "httpError",
  "awsQueryError",
  "httpChecksum",
  "requestCompression",
]);

/** How a table says a trait: under which name, and what of its value. */
interface Saying {
  readonly name: string;
  readonly value: (value: unknown) => unknown;
}

const SAYINGS: Map<string, Saying | "nothing"> = new Map();

/** How tables say a trait; looked up once, since every member of every model asks. */
function sayingOf(id: string): Saying | "nothing" {
  const known = SAYINGS.get(id);
  if (known !== undefined) return known;
  const found = saying(id) ?? "nothing";
  SAYINGS.set(id, found);
  return found;
}

function saying(id: string): Saying | undefined {
  const name = nameOf(id);
  if (MARKERS.has(name)) return { name, value: () => 1 };
  if (VALUES.has(name)) return { name, value: name === "awsQueryError" ? awsQueryError : (value) => value };
  switch (id) {
    case "smithy.api#endpoint":
      return { name, value: (value) => [(value as { hostPrefix: string }).hostPrefix] };
    case "smithy.api#xmlNamespace":
      return { name, value: xmlNamespace };
    case "smithy.api#retryable":
      return { name, value: (value) => ((value as { throttling?: boolean }).throttling === true ? 2 : 1) };
    default:
      return undefined;
  }
}

/**
 * The traits of a shape or member that the wire asks for, by short name in alphabetical order; `undefined` where it asks for
 * none, as of most members.
 */
export function wireTraits(traits: Traits): Record<string, unknown> | undefined {
  let ids: string[] | undefined;
  for (const id in traits) {
    if (sayingOf(id) === "nothing") continue;
    if (ids === undefined) ids = [id];
    else ids.push(id);
  }
  if (ids === undefined) return undefined;
  const found: Record<string, unknown> = {};
  for (const id of ids.sort()) {
    const said = sayingOf(id);
    if (said !== "nothing") found[said.name] = said.value(traits[id]);
  }
  return found;
}

const awsQueryError = (value: unknown): unknown => {
  const { code, httpResponseCode } = value as { code: string; httpResponseCode: number };
  return [code, httpResponseCode];
};
const xmlNamespace = (value: unknown): unknown => {
  const { prefix, uri } = value as { prefix?: string; uri: string };
  return prefix === undefined ? [0, uri] : [prefix, uri];
};

/** The bit vector where it says all, else the object; no traits are 0. */
export function bits(traits: Readonly<Record<string, unknown>> = {}): number | Readonly<Record<string, unknown>> {
  let vector = 0;
  for (const name in traits) {
    const bit = BITS.indexOf(name);
    if (bit < 0 || traits[name] !== 1) return traits;
    vector |= 1 << bit;
  }
  return vector;
}

/** A shape's traits for its own table: those of the wire, its constraints, and whether it is whole. */
export function traitsOf(shape: Shape): Record<string, unknown> {
  return { ...wireTraits(shape.traits), ...constraintTraits(shape.constraints), ...wholeness(shape) };
}

/**
 * The tables have one number for all numeric types; that a number is whole, which the checker asks, is said beside it: by its
 * bits, which the headers of events have to know, or 1 for the common 32.
 */
const WHOLE: Partial<Record<Shape["kind"], number>> = { byte: 8, short: 16, integer: 1, intEnum: 1, long: 64 };
function wholeness({ kind }: Shape): Record<string, number> {
  const bits = WHOLE[kind];
  return bits === undefined ? {} : { integer: bits };
}

export const isBare = (shape: Shape): boolean =>
  Object.keys(traitsOf(shape)).filter((one) => one !== "timestampFormat" && one !== "streaming").length === 0;
export const isBareMember = (member: Member): boolean =>
  wireTraits(member.traits) === undefined && Object.keys(member.constraints).length === 0;

/** `undefined` where there are none, as of most members. */
export function constraintTraits({
  range,
  length,
  pattern,
  uniqueItems,
}: Constraints): Record<string, unknown> | undefined {
  if (range === undefined && length === undefined && pattern === undefined && uniqueItems !== true) return undefined;
  return {
    ...(range === undefined ? {} : { range: [range.min ?? null, range.max ?? null] }),
    ...(length === undefined ? {} : { length: [length.min ?? null, length.max ?? null] }),
    ...(pattern === undefined ? {} : patternTraits(pattern)),
    ...(uniqueItems === true ? { uniqueItems: 1 } : {}),
  };
}

/** A pattern, and how JavaScript runs it where that is not as it stands, with `u`: `regex: [source, flags]`, 0 for not at all. */
export function patternTraits(pattern: string): Readonly<Record<string, unknown>> {
  const found = patternOf(pattern);
  if (found?.source === pattern && found.flags === "u") return { pattern };
  return { pattern, regex: found === undefined ? 0 : [found.source, found.flags] };
}
