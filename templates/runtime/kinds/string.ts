/** Texts, those of enums among them. */
import { STRING } from "../schema/shape.ts";
import type { Kind } from "./kind.ts";

export const strings: Kind = {
  of: [STRING],
  fits: (value) => typeof value === "string",
  expected: () => "string",
};
