/**
 * The shape tables that generated packages carry, in Smithy's own static schema format (`@smithy/types`, static-schemas),
 * so that the official protocol classes can run them as well. Types only, but for the numbers that a reader needs.
 *
 * Traits are a bit vector, or an object keyed by trait name without its namespace. Beside Smithy's own names swage writes
 * the constraints (`range`, `length`, `pattern` with `regex`, `enum`, `uniqueItems`, and `integer` on numbers without a fraction), which the official classes pass over.
 */

export type SchemaTraits = number | { readonly [trait: string]: unknown };

/** A schema, a thunk of one (for cycles), the number of a simple type, or one of these with the traits of a member. */
export type SchemaRef = Schema | number | (() => SchemaRef) | readonly [SchemaRef, SchemaTraits];

export type SimpleSchema = [kind: 0, namespace: string, name: string, traits: SchemaTraits, type: SchemaRef];
export type ListSchema = [kind: 1, namespace: string, name: string, traits: SchemaTraits, member: SchemaRef];
export type MapSchema = [
  kind: 2,
  namespace: string,
  name: string,
  traits: SchemaTraits,
  key: SchemaRef,
  value: SchemaRef,
];
export type StructureSchema = [
  kind: 3,
  namespace: string,
  name: string,
  traits: SchemaTraits,
  members: string[],
  refs: SchemaRef[],
  /** How many of the members, from the first on, are required. */
  required?: number,
];
export type UnionSchema = [
  kind: 4,
  namespace: string,
  name: string,
  traits: SchemaTraits,
  members: string[],
  refs: SchemaRef[],
];
export type ErrorSchema = [
  kind: -3,
  namespace: string,
  name: string,
  traits: SchemaTraits,
  members: string[],
  refs: SchemaRef[],
  required?: number,
];
export type OperationSchema = [
  kind: 9,
  namespace: string,
  name: string,
  traits: SchemaTraits,
  input: SchemaRef,
  output: SchemaRef,
];
/** The same as a command shows it: so narrow that it fits whatever Smithy's own types call a schema. */
export type CommandSchema = [
  kind: 9,
  namespace: string,
  name: string,
  traits: number,
  input: () => never,
  output: () => never,
];
export type Schema = SimpleSchema | ListSchema | MapSchema | StructureSchema | UnionSchema | ErrorSchema;
