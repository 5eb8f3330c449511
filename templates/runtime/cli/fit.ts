/** Fits what shorthand gave, texts all through, to the model (C7.5): numbers, booleans, lists of one. */
import { valueFailure } from "./failure.ts";
import { isMap, type Raw, setMember } from "./json-text.ts";
import { scalarName, scalarOf } from "./scalar-text.ts";
import type { Command, Shape } from "./table.ts";

/** `option`: with dashes, for messages. What does not fit stays as it is; validation will say so. */
export function fitShorthand(option: string, shapes: Command["shapes"], name: string, value: Raw): Raw {
  const shape = shapes[name];
  if (shape === undefined) return value;
  switch (shape.type) {
    case "structure":
    case "union": {
      if (!isMap(value)) return value;
      const members: Record<string, Raw> = {};
      for (const [key, inner] of Object.entries(value)) {
        const member = Object.hasOwn(shape.members, key) ? shape.members[key] : undefined;
        setMember(members, key, member === undefined ? inner : fitShorthand(option, shapes, member.shape, inner));
      }
      return members;
    }
    case "map": {
      if (!isMap(value)) return value;
      const entries: Record<string, Raw> = {};
      for (const [key, inner] of Object.entries(value))
        setMember(entries, key, fitShorthand(option, shapes, shape.value, inner));
      return entries;
    }
    case "list":
      return (Array.isArray(value) ? (value as readonly Raw[]) : [value]).map((one) =>
        fitShorthand(option, shapes, shape.member, one),
      );
    case "document":
      throw valueFailure(option, "Shorthand syntax does not support document types. Use JSON input for this option.");
    default:
      if (typeof value !== "string") return value;
      return scalarOf(shape.type, value) ?? wrong(option, shape.type, value);
  }
}

function wrong(option: string, type: Shape["type"], text: string): never {
  throw valueFailure(option, `invalid ${scalarName(type)} value: '${text}'`);
}
