/**
 * From a raw value to what the client takes, by the model and at every depth (C4.3 to C4.5): blobs become bytes, timestamps
 * dates, number texts numbers. What does not fit is left as it is; the client's validation tells it.
 */
import { paramFailure } from "./failure.ts";
import { compactJson, isMap, type Raw, setMember } from "./json-text.ts";
import { integer, NumberText } from "./number.ts";
import type { Command, Member, Shape } from "./table.ts";
import { parseTimestampText, timestampOfNumber } from "./timestamp-text.ts";

export type BinaryFormat = "base64" | "raw-in-base64-out";

export interface InputContext {
  readonly shapes: Command["shapes"];
  readonly binary: BinaryFormat;
}

/** `path` is how messages call the place: `Item.Count`. */
export function inputValue(member: Member, value: Raw, path: string, context: InputContext): unknown {
  if (member.jsonvalue) return value instanceof Uint8Array ? value : compactJson(value);
  return shaped(member.shape, value, path, context);
}

function shaped(name: string, value: Raw, path: string, context: InputContext): unknown {
  const shape = context.shapes[name];
  if (shape === undefined) return plain(value);
  switch (shape.type) {
    case "structure":
    case "union":
      return isMap(value) ? members(shape.members, value, path, context) : plain(value);
    case "map":
      return isMap(value)
        ? entries(value, (inner, key) => shaped(shape.value, inner, `${path}.${key}`, context))
        : plain(value);
    case "list":
      if (!Array.isArray(value)) return plain(value);
      return (value as readonly Raw[]).map((one, index) => shaped(shape.member, one, `${path}[${index}]`, context));
    default:
      return scalar(shape, value, path, context);
  }
}

/** A structure's members; the top of an input is one, too. */
export function members(
  known: Readonly<Record<string, Member>>,
  value: Readonly<Record<string, Raw>>,
  path: string,
  context: InputContext,
): Record<string, unknown> {
  return entries(value, (inner, key) => {
    const member = Object.hasOwn(known, key) ? known[key] : undefined;
    return member === undefined
      ? plain(inner)
      : inputValue(member, inner, path === "" ? key : `${path}.${key}`, context);
  });
}

function entries(
  value: Readonly<Record<string, Raw>>,
  convert: (inner: Raw, key: string) => unknown,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) setMember(result, key, convert(inner, key));
  return result;
}

function scalar(shape: Shape, value: Raw, path: string, { binary }: InputContext): unknown {
  switch (shape.type) {
    case "blob":
      if (typeof value !== "string") return plain(value);
      return binary === "base64" ? decodeBase64(value) : new TextEncoder().encode(value);
    case "timestamp":
      if (value instanceof NumberText) return timestampOfNumber(value) ?? Number(value.text);
      return typeof value === "string" ? (parseTimestampText(value) ?? value) : plain(value);
    case "integer":
    case "long":
      if (!(value instanceof NumberText)) return plain(value);
      if (!/^[+-]?\d+$/.test(value.text)) throw notAnInteger(path, value.text);
      return integer(value.text);
    case "float":
    case "double":
      if (!(value instanceof NumberText)) return plain(value);
      return shape.exact === true ? decimal(value.text) : Number(value.text);
    default:
      return plain(value);
  }
}

/** A decimal with all its digits, as the client has them. */
function decimal(text: string): unknown {
  const string = text
    .replace(/^\+/, "")
    .replace(/^-?(?=\.)/, "$&0")
    .replace(/\.(?!\d)/, "");
  return /^-?\d/.test(string) ? { type: "bigDecimal", string } : Number(text);
}

/** `5.0` is no integer; as a JavaScript number nobody could tell any more. */
function notAnInteger(path: string, text: string): Error {
  return paramFailure(
    `Parameter validation failed:\nInvalid type for parameter ${path}, value: ${text}, type: float, valid types: integer`,
  );
}

/** A value of which the model says nothing: documents, unknown members, wrong types. */
function plain(value: Raw): unknown {
  if (value instanceof NumberText) return /^[+-]?\d+$/.test(value.text) ? integer(value.text) : Number(value.text);
  if (Array.isArray(value)) return (value as readonly Raw[]).map(plain);
  return isMap(value) ? entries(value, plain) : value;
}

/** Characters outside the alphabet are skipped; what is left must be whole groups of four. */
function decodeBase64(text: string): Uint8Array {
  const kept = text.replace(/[^A-Za-z0-9+/=]/g, "");
  const data = kept.replace(/=.*$/, "");
  const padding = kept.length - data.length;
  const missing = (4 - (data.length % 4)) % 4;
  if (data.length % 4 === 1 || padding < missing) throw paramFailure(`Invalid base64: "${text}"`);
  return new Uint8Array(Buffer.from(data, "base64"));
}
