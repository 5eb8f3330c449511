/**
 * Every kind: for protocols that hold them all, and for who has to take any table. Lists in full and not of each other, so
 * that bundlers see that nobody uses them.
 */

import { bigDecimals, bigIntegers } from "./big-number.ts";
import { blobs } from "./blob.ts";
import { booleans } from "./boolean.ts";
import { documents } from "./document.ts";
import type { Kind, Parts } from "./kind.ts";
import { lists } from "./list.ts";
import { maps } from "./map.ts";
import { mediaStrings } from "./media.ts";
import { numbers } from "./number.ts";
import { omitted } from "./omitted.ts";
import { structures } from "./structure.ts";
import { timestamps } from "./timestamp.ts";
import { unions } from "./union.ts";

/** Those that hold no others. */
const scalars: readonly Kind[] = [
  mediaStrings,
  numbers,
  bigIntegers,
  bigDecimals,
  booleans,
  timestamps,
  blobs,
  documents,
];

export const scalarParts: Parts = { kinds: scalars, omitted };

export const everyKind: readonly Kind[] = [
  mediaStrings,
  numbers,
  bigIntegers,
  bigDecimals,
  booleans,
  timestamps,
  blobs,
  documents,
  lists,
  maps,
  structures,
  unions,
];
