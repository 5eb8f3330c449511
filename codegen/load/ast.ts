/**
 * The semantic model while it is being loaded: Smithy shapes with their traits, as read from one or several JSON files and
 * checked for form. Readers make it, the overlay adds to it, `build.ts` turns it into the Model; nothing after `load/` sees it.
 */
import type { Place } from "../diagnostics.ts";
import type { ShapeId } from "../model/types.ts";
import type { Form } from "./files.ts";

export interface AstMember {
  readonly target: ShapeId;
  readonly traits?: Readonly<Record<string, unknown>> | undefined;
}

export type AstMembers = readonly (readonly [name: string, member: AstMember])[];

export interface AstReference {
  readonly target: ShapeId;
}

/** Its keys, and those of its trait values, stand by code unit: one order whatever that of the file was (`settled`). */
export interface AstShape {
  readonly type: string;
  readonly traits?: Readonly<Record<string, unknown>> | undefined;
  /** In the model's order, which means something. */
  readonly members?: AstMembers | undefined;
  readonly member?: AstMember | undefined;
  readonly key?: AstMember | undefined;
  readonly value?: AstMember | undefined;
  readonly mixins?: readonly AstReference[];
  readonly version?: string;
  readonly operations?: readonly AstReference[];
  readonly resources?: readonly AstReference[];
  readonly collectionOperations?: readonly AstReference[];
  readonly errors?: readonly AstReference[];
  readonly rename?: Readonly<Record<string, string>>;
  readonly input?: AstReference;
  readonly output?: AstReference;
  readonly [lifecycle: string]: unknown;
}

/** Where a trait comes from that its shape does not have itself: the entry of an overlay, or the value in an `apply` statement. */
export interface Applied {
  readonly by: "overlay" | "statement";
  readonly place: Place;
}

/** A JSON path inside a shape: `["members", "AppId", "traits", "smithy.api#required"]`. */
export type Steps = readonly (string | number)[];

/** Where a part of a shape stands, for forms whose files are not laid out as shapes are. */
export type Locator = (steps: Steps, key: boolean) => Place;

export class Ast {
  readonly form: Form;
  readonly shapes: Map<ShapeId, AstShape> = new Map();
  readonly #origins: Map<ShapeId, Place | Locator> = new Map();
  /** Traits that do not stand where their shape does: `shape trait` → where. */
  readonly #applied: Map<string, Applied> = new Map();

  constructor(form: Form) {
    this.form = form;
  }

  /** @param shape is settled. */
  add(id: ShapeId, shape: AstShape, origin: Place | Locator): void {
    this.shapes.set(id, shape);
    this.#origins.set(id, origin);
  }

  /** Puts a trait on a shape or member, in place of one that is there. */
  apply(id: ShapeId, member: string | undefined, trait: string, value: unknown, from: Applied): void {
    const shape = this.shapes.get(id);
    if (shape === undefined) return;
    this.shapes.set(id, withTrait(shape, member, trait, value));
    this.#applied.set(traitKey(id, member, trait), from);
  }

  fromOverlay(id: ShapeId, trait: string, member?: string): boolean {
    return this.#applied.get(traitKey(id, member, trait))?.by === "overlay";
  }

  /** Where something stands. `steps` lead from the shape inwards; an applied trait stands where it is applied. */
  place(id: ShapeId, steps: Steps = [], key = false): Place {
    const [first, second, third, fourth] = steps;
    const member = first === "members" && typeof second === "string" ? second : undefined;
    const trait = first === "traits" ? second : third === "traits" ? fourth : undefined;
    const applied = typeof trait === "string" ? this.#applied.get(traitKey(id, member, trait)) : undefined;
    if (applied !== undefined) {
      const inside = steps.slice(first === "traits" ? 2 : 4);
      const value = applied.by === "overlay" && inside.length > 0 ? ["value"] : [];
      return { ...applied.place, path: [...(applied.place.path ?? []), ...value, ...inside] };
    }
    const origin = this.#origins.get(id);
    if (origin === undefined) return { file: "" };
    if (typeof origin === "function") return origin(steps, key);
    return { ...origin, path: [...(origin.path ?? []), ...steps], ...(key ? { key: true } : {}) };
  }
}

