/**
 * From an option's words to a raw value (C4, C6, C7): files read, JSON or shorthand parsed, scalars told apart. What needs the model
 * at every depth (blobs, timestamps, numbers) is done afterwards in `input-value.ts`.
 */
import { usageFailure, valueFailure } from "./failure.ts";
import { fitShorthand } from "./fit.ts";
import { JsonTextError, parseJson, type Raw } from "./json-text.ts";
import { expandPath, fileFailure, type LoadFile } from "./param-file.ts";
import { scalarName, scalarOf } from "./scalar-text.ts";
import { endsInDocument, isValueWrapper, shapeOf } from "./shape.ts";
import { DuplicateKeyError, parseShorthand, ShorthandSyntaxError } from "./shorthand.ts";
import type { Command, ListShape, Member, Shape } from "./table.ts";
import type { World } from "./world.ts";

export interface OptionContext {
  readonly shapes: Command["shapes"];
  readonly load: LoadFile;
  readonly world: World;
}

/** `option`: with dashes. Throws a failure that names it. */
export function optionValue(
  option: string,
  member: Member,
  words: readonly string[],
  { shapes, load, world }: OptionContext,
): Raw {
  const shape = shapeOf(shapes, member.shape);
  const file = (word: string): string | Uint8Array => load(word, option);
  if (shape.type === "list") return listValue(option, shape, words, shapes, file);
  const word = words[0] ?? "";
  if (shape.type === "blob" && shape.streaming) return pathValue(option, word, world);
  const given = file(word);
  if (given instanceof Uint8Array && shape.type !== "blob") {
    // Bytes are text where the value is parsed; where it is not, they are told to be of the wrong type.
    const parsed = shape.type !== "string" || member.jsonvalue;
    if (!parsed) return given;
    return parsedValue(option, member, shape, Buffer.from(given).toString("utf8"), shapes, file);
  }
  return given instanceof Uint8Array ? given : parsedValue(option, member, shape, given, shapes, file);
}

function parsedValue(
  option: string,
  member: Member,
  shape: Shape,
  text: string,
  shapes: Command["shapes"],
  file: (word: string) => string | Uint8Array,
): Raw {
  switch (shape.type) {
    case "structure":
    case "union":
    case "map": {
      const first = text.trimStart()[0];
      if (first === "{" || first === "[" || endsInDocument(shapes, member.shape)) return jsonValue(option, text);
      if (isValueWrapper(shape, shapes) && !text.includes("=")) return { Value: text };
      return fitShorthand(option, shapes, member.shape, shorthandValue(option, text, file));
    }
    case "document":
      return jsonValue(option, text);
    case "string":
      return member.jsonvalue ? jsonValue(option, text) : text;
    case "list":
      return jsonValue(option, text);
    default:
      return scalarValue(option, shape, text);
  }
}

/** Numbers as they are written; everything else stays text. */
function scalarValue(option: string, shape: Shape, text: string): Raw {
  const value = scalarOf(shape.type, text);
  if (value === undefined) throw usageFailure(`argument ${option}: invalid ${scalarName(shape.type)} value: '${text}'`);
  return value;
}

/** One word each; or a JSON array in the first; or a file instead of the only word (C4.6, C4.7). */
function listValue(
  option: string,
  shape: ListShape,
  given: readonly string[],
  shapes: Command["shapes"],
  file: (word: string) => string | Uint8Array,
): Raw {
  const [only] = given;
  const words: readonly (string | Uint8Array)[] = given.length === 1 && only !== undefined ? [file(only)] : given;
  const [first] = words;
  if (typeof first === "string" && first.trimStart().startsWith("[")) {
    if (words.length > 1) throw valueFailure(option, `Expected a single JSON list, received ${words.length} words.`);
    return jsonValue(option, first);
  }
  const element = shapeOf(shapes, shape.member);
  const member: Member = { shape: shape.member };
  switch (element.type) {
    case "structure":
    case "union":
    case "map":
    case "list":
    case "document": {
      const texts = words.map((word) => (typeof word === "string" ? word : Buffer.from(word).toString("utf8")));
      if (texts[0]?.trimStart().startsWith("{") || endsInDocument(shapes, shape.member)) {
        return texts.map((text) => jsonElement(option, text));
      }
      if (isValueWrapper(element, shapes) && texts.every((text) => !text.includes("="))) {
        return texts.map((Value) => ({ Value }));
      }
      return texts.map((text) => fitShorthand(option, shapes, shape.member, shorthandValue(option, text, file)));
    }
    default:
      return words.map((word) => (typeof word === "string" ? listScalar(option, member, element, word) : word));
  }
}

/** A bad element is named in the message. */
function listScalar(option: string, member: Member, element: Shape, word: string): Raw {
  if (member.jsonvalue) return jsonValue(option, word);
  const value = scalarOf(element.type, word);
  if (value === undefined) throw valueFailure(option, `invalid ${scalarName(element.type)} value: '${word}'`);
  return value;
}

function jsonValue(option: string, text: string): Raw {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    throw valueFailure(option, `Invalid JSON: ${error.message}\nJSON received: ${text}`);
  }
}

/** Of several words, whether all are JSON is decided by the first. */
function jsonElement(option: string, text: string): Raw {
  try {
    return parseJson(text);
  } catch (error) {
    throw error instanceof JsonTextError ? valueFailure(option, `Invalid JSON:\n${text}`) : error;
  }
}

function shorthandValue(option: string, text: string, file: (word: string) => string | Uint8Array): Raw {
  try {
    return parseShorthand(text, file);
  } catch (error) {
    if (!(error instanceof ShorthandSyntaxError || error instanceof DuplicateKeyError)) throw error;
    throw valueFailure(option, error.message);
  }
}

/** A streaming blob: the bytes of a regular file, named without a prefix. */
function pathValue(option: string, word: string, world: World): Raw {
  const path = expandPath(word, world);
  if (!world.isFile(path)) throw valueFailure(option, "Blob values must be a path to a file.");
  try {
    return world.readFile(path);
  } catch (error) {
    throw fileFailure(option, word, path, error);
  }
}
