/**
 * `src/schemas.ts` and `src/registries.ts`: every shape as a table in Smithy's static schema format, which the protocols,
 * the checker and the official protocol classes read. The tables hold facts and mention nothing but each other, so a
 * bundler keeps only those that an operation reaches.
 */

import { isOpen } from "../../model/open.ts";
import { namespaceOf } from "../../model/shape-id.ts";
import { shapesByName, shapesOf } from "../../model/shapes.ts";
import type {
  Member,
  Model,
  Operation,
  Shape,
  ShapeId,
  StructureShape,
  Traits,
  UnionShape,
} from "../../model/types.ts";
import { lowerFirst } from "../../plan/case.ts";
import { defaultTraits } from "../../plan/defaults.ts";
import type { Declaration } from "../../plan/names.ts";
import type { Plan } from "../../plan/plan.ts";
import type { TsFile } from "../../ts/file.ts";
import type { Import } from "../../ts/import.ts";
import { list, literal, type Raw, raw, text } from "../../ts/literal.ts";
import { runtime, runtimeType } from "../../ts/runtime.ts";
import type { Artifact } from "../artifact.ts";
import { typeName } from "../types/index.ts";
import { compactTable, Mention } from "./compact.ts";
import { plainNumber, simpleNumber } from "./simple.ts";
import { bits, constraintTraits, isBare, isBareMember, traitsOf, wireTraits } from "./traits.ts";

const MODULE = "src/schemas";

export const schemas: Artifact = {
  name: "schemas",
  needs: ["types"],
  *declare(model: Model): Iterable<Declaration> {
    for (const shape of shapesOf(model)) {
      if (shape.kind !== "structure" && shape.kind !== "union") continue;
      yield { facet: "schema", id: shape.id, wish: `${typeName(shape.name)}$`, module: MODULE };
    }
    for (const operation of model.operations)
      yield { facet: "schema", id: operation.id, wish: `${operation.name}$`, module: MODULE };
  },
  *emit(plan: Plan) {
    const file = plan.file(
      `${MODULE}.ts`,
      "The shapes of the wire as tables, in Smithy's static schema format: required members first.",
    );
    const tables = new Tables(plan, file);
    file.add({ kind: "const", name: "n0", local: true, value: JSON.stringify(namespaceOf(plan.model.service.id)) });
    for (const shape of shapesByName(plan.model)) {
      if (shape.kind === "structure" || shape.kind === "union") tables.structure(shape);
    }
    for (const operation of plan.model.operations) tables.operation(operation);
    tables.finish();
    yield file;
  },
};

const N0 = raw("n0");
const LIST_OF = 64;
const MAP_OF = 128;

/** Writes the tables of one file; lists, maps and constrained simple shapes become private tables on first mention. */
class Tables {
  readonly #plan: Plan;
  readonly #file: TsFile;
  readonly #private: Map<ShapeId, string> = new Map();
  readonly #used: Set<string> = new Set();
  /** How shapes are mentioned; most are by many members. */
  readonly #mentions: Map<ShapeId, unknown> = new Map();
  readonly #namespace: string;
  readonly #reader: Import;
  readonly #texts: { readonly name: string; readonly type: string; readonly value: string }[] = [];

  constructor(plan: Plan, file: TsFile) {
    this.#plan = plan;
    this.#file = file;
    this.#namespace = namespaceOf(plan.model.service.id);
    this.#reader = file.importOf(runtime("client", "schemaTable"));
  }

  /** `export const X$: StructureSchema = [3, n0, "X", 0, names, refs, required]`. */
  structure(shape: StructureShape | UnionShape): void {
    if (shape.id === "smithy.api#Unit") return;
    const { name } = this.#plan.ref("schema", shape.id);
    const union = shape.kind === "union";
    const error = shape.kind === "structure" && shape.error !== undefined;
    const head = [union ? "4" : error ? "-3" : "3", literal(this.#namespaceOf(shape.id)), text(shape.name)];
    const traits = bits(wireTraits(shape.traits));
    const first: Member[] = [];
    const others: Member[] = [];
    for (const one of shape.members) (!union && one.required && !one.idempotencyToken ? first : others).push(one);
    const required = first.length;
    const filled = this.#plan.options.defaults === "fill";
    const memberNames: string[] = [];
    const refs: unknown[] = [];
    for (const one of required === 0 ? others : [...first, ...others]) {
      memberNames.push(one.name);
      refs.push(this.#member(one, defaultTraits(one, shape, filled)));
    }
    const type = this.#file.use(
      runtimeType("client", union ? "UnionSchema" : error ? "ErrorSchema" : "StructureSchema"),
    );
    const reader = this.#reader;
    const built = compactTable(
      reader.alias ?? reader.name,
      `[${head.join(", ")}, ${literal(traits, 0, Number.MAX_SAFE_INTEGER)}]`,
      memberNames,
      refs,
      required,
    );
    this.#file.add({
      kind: "const",
      name,
      type,
      value: tableSource([...head, literal(traits, 2)], memberNames, refs, required),
      ...(built === undefined ? {} : { built: { value: built, uses: reader } }),
    });
  }

