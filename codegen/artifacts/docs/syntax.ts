/**
 * A complete example of a shape's value as TypeScript source, with a placeholder for each simple value and all alternatives
 * of enums and booleans: what "Request syntax" and "Response syntax" show. Source: boto3's syntax blocks, spec-docs D4.
 */
import type { Member, Shape, ShapeId } from "../../model/types.ts";
import type { Plan } from "../../plan/plan.ts";
import { key, text } from "../../ts/literal.ts";
import type { Direction } from "../../ts/types.ts";

const STEP = "  ";

/** `{\n  AppId: "string",\n}`; `{}` without members. `more` are further lines, such as `$metadata`. */
export function membersSyntax(
  members: readonly Member[],
  owner: ShapeId,
  direction: Direction,
  plan: Plan,
  more: readonly string[] = [],
): string {
  return braces([...members.map((one) => property(one, direction, plan, [owner], STEP)), ...more], "");
}

function braces(lines: readonly string[], indent: string, remark = ""): string {
  if (lines.length === 0) return "{}";
  return `{${remark}\n${lines.map((line) => `${indent}${STEP}${line},\n`).join("")}${indent}}`;
}

function property(member: Member, direction: Direction, plan: Plan, above: readonly ShapeId[], indent: string): string {
  return `${key(member.name)}: ${valueSyntax(plan.shape(member.target), direction, plan, above, indent)}`;
}

/** `indent` is that of the line on which the value begins. */
function valueSyntax(
  shape: Shape,
  direction: Direction,
  plan: Plan,
  above: readonly ShapeId[],
  indent: string,
): string {
  const inner = indent + STEP;
  const path = [...above, shape.id];
  switch (shape.kind) {
    case "list": {
      if (above.includes(shape.id)) return "[/* recursive */]";
      const item = valueSyntax(plan.shape(shape.member.target), direction, plan, path, inner);
      return `[\n${inner}${item},\n${indent}]`;
    }
    case "map": {
      if (above.includes(shape.id)) return "{/* recursive */}";
      const name = mapKey(plan.shape(shape.key.target));
      const value = valueSyntax(plan.shape(shape.value.target), direction, plan, path, inner);
      return `{\n${inner}${name}: ${value},\n${indent}}`;
    }
    case "structure":
    case "union": {
      if (above.includes(shape.id)) return "{/* recursive */}";
      const events = shape.kind === "union" && "smithy.api#streaming" in shape.traits;
      const remark = shape.kind === "structure" ? "" : events ? " // an AsyncIterable of one of" : " // one of";
      const lines = shape.members.map((one) => property(one, direction, plan, path, inner));
      return braces(lines, indent, remark);
    }
    default:
      return simpleSyntax(shape, direction);
  }
}

/** An enum's values may all be keys. */
function mapKey(shape: Shape): string {
  if (shape.kind !== "enum") return text("string");
  return shape.values.length === 1 ? text(shape.values[0]?.value ?? "") : `[${alternatives(shape.values)}]`;
}

const alternatives = (values: readonly { readonly value: string | number }[]): string =>
  values.map(({ value }) => (typeof value === "string" ? text(value) : String(value))).join(" | ");

type Simple = Exclude<Shape, { readonly kind: "list" | "map" | "structure" | "union" }>;

function simpleSyntax(shape: Simple, direction: Direction): string {
  switch (shape.kind) {
    case "enum":
    case "intEnum":
      return alternatives(shape.values);
    case "string":
      return text("string");
    case "boolean":
      return "true | false";
    case "byte":
    case "short":
    case "integer":
    case "long":
      return "123";
    case "bigInteger":
      return "123n";
    case "float":
    case "double":
      return "123.0";
    case "bigDecimal":
      return '{ type: "bigDecimal", string: "123.45" }';
    case "timestamp":
      return 'new Date("2015-01-01T00:00:00Z")';
    case "document":
      return '{ key: "value" } | ["value"] | 123 | "string" | true | null';
    case "blob": {
      if (!("smithy.api#streaming" in shape.traits)) return "new Uint8Array()";
      return direction === "write" ? 'new Uint8Array() | new ReadableStream() | "string"' : "new ReadableStream()";
    }
    default:
      return shape satisfies never;
  }
}
