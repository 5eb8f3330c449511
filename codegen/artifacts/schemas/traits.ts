/**
 * Which traits of the model stand in a table, and in what form: names without their namespace, markers as 1, and a bit
 * vector where only the seven most common markers are meant. Source: `@smithy/core` schema, translateTraits.
 */

import { BITS } from "../../../templates/runtime/schema/shape.ts";
import { patternOf } from "../../model/pattern.ts";
import { nameOf } from "../../model/shape-id.ts";
import type { Traits } from "../../model/types.ts";

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

const SHORT = new Map<string, string>();

/** `nameOf`, once for each trait. */
function shortName(id: string): string {
  const known = SHORT.get(id) ?? nameOf(id);
  SHORT.set(id, known);
  return known;
}

/** The traits of a shape or member that the wire asks for, by short name in alphabetical order. */
export function wireTraits(traits: Traits): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const ids = Object.keys(traits);
  if (ids.length > 1) ids.sort();
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] ?? "";
    const name = shortName(id);
    if (MARKERS.has(name)) found[name] = 1;
    else if (VALUES.has(name)) found[name] = name === "awsQueryError" ? awsQueryError(traits[id]) : traits[id];
    else if (id === "smithy.api#endpoint") found["endpoint"] = [(traits[id] as { hostPrefix: string }).hostPrefix];
    else if (id === "smithy.api#xmlNamespace") found["xmlNamespace"] = xmlNamespace(traits[id]);
    else if (id === "smithy.api#retryable")
      found["retryable"] = (traits[id] as { throttling?: boolean }).throttling === true ? 2 : 1;
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
export function bits(traits: Readonly<Record<string, unknown>>): number | Readonly<Record<string, unknown>> {
  let vector = 0;
  for (const name in traits) {
    const bit = BITS.indexOf(name);
    if (bit < 0 || traits[name] !== 1) return traits;
    vector |= 1 << bit;
  }
  return vector;
}

/** A pattern, and how JavaScript runs it where that is not as it stands, with `u`: `regex: [source, flags]`, 0 for not at all. */
export function patternTraits(pattern: string): Readonly<Record<string, unknown>> {
  const found = patternOf(pattern);
  if (found?.source === pattern && found.flags === "u") return { pattern };
  return { pattern, regex: found === undefined ? 0 : [found.source, found.flags] };
}
