/**
 * Examples of the model as code that runs: their JSON as TypeScript source, with dates, bytes and big numbers as a caller
 * writes them. The command line's form of an example is `cli/command-line.ts`'s.
 */
import type { Operation, Shape, ShapeId } from "../../model/types.ts";
import type { Plan } from "../../plan/plan.ts";
import { literal, raw, text } from "../../ts/literal.ts";
import { inputIsOptional } from "../client/commands.ts";

/** Columns that a listing may take on a page. */
const WIDTH = 90;

/** `{ AppId: "a1b2" }`: a value of a shape as source. `before` is what stands on its first line already. */
export function exampleSource(value: unknown, id: ShapeId | undefined, plan: Plan, before = ""): string {
  return literal(exampleValue(value, id, plan), 0, WIDTH - before.length);
}

/** The same as a value for `literal`, to be part of a larger one. */
export function exampleValue(value: unknown, id: ShapeId | undefined, plan: Plan): unknown {
  return id === undefined ? value : typed(value, plan.shape(id), plan);
}

/** The input of an example between the brackets of a call: nothing where there is nothing to say. */
export function exampleInput(value: unknown, operation: Operation, plan: Plan, before: string): string {
  const empty = typeof value !== "object" || value === null || Object.keys(value).length === 0;
  return empty && inputIsOptional(operation, plan) ? "" : exampleSource(value ?? {}, operation.input, plan, before);
}

/** An input to show: that of the first example that succeeds, else no more than what is required, with placeholders. */
export function usualInput(operation: Operation, plan: Plan): Readonly<Record<string, unknown>> {
  const example = operation.examples.find((one) => one.error === undefined);
  if (example !== undefined) return (example.input ?? {}) as Readonly<Record<string, unknown>>;
  return operation.input === undefined
    ? {}
    : (smallest(plan.shape(operation.input), plan, []) as Record<string, unknown>);
}

/** The same without the tokens and the limit that a paginator fills in. */
export function pagedInput(operation: Operation, plan: Plan): Readonly<Record<string, unknown>> {
  const handled = new Set(handledMembers(operation));
  return Object.fromEntries(Object.entries(usualInput(operation, plan)).filter(([name]) => !handled.has(name)));
}

/** The input members that a paginator fills in. */
export function handledMembers({ pagination }: Operation): readonly string[] {
  if (pagination === undefined) return [];
  const { inputToken, pageSize } = pagination;
  return pageSize === undefined ? inputToken : [...inputToken, pageSize];
}

function smallest(shape: Shape, plan: Plan, above: readonly ShapeId[]): unknown {
  const inside = [...above, shape.id];
  switch (shape.kind) {
    case "structure": {
      const needed = above.includes(shape.id) ? [] : shape.members.filter((one) => one.write === "required");
      return Object.fromEntries(needed.map((one) => [one.name, smallest(plan.shape(one.target), plan, inside)]));
    }
    case "union": {
      const [first] = above.includes(shape.id) ? [] : shape.members;
      return first === undefined ? {} : { [first.name]: smallest(plan.shape(first.target), plan, inside) };
    }
    case "list":
    case "map":
      return shape.kind === "list" ? [] : {};
    case "enum":
    case "intEnum":
      return shape.values[0]?.value ?? "";
    case "string":
    case "blob":
    case "document":
      return "string";
    case "boolean":
      return true;
    case "timestamp":
      return "2015-01-01T00:00:00Z";
    default:
      return shape.constraints.range?.min ?? 1;
  }
}

function typed(value: unknown, shape: Shape, plan: Plan): unknown {
  if (value === null || value === undefined) return value;
  switch (shape.kind) {
    case "structure":
    case "union": {
      const targets = new Map(shape.members.map((one) => [one.name, one.target]));
      return mapValues(value, (one, name) => {
        const target = targets.get(name);
        return target === undefined ? one : typed(one, plan.shape(target), plan);
      });
    }
    case "map":
      return mapValues(value, (one) => typed(one, plan.shape(shape.value.target), plan));
    case "list":
      return Array.isArray(value) ? value.map((one) => typed(one, plan.shape(shape.member.target), plan)) : value;
    case "timestamp":
      // Numbers are epoch seconds.
      return raw(`new Date(${typeof value === "number" ? value * 1000 : text(String(value))})`);
    case "blob":
      return raw(`new TextEncoder().encode(${text(String(value))})`);
    case "bigInteger":
      return raw(`${value}n`);
    case "bigDecimal":
      return { type: "bigDecimal", string: String(value) };
    default:
      return value;
  }
}

function mapValues(value: unknown, change: (one: unknown, name: string) => unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(one, name)]));
}
