/** A shape as zod source, in one direction: strict as written, open as read. */
import { isOpen } from "../../model/open.ts";
import type {
  Constraints,
  EnumShape,
  IntEnumShape,
  Member,
  Shape,
  ShapeId,
  StructureShape,
  UnionShape,
} from "../../model/types.ts";
import type { Plan } from "../../plan/plan.ts";
import { isNullable } from "../../plan/protocol.ts";
import type { TsFile } from "../../ts/file.ts";
import { typeOnly } from "../../ts/form.ts";
import { key, literal } from "../../ts/literal.ts";
import { blobPayloadType, type Direction, isEventStream, presenceOf, typeOf } from "../../ts/types.ts";
import { errorFields } from "../errors/index.ts";
import { isBlobPayload } from "../types/index.ts";
import { type Helpers, PROTO } from "./helpers.ts";

export interface Writer {
  readonly plan: Plan;
  readonly file: TsFile;
  readonly helpers: Helpers;
  /** Sensitive shapes that lead to maps with keys that anybody may see, and these maps. */
  readonly hidden: ReadonlySet<ShapeId>;
  /** What the file calls zod. */
  readonly z: string;
  readonly direction: Direction;
  /** What shapes are where they are mentioned: of most, many members have nothing more to say. */
  readonly written: Map<ShapeId, string>;
  /** The name of another shape's schema. */
  mention(id: ShapeId): string;
}

/** The schema of a named shape itself. */
export function schemaOf(shape: Shape, writer: Writer): string {
  const { z, plan, file, direction } = writer;
  switch (shape.kind) {
    case "structure":
      return hiding(shape, structure(shape, writer), writer);
    case "union":
      return hiding(shape, union(shape, writer), writer);
    case "enum":
    case "intEnum": {
      const ref = plan.ref("type", shape.id);
      if (direction === "read" || isOpen(shape)) {
        const kind = shape.kind === "enum" ? "string" : "number";
        return `${z}.custom${typeOnly(`<${file.useType(ref)}>`)}((value) => typeof value === "${kind}")`;
      }
      if (!ref.typeOnly && shape.kind === "enum") return `${z}.enum(${file.use(ref)}, ${oneOf(shape)})`;
      return `${z}.literal([${shape.values.map((one) => literal(one.value)).join(", ")}], ${oneOf(shape)})`;
    }
    default:
      throw new Error(`${shape.id} has no schema of its own`);
  }
}

/** The schema of a sensitive shape that leads to keys: they are part of what is not shown. */
const hiding = (shape: Pick<Shape, "id" | "sensitive">, schema: string, { helpers, hidden }: Writer): string =>
  shape.sensitive && hidden.has(shape.id) ? `${helpers.use("hidden")}(${schema})` : schema;

/** A target where it is mentioned, with the constraints of the member on top. */
function target(member: Member, writer: Writer): string {
  const inUrl = member.wire.location === "label" || "smithy.api#hostLabel" in member.traits;
  const isOwn = inUrl || member.sensitive || !isEmpty(member.constraints);
  const known = isOwn ? undefined : writer.written.get(member.target);
  if (known !== undefined) return known;
  const shape = writer.plan.shape(member.target);
  if (!isOwn) {
    const made = inline(shape, shape.constraints, writer);
    writer.written.set(member.target, made);
    return made;
  }
  const constraints = { ...shape.constraints, ...member.constraints };
  if (!inUrl || shape.kind !== "string") {
    const plain = inline(shape, constraints, writer);
    return member.sensitive && !shape.sensitive ? hiding({ ...shape, sensitive: true }, plain, writer) : plain;
  }
  const min = Math.max(1, constraints.length?.min ?? 1);
  return inline(shape, { ...constraints, length: { ...constraints.length, min } }, writer);
}

function isEmpty(constraints: Constraints): boolean {
  for (const _ in constraints) return false;
  return true;
}

