/**
 * Walks a path (the part of JMESPath that paginators and waiters use) over shapes: whether what it names is there, and what
 * it leads to. A construct that is not walked here is passed: it may be right. Source: JMESPath specification; Smithy
 * waiters, "path"; `smithy.api#paginated` paths.
 */
import { nearest } from "../diagnostics.ts";
import type { Member, Model, Shape, ShapeId } from "./types.ts";

/** Where a path ends: a shape, perhaps of each item of a list; `unknown` where it cannot be told. */
export type Arrival =
  | { readonly kind: "shape"; readonly shape: Shape; readonly projected: boolean }
  | { readonly kind: "unknown" }
  | { readonly kind: "lost"; readonly message: string; readonly hint?: string };

const UNKNOWN: Arrival = { kind: "unknown" };

type Step = { readonly name: string } | { readonly brackets: string };

/** The steps of `A.B[].C`; `undefined` for anything else (functions, filters, pipes, literals). */
function stepsOf(path: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  const token = /^(?:\.(?:([A-Za-z_][A-Za-z0-9_]*)|"([^"\\]+)")|\[(\*|-?\d+)?\])/;
  let rest = path.startsWith("[") ? path : `.${path}`;
  while (rest !== "") {
    const found = token.exec(rest);
    if (found === null) return undefined;
    const name = found[1] ?? found[2];
    steps.push(name === undefined ? { brackets: found[3] ?? "" } : { name });
    rest = rest.slice(found[0].length);
  }
  return steps;
}

/** Follows a path from a structure. */
export function walk(path: string, from: ShapeId | undefined, model: Model): Arrival {
  const steps = stepsOf(path.trim());
  if (steps === undefined) return UNKNOWN;
  let shape = from === undefined ? undefined : model.shapes[from];
  if (shape === undefined) return { kind: "lost", message: `${path} leads nowhere: there are no members.` };
  let projected = false;
  for (const step of steps) {
    const target: ShapeId | "unknown" | Lost =
      "name" in step ? named(shape, step.name) : bracketed(shape, step.brackets);
    if (target === "unknown") return UNKNOWN;
    if (typeof target === "object") return { kind: "lost", ...target };
    if ("brackets" in step && !/\d/.test(step.brackets)) projected = true;
    shape = model.shapes[target];
    if (shape === undefined) return UNKNOWN;
  }
  return { kind: "shape", shape, projected };
}

type Lost = { readonly message: string; readonly hint?: string };

function named(shape: Shape, name: string): ShapeId | "unknown" | Lost {
  switch (shape.kind) {
    case "structure":
    case "union": {
      const found = shape.members.find((one) => one.name === name);
      return found === undefined ? missing(shape.id, name, shape.members) : found.target;
    }
    case "map":
      return shape.value.target;
    case "document":
      return "unknown";
    default:
      return {
        message: `${shape.id} is a ${shape.kind} and has no member ${name}.`,
        ...(shape.kind === "list" ? { hint: `write [].${name} for the member of each item` } : {}),
      };
  }
}

function bracketed(shape: Shape, inside: string): ShapeId | "unknown" | Lost {
  if (shape.kind === "list") return shape.member.target;
  if (shape.kind === "document") return "unknown";
  return { message: `${shape.id} is a ${shape.kind}, and [${inside}] wants a list.` };
}

function missing(id: ShapeId, name: string, members: readonly Member[]): Lost {
  const close = nearest(
    name,
    members.map((one) => one.name),
  );
  const has = members.map((one) => one.name).join(", ");
  return {
    message: `${id} has no member ${name}.`,
    hint: close === undefined ? `it has ${has === "" ? "no members" : has}` : `did you mean ${close}?`,
  };
}
