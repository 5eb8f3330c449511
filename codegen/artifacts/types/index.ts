/**
 * `src/types.ts` and `src/enums.ts`: an interface for every structure, a tagged type for every union, a const object and
 * its type for every enum. Errors are classes and stand elsewhere.
 */

import { firstSentence } from "../../../templates/runtime/doc/text.ts";
import { documentationOf } from "../../doc/of.ts";
import { shapesByName, shapesOf } from "../../model/shapes.ts";
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
    for (const shape of shapesOf(model)) {
      if (isData(shape))
        yield { facet: "type", id: shape.id, wish: typeName(shape.name), module: TYPES, typeOnly: true };
      if (isEnum(shape))
        yield { facet: "type", id: shape.id, wish: typeName(shape.name), module: ENUMS, typeOnly: !named(shape) };
    }
  },
  *emit(plan: Plan) {
    const shapes = shapesByName(plan.model);
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
  const docs = documentationOf(shape);
  file.add({
    kind: "interface",
    name: plan.ref("type", shape.id).name,
    docs,
    tags: deprecationTags(shape.deprecated, docs),
    properties: shape.members.map((member) => propertyOf(member, direction, plan, file)),
  });
}

/** A member as a property: `m: T`, or `m?: T | undefined`. */
export function propertyOf(member: Member, direction: Direction, plan: Plan, file: TsFile): Property {
  const optional = presenceOf(member, direction) === "optional";
  // Nearly all have a text of their own, and a target has to be looked up.
  const docs =
    member.documentation === "" ? documentationOf(member, plan.shape(member.target)) : documentationOf(member);
  return {
    name: key(member.name),
    type: propertyType(member, optional, direction, plan, file),
    optional,
    docs,
    tags: deprecationTags(member.deprecated, docs),
  };
}

function propertyType(member: Member, optional: boolean, direction: Direction, plan: Plan, file: TsFile): string {
  const type = isBlobPayload(member, plan)
    ? blobPayloadType(direction, file)
    : typeOf(member.target, direction, plan, file);
  const nothing = isNullable(member, plan.protocol) ? " | null" : "";
  const inherited = INHERITED.has(member.name) ? ` | Object["${member.name}"]` : "";
  const absent = optional || plan.options.required === "nullable" ? " | undefined" : "";
  return type + nothing + inherited + absent;
}

/** Bytes that are the whole body; only AWS's REST protocols send them as they are. */
export const isBlobPayload = ({ wire, target }: Member, plan: Plan): boolean => {
  if (wire.location !== "payload" || !plan.protocol.name.startsWith("rest")) return false;
  const { kind, traits } = plan.shape(target);
  return kind === "blob" && !("smithy.api#streaming" in traits);
};

/** What every object has under a name: an object that lacks the member gives it, and is still of the type. */
const INHERITED: ReadonlySet<string> = new Set(
  Object.getOwnPropertyNames(Object.prototype).filter((name) => !name.startsWith("__")),
);

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
  const values: Record<string, string | number> = Object.create(null);
  for (const one of shape.values) values[one.name ?? ""] = one.value;
  const lines = enumLines(shape, values);
  file.add({
    kind: "const",
    name,
    value: `{\n${lines.map(({ about, member }) => `${about}  ${member},\n`).join("")}} as const`,
    built: { value: literal(values) },
    declared: `{\n${lines.map(({ about, member }) => `${about}  readonly ${member};\n`).join("")}}`,
    docs,
    tags,
  });
  file.add({ kind: "type", name, type: `(typeof ${name})[keyof typeof ${name}]`, docs, tags });
}

/** In the model's order, a value a line, each with its own text above. */
function enumLines(
  shape: EnumShape | IntEnumShape,
  values: Readonly<Record<string, string | number>>,
): readonly { readonly about: string; readonly member: string }[] {
  return shape.values.map((one) => {
    const words = firstSentence(documentationOf(one)).replaceAll("*/", "*\\/");
    const name = one.name ?? "";
    return { about: words === "" ? "" : `  /** ${words} */\n`, member: `${key(name)}: ${literal(values[name])}` };
  });
}