function inline(shape: Shape, constraints: Constraints, writer: Writer): string {
  const { z, helpers, plan, file, direction } = writer;
  const strict = direction === "write";
  switch (shape.kind) {
    case "structure":
      return shape.id === "smithy.api#Unit" ? `${z}.strictObject({})` : writer.mention(shape.id);
    case "union":
      // A stream is checked event by event, when it is sent.
      return isEventStream(shape)
        ? `${z}.custom${typeOnly(`<${typeOf(shape.id, direction, plan, file)}>`)}((value) => typeof value === "object" && value !== null, "Has to be events")`
        : writer.mention(shape.id);
    case "enum":
    case "intEnum":
      return writer.mention(shape.id);
    case "list": {
      const item = target(shape.member, writer);
      // What is undefined goes out as a null.
      const items = shape.sparse ? `${z}.prefault(${z}.nullable(${item}), null)` : item;
      const list = `${z}.array(${items}, "Has to be a list")`;
      const checks = strict
        ? [...length(constraints, "value.length", writer, LIST), ...unique(constraints, writer)]
        : [];
      return hiding(shape, checked(list, checks), writer);
    }
    case "map": {
      const value = target(shape.value, writer);
      const entries = `${z}.record(${text(z)}, ${shape.sparse ? `${z}.nullable(${value})` : value})`;
      const sizes = strict ? length(constraints, "Object.keys(value).length", writer, MAP) : [];
      const map = checked(entries, strict ? [...sizes, ...keys(shape.key, writer)] : []);
      const given = `${z}.pipe(${z}.transform(${helpers.use("given")}), ${map})`;
      const secret = [shape, shape.key, plan.shape(shape.key.target)].some(
        (one) => "smithy.api#sensitive" in one.traits,
      );
      const shown = writer.hidden.has(shape.id) ? `${helpers.use("hiddenKeys")}(${given})` : given;
      return hiding(shape, secret ? `${helpers.use("secretKeys")}(${given})` : shown, writer);
    }
    case "string": {
      const checks = strict
        ? [...length(constraints, "[...value].length", writer), ...pattern(constraints, writer)]
        : [];
      return checked(text(z), checks);
    }
    case "boolean":
      return `${z}.boolean("Has to be true or false")`;
    case "byte":
    case "short":
    case "integer":
    case "long":
      return checked(helpers.use("whole"), strict ? range(constraints, writer) : []);
    case "float":
    case "double":
      return checked(helpers.use("number"), strict ? range(constraints, writer) : []);
    case "bigInteger":
      return checked(helpers.use("bigInteger"), strict ? range(constraints, writer) : []);
    case "bigDecimal":
      return checked(
        `${z}.custom${typeOnly(`<${typeOf(shape.id, direction, plan, file)}>`)}((value) => ["number", "bigint"].includes(typeof value) || (typeof value === "object" && value !== null && "string" in value), { error: "Has to be a number", abort: false })`,
        strict ? range(constraints, writer, "Number(value?.string ?? value)") : [],
      );
    case "timestamp":
      return helpers.use("timestamp");
    case "blob":
      return "smithy.api#streaming" in shape.traits
        ? `${z}.custom${typeOnly(`<${typeOf(shape.id, direction, plan, file)}>`)}((value) => typeof value === "string" || (typeof value === "object" && value !== null), { error: "Has to be bytes or a stream", abort: false })`
        : checked(
            helpers.use("blob"),
            strict ? length(constraints, `${sizeOfBytes(constraints, writer)}(value)`, writer) : [],
          );
    case "document":
      return `${z}.custom${typeOnly(`<${typeOf(shape.id, direction, plan, file)}>`)}((value) => value !== undefined && value !== null && typeof value !== "function" && typeof value !== "symbol", { error: "Has to be a document", abort: false })`;
    default:
      return shape satisfies never;
  }
}

/** zod/mini words no messages of its own. */
const text = (z: string): string => `${z}.string("Has to be text")`;
const oneOf = (shape: EnumShape | IntEnumShape): string =>
  literal(`Has to be one of ${shape.values.map((one) => one.value).join(", ")}`);

const checked = (schema: string, checks: readonly string[]): string =>
  checks.length === 0 ? schema : `${schema}.check(${checks.join(", ")})`;

function structure(shape: StructureShape, writer: Writer): string {
  const { z, direction } = writer;
  const members = shape.error === undefined ? shape.members : errorFields(shape, writer.plan);
  let fields = "";
  for (const member of members) {
    const plain = isBlobPayload(member, writer.plan) ? blobPayload(member, writer) : target(member, writer);
    const schema = isNullable(member, writer.plan.protocol) ? `${z}.nullable(${plain})` : plain;
    const required = presenceOf(member, direction) === "required";
    fields += `  ${keyOf(member)}: ${required ? schema : `${z}.optional(${schema})`},\n`;
  }
  const object = `${z}.${direction === "write" ? "strictObject" : "object"}`;
  const type = (): string => typeText(shape, writer);
  const made = own(fields === "" ? `${object}({})` : `${object}({\n${fields}})`, members, type, writer);
  return `${z}.pipe(${writer.helpers.use("record")}, ${made})`;
}

