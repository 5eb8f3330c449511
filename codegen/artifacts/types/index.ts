/**
 * `src/types.ts` and `src/enums.ts`: an interface for every structure, a tagged type for every union, a const object and
 * its type for every enum. Errors are classes and stand elsewhere.
 */

import { firstSentence } from "../../../templates/runtime/doc/text.ts";
import { documentationOf } from "../../doc/of.ts";
import type { EnumShape, IntEnumShape, Member, Model, Shape, StructureShape, UnionShape } from "../../model/types.ts";
import { upperFirst } from "../../plan/case.ts";
import type { Declaration } from "../../plan/names.ts";
import type { Plan } from "../../plan/plan.ts";
import { isNullable } from "../../plan/protocol.ts";
import { isReserved } from "../../plan/reserved.ts";
import type { TsFile } from "../../ts/file.ts";
import { key, literal } from "../../ts/literal.ts";
import type { Property } from "../../ts/statement.ts";
import { deprecationTags } from "../../ts/tags.ts";
import { blobPayloadType, type Direction, directionOf, presenceOf, typeOf } from "../../ts/types.ts";
import type { Artifact } from "../artifact.ts";

const TYPES = "src/types";
const ENUMS = "src/enums";

/** `BackendJobRespObj`, `_Record`: the capitalised name, with a `_` before a word of TypeScript's. */
export function typeName(name: string): string {
  const wish = upperFirst(name);
  return isReserved(wish) ? `_${wish}` : wish;
}

export const types: Artifact = {
  name: "types",
  needs: [],
  *declare(model: Model): Iterable<Declaration> {
    for (const shape of Object.values(model.shapes)) {
      if (isData(shape))
        yield { facet: "type", id: shape.id, wish: typeName(shape.name), module: TYPES, typeOnly: true };
      if (isEnum(shape))
        yield { facet: "type", id: shape.id, wish: typeName(shape.name), module: ENUMS, typeOnly: !named(shape) };
    }
  },
  *emit(plan: Plan) {
    const shapes = Object.values(plan.model.shapes).sort((a, b) => (a.name < b.name ? -1 : 1));
    const enums = shapes.filter(isEnum);
    if (enums.length > 0) {
      const file = plan.file(
        `${ENUMS}.ts`,
        "The values that the service knows. A const object for each, and the type of its values.",
      );
      for (const shape of enums) addEnum(shape, plan, file);
      yield file;
    }
    const file = plan.file(
      `${TYPES}.ts`,
      "What goes in and out: an interface for each structure, by name, members in the model's order.",
    );
    for (const shape of shapes) {
      if (!isData(shape)) continue;
      if (shape.kind === "structure") addStructure(shape, plan, file);
      else addUnion(shape, plan, file);
    }
    if (file.statements.length === 0) file.add({ kind: "types", text: "export {};" });
    yield file;
  },
};

const isEnum = (shape: Shape): shape is EnumShape | IntEnumShape => shape.kind === "enum" || shape.kind === "intEnum";
const isData = (shape: Shape): shape is StructureShape | UnionShape =>
  shape.kind === "union" || (shape.kind === "structure" && shape.error === undefined && shape.id !== "smithy.api#Unit");
/** Values without names, of an old `enum` trait, make a type alone. */
const named = (shape: EnumShape | IntEnumShape): boolean => shape.values.every((one) => one.name !== undefined);

function addStructure(shape: StructureShape, plan: Plan, file: TsFile): void {
  const direction = directionOf(shape.id, plan);
  file.add({
    kind: "interface",
    name: plan.ref("type", shape.id).name,
    docs: documentationOf(shape),
    tags: deprecationTags(shape.deprecated, documentationOf(shape)),
    properties: shape.members.map((member) => propertyOf(member, direction, plan, file)),
  });
}

