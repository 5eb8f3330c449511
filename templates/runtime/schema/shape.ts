/**
 * Reads one reference of a schema table: which shape it points at, with the traits of the shape and of the member merged.
 * Every compiler of tables (checker, protocols) starts here, so the odd corners of the static format are known in one
 * place: thunks, nested member pairs, numbers that mean a list or a map of a simple type, trait bit vectors.
 */
import type { Schema, SchemaRef, SchemaTraits } from "./schema.ts";

/** Smithy's numbers for the simple types. */
export const STRING = 0;
export const NUMBER = 1;
export const BOOLEAN = 2;
/** A timestamp in the format of its position; 5, 6 and 7 fix `date-time`, `http-date` and `epoch-seconds`. */
export const TIMESTAMP = 4;
export const DATE_TIME = 5;
export const HTTP_DATE = 6;
export const EPOCH_SECONDS = 7;
export const DOCUMENT = 15;
export const BIG_INTEGER = 17;
export const BIG_DECIMAL = 19;
export const BLOB = 21;
export const STREAMING_BLOB = 42;

export type Traits = Readonly<Record<string, unknown>>;

export type Shape =
  | { readonly kind: "simple"; readonly type: number; readonly traits: Traits }
  | { readonly kind: "list"; readonly member: SchemaRef; readonly traits: Traits }
  | { readonly kind: "map"; readonly key: SchemaRef; readonly value: SchemaRef; readonly traits: Traits }
  | {
      readonly kind: "structure" | "union";
      /** The table itself, the identity under which compiled forms are cached. */
      readonly table: Schema;
      readonly names: readonly string[];
      readonly refs: readonly SchemaRef[];
      /** How many members, from the first on, are required. */
      readonly required: number;
      readonly traits: Traits;
    };

export type StructureShape = Shape & { readonly kind: "structure" | "union" };

/** Bit n of a trait vector. */
const BITS = [
  "httpLabel",
  "idempotent",
  "idempotencyToken",
  "sensitive",
  "httpPayload",
  "httpResponseCode",
  "httpQueryParams",
] as const;

const NONE: Traits = {};
/** Nothing to send or to read. */
const UNIT: Schema = [3, "smithy.api", "Unit", 0, [], []];

/** The traits as an object, whichever way the table writes them. */
export function traitsOf(traits: SchemaTraits): Traits {
  if (typeof traits === "object") return traits;
  if (traits === 0) return NONE;
  return Object.fromEntries(BITS.filter((_, bit) => (traits >> bit) & 1).map((name) => [name, 1]));
}

/** The shape behind a reference. `outer` are traits that an enclosing member pair has set; they win. */
export function shapeOf(ref: SchemaRef, outer: Traits = NONE): Shape {
  if (typeof ref === "function") return shapeOf(ref(), outer);
  if (ref === "unit") return shapeOf(UNIT, outer);
  if (typeof ref === "number") {
    if (ref >= 128) return { kind: "map", key: STRING, value: ref & 63, traits: outer };
    if (ref >= 64) return { kind: "list", member: ref & 63, traits: outer };
    return { kind: "simple", type: ref, traits: outer };
  }
  if (ref.length === 2) return shapeOf(ref[0], merged(traitsOf(ref[1]), outer));
  const traits = merged(traitsOf(ref[3]), outer);
  switch (ref[0]) {
    case 0:
      return shapeOf(ref[4], traits);
    case 1:
      return { kind: "list", member: ref[4], traits };
    case 2:
      return { kind: "map", key: ref[4], value: ref[5], traits };
    default: {
      const kind = ref[0] === 4 ? "union" : "structure";
      return { kind, table: ref, names: ref[4], refs: ref[5], required: (ref[6] as number | undefined) ?? 0, traits };
    }
  }
}

/**
 * A compiler of references that keeps what it has made, by the table (or the member pair) that it is for. `context` is not
 * looked at: it may say how, and is then the same for all calls about a table, but not what.
 */
export function compileOnce<Form, Context = void>(
  compile: (ref: SchemaRef, context: Context) => Form,
): (ref: SchemaRef, context: Context) => Form {
  const forms = new WeakMap<object, Form>();
  const formOf = (ref: SchemaRef, context: Context): Form => {
    if (typeof ref === "function") return formOf(ref(), context);
    if (typeof ref !== "object") return compile(ref, context);
    if (!forms.has(ref)) forms.set(ref, compile(ref, context));
    return forms.get(ref) as Form;
  };
  return formOf;
}

function merged(inner: Traits, outer: Traits): Traits {
  if (outer === NONE) return inner;
  return inner === NONE ? outer : { ...inner, ...outer };
}

/** Whether the shape, or any that it is made of, passes a test. */
export function shapeWithin(ref: SchemaRef, test: (shape: Shape) => boolean, seen: Set<unknown> = new Set()): boolean {
  const shape = shapeOf(ref);
  if (test(shape)) return true;
  const within = (inner: SchemaRef): boolean => shapeWithin(inner, test, seen);
  switch (shape.kind) {
    case "simple":
      return false;
    case "list":
      return within(shape.member);
    case "map":
      return within(shape.key) || within(shape.value);
    default:
      if (seen.has(shape.table)) return false;
      seen.add(shape.table);
      return shape.refs.some(within);
  }
}
