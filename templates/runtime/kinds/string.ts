/** Texts, those of enums among them. */

import type { Look } from "../client/issue.ts";
import type { Shape } from "../client/shape.ts";
import { all, type Bounds, matching, ofLength, oneOf } from "./constraints.ts";
import { anything, quote } from "./json-text.ts";
import type { Kind, Write } from "./kind.ts";

export const strings: Kind = {
  of: [0],
  fits: (value) => typeof value === "string",
  expected: () => "string",
  check: lookAtText,
  write: () => stringText,
};

export const stringText: Write = (value) => (typeof value === "string" ? quote(value) : anything(value));

export function lookAtText({ traits }: Shape): Look | undefined {
  return all(ofLength(boundsOf(traits), 0, characters), oneOf(traits), matching(traits));
}

/** What stands in a URL is never empty. */
function boundsOf({ length, httpLabel, hostLabel }: Shape["traits"]): unknown {
  if (!httpLabel && !hostLabel) return length;
  const [min, max] = (length ?? []) as Bounds;
  return [Math.max(1, min ?? 1), max];
}

/** Characters, not UTF-16 units: what Smithy counts. */
const characters = (text: string): number => {
  let count = 0;
  for (const _ of text) count++;
  return count;
};