/** A member as a property: `m: T`, or `m?: T | undefined`. */
export function propertyOf(member: Member, direction: Direction, plan: Plan, file: TsFile): Property {
  const type = isBlobPayload(member, plan)
    ? blobPayloadType(direction, file)
    : typeOf(member.target, direction, plan, file);
  const required = presenceOf(member, direction) === "required";
  const absent = !required || plan.options.required === "nullable" ? " | undefined" : "";
  const nothing = isNullable(member, plan.protocol) ? " | null" : "";
  const docs = documentationOf(member, plan.shape(member.target));
  return {
    name: key(member.name),
    type: type + nothing + inherited(member.name) + absent,
    ...(required ? {} : { optional: true }),
    docs,
    tags: deprecationTags(member.deprecated, docs),
  };
}

/** Bytes that are the whole body; only AWS's REST protocols send them as they are. */
export const isBlobPayload = ({ wire, target }: Member, plan: Plan): boolean => {
  const { kind, traits } = plan.shape(target);
  const whole = wire.location === "payload" && plan.protocol.name.startsWith("rest");
  return whole && kind === "blob" && !("smithy.api#streaming" in traits);
};

/** What every object has under a name: an object that lacks the member gives it, and is still of the type. */
const inherited = (name: string): string =>
  name in Object.prototype && !name.startsWith("__") ? ` | Object["${name}"]` : "";

/** One member at a time; `$unknown` is what a newer service answered. The namespace gives each alternative a name. */
function addUnion(shape: UnionShape, plan: Plan, file: TsFile): void {
  const { name } = plan.ref("type", shape.id);
  const direction = directionOf(shape.id, plan);
  const alternatives = [
    ...shape.members.map((member) => `${name}.${upperFirst(member.name)}Member`),
    `${name}.$UnknownMember`,
  ];
  file.add({
    kind: "type",
    name,
    type: alternatives.join(" | "),
    docs: documentationOf(shape),
    tags: deprecationTags(shape.deprecated, documentationOf(shape)),
  });
  const never = (others: readonly Member[]): string => others.map((one) => `    ${key(one.name)}?: never;\n`).join("");
  const cases = shape.members.map((member) => {
    const type = typeOf(member.target, direction, plan, file);
    const others = shape.members.filter((one) => one !== member);
    return `  interface ${upperFirst(member.name)}Member {\n    ${key(member.name)}: ${type};\n${never(others)}    $unknown?: never;\n  }`;
  });
  const unknown = `  /** A member that this version of the model does not know: its name and value. */\n  interface $UnknownMember {\n${never(shape.members)}    $unknown: [string, unknown];\n  }`;
  file.add({ kind: "types", text: `export declare namespace ${name} {\n${[...cases, unknown].join("\n")}\n}` });
}

function addEnum(shape: EnumShape | IntEnumShape, plan: Plan, file: TsFile): void {
  const { name } = plan.ref("type", shape.id);
  const docs = documentationOf(shape);
  const tags = deprecationTags(shape.deprecated, docs);
  if (!named(shape)) {
    file.add({ kind: "type", name, type: shape.values.map((one) => literal(one.value)).join(" | "), docs, tags });
    return;
  }
  const values = Object.fromEntries(shape.values.map((one) => [one.name ?? "", one.value]));
  const value = `${enumLiteral(shape, values)} as const`;
  file.add({
    kind: "const",
    name,
    value,
    built: { value: literal(values) },
    declared: enumType(shape, values),
    docs,
    tags,
  });
  file.add({ kind: "type", name, type: `(typeof ${name})[keyof typeof ${name}]`, docs, tags });
}

type Values = Readonly<Record<string, string | number>>;

/** In the model's order, a value a line, each with its own text. */
const enumLiteral = (shape: EnumShape | IntEnumShape, values: Values): string =>
  enumLines(shape, (name) => `${key(name)}: ${literal(values[name])},`);

/** The same as a type. */
const enumType = (shape: EnumShape | IntEnumShape, values: Values): string =>
  enumLines(shape, (name) => `readonly ${key(name)}: ${literal(values[name])};`);

function enumLines(shape: EnumShape | IntEnumShape, line: (name: string) => string): string {
  const lines = shape.values.map((one) => {
    const about = firstSentence(documentationOf(one)).replaceAll("*/", "*\\/");
    return `${about === "" ? "" : `  /** ${about} */\n`}  ${line(one.name ?? "")}\n`;
  });
  return `{\n${lines.join("")}}`;
}
