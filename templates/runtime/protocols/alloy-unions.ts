/**
 * Unions in the two forms that the alloy library adds to the ordinary one:
 *
 *   ordinary                     {"dog": {"legs": 4}}
 *   alloy#discriminated("type")  {"type": "dog", "legs": 4}
 *   alloy#untagged               {"legs": 4}
 *
 * It knows these forms, not how a member's own value is spelt.
 */

import { jsonKey } from "../kinds/json-key.ts";
import type { JsonRules } from "../kinds/kind.ts";
import type { SchemaRef } from "../schema/schema.ts";
import * as S from "../schema/shape.ts";
import { setOwn } from "../values/own-property.ts";

type Json = Readonly<Record<string, unknown>>;

export const alloyUnions: NonNullable<JsonRules["unions"]> = (shape, json) => {
  const { discriminated: tag, untagged } = shape.traits;
  if (!tag && !untagged) return undefined;
  const members = S.membersOf(shape).map((one) => ({ ...one, key: jsonKey(json.rules, one.name, one.traits) }));
  return {
    write(value) {
      const given = members.find(({ name }) => (value as Json | null)?.[name] != null);
      if (!given) return JSON.stringify(unknownIn(value) ?? {});
      const text = json.formOf(given.ref).write((value as Json)[given.name]);
      if (untagged) return text;
      const rest = text.slice(1);
      return `{${JSON.stringify(tag)}:${JSON.stringify(given.key)}${rest === "}" ? "" : ","}${rest}`;
    },
    read(value) {
      const said = tag ? (value as Json | null)?.[String(tag)] : undefined;
      const found = tag
        ? members.find(({ key }) => key === said)
        : members.find(({ ref }) => fits(value, ref, json.rules));
      const out: Record<string, unknown> = {};
      if (found) setOwn(out, found.name, (json.formOf(found.ref).read ?? same)(value));
      else out.$unknown = [String(said ?? ""), value];
      return out;
    },
  };
};

const same = (value: unknown): unknown => value;

/** What an answer held that the model does not know, to be sent back as it came. */
function unknownIn(value: unknown): unknown {
  const { $unknown } = (value ?? {}) as { readonly $unknown?: unknown };
  return Array.isArray($unknown) ? $unknown[1] : undefined;
}

/** Whether a value can be one of a shape: the type agrees and, of a structure, what is required is there. */
function fits(value: unknown, ref: SchemaRef, rules: JsonRules): boolean {
  const shape = S.shapeOf(ref);
  switch (shape.type) {
    case S.LIST:
      return Array.isArray(value);
    case S.MAP:
    case S.UNION:
      return isObject(value);
    case S.STRUCTURE: {
      const required = S.membersOf(shape).slice(0, shape.required);
      return isObject(value) && required.every(({ name, traits }) => value[jsonKey(rules, name, traits)] != null);
    }
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

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
