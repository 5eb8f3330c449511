/**
 * How shapes hang together: what an operation reaches, whether callers send or receive a shape, and which shapes lead back
 * to themselves. It decides nothing about names or text.
 */
import type { Member, Model, Shape, ShapeId } from "./types.ts";

/** The members that a shape points through, whatever its kind. */
export function membersOf(shape: Shape): readonly Member[] {
  switch (shape.kind) {
    case "structure":
    case "union":
      return shape.members;
    case "list":
      return [shape.member];
    case "map":
      return [shape.key, shape.value];
    default:
      return [];
  }
}

/** Everything that is reached from some shapes, these included. */
export function reach(model: Model, from: Iterable<ShapeId>): ReadonlySet<ShapeId> {
  const found = new Set<ShapeId>();
  const queue = [...from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const shape = model.shapes[id];
    if (shape === undefined || found.has(id)) continue;
    found.add(id);
    membersOf(shape).forEach((member) => {
      queue.push(member.target);
    });
  }
  return found;
}

export type Usage = ReadonlyMap<ShapeId, { readonly input: boolean; readonly output: boolean }>;

/** Which shapes callers send, and which they receive (in results and in errors). */
export function usageOf(model: Model): Usage {
  const given = (ids: readonly (ShapeId | undefined)[]): ShapeId[] => ids.filter((id) => id !== undefined);
  const input = reach(model, given(model.operations.map((one) => one.input)));
  const output = reach(model, given(model.operations.flatMap((one) => [one.output, ...one.errors])));
  return new Map(
    (Object.keys(model.shapes) as ShapeId[]).map((id) => [id, { input: input.has(id), output: output.has(id) }]),
  );
}
