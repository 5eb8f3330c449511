/**
 * Examples with their members in the order of the shapes that they are of, whatever order the file has them in: it is the
 * order in which a reader meets them everywhere else.
 */
import type { Example, Model, Operation, ShapeId } from "./types.ts";

type Shapes = Model["shapes"];

export function arrangeExamples(operation: Operation, shapes: Shapes): Operation {
  if (operation.examples.length === 0) return operation;
  const examples = operation.examples.map(
    (one): Example => ({
      ...one,
      input: arrange(one.input, operation.input, shapes),
      ...(one.output === undefined ? {} : { output: arrange(one.output, operation.output, shapes) }),
      ...(one.error === undefined
        ? {}
        : { error: { ...one.error, content: arrange(one.error.content, one.error.shapeId, shapes) } }),
    }),
  );
  return { ...operation, examples };
}

/** Members by the model; what the shape does not have comes last, as it came. */
function arrange(value: unknown, id: ShapeId | undefined, shapes: Shapes): unknown {
  const shape = id === undefined ? undefined : shapes[id];
  if (Array.isArray(value))
    return value.map((one) => arrange(one, shape?.kind === "list" ? shape.member.target : undefined, shapes));
  if (typeof value !== "object" || value === null || shape === undefined) return value;
  const given = value as Readonly<Record<string, unknown>>;
  if (shape.kind === "map") {
    return Object.fromEntries(
      Object.entries(given).map(([key, one]) => [key, arrange(one, shape.value.target, shapes)]),
    );
  }
  if (shape.kind !== "structure" && shape.kind !== "union") return value;
  const known = shape.members.filter((member) => Object.hasOwn(given, member.name));
  const names = new Set(known.map((member) => member.name));
  return Object.fromEntries([
    ...known.map((member) => [member.name, arrange(given[member.name], member.target, shapes)]),
    ...Object.entries(given).filter(([name]) => !names.has(name)),
  ]) as unknown;
}
