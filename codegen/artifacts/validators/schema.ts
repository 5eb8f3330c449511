/** A shape as zod source, in one direction: strict as written, open as read. */
import type { Constraints, Member, Shape, ShapeId, StructureShape, UnionShape } from "../../model/types.ts";
import type { Plan } from "../../plan/plan.ts";
import type { TsFile } from "../../ts/file.ts";
import { key, literal } from "../../ts/literal.ts";
import { type Direction, presenceOf, typeOf } from "../../ts/types.ts";
import type { Helpers } from "./helpers.ts";

export interface Writer {
  readonly plan: Plan;
  readonly file: TsFile;
  readonly helpers: Helpers;
  /** What the file calls zod. */
  readonly z: string;
  readonly direction: Direction;
  /** The name of another shape's schema. */
  mention(id: ShapeId): string;
}

/** The schema of a named shape itself. */
export function schemaOf(shape: Shape, writer: Writer): string {
  const { z, plan, file, direction } = writer;
  switch (shape.kind) {
    case "structure":
      return structure(shape, writer);
    case "union":
      return union(shape, writer);
    case "enum":
    case "intEnum": {
      const ref = plan.ref("type", shape.id);
      if (direction === "read") {
        const kind = shape.kind === "enum" ? "string" : "number";
        return `${z}.custom<${file.useType(ref)}>((value) => typeof value === "${kind}")`;
      }
      if (!ref.typeOnly && shape.kind === "enum") return `${z}.enum(${file.use(ref)})`;
      return `${z}.literal([${shape.values.map((one) => literal(one.value)).join(", ")}])`;
    }
    default:
      throw new Error(`${shape.id} has no schema of its own`);
  }
}

/** A target where it is mentioned, with the constraints of the member on top. */
function target(member: Member, writer: Writer): string {
  const shape = writer.plan.shape(member.target);
  const constraints = { ...shape.constraints, ...member.constraints };
  const inUrl = member.wire.location === "label";
  return inline(shape, inUrl ? { ...constraints, length: { min: 1, ...constraints.length } } : constraints, writer);
}

function inline(shape: Shape, constraints: Constraints, writer: Writer): string {
  const { z, helpers, plan, file, direction } = writer;
  const strict = direction === "write";
  switch (shape.kind) {
    case "structure":
      return shape.id === "smithy.api#Unit" ? `${z}.strictObject({})` : writer.mention(shape.id);
    case "union":
    case "enum":
    case "intEnum":
      return writer.mention(shape.id);
    case "list": {
      const item = target(shape.member, writer);
      const list = `${z}.array(${shape.sparse ? `${z}.nullable(${item})` : item})`;
      const checks = strict ? [...length(constraints, "value.length", writer), ...unique(constraints, writer)] : [];
      return checked(list, checks);
    }
    case "map": {
      const value = target(shape.value, writer);
      const entry = shape.sparse ? `${z}.nullable(${value})` : value;
      const keys = plan.shape(shape.key.target);
      const open =
        keys.kind === "enum"
          ? `${z}.custom<${typeOf(keys.id, "write", plan, file)}>((value) => typeof value === "string")`
          : `${z}.string()`;
      const keyed =
        strict && keys.kind === "enum"
          ? `${z}.partialRecord(${writer.mention(keys.id)}, ${entry})`
          : keys.kind === "enum"
            ? `${z}.partialRecord(${open}, ${entry})`
            : `${z}.record(${z}.string(), ${entry})`;
      return checked(keyed, strict ? length(constraints, "Object.keys(value).length", writer) : []);
    }
    case "string": {
      const checks = strict
        ? [...length(constraints, "[...value].length", writer), ...pattern(constraints, writer)]
        : [];
      return checked(`${z}.string()`, checks);
    }
    case "boolean":
      return `${z}.boolean()`;
    case "byte":
    case "short":
    case "integer":
    case "long":
      return checked(`${z}.number()`, [`${z}.refine(Number.isInteger)`, ...(strict ? range(constraints, writer) : [])]);
    case "float":
    case "double":
      return checked(helpers.use("number"), strict ? range(constraints, writer) : []);
    case "bigInteger":
      return checked(`${z}.bigint()`, strict ? range(constraints, writer) : []);
    case "bigDecimal":
      return `${z}.custom<${typeOf(shape.id, direction, plan, file)}>((value) => typeof value === "object" && value !== null && "string" in value)`;
    case "timestamp":
      return helpers.use("timestamp");
    case "blob":
      return "smithy.api#streaming" in shape.traits
        ? `${z}.custom<${typeOf(shape.id, direction, plan, file)}>((value) => value !== undefined && value !== null)`
        : helpers.use("blob");
    case "document":
      return `${z}.custom<${typeOf(shape.id, direction, plan, file)}>((value) => value !== undefined && typeof value !== "function" && typeof value !== "symbol")`;
    default:
      return shape satisfies never;
  }
}

