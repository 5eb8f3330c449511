/**
 * What stands for a member that nobody gave: in a request a fresh token or the model's default, in an answer the model's
 * default. Only members that the generator has marked (`default`, and `fill` for answers too) have one.
 */

import { idempotencyToken } from "../protocols/idempotency.ts";
import { setOwn } from "../protocols/own-property.ts";
import type { SchemaRef } from "../schema/schema.ts";
import { type Shape, shapeOf } from "../schema/shape.ts";
import type { Kind } from "./kind.ts";
import { kindOf, type Omitted, type OmittedPart, type Parts } from "./parts.ts";

export const omitted: OmittedPart = {
  inRequest: (shape, parts) => (shape.traits.idempotencyToken ? idempotencyToken : defaultOf(shape, parts)),
  // Where there are none, which is everywhere but under the generator's option `defaults: "fill"`, nothing is done.
  inAnswer({ names, refs }, parts) {
    const fillers = names.flatMap((name, i) => {
      const shape = shapeOf(refs[i] as SchemaRef);
      const make = shape.traits.fill ? defaultOf(shape, parts) : undefined;
      return make ? [{ name, make }] : [];
    });
    if (fillers.length === 0) return undefined;
    return (out) => {
      for (const { name, make } of fillers) if (!Object.hasOwn(out, name)) setOwn(out, name, make());
    };
  },
};

/** The `default` trait's JSON as a value of the shape: bytes from base64, times from seconds or text. */
function defaultOf(shape: Shape, parts: Parts): Omitted {
  const { default: json } = shape.traits;
  const { defaultValue = structuredClone }: Partial<Kind> = shape.kind === "simple" ? kindOf(shape, parts) : {};
  return json === undefined ? undefined : () => defaultValue(json);
}
