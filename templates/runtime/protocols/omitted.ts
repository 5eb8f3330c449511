/**
 * What stands for a member that nobody gave: in a request a fresh token or the model's default, in an answer the model's
 * default. Only members that the generator has marked (`default`, and `fill` for answers too) have one.
 */
import type { SchemaRef } from "../client/schema.ts";
import * as S from "../client/shape.ts";
import { decodeBase64 } from "./base64.ts";
import { idempotencyToken } from "./idempotency.ts";
import { NumericValue } from "./numeric-value.ts";
import { setOwn } from "./own-property.ts";

/** Makes the value of an omitted member, each time a new one; `undefined` where an omitted member stays out. */
export type Omitted = (() => unknown) | undefined;

/** Puts what is lacking into an output. */
export type Fill = ((out: Record<string, unknown>) => void) | undefined;

/** For requests. */
export function omittedInRequest(ref: SchemaRef): Omitted {
  const shape = S.shapeOf(ref);
  return shape.traits.idempotencyToken ? idempotencyToken : defaultOf(shape);
}

/**
 * Puts the defaults of the members that an answer lacks into its output; `undefined` where there are none, which is everywhere but
 * under the generator's option `defaults: "fill"`.
 */
export function answerFiller({ names, refs }: S.Shape & { kind: "structure" | "union" }): Fill {
  const fillers = names.flatMap((name, i) => {
    const shape = S.shapeOf(refs[i] as SchemaRef);
    const make = shape.traits.fill ? defaultOf(shape) : undefined;
    return make ? [{ name, make }] : [];
  });
  if (fillers.length === 0) return undefined;
  return (out) => {
    for (const { name, make } of fillers) if (!Object.hasOwn(out, name)) setOwn(out, name, make());
  };
}

/** The `default` trait's JSON as a value of the shape: bytes from base64, times from seconds or text. */
function defaultOf(shape: S.Shape): Omitted {
  const { default: value } = shape.traits;
  if (value === undefined) return undefined;
  if (shape.kind !== "simple") return () => structuredClone(value);
  switch (shape.type) {
    case S.BLOB:
    case S.STREAMING_BLOB:
      return () => decodeBase64(String(value));
    case S.TIMESTAMP:
    case S.DATE_TIME:
    case S.HTTP_DATE:
    case S.EPOCH_SECONDS:
      return () => new Date(typeof value === "number" ? value * 1000 : String(value));
    case S.NUMBER:
      return () => Number(value);
    case S.BIG_INTEGER:
      return () => BigInt(String(value));
    case S.BIG_DECIMAL:
      return () => new NumericValue(String(value));
    case S.DOCUMENT:
      return () => structuredClone(value);
    default:
      return () => value;
  }
}
