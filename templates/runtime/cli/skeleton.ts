/**
 * `--generate-cli-skeleton input` and `yaml-input` (C9): an input with a placeholder for every member, in model order. It
 * is no valid request; it is something to fill in.
 */
import { jsonOutput } from "./json-output.ts";
import { float } from "./number.ts";
import type { Printable, PrintableMap } from "./printable.ts";
import { shapeOf } from "./shape.ts";
import type { Command, Member, Shape, StructureShape } from "./table.ts";
import { yamlScalar } from "./yaml-scalar.ts";

/** The whole text, with its line break. Without an input it is `{}`. */
export function inputSkeleton(command: Command, kind: "input" | "yaml-input"): string {
  const { input, shapes } = command;
  if (input === undefined) return "{}\n";
  if (kind === "input") return jsonOutput(jsonPlaceholder(shapes, input, []));
  const structure = shapes[input];
  if (structure === undefined || !("members" in structure) || Object.keys(structure.members).length === 0)
    return "{}\n";
  return yamlMembers(shapes, structure, 0, [input]);
}

type Shapes = Command["shapes"];
/** Names of the structures that enclose a place. */
type Path = readonly string[];

const TIMESTAMP = "1970-01-01T00:00:00";

function jsonPlaceholder(shapes: Shapes, name: string, path: Path): Printable {
  const shape = shapeOf(shapes, name);
  switch (shape.type) {
    case "structure":
    case "union": {
      if (path.includes(name)) return {};
      return Object.fromEntries(
        membersOf(shape).map(([key, member]) => [key, jsonPlaceholder(shapes, member.shape, [...path, name])]),
      ) as PrintableMap;
    }
    case "list":
      return [jsonPlaceholder(shapes, shape.member, path)];
    case "map":
      return { KeyName: jsonPlaceholder(shapes, shape.value, path) };
    default:
      return scalarPlaceholder(shape);
  }
}

function scalarPlaceholder(shape: ScalarShape): Printable {
  switch (shape.type) {
    case "string":
      return shape.enum?.[0] ?? "";
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
      return "";
    case "document":
      return {};
    default:
      return shape satisfies never;
  }
}

type ScalarShape = Exclude<Shape, { readonly type: "structure" | "union" | "list" | "map" }>;

/** Of a union only the first member: more would be no valid value. */
function membersOf(shape: StructureShape): readonly (readonly [string, Member])[] {
  const members = Object.entries(shape.members);
  return shape.type === "union" ? members.slice(0, 1) : members;
}

function yamlMembers(shapes: Shapes, structure: StructureShape, indent: number, path: Path): string {
  return membersOf(structure)
    .map(([key, member], index) => {
      const lead = index === 0 && indent > 0 && path.at(-1) === IN_LIST ? "" : " ".repeat(indent);
      const comment = commentOf(member, shapeOf(shapes, member.shape));
      return `${lead}${yamlScalar(key, 0, 0, true)}:${yamlValue(shapes, member.shape, indent, path, comment)}`;
    })
    .join("");
}

/** Stands on the path for a structure that begins behind a dash. */
const IN_LIST = "-";

/** What follows `Name:`, with the comment on that line, and its line break. */
function yamlValue(shapes: Shapes, name: string, indent: number, path: Path, comment: string): string {
  const shape = shapeOf(shapes, name);
  switch (shape.type) {
    case "structure":
    case "union":
      if (path.includes(name) || Object.keys(shape.members).length === 0) return ` {}${comment}\n`;
      return `${comment}\n${yamlMembers(shapes, shape, indent + 2, [...path, name])}`;
    case "list":
      return `${comment}\n${" ".repeat(indent)}- ${yamlElement(shapes, shape.member, indent + 2, path)}`;
    case "map":
      return `${comment}\n${" ".repeat(indent + 2)}KeyName:${yamlValue(shapes, shape.value, indent + 2, path, "")}`;
    default:
      return ` ${yamlPlaceholder(shape)}${comment}\n`;
  }
}

/** What follows `- `: the first line goes on there. */
function yamlElement(shapes: Shapes, name: string, indent: number, path: Path): string {
  const shape = shapeOf(shapes, name);
  switch (shape.type) {
    case "structure":
    case "union":
      if (path.includes(name) || Object.keys(shape.members).length === 0) return "{}\n";
      return yamlMembers(shapes, shape, indent, [...path, name, IN_LIST]);
    case "list":
      return `- ${yamlElement(shapes, shape.member, indent + 2, path)}`;
    case "map":
      return `KeyName:${yamlValue(shapes, shape.value, indent, path, "")}`;
    default:
      return `${yamlPlaceholder(shape)}\n`;
  }
}

/** Enum values that YAML 1.1 reads as booleans: somebody's reader may be of that version. */
const OLD_BOOLEAN = /^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/;

function yamlPlaceholder(shape: ScalarShape): string {
  if (shape.type === "timestamp") return "1970-01-01 00:00:00";
  if (shape.type === "blob") return "!!binary ''";
  if (shape.type === "document") return "{}";
  const value = scalarPlaceholder(shape);
  if (typeof value === "string" && OLD_BOOLEAN.test(value)) return `'${value}'`;
  return yamlScalar(value as string | number | boolean, 0, 0, true);
}

/** C9.2: two blanks, `#`, and what there is to say; nothing else otherwise. A blank follows the mark even at the end. */
function commentOf(member: Member, shape: Shape): string {
  const values =
    shape.type === "string" && shape.enum !== undefined ? `Valid values are: ${shape.enum.join(", ")}.` : "";
  // On one line, whatever the values of an enum have in them.
  const said = [member.comment ?? "", values.replaceAll(/[\n\r]+/g, " ")].filter((part) => part !== "").join(" ");
  if (member.required) return `  # [REQUIRED] ${said}`;
  return said === "" ? "" : `  # ${said}`;
}