const checked = (schema: string, checks: readonly string[]): string =>
  checks.length === 0 ? schema : `${schema}.check(${checks.join(", ")})`;

function structure(shape: StructureShape, writer: Writer): string {
  const { z, direction } = writer;
  const members = shape.members.filter((one) => shape.error === undefined || one.name !== "message");
  const fields = members.map((member) => {
    const schema = target(member, writer);
    const required = presenceOf(member, direction) === "required";
    return `  ${key(member.name)}: ${required ? schema : `${z}.optional(${schema})`},\n`;
  });
  const object = `${z}.${direction === "write" ? "strictObject" : "object"}`;
  return fields.length === 0 ? `${object}({})` : `${object}({\n${fields.join("")}})`;
}

/** Exactly one member; what is received may be one that this version does not know. */
function union(shape: UnionShape, writer: Writer): string {
  const { z, direction } = writer;
  const object = `${z}.strictObject`;
  const cases = shape.members.map((member) => `  ${object}({ ${key(member.name)}: ${target(member, writer)} }),\n`);
  const unknown = `  ${object}({ $unknown: ${z}.tuple([${z}.string(), ${z}.unknown()]) }),\n`;
  return `${z}.union([\n${[...cases, ...(direction === "read" || cases.length === 0 ? [unknown] : [])].join("")}])`;
}

function length({ length: bounds }: Constraints, size: string, { z }: Writer): readonly string[] {
  if (bounds === undefined) return [];
  const tests = [
    ...(bounds.min === undefined ? [] : [`${size} >= ${bounds.min}`]),
    ...(bounds.max === undefined ? [] : [`${size} <= ${bounds.max}`]),
  ];
  const says = [
    ...(bounds.min === undefined ? [] : [`at least ${bounds.min}`]),
    ...(bounds.max === undefined ? [] : [`at most ${bounds.max}`]),
  ];
  return [`${z}.refine((value) => ${tests.join(" && ")}, ${literal(`Length has to be ${says.join(" and ")}`)})`];
}

function range({ range: bounds }: Constraints, { z }: Writer): readonly string[] {
  if (bounds === undefined) return [];
  return [
    ...(bounds.min === undefined
      ? []
      : [`${z}.refine((value) => value >= ${bounds.min}, ${literal(`Has to be at least ${bounds.min}`)})`]),
    ...(bounds.max === undefined
      ? []
      : [`${z}.refine((value) => value <= ${bounds.max}, ${literal(`Has to be at most ${bounds.max}`)})`]),
  ];
}

function pattern({ pattern: source }: Constraints, { z, helpers }: Writer): readonly string[] {
  const test = source === undefined ? undefined : helpers.pattern(source);
  return test === undefined
    ? []
    : [`${z}.refine((value) => ${test}.test(value), ${literal(`Has to match ${source}`)})`];
}

function unique({ uniqueItems }: Constraints, { z, helpers }: Writer): readonly string[] {
  return uniqueItems === true ? [`${z}.refine(${helpers.use("unique")}, "Items have to be unique")`] : [];
}
