/**
 * What a shape is as a TypeScript type: the only place that says so. Named shapes are mentioned by name; lists, maps and
 * simple shapes are written out, with brackets where precedence asks for them.
 */
import { isOpen } from "../model/open.ts";
import type { Member, Shape, ShapeId } from "../model/types.ts";
import type { Ref, TsFile } from "./file.ts";
import { runtimeType } from "./runtime.ts";

/** What has to be known of shapes to write their types; the Plan knows it. */
export interface Vocabulary {
  shape(id: ShapeId): Shape;
  ref(facet: "type" | "errorClass", id: ShapeId): Ref;
  usage(id: ShapeId): { readonly input: boolean; readonly output: boolean };
}

/** Whether values of a shape are typed as callers write them (closed enums) or as they read them (open ones). */
export type Direction = "write" | "read";

/** The type of a target, with what it mentions imported into the file. */
export function typeOf(id: ShapeId, direction: Direction, plan: Vocabulary, file: TsFile): string {
  const known = file.types[direction].get(id);
  if (known !== undefined) return known;
  const made = typeText(id, direction, plan, file);
  file.types[direction].set(id, made);
  return made;
}

function typeText(id: ShapeId, direction: Direction, plan: Vocabulary, file: TsFile): string {
  const shape = plan.shape(id);
  switch (shape.kind) {
    case "structure":
      // A member that says no more than that it is there; and errors, which streams of events carry.
      if (id === "smithy.api#Unit") return "Record<string, never>";
      return file.useType(plan.ref(shape.error === undefined ? "type" : "errorClass", id));
    case "union": {
      const name = file.useType(plan.ref("type", id));
      return isEventStream(shape) ? `${file.platform("AsyncIterable")}<${name}>` : name;
    }
    case "enum": {
      const name = file.useType(plan.ref("type", id));
      return direction === "write" && !isOpen(shape) ? name : `${name} | (string & {})`;
    }
    case "intEnum": {
      const name = file.useType(plan.ref("type", id));
      return direction === "write" && !isOpen(shape) ? name : `${name} | (number & {})`;
    }
    case "list": {
      const item = typeOf(shape.member.target, direction, plan, file);
      return `${brackets(shape.sparse ? `${item} | null` : item)}[]`;
    }
    case "map": {
      const value = typeOf(shape.value.target, direction, plan, file);
      const full = shape.sparse ? `${value} | null` : value;
      const names = plan.shape(shape.key.target);
      // Nobody could write a map by names that every object has: what is inherited is no value of its.
      if (names.kind !== "enum" || names.values.some((one) => one.value in {})) return `Record<string, ${full}>`;
      return `Partial<Record<${typeOf(shape.key.target, direction, plan, file)}, ${full}>>`;
    }
    default:
      return simpleType(shape, direction, file);
  }
}

/** Events come one by one, and so they are sent. */
export const isEventStream = (shape: Shape): boolean =>
  shape.kind === "union" && "smithy.api#streaming" in shape.traits;

function simpleType(shape: Shape, direction: Direction, file: TsFile): string {
  switch (shape.kind) {
    case "string":
      return "string";
    case "boolean":
      return "boolean";
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "float":
    case "double":
      return "number";
    case "bigInteger":
      return "bigint";
    case "bigDecimal":
      return file.use(runtimeType("client", "NumericValue"));
    case "timestamp":
      return "Date";
    case "document":
      return file.use(runtimeType("client", "DocumentType"));
    case "blob": {
      if (!("smithy.api#streaming" in shape.traits)) return file.platform("Uint8Array");
      const name = direction === "write" ? "StreamingBlobPayloadInputTypes" : "StreamingBlobPayloadOutputTypes";
      return file.use(runtimeType("client", name));
    }
    default:
      throw new Error(`${shape.kind} is no simple shape`);
  }
}

/** Text may be given for the bytes of a whole body, and they come with a method that makes text of them. */
export const blobPayloadType = (direction: Direction, file: TsFile): string =>
  file.use(runtimeType("client", direction === "write" ? "BlobPayloadInputTypes" : "Uint8ArrayBlobAdapter"));

/** How a structure's members are typed: as callers write them where callers can send it, else as they read them. */
export function directionOf(id: ShapeId, plan: Vocabulary): Direction {
  return plan.usage(id).input ? "write" : "read";
}

export function presenceOf(member: Member, direction: Direction): "required" | "optional" {
  return direction === "write" ? member.write : member.read;
}

const brackets = (type: string): string => (/[|& ]/.test(type) ? `(${type})` : type);
