/**
 * The JSON of one protocol: functions that write values of a shape as text, members in table order, and that read values
 * from parsed JSON. How a value is spelt is its kind's business, and the protocol's rules'.
 */

import type { JsonRules } from "../kinds/json-rules.ts";
import { anything } from "../kinds/json-text.ts";
import type { Read, Write } from "../kinds/kind.ts";
import { kindOf, type Parts } from "../kinds/parts.ts";
import type { SchemaRef } from "../schema/schema.ts";
import { compileOnce, shapeOf } from "../schema/shape.ts";

export interface Json {
  writer(ref: SchemaRef, parts: Parts): Write;
  /** Modelled members only, under model names. `undefined`: the value is already what it must be. */
  reader(ref: SchemaRef, parts: Parts): Read | undefined;
}

/** Compilers that keep what they have compiled, by table. */
export function jsonForm(rules: JsonRules): Json {
  const writer = compileOnce((ref: SchemaRef, parts: Parts): Write => {
    const shape = shapeOf(ref);
    return kindOf(shape, parts).write?.(shape, { parts, rules, formOf: (inner) => writer(inner, parts) }) ?? anything;
  });
  const reader = compileOnce((ref: SchemaRef, parts: Parts): Read | undefined => {
    const shape = shapeOf(ref);
    return kindOf(shape, parts).read?.(shape, { parts, rules, formOf: (inner) => reader(inner, parts) });
  });
  return { writer, reader };
}

/** Parses JSON that may hold values of a shape, with all the digits that the shape needs. */
export function jsonParser(ref: SchemaRef, { kinds }: Parts): (text: string) => unknown {
  for (const { parser } of kinds) {
    const parse = parser?.(ref);
    if (parse) return parse;
  }
  return JSON.parse;
}
