/**
 * From what the client answers to what is printed (C12.1), by the model: modelled members in model order, bytes as base64,
 * dates as text, floats as floats. Absent members are left out; nulls in lists and maps stay.
 */
import { isMap, parseJson, type Raw, setMember } from "./json-text.ts";
import { float, NumberText, numberOf } from "./number.ts";
import type { Printable, PrintableMap } from "./printable.ts";
import type { Command, Member, Shape, StructureShape } from "./table.ts";
import { printTimestamp, type TimestampStyle } from "./timestamp-text.ts";

export interface OutputContext {
  readonly shapes: Command["shapes"];
  readonly timestamps: TimestampStyle;
}

/** A whole answer, or an error; without a shape there is nothing to print. */
export function outputValue(
  name: string | undefined,
  answer: Readonly<Record<string, unknown>>,
  context: OutputContext,
): PrintableMap {
  const shape = name === undefined ? undefined : context.shapes[name];
  return shape !== undefined && "members" in shape ? structure(shape, answer, context) : {};
}

function structure(
  shape: StructureShape,
  value: Readonly<Record<string, unknown>>,
  context: OutputContext,
): PrintableMap {
  const result: Record<string, Printable> = {};
  for (const [key, member] of Object.entries(shape.members)) {
    // What an answer does not have, every object may: `constructor`.
    const inner = Object.hasOwn(value, key) ? value[key] : undefined;
    if (inner !== undefined && inner !== null) setMember(result, key, memberValue(member, inner, context));
  }
  const unknown = value.$unknown;
  if (Array.isArray(unknown)) setMember(result, "SDK_UNKNOWN_MEMBER", { name: String(unknown[0]) });
  return result;
}

function memberValue(member: Member, value: unknown, context: OutputContext): Printable {
  if (member.jsonvalue && (typeof value === "string" || value instanceof String)) return jsonOf(String(value));
  const shape = context.shapes[member.shape];
  if (shape?.type === "timestamp" && value instanceof Date) {
    return printTimestamp(value, member.format ?? shape.format, context.timestamps);
  }
  return shaped(member.shape, value, context);
}

function jsonOf(text: string): Printable {
  try {
    return numbered(parseJson(text));
  } catch {
    return text;
  }
}

/** Of JSON in a text, numbers are what they are written as. */
function numbered(value: Raw): Printable {
  if (value instanceof NumberText) return numberOf(value);
  if (Array.isArray(value)) return (value as readonly Raw[]).map(numbered);
  return isMap(value) ? mapped(value, (inner) => numbered(inner as Raw)) : (value as Printable);
}

function shaped(name: string, value: unknown, context: OutputContext): Printable {
  if (value === null || value === undefined) return null;
  const shape = context.shapes[name];
  if (shape === undefined) return free(value);
  switch (shape.type) {
    case "structure":
    case "union":
      return isRecord(value) ? structure(shape, value, context) : free(value);
    case "map":
      return isRecord(value) ? mapped(value, (inner) => shaped(shape.value, inner, context)) : free(value);
    case "list":
      return Array.isArray(value) ? value.map((one) => shaped(shape.member, one, context)) : free(value);
    default:
      return scalar(shape, value, context);
  }
}

function scalar(shape: Shape, value: unknown, { timestamps }: OutputContext): Printable {
  if ((shape.type === "float" || shape.type === "double") && typeof value === "number") return float(value);
  if (shape.type === "timestamp" && value instanceof Date) return printTimestamp(value, shape.format, timestamps);
  return free(value);
}

/** A document, or a value of a type that the model does not name: as it came. */
function free(value: unknown): Printable {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "bigint") return value;
  if (typeof value === "number") return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (value instanceof Date) return printTimestamp(value, "date-time", "iso8601");
  if (value instanceof String) return String(value);
  if (Array.isArray(value)) return value.map(free);
  if (!isRecord(value)) return String(value);
  // A decimal of the client's: its digits.
  if (value.type === "bigDecimal" && typeof value.string === "string") return new NumberText(value.string);
  return mapped(value, free);
}

function mapped(value: Readonly<Record<string, unknown>>, convert: (inner: unknown) => Printable): PrintableMap {
  const result: Record<string, Printable> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (inner !== undefined) setMember(result, key, convert(inner));
  }
  return result;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
