/** How a protocol in JSON spells what the protocols spell differently. Types only, but for the key of a member. */
import type { Shape, Traits } from "../schema/shape.ts";
import type { Compiler, JsonForm } from "./kind.ts";
import type { TimestampFormat } from "./timestamp-format.ts";

export interface JsonRules {
  /** The trait that names members in JSON (rest protocols); without one they go under their own names (rpc protocols). */
  readonly names?: "jsonName";
  /** `seconds`: always epoch seconds, whatever format the model asks for. */
  readonly timestamps?: "seconds";
  /** The format of times for which the model asks for none; epoch seconds where this is not said. */
  readonly timestampDefault?: TimestampFormat;
  /** `string`: numbers beyond a double's precision go as strings of digits. */
  readonly bigNumbers?: "string";
  /** Compiles unions that go in a form of their own; `undefined` for those that go in the ordinary one. */
  readonly unions?: (shape: Shape, json: Compiler) => JsonForm | undefined;
}

/** A member's name in JSON. */
export function jsonKey({ names }: JsonRules, name: string, traits: Traits): string {
  return String((names && traits[names]) || name);
}
