/**
 * How shapes hang together: what an operation reaches, whether callers send or receive a shape, and which shapes lead back
 * to themselves. It decides nothing about names or text.
 */
import { shapesOf } from "./shapes.ts";
import type { Member, Model, Shape, ShapeId, StructureShape } from "./types.ts";

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

/** Where a member stands in its shape: the fields of structures and unions have a place of their own. */
export const memberSteps = ({ kind }: Shape, name: string): readonly string[] =>
  kind === "structure" || kind === "union" ? ["members", name] : [name];

/** The structure that an operation takes or gives; nothing where it has none. */
export function structureOf(model: Model, id: ShapeId | undefined): StructureShape | undefined {
  const shape = id === undefined ? undefined : model.shapes[id];
  return shape?.kind === "structure" ? shape : undefined;
}

/** Everything that is reached from some shapes, these included. */
export function reach(model: Model, from: Iterable<ShapeId>): ReadonlySet<ShapeId> {
  const found = new Set<ShapeId>();
  const queue = [...from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const shape = found.has(id) ? undefined : model.shapes[id];
    if (shape === undefined) continue;
    found.add(id);
    for (const { target } of membersOf(shape)) if (!found.has(target)) queue.push(target);
  }
  return found;
}

export type Usage = ReadonlyMap<ShapeId, { readonly input: boolean; readonly output: boolean }>;

/** Which shapes callers send, and which they receive (in results and in errors). Told once for a model, since several ask. */
export function usageOf(model: Model): Usage {
  const found = usages.get(model) ?? usage(model);
  usages.set(model, found);
  return found;
}

const usages = new WeakMap<Model, Usage>();

function usage(model: Model): Usage {
  const sent: ShapeId[] = [];
  const received: ShapeId[] = [];
  for (const { input, output, errors } of model.operations) {
    if (input !== undefined) sent.push(input);
    if (output !== undefined) received.push(output);
    received.push(...errors);
  }
  const input = reach(model, sent);
  const output = reach(model, received);
  return new Map(shapesOf(model).map(({ id }) => [id, { input: input.has(id), output: output.has(id) }]));
}
