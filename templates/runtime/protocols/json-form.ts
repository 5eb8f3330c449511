/**
 * The JSON of one protocol: functions that write values of a shape as text, members in table order, and that read values
 * from parsed JSON. How a value is spelt is its kind's business, and the protocol's rules'.
 */

import { anything } from "../kinds/json-text.ts";
import type { JsonForm, JsonRules, Parts } from "../kinds/kind.ts";
import { kindOf } from "../kinds/kind-of.ts";
import type { SchemaRef } from "../schema/schema.ts";
import { compileOnce, shapeOf } from "../schema/shape.ts";

/** The form of a shape; what is read has modelled members only, under model names. */
export type Json = (ref: SchemaRef, parts: Parts) => JsonForm;

/** A compiler that keeps what it has compiled, by table. */
export function jsonForm(rules: JsonRules): Json {
  const json: Json = compileOnce((ref: SchemaRef, parts: Parts): JsonForm => {
    const shape = shapeOf(ref);
    const compiler = { parts, rules, formOf: (inner: SchemaRef) => json(inner, parts) };
    const { write = anything, read } = kindOf(shape, parts).json?.(shape, compiler) ?? {};
    return { write, read };
  });
  return json;
}

/** Parses JSON that may hold values of a shape, with all the digits that the shape needs. */
export function jsonParser(ref: SchemaRef, { kinds }: Parts): (text: string) => unknown {
  return kinds.map(({ parser }) => parser?.(ref)).find(Boolean) ?? JSON.parse;
}
