/**
 * botocore's examples as values of their shapes. They were written for readers, so numbers may stand as text, and an example
 * may be older than its operation: what can be read as meant is, and one that cannot be sent is left out, and said.
 */
import type { Diagnostics } from "../diagnostics.ts";
import { isObject } from "../model/json.ts";
import type { BotocoreOperation, BotocoreService, ExampleOf } from "./botocore-form.ts";

type Shapes = BotocoreService["shapes"];
type Steps = readonly (string | number)[];

/** Thrown from the depth of a value to the example that it is in. */
class Unfit extends Error {
  constructor(
    message: string,
    readonly steps: Steps,
  ) {
    super(message);
  }
}

/** The examples of one operation that fit it, as values of Smithy's trait. */
export function examplesOf(
  name: string,
  operation: BotocoreOperation,
  examples: readonly ExampleOf[],
  shapes: Shapes,
  file: string,
  diagnostics: Diagnostics,
): readonly object[] {
  return examples.flatMap((one, index) => {
    const { title, id, description, input = {}, output } = one;
    // A title is all that an example needs; some have only an id.
    const words = title !== undefined && title !== "" ? title : (id ?? `Example ${index + 1}`);
    try {
      const sent = shaped(input, operation.input?.shape, shapes, ["input"], true);
      const received =
        output === undefined ? undefined : shaped(output, operation.output?.shape, shapes, ["output"], false);
      return [
        {
          title: words,
          ...(description === undefined || description === "" ? {} : { documentation: description }),
          input: sent,
          ...(received === undefined ? {} : { output: received }),
        },
      ];
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      diagnostics.report("SW2051", `Example "${words}": ${error.message} The example is left out.`, {
        shape: name,
        place: { file, path: ["examples", name, index, ...error.steps] },
      });
      return [];
    }
  });
}

/** A value as its shape wants it; what an answer lacks or has too much is forgiven. */
function shaped(value: unknown, name: string | undefined, shapes: Shapes, steps: Steps, strict: boolean): unknown {
  const shape = name === undefined ? undefined : shapes[name];
  if (shape === undefined) {
    if (strict && isObject(value) && Object.keys(value).length > 0)
      throw new Unfit("The operation takes no input.", steps);
    return {};
  }
  const wrong = (expected: string): unknown => {
    if (strict) throw new Unfit(`${expected} is expected, not ${JSON.stringify(value)}.`, steps);
    return value;
  };
  if (value === null) return value;
  switch (shape.type) {
    case "structure": {
      if (shape.document === true) return value;
      if (!isObject(value)) return wrong("An object");
      const members = shape.members ?? {};
      const missing = strict ? shape.required?.find((one) => value[one] === undefined) : undefined;
      if (missing !== undefined && members[missing]?.idempotencyToken !== true)
        throw new Unfit(`The required member ${missing} of ${name} is missing.`, steps);
      if (strict && shape.union === true && Object.keys(value).length !== 1)
        throw new Unfit(`${name} is a union, and exactly one of its members is given.`, steps);
      const entries = Object.entries(value).flatMap(([key, one]) => {
        const member = Object.hasOwn(members, key) ? members[key] : undefined;
        if (member !== undefined) return [[key, shaped(one, member.shape, shapes, [...steps, key], strict)]];
        if (strict) throw new Unfit(`${name} has no member ${key}.`, [...steps, key]);
        return [];
      });
      return Object.fromEntries(entries) as object;
    }
    case "list":
      if (!Array.isArray(value)) return wrong("A list");
      return value.map((one, index) => shaped(one, shape.member?.shape, shapes, [...steps, index], strict));
    case "map": {
      if (!isObject(value)) return wrong("An object");
      const { value: item } = shape;
      const entries = Object.entries(value);
      return Object.fromEntries(
        entries.map(([key, one]) => [key, shaped(one, item?.shape, shapes, [...steps, key], strict)]),
      );
    }
    case "boolean":
      if (value === "true" || value === "false") return value === "true";
      return typeof value === "boolean" ? value : wrong("true or false");
    case "byte":
    case "short":
    case "integer":
    case "long":
      if (typeof value === "string" && /^-?\d+$/.test(value)) return Number(value);
      return Number.isInteger(value) ? value : wrong("A whole number");
    case "string":
      if (typeof value === "number" || typeof value === "boolean") return String(value);
      return typeof value === "string" ? value : wrong("A string");
    default:
      return value;
  }
}
