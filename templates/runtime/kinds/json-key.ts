/** What a member is called in JSON. */
import type { Traits } from "../schema/shape.ts";
import type { JsonRules } from "./kind.ts";

export function jsonKey({ names }: JsonRules, name: string, traits: Traits): string {
  return String((names && traits[names]) || name);
}
