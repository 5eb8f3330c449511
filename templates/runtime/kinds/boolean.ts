/** True and false. */
import type { Kind } from "./kind.ts";

export const booleans: Kind = {
  of: [2],
  fits: (value) => typeof value === "boolean",
  expected: () => "boolean",
  fromText: () => (text) => text.toLowerCase() === "true",
};
