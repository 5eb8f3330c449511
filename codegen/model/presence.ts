/**
 * Whether a member has to be there: the one truth table, for writers (who send it) and for readers (who receive it).
 * `clientOptional` and `input` do not count: a required member is required in the official client, too.
 * Source: Smithy 2.0 `required`, `default`, `idempotencyToken`; the official JS v3 types.
 */
import type { Presence } from "./types.ts";

//  required  default  token      write       read
const PRESENCE: readonly (readonly [boolean, boolean, boolean, Presence, Presence])[] = [
  [true, false, false, "required", "required"],
  [true, true, false, "optional", "required"],
  [true, false, true, "optional", "required"],
  [true, true, true, "optional", "required"],
  [false, false, false, "optional", "optional"],
  [false, true, false, "optional", "optional"],
  [false, false, true, "optional", "optional"],
  [false, true, true, "optional", "optional"],
];

/** Rows by their three conditions as bits: looked up for every member. */
const ROWS = new Map(
  PRESENCE.map(([required, hasDefault, token, write, read]) => [bits(required, hasDefault, token), { write, read }]),
);

function bits(required: boolean, hasDefault: boolean, token: boolean): number {
  return (required ? 4 : 0) + (hasDefault ? 2 : 0) + (token ? 1 : 0);
}

export function presence(
  required: boolean,
  hasDefault: boolean,
  token: boolean,
): { readonly write: Presence; readonly read: Presence } {
  const row = ROWS.get(bits(required, hasDefault, token));
  if (row === undefined) throw new Error("the presence table is incomplete");
  return row;
}
