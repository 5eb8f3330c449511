/**
 * One kind of shapes, such as timestamps or maps: all that is done with its values, in one object. A client is given the
 * kinds that the tables of its service hold and no others (`parts.ts`). Knows nothing of operations; XML and CBOR have
 * their own writing of the same kinds.
 */

import type { SchemaRef } from "../schema/schema.ts";
import type { Shape } from "../schema/shape.ts";
import type { Check, IssueKind, Look } from "./issue.ts";
import type { JsonRules } from "./json-rules.ts";
import type { Parts } from "./parts.ts";

/** A value as JSON text; it is there. */
export type Write = (value: unknown) => string;
/** A value of what `JSON.parse` gives, but `null`. Lists and maps are changed in place. */
export type Read = (value: unknown) => unknown;
/** A value as the text of a label, a query parameter or a header; and back. */
export type WriteText = (value: unknown) => string;
export type ReadText = (text: string) => unknown;

/** Where a text stands, as far as it matters to how a value is spelt. */
export type Position = "label" | "query" | "header" | "body";

/** The JSON of a shape's values. */
export interface JsonForm {
  readonly write: Write;
  /** `undefined` where what is parsed is the value already. */
  readonly read: Read | undefined;
}

/** What compiles the shapes that a shape is made of, and how the protocol spells what protocols spell differently. */
export interface Compiler {
  readonly parts: Parts;
  readonly rules: JsonRules;
  formOf(ref: SchemaRef): JsonForm;
}

/** What is not there takes the common way; it is named beside each. */
export interface Kind {
  /** The types of shapes that it is for. */
  readonly of: readonly number[];
  /** Whether a value has the type; what is said when it has not. */
  fits(value: unknown, shape: Shape): boolean;
  expected(shape: Shape): string;
  /** What that issue is called; `type`. */
  readonly issue?: IssueKind;
  /** Compiles what is looked at in a value that fits, beside the constraints of its shape; nothing. */
  check?(shape: Shape, ref: SchemaRef, checkerOf: (ref: SchemaRef) => Check): Look | undefined;
  /** Compiles the JSON of a value: by its own type, and as it is parsed. */
  json?(shape: Shape, json: Compiler): Partial<JsonForm>;
  /** Parses a text of JSON that may hold values of the kind; `undefined` where the shape holds none: `JSON.parse`. */
  parser?(ref: SchemaRef): ((text: string) => unknown) | undefined;
  /** Compiles the text of a value outside of bodies: `String`. */
  text?(shape: Shape, position: Position): WriteText;
  /** Compiles the reading of a header: the text itself. */
  fromText?(shape: Shape): ReadText;
  /** The value that a `default` in JSON stands for: a copy of it. */
  defaultValue?(json: unknown): unknown;
}
