/**
 * One kind of shapes, such as timestamps or maps: all that is done with its values, in one object; and what a service is given
 * of the runtime to check, write and read its values: the kinds that its tables hold, their constraints, and the rest that only
 * some models ask for. The generator chooses, and a bundler leaves out what no client mentions. Types only. It knows nothing of
 * operations; XML and CBOR have their own writing of the same kinds.
 */
import type { SchemaRef } from "../schema/schema.ts";
import type { Shape, Traits } from "../schema/shape.ts";
import type { TimestampFormat } from "./timestamp-format.ts";

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

/** How a protocol in JSON spells what the protocols spell differently. */
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

export type IssueKind =
  | "missing"
  | "unknown"
  | "type"
  | "null"
  | "range"
  | "length"
  | "pattern"
  | "enum"
  | "union"
  | "unique"
  | "document";

export interface Issue {
  readonly kind: IssueKind;
  /** From the input down: member names, list indexes, map keys. */
  readonly path: readonly (string | number)[];
  /** One line. */
  readonly message: string;
  readonly expected?: string;
  readonly received?: string;
}

/** One check from the top: where it is, what it found. */
export interface Run {
  readonly level: number;
  readonly parts: Parts;
  /** The steps to the place: the first `depth` of them. */
  readonly path: (string | number)[];
  depth: number;
  readonly issues: Issue[];
  /** How many sensitive shapes enclose the place. */
  hidden: number;
  /** The map key that is being looked at, as shown. */
  key?: string | undefined;
}

/** Checks a value of whatever type. */
export type Check = (value: unknown, run: Run) => void;
/** Looks into a value that has the type of the shape `ref`. */
export type Look = (value: unknown, run: Run, ref: SchemaRef) => void;

/** Compiles what is looked at in values of a shape that has the trait. */
export type Constraint = (shape: Shape) => Look;

export interface Parts {
  readonly kinds: readonly Kind[];
  /** By the trait that says them, in the order in which they are looked at. */
  readonly constraints?: Readonly<Record<string, Constraint>>;
  /** For members with a default or an idempotency token. */
  readonly omitted?: OmittedPart;
  /** For operations with the `endpoint` trait. */
  readonly hostPrefix?: HostPrefixPart;
  /** For sensitive shapes. */
  readonly secrets?: SecretsPart;
}

/** Puts what is lacking into the members of a structure, each time new values. */
export type Fill = ((members: Record<string, unknown>) => void) | undefined;

/** Compiles what stands for the members that nobody gave; `undefined` where nothing does. */
export interface OmittedPart {
  inRequest(shape: Shape, parts: Parts): Fill;
  inAnswer(shape: Shape, parts: Parts): Fill;
}

type WritePrefix = (input: Readonly<Record<string, unknown>>) => string;
export interface HostPrefixPart {
  /** Compiles the prefix that an operation with these traits makes of its input; `undefined` for one that makes none. */
  writer(operation: Traits, input: SchemaRef): WritePrefix | undefined;
  /** The whole name. Throws `EndpointResolutionError` when that is none. */
  hostOf(prefix: string, hostname: string): string;
}

export interface SecretsPart {
  /** Whether values of the shape, or of anything inside it, must not be shown. */
  within(ref: SchemaRef): boolean;
  /** The same check, which shows nothing. */
  hide(check: Check): Check;
}
