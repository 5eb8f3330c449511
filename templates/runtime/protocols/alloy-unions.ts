/**
 * Unions in the two forms that the alloy library adds to the ordinary one:
 *
 *   ordinary                     {"dog": {"legs": 4}}
 *   alloy#discriminated("type")  {"type": "dog", "legs": 4}
 *   alloy#untagged               {"legs": 4}
 *
 * It knows these forms, not how a member's own value is spelt.
 */

import { jsonKey, type UnionForms } from "../kinds/json-rules.ts";
import type { Compiler, Read } from "../kinds/kind.ts";
import type { SchemaRef } from "../schema/schema.ts";
import * as S from "../schema/shape.ts";
import { setOwn } from "./own-property.ts";

type Json = Readonly<Record<string, unknown>>;

export const alloyUnions: UnionForms = {
  write: (shape, json) => {
    const { discriminated: tag, untagged } = shape.traits;
    if (!tag && !untagged) return undefined;
    const members = membersOf(shape, json);
    return (value) => {
      const given = members.find(({ name }) => (value as Json | null)?.[name] != null);
      if (!given) return JSON.stringify(unknownIn(value) ?? {});
      const text = json.formOf(given.ref)((value as Json)[given.name]);
      if (untagged) return text;
      const rest = text.slice(1);
      return `{${JSON.stringify(tag)}:${JSON.stringify(given.key)}${rest === "}" ? "" : ","}${rest}`;
    };
  },
  read: (shape, json) => {
    const { discriminated: tag, untagged } = shape.traits;
    if (!tag && !untagged) return undefined;
    const members = membersOf(shape, json);
    return (value) => {
      const said = tag ? (value as Json | null)?.[String(tag)] : undefined;
      const found = tag ? members.find(({ key }) => key === said) : members.find(({ ref }) => fits(value, ref));
      const out: Record<string, unknown> = {};
      if (found) setOwn(out, found.name, read(json.formOf(found.ref), value));
      else out.$unknown = [String(said ?? ""), value];
      return out;
    };
  },
};

/** What an answer held that the model does not know, to be sent back as it came. */
function unknownIn(value: unknown): unknown {
  const { $unknown } = (value ?? {}) as { readonly $unknown?: unknown };
  return Array.isArray($unknown) ? $unknown[1] : undefined;
}

const read = (reader: Read | undefined, value: unknown): unknown => (reader ? reader(value) : value);

interface Member {
  readonly name: string;
  readonly key: string;
  readonly ref: SchemaRef;
}

function membersOf({ names, refs }: S.StructureShape, { rules }: Compiler<unknown>): readonly Member[] {
  return names.map((name, index) => {
    const ref = refs[index] as SchemaRef;
    return { name, key: jsonKey(rules, name, ref), ref };
  });
}

/** Whether a value can be one of a shape: the type agrees and, of a structure, what is required is there. */
function fits(value: unknown, ref: SchemaRef): boolean {
  const shape = S.shapeOf(ref);
  const object = typeof value === "object" && value !== null && !Array.isArray(value);
  switch (shape.kind) {
    case "list":
      return Array.isArray(value);
    case "map":
    case "union":
      return object;
    case "structure": {
      if (!object) return false;
      const keys = shape.names.map((name, index) => jsonNameOf(name, shape.refs[index] as SchemaRef));
      return keys.slice(0, shape.required).every((key) => (value as Json)[key] != null);
    }
    case "simple":
      return fitsSimple(value, shape.type);
    default:
      return shape satisfies never;
  }
}

const jsonNameOf = (name: string, ref: SchemaRef): string => String(S.shapeOf(ref).traits.jsonName ?? name);

function fitsSimple(value: unknown, type: number): boolean {
  switch (type) {
    case S.DOCUMENT:
      return true;
    case S.BOOLEAN:
      return typeof value === "boolean";
    case S.NUMBER:
    case S.BIG_INTEGER:
    case S.BIG_DECIMAL:
      return typeof value !== "string" && typeof value !== "boolean" && typeof value !== "object";
    case S.EPOCH_SECONDS:
      return typeof value === "number";
    default:
      return typeof value === "string";
  }
}
