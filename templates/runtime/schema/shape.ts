/**
 * Reads one reference of a schema table: which shape it points at, with the traits of the shape and of the member merged.
 * Every compiler of tables (checker, protocols) starts here, so the odd corners of the static format are known in one
 * place: thunks, nested member pairs, numbers that mean a list or a map of a simple type, trait bit vectors.
 */
import type { Schema, SchemaRef, SchemaTraits } from "./schema.ts";

/** The type of a shape: Smithy's numbers for the simple ones. */
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

/** The first number of a table, times 64: Smithy has such numbers for lists and maps. */
export const LIST = 64;
export const MAP = 128;
export const STRUCTURE = 192;
export const UNION = 256;

export type Traits = Readonly<Record<string, unknown>>;

export interface Shape {
  readonly type: number;
  readonly traits: Traits;
  /** What it is made of: the item of a list, key and value of a map, the members of a structure or union. */
  readonly refs: readonly SchemaRef[];
  /** The names of members, in the order of `refs`. */
  readonly names: readonly string[];
  /** How many members, from the first on, are required. */
  readonly required: number;
  /** The table itself; a simple type may have none. */
  readonly table: Schema | undefined;
}

export interface Member {
  readonly name: string;
  readonly ref: SchemaRef;
  /** Those of its shape among them. */
  readonly traits: Traits;
}

/** The marker that each bit of a trait vector stands for, lowest first: tables are read and written by it. */
export const BITS: readonly string[] = [
  "httpLabel",
  "idempotent",
  "idempotencyToken",
  "sensitive",
  "httpPayload",
  "httpResponseCode",
  "httpQueryParams",
];

const NONE: Traits = {};

/** A list's item, a map's key and value, names and members of a structure or union. */
type AnySchema = readonly [
  kind: number,
  string,
  string,
  SchemaTraits,
  first: unknown,
  second?: unknown,
  required?: number,
];

/** The traits as an object, whichever way the table writes them. */
export function traitsOf(traits: SchemaTraits): Traits {
  if (typeof traits === "object") return traits;
  if (traits === 0) return NONE;
  return Object.fromEntries(BITS.filter((_, bit) => (traits >> bit) & 1).map((name) => [name, 1]));
}

/** The shape behind a reference. `outer` are traits that an enclosing member pair has set; they win. */
export function shapeOf(ref: SchemaRef, outer: Traits = NONE): Shape {
  if (typeof ref === "function") return shapeOf(ref(), outer);
  if (typeof ref === "number") {
    const simple = ref & 63;
    return ref < LIST
      ? { type: ref, traits: outer, refs: [], names: [], required: 0, table: undefined }
      : shapeOf(ref < MAP ? [1, "", "", 0, simple] : [2, "", "", 0, STRING, simple], outer);
  }
  if (ref.length === 2) return shapeOf(ref[0], merged(ref[1], outer));
  const traits = merged(ref[3], outer);
  if (ref[0] === 0) return shapeOf(ref[4], traits);
  const { 0: kind, 4: first, 5: second, 6: required = 0 } = ref as AnySchema;
  const refs = (kind === 1 ? [first] : kind === 2 ? [first, second] : second) as readonly SchemaRef[];
  const names = refs === second ? (first as string[]) : [];
  return { type: Math.abs(kind) * LIST, traits, refs, names, required, table: ref };
}

function merged(own: SchemaTraits, outer: Traits): Traits {
  const inner = traitsOf(own);
  return outer === NONE ? inner : inner === NONE ? outer : { ...inner, ...outer };
}

/** The members of a structure or union, in the order of its table; of anything else, none. */
export function membersOf({ names, refs }: Shape): readonly Member[] {
  return names.map((name, i) => {
    const ref = refs[i] as SchemaRef;
    return { name, ref, traits: shapeOf(ref).traits };
  });
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

/** Whether the shape, or any that it is made of, passes a test. */
export function shapeWithin(ref: SchemaRef, test: (shape: Shape) => boolean, seen: Set<unknown> = new Set()): boolean {
  const shape = shapeOf(ref);
  if (test(shape)) return true;
  if (seen.has(shape.table)) return false;
  seen.add(shape.table);
  return shape.refs.some((inner) => shapeWithin(inner, test, seen));
}