/** What a schema gives. An error's is of its members; its class has more. */
export function typeText(
  shape: StructureShape | UnionShape | EnumShape | IntEnumShape,
  { plan, file }: Pick<Writer, "plan" | "file">,
): string {
  if (shape.kind !== "structure" || shape.error === undefined) return file.useType(plan.ref("type", shape.id));
  const members = errorFields(shape, plan).map((one) => literal(one.name));
  return members.length === 0
    ? "{}"
    : `Pick<${file.useType(plan.ref("errorClass", shape.id))}, ${members.join(" | ")}>`;
}

/** Bytes that have a type of their own, since they are a whole body. */
function blobPayload(member: Member, writer: Writer): string {
  const { z, file, direction } = writer;
  const test = `(value) => ${target(member, writer)}.safeParse(value).success`;
  return `${z}.custom${typeOnly(`<${blobPayloadType(direction, file)}>`)}(${test}, { error: "Has to be bytes", abort: false })`;
}

/** Members named like something that every object inherits: what is inherited is not given. */
function own(object: string, members: readonly Member[], type: () => string, { z, helpers }: Writer): string {
  if (!members.some(({ name }) => name in {})) return object;
  const made = `${z}.pipe(${z}.transform(${helpers.use("own")}), ${object})`;
  return members.some(({ name }) => name === "__proto__")
    ? `${helpers.use("proto")}${typeOnly(`<${type()}>`)}(${made})`
    : made;
}

const keyOf = ({ name }: Member): string => key(name === "__proto__" ? PROTO : name);

/** Exactly one member, as an object whose members are refused where they stand; `$unknown` is what a newer service answered. */
function union(shape: UnionShape, writer: Writer): string {
  const { z, helpers, plan, file } = writer;
  const type = file.useType(plan.ref("type", shape.id));
  const members = shape.members.map((member) => `  ${keyOf(member)}: ${z}.optional(${target(member, writer)}),\n`);
  // A strict object would hide an unknown member from the count.
  const known = `${z}.object({\n${members.join("")}  $unknown: ${z}.optional(${z}.unknown()),\n})`;
  const object = own(`${z}.catchall(${known}, ${z}.undefined("Is not a member"))`, shape.members, () => type, writer);
  helpers.use("record");
  return `${helpers.use("one")}${typeOnly(`<${type}>`)}(${object})`;
}

/** Bounds of a collection count even where an item is refused. */
const LIST = "Array.isArray(value)";
const MAP = 'typeof value === "object" && value !== null && !Array.isArray(value)';

function refine(test: string, says: string, { z }: Writer, when?: string): string {
  const error = literal(says);
  const options = when === undefined ? error : `{ error: ${error}, when: ({ value }) => ${when} }`;
  return `${z}.refine((value) => ${test}, ${options})`;
}

/** The keys of a map are refused at the map. */
function keys(member: Member, writer: Writer): readonly string[] {
  const shape = writer.plan.shape(member.target);
  const schema = target(member, writer);
  if (schema === text(writer.z) || shape.kind === "document") return [];
  const test = `Object.keys(value).every((one) => ${schema}.safeParse(one).success)`;
  return [refine(test, "A key is not one that may be", writer, MAP)];
}

const sizeOfBytes = ({ length: bounds }: Constraints, { helpers }: Writer): string =>
  bounds === undefined ? "" : helpers.use("bytes");

function length({ length: bounds }: Constraints, size: string, writer: Writer, when?: string): readonly string[] {
  if (bounds === undefined) return [];
  const { min, max } = bounds;
  const tests = [
    ...(min === undefined ? [] : [`${size} >= ${min}`]),
    ...(max === undefined ? [] : [`${size} <= ${max}`]),
  ];
  const says = [...(min === undefined ? [] : [`at least ${min}`]), ...(max === undefined ? [] : [`at most ${max}`])];
  return [refine(tests.join(" && "), `Length has to be ${says.join(" and ")}`, writer, when)];
}

function range({ range: bounds }: Constraints, writer: Writer, size = "value"): readonly string[] {
  const { min, max } = bounds ?? {};
  return [
    ...(min === undefined ? [] : [refine(`${size} >= ${min}`, `Has to be at least ${min}`, writer)]),
    ...(max === undefined ? [] : [refine(`${size} <= ${max}`, `Has to be at most ${max}`, writer)]),
  ];
}

function pattern({ pattern: source }: Constraints, writer: Writer): readonly string[] {
  const test = source === undefined ? undefined : writer.helpers.pattern(source);
  return test === undefined ? [] : [refine(`${test}.test(value)`, `Has to match ${source}`, writer)];
}

function unique({ uniqueItems }: Constraints, writer: Writer): readonly string[] {
  if (uniqueItems !== true) return [];
  const test = `new Set(value.map(${writer.helpers.use("identity")})).size === value.length`;
  return [refine(test, "Items have to be unique", writer, LIST)];
}
