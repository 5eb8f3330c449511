/** Texts, those of enums among them. */
import { anything, quote } from "./json-text.ts";
import type { Kind, Write } from "./kind.ts";

export const strings: Kind = {
  of: [0],
  fits: (value) => typeof value === "string",
  expected: () => "string",
  json: () => ({ write: stringText }),
};

export const stringText: Write = (value) => (typeof value === "string" ? quote(value) : anything(value));
