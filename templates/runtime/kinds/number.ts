/** Numbers of every size that a JavaScript number stands for; whole ones may be given as `bigint`. */
import type { Kind } from "./kind.ts";

export const numbers: Kind = {
  of: [1],
  fits: (value, { traits }) =>
    typeof value === "bigint" || (traits.integer ? Number.isInteger(value) : typeof value === "number"),
  expected: ({ traits }) => (traits.integer ? "integer" : "number"),
  read: () => (value) => {
    if (typeof value === "number") return value;
    // A bigint or a decimal comes of a table that also holds big numbers; here a number is what the type says.
    const big = typeof value === "bigint" || (value as { readonly type?: unknown }).type === "bigDecimal";
    return big || value === "NaN" || value === "Infinity" || value === "-Infinity" ? Number(value) : value;
  },
  fromText: () => Number,
  defaultValue: Number,
};
