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
    }
  | { readonly kind: "unit"; readonly traits: Traits };

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

/** The traits as an object, whichever way the table writes them. */
export function traitsOf(traits: SchemaTraits): Traits {
  if (typeof traits === "object") return traits;
  if (traits === 0) return NONE;
  return Object.fromEntries(BITS.filter((_, bit) => (traits >> bit) & 1).map((name) => [name, 1]));
}

/** The shape behind a reference. `outer` are traits that an enclosing member pair has set; they win. */
export function shapeOf(ref: SchemaRef, outer: Traits = NONE): Shape {
  if (typeof ref === "function") return shapeOf(ref(), outer);
  if (ref === "unit") return { kind: "unit", traits: outer };
  if (typeof ref === "number") {
    const traits = outer;
    if (ref >= 128) return { kind: "map", key: STRING, value: ref & 63, traits };
    if (ref >= 64) return { kind: "list", member: ref & 63, traits };
    return { kind: "simple", type: ref, traits };
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

/** A compiler of references that keeps what it has made, by the table (or the member pair) that it is for. */
export function compileOnce<Form>(compile: (ref: SchemaRef) => Form): (ref: SchemaRef) => Form {
  const forms = new WeakMap<object, Form>();
  const formOf = (ref: SchemaRef): Form => {
    if (typeof ref === "function") return formOf(ref());
    if (typeof ref !== "object") return compile(ref);
    if (!forms.has(ref)) forms.set(ref, compile(ref));
    return forms.get(ref) as Form;
  };
  return formOf;
}

function merged(inner: Traits, outer: Traits): Traits {
  if (outer === NONE) return inner;
  return inner === NONE ? outer : { ...inner, ...outer };
}

/** Whether values of the shape, or of anything inside it, must not be shown. */
export function isSensitive(ref: SchemaRef, seen: Set<unknown> = new Set()): boolean {
  const shape = shapeOf(ref);
  if (shape.traits.sensitive) return true;
  switch (shape.kind) {
    case "list":
      return isSensitive(shape.member, seen);
    case "map":
      return isSensitive(shape.key, seen) || isSensitive(shape.value, seen);
    case "structure":
    case "union":
      if (seen.has(shape.table)) return false;
      seen.add(shape.table);
      return shape.refs.some((member) => isSensitive(member, seen));
    default:
      return false;
  }
}
