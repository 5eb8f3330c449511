/** `httpQuery` and `httpQueryParams`: members that are a parameter of the query, or a map of parameters. */

import type { Parts } from "../kinds/kind.ts";
import type { SchemaRef } from "../schema/schema.ts";
import { LIST, STRING, shapeOf } from "../schema/shape.ts";
import { textWriter } from "./binding.ts";
import type { Binding } from "./protocol.ts";

export const httpQuery: Binding = {
  write({ name, ref, traits }, parts) {
    const key = String(traits.httpQuery);
    const write = queryWriter(ref, parts);
    return (input, { query }) => {
      const value = input[name];
      if (value != null) query[key] = write(value);
    };
  },
};

/** A parameter that has a member of its own is not taken from the map. */
export const httpQueryParams: Binding = {
  write({ name, ref }, parts) {
    const write = queryWriter(shapeOf(ref).refs[1] ?? STRING, parts);
    return (input, { query }) => {
      for (const [key, value] of Object.entries(input[name] ?? {})) {
        if (value != null && !(key in query)) query[key] = write(value);
      }
    };
  },
};

/** Lists repeat the key. */
function queryWriter(ref: SchemaRef, parts: Parts): (value: unknown) => string | string[] {
  const shape = shapeOf(ref);
  if (shape.type !== LIST) return textWriter(shape, "query", parts);
  const write = textWriter(shapeOf(shape.refs[0] as SchemaRef), "query", parts);
  return (value) => (Array.isArray(value) ? value.filter((item) => item != null).map(write) : write(value));
}
