/**
 * Values of a model's shapes: the smallest that a caller may send, one with every member at every level, and arbitrary
 * ones for fast-check. Made from the Model alone, so that they fit any service.
 */
import fc from "fast-check";
import type { Bounds, Member, Model, Shape, ShapeId } from "../../codegen/model/types.ts";

const shapeOf = (model: Model, id: ShapeId): Shape => {
  const shape = model.shapes[id];
  if (shape === undefined) throw new Error(`no shape ${id}`);
  return shape;
};

/** Required by the model, also where a default would stand in: the official clients have no defaults. */
const mustBe = (member: Member): boolean => member.required && !member.idempotencyToken;

/** Only what is required. */
export const minimal = (model: Model, id: ShapeId): unknown => sample(model, id, false, []);
/** Every member at every level; a recursive shape once. */
export const full = (model: Model, id: ShapeId): unknown => sample(model, id, true, []);

function sample(model: Model, id: ShapeId, all: boolean, path: readonly ShapeId[]): unknown {
  const shape = shapeOf(model, id);
  const inner = (target: ShapeId): unknown => sample(model, target, all, [...path, id]);
  switch (shape.kind) {
    case "structure": {
      const given = shape.members.filter((one) => (all && !path.includes(one.target)) || mustBe(one));
      return Object.fromEntries(given.map((one) => [one.name, inner(one.target)]));
    }
    case "union": {
      const ends = shape.members.find((one) => one.target !== id && !path.includes(one.target)) ?? shape.members[0];
      return ends === undefined ? {} : { [ends.name]: inner(ends.target) };
    }
    case "list":
      return [inner(shape.member.target)];
    case "map":
      return { [String(inner(shape.key.target))]: inner(shape.value.target) };
    case "enum":
    case "intEnum":
      return shape.values[0]?.value;
    case "boolean":
      return true;
    case "timestamp":
      return new Date("2024-05-06T07:08:09Z");
    case "blob":
      return new Uint8Array([1, 2, 3]);
    case "document":
      return { any: ["thing"] };
    case "string":
      return "a b/c?d=é";
    case "bigInteger":
      return 12n;
    default:
      return shape.constraints.range?.min ?? 1;
  }
}

const DEEPEST = 8;

/** Small numbers where a range allows them. */
function whole({ min, max }: Bounds): fc.Arbitrary<number> {
  const least = min ?? Math.min(-100, max ?? 0);
  return fc.integer({ min: least, max: Math.min(max ?? Math.max(100, least), 2 ** 31 - 1) });
}

/** Arbitrary values that a caller may send: valid, with awkward texts. */
export function arbitrary(model: Model, id: ShapeId, depth = 0): fc.Arbitrary<unknown> {
  const shape = shapeOf(model, id);
  // Shapes that hold themselves end here: with what they must have, or with a member that leads no deeper.
  if (depth > DEEPEST) return fc.constant(minimal(model, id));
  switch (shape.kind) {
    case "structure":
      return fc.record(
        Object.fromEntries(shape.members.map((one) => [one.name, arbitrary(model, one.target, depth + 1)])),
        {
          requiredKeys: shape.members.filter(mustBe).map((one) => one.name),
        },
      );
    case "union":
      return fc.oneof(
        ...shape.members.map((one) => arbitrary(model, one.target, depth + 1).map((value) => ({ [one.name]: value }))),
      );
    case "list":
      return fc.array(arbitrary(model, shape.member.target, depth + 1), {
        maxLength: 3,
        minLength: shape.constraints.length?.min ?? 0,
      });
    case "map":
      return fc.dictionary(fc.string({ minLength: 1 }), arbitrary(model, shape.value.target, depth + 1), {
        maxKeys: 3,
      });
    case "enum":
    case "intEnum":
      return fc.constantFrom<unknown>(...shape.values.map((one) => one.value));
    case "boolean":
      return fc.boolean();
    case "float":
    case "double":
      return fc.double({ noDefaultInfinity: true, noNaN: true });
    case "byte":
    case "short":
    case "integer":
    case "long":
      return whole(shape.constraints.range ?? {});
    case "timestamp":
      return fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000));
    case "blob":
      return fc.uint8Array({ maxLength: 8 });
    case "document":
      return fc.jsonValue();
    case "bigInteger":
      return fc.bigInt();
    default:
      return fc.oneof(
        fc.string({ minLength: 1, unit: "grapheme" }),
        fc.constantFrom("a b/c", "é", "..", "%2F", "x".repeat(50), "ünï😀", "a+b&c=d", "'()*!~"),
      );
  }
}

/** Members that travel in the path may not be empty; the official client sends `//` there and ours refuses. */
export const isLabel = (member: Member): boolean => member.wire.location === "label";
