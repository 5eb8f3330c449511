/** How a protocol in JSON spells what the protocols spell differently. Types only, but for the key of a member. */
import type { SchemaRef } from "../schema/schema.ts";
import { type StructureShape, shapeOf } from "../schema/shape.ts";
import type { Compiler, Read, Write } from "./kind.ts";
import type { TimestampFormat } from "./timestamp-format.ts";

export interface JsonRules {
  /** Whether the `jsonName` trait counts (rest protocols) or members go under their own names (rpc protocols). */
  readonly names: "jsonName" | "member";
  /** `seconds`: always epoch seconds, whatever format the model asks for. */
  readonly timestamps?: "seconds";
  /** The format of times for which the model asks for none; epoch seconds where this is not said. */
  readonly timestampDefault?: TimestampFormat;
  /** `string`: numbers beyond a double's precision go as strings of digits. */
  readonly bigNumbers?: "string";
  /** Forms of unions beside the ordinary one. */
  readonly unions?: UnionForms;
}

/** Compiles unions that go in a form of their own; `undefined` for those that do not. */
export interface UnionForms {
  write(shape: StructureShape, json: Compiler<Write>): Write | undefined;
  read(shape: StructureShape, json: Compiler<Read | undefined>): Read | undefined;
}

/** A member's name in JSON. */
export function jsonKey({ names }: JsonRules, name: string, ref: SchemaRef): string {
  return String((names === "jsonName" && shapeOf(ref).traits.jsonName) || name);
}