/** The shape with all keys in one order, so that the order in the file decides nothing. */
export function settled(shape: AstShape): AstShape {
  const keys = Object.keys(shape).sort();
  return Object.fromEntries(
    keys.map((key) => [key, key === "members" ? shape.members?.map(memberInOrder) : inOrder(shape[key])]),
  ) as unknown as AstShape;
}

/** A member is its target and its traits; whatever else a file says of it counts for nothing. */
const memberInOrder = ([name, { target, traits }]: AstMembers[number]): AstMembers[number] => [
  name,
  { target, traits: inOrder(traits) as AstMember["traits"] },
];

/** A value with the keys of its objects by code unit; itself, where they stand so. Lists keep their order: it means something. */
const inOrder = (value: unknown): unknown => (isInOrder(value) ? value : sorted(value));

/** Most values are: looking takes no memory. */
function isInOrder(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  const given = value as Readonly<Record<string, unknown>>;
  let last = "";
  for (const key in given) {
    if (key < last || !isInOrder(given[key])) return false;
    last = key;
  }
  return true;
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const given = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(given).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(given[key])]));
}

const traitKey = (id: ShapeId, member: string | undefined, trait: string): string => `${id}$${member ?? ""} ${trait}`;

function withTrait(shape: AstShape, member: string | undefined, trait: string, value: unknown): AstShape {
  const put = <S extends AstShape | AstMember>(one: S): S => ({ ...one, traits: { ...one.traits, [trait]: value } });
  if (member === undefined) return settled(put(shape));
  if (shape.members?.some(([name]) => name === member) === true) {
    const members = shape.members.map(([name, one]) => [name, name === member ? put(one) : one] as const);
    return settled({ ...shape, members });
  }
  if ((member === "member" || member === "key" || member === "value") && shape[member] !== undefined)
    return settled({ ...shape, [member]: put(shape[member]) });
  return shape;
}

export const PRELUDE = "smithy.api#";
export const UNIT: ShapeId = "smithy.api#Unit";

/** The prelude's simple shapes: what `smithy.api#Name` is. Source: Smithy 2.0, prelude model. */
export const PRELUDE_KINDS: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  String: "string",
  Blob: "blob",
  BigInteger: "bigInteger",
  BigDecimal: "bigDecimal",
  Timestamp: "timestamp",
  Document: "document",
  Boolean: "boolean",
  PrimitiveBoolean: "boolean",
  Byte: "byte",
  PrimitiveByte: "byte",
  Short: "short",
  PrimitiveShort: "short",
  Integer: "integer",
  PrimitiveInteger: "integer",
  Long: "long",
  PrimitiveLong: "long",
  Float: "float",
  PrimitiveFloat: "float",
  Double: "double",
  PrimitiveDouble: "double",
  Unit: "structure",
});

/** What a member of a primitive kind is when nothing says otherwise. Source: Smithy 1.0, simple shape default values. */
export const PRIMITIVE_DEFAULTS: Readonly<Partial<Record<string, false | 0>>> = {
  "smithy.api#PrimitiveBoolean": false,
  "smithy.api#PrimitiveByte": 0,
  "smithy.api#PrimitiveShort": 0,
  "smithy.api#PrimitiveInteger": 0,
  "smithy.api#PrimitiveLong": 0,
  "smithy.api#PrimitiveFloat": 0,
  "smithy.api#PrimitiveDouble": 0,
};

/** A member's or shape's own declarations in order, whatever the shape type calls them. */
export function membersOf(shape: AstShape): readonly (readonly [name: string, member: AstMember, steps: Steps])[] {
  const all: (readonly [string, AstMember, Steps])[] = [];
  for (const name of ["member", "key", "value"] as const)
    if (shape[name] !== undefined) all.push([name, shape[name], [name]]);
  for (const [name, member] of shape.members ?? []) all.push([name, member, ["members", name]]);
  return all;
}

const SHAPE_ID = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*#[A-Za-z_][A-Za-z0-9_]*$/;
export const isShapeId = (text: unknown): text is ShapeId => typeof text === "string" && SHAPE_ID.test(text);
