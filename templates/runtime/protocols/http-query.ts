/** `httpQuery` and `httpQueryParams`: members that are a parameter of the query, or a map of parameters. */

import type { Parts } from "../kinds/parts.ts";
import type { SchemaRef } from "../schema/schema.ts";
import { STRING, shapeOf } from "../schema/shape.ts";
import { type Binding, textWriter, valueIn } from "./binding.ts";

export const httpQuery: Binding = {
  write(member, message) {
    const key = String(member.traits.httpQuery);
    const given = valueIn(member, message);
    const write = queryWriter(member.ref, message.service.parts);
    return (input, { query }) => {
      const value = given(input);
      if (value != null) query[key] = write(value);
    };
  },
};

/** A parameter that has a member of its own is not taken from the map. */
export const httpQueryParams: Binding = {
  write({ name, ref }, { service: { parts } }) {
    const shape = shapeOf(ref);
    const write = queryWriter(shape.kind === "map" ? shape.value : STRING, parts);
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
  if (shape.kind !== "list") return textWriter(shape, "query", parts);
  const write = textWriter(shapeOf(shape.member), "query", parts);
  return (value) => (Array.isArray(value) ? value.filter((item) => item != null).map(write) : write(value));
}
