/** `--generate-cli-skeleton output` (C9.3): an answer with a placeholder for every member; texts say the member's name. */
import { float } from "./number.ts";
import type { OutputContext } from "./output-value.ts";
import type { Printable } from "./printable.ts";
import type { Command } from "./table.ts";

const TIMESTAMP = "1970-01-01T00:00:00";

/** Without an output it is empty, and nothing is printed. */
export function outputSkeleton({ output }: Command, { shapes }: OutputContext): Printable {
  return output === undefined ? {} : placeholder(shapes, output, "", []);
}

/** `text`: what a string says here. */
function placeholder(shapes: Command["shapes"], name: string, text: string, path: readonly string[]): Printable {
  const shape = shapes[name];
  if (shape === undefined) return text;
  switch (shape.type) {
    case "structure":
    case "union": {
      if (path.includes(name)) return {};
      const members = Object.entries(shape.members);
      const shown = shape.type === "union" ? members.slice(0, 1) : members;
      const below = [...path, name];
      return Object.fromEntries(shown.map(([key, member]) => [key, placeholder(shapes, member.shape, key, below)]));
    }
    case "list":
      return [placeholder(shapes, shape.member, shapes[shape.member]?.name ?? shape.member, path)];
    case "map":
      return { KeyName: placeholder(shapes, shape.value, "", path) };
    case "string":
      return text;
    case "integer":
    case "long":
      return 0;
    case "float":
    case "double":
      return float(0);
    case "boolean":
      return true;
    case "timestamp":
      return TIMESTAMP;
    case "blob":
      return null;
    case "document":
      return {};
    default:
      return shape satisfies never;
  }
}