  /** `export const X$: OperationSchema = [9, n0, "X", { http: … }, () => XRequest$, () => XResponse$]`. */
  operation(operation: Operation): void {
    const { name } = this.#plan.ref("schema", operation.id);
    const side = (id: ShapeId | undefined): Raw =>
      raw(id === undefined ? "() => unit" : `() => ${this.#file.use(this.#plan.ref("schema", id))}`);
    if (operation.input === undefined || operation.output === undefined) this.#unit();
    const { http } = operation;
    const traits = {
      ...(http === undefined ? {} : { http: [http.method, http.uri, http.code] }),
      ...wireTraits(operation.traits),
    };
    const table = [
      9,
      this.#namespaceOf(operation.id),
      operation.name,
      bits(traits),
      side(operation.input),
      side(operation.output),
    ];
    this.#file.add({
      kind: "const",
      name,
      type: this.#file.use(runtimeType("client", "OperationSchema")),
      value: literal(table),
    });
  }

  /** Puts the private tables where the first statement can see them. */
  finish(): void {
    const [first, ...rest] = this.#file.statements.splice(0);
    if (first !== undefined) this.#file.add(first);
    for (const { name, type, value } of this.#texts.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      this.#file.add({ kind: "const", name, local: true, type: this.#file.use(runtimeType("client", type)), value });
    }
    this.#file.add(...rest);
  }

  /** A member: its target, with the member's own traits beside it where there are any. */
  #member(member: Member, more?: Readonly<Record<string, unknown>>): unknown {
    const target = this.#target(member.target, member.traits);
    const said = wireTraits(member.traits);
    const bounds = constraintTraits(member.constraints);
    if (bounds === undefined && more === undefined) return said === undefined ? target : [target, bits(said)];
    return [target, bits({ ...said, ...bounds, ...more })];
  }

  #target(id: ShapeId, memberTraits: Traits): unknown {
    const known = this.#mentions.get(id);
    if (known !== undefined) return known;
    const shape = this.#plan.shape(id);
    // A time is written as the member says, if it says.
    if (shape.kind === "timestamp") return this.#time(shape, memberTraits);
    const made = this.#mentionOf(shape);
    this.#mentions.set(id, made);
    return made;
  }

  #time(shape: Shape, memberTraits: Traits): unknown {
    const plain = plainNumber(shape, memberTraits);
    if (plain !== undefined) return plain;
    if ("smithy.api#timestampFormat" in memberTraits) return [simpleNumber(shape, memberTraits), bits(traitsOf(shape))];
    return this.#mentionOf(shape);
  }

  /** As members mention it, whatever they say of it. */
  #mentionOf(shape: Shape): unknown {
    const { id } = shape;
    const plain = plainNumber(shape, {});
    if (plain !== undefined) return plain;
    switch (shape.kind) {
      case "structure":
        if (id === "smithy.api#Unit") {
          this.#unit();
          return new Mention("unit");
        }
        return new Mention(this.#plan.ref("schema", id).name);
      case "union":
        return new Mention(this.#plan.ref("schema", id).name);
      case "list": {
        const item = plainNumber(this.#plan.shape(shape.member.target), shape.member.traits);
        if (item !== undefined && isBare(shape) && isBareMember(shape.member)) return LIST_OF | item;
        return this.#own(shape, "ListSchema", () => [
          1,
          this.#namespaceOf(id),
          shape.name,
          bits(traitsOf(shape)),
          this.#member(shape.member),
        ]);
      }
      case "map": {
        const value = plainNumber(this.#plan.shape(shape.value.target), shape.value.traits);
        const key = plainNumber(this.#plan.shape(shape.key.target), shape.key.traits);
        if (key === 0 && value !== undefined && isBare(shape) && isBareMember(shape.key) && isBareMember(shape.value))
          return MAP_OF | value;
        return this.#own(shape, "MapSchema", () => [
          2,
          this.#namespaceOf(id),
          shape.name,
          bits(traitsOf(shape)),
          this.#member(shape.key),
          this.#member(shape.value),
        ]);
      }
      default:
        return this.#own(shape, "SimpleSchema", () => [
          0,
          this.#namespaceOf(id),
          shape.name,
          this.#simpleTraits(shape),
          simpleNumber(shape, {}),
        ]);
    }
  }

  /** A private table, made once: `list0`. Mentioned through a thunk, since it may lead back. */
  #own(shape: Shape, type: string, make: () => readonly unknown[]): Raw {
    let name = this.#private.get(shape.id);
    if (name === undefined) {
      const stem = `${lowerFirst(shape.name.replace(/^_+(?=[A-Za-z])/, ""))}$`;
      name = this.#used.has(stem) || this.#plan.names.taken(stem) ? `${stem}${this.#private.size}` : stem;
      this.#used.add(name);
      this.#private.set(shape.id, name);
      const value = literal(make());
      this.#texts.push({ name, type, value });
    }
    return new Mention(name);
  }

  #simpleTraits(shape: Shape): unknown {
    const traits = traitsOf(shape);
    if ((shape.kind !== "enum" && shape.kind !== "intEnum") || isOpen(shape)) return bits(traits);
    const ref = this.#plan.ref("type", shape.id);
    const named = !ref.typeOnly;
    const values = named ? raw(this.#file.use(ref)) : shape.values.map((one) => one.value);
    return { ...traits, enum: values };
  }

  #unit(): void {
    if (this.#used.has("unit")) return;
    this.#used.add("unit");
    this.#texts.push({ name: "unit", type: "StructureSchema", value: '[3, "smithy.api", "Unit", 0, [], []]' });
  }

  #namespaceOf(id: ShapeId): Raw | string {
    const namespace = namespaceOf(id);
    return namespace === this.#namespace ? N0 : namespace;
  }
}

/** `[3, n0, "X", 0, names, refs, required]`. */
function tableSource(
  head: readonly string[],
  names: readonly string[],
  refs: readonly unknown[],
  required: number,
): string {
  const parts = [...head, list(names.map(text), 2), literal(refs, 2)];
  if (required > 0) parts.push(String(required));
  return list(parts);
}
