/** Numbers of every size that a JavaScript number stands for; whole ones may be given as `bigint`. */
import type { Kind, Read } from "./kind.ts";

const read: Read = (value) => {
  if (typeof value === "number") return value;
  // A bigint or a decimal comes of a table that also holds big numbers; here a number is what the type says.
  const big = typeof value === "bigint" || (value as { readonly type?: unknown }).type === "bigDecimal";
  return big || /^(NaN|-?Infinity)$/.test(value as string) ? Number(value) : value;
};

export const numbers: Kind = {
  of: [1],
  fits: (value, { traits }) =>
    typeof value === "bigint" || (traits.integer ? Number.isInteger(value) : typeof value === "number"),
  expected: ({ traits }) => (traits.integer ? "integer" : "number"),
  json: () => ({ read }),
  fromText: () => Number,
  defaultValue: Number,
};
