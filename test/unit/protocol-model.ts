/**
 * Builds schema tables from a Smithy AST for the protocol tests: enough for those models, no reader of the product. Also
 * turns the plain values of the test cases into what a client takes and gives.
 */
import type { ErrorSchema, OperationSchema, Schema, SchemaRef } from "../../templates/runtime/client/schema.ts";

export interface AstShape {
  readonly type: string;
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly members?: Readonly<Record<string, AstMember>>;
  readonly member?: AstMember;
  readonly key?: AstMember;
  readonly value?: AstMember;
  readonly input?: { readonly target: string };
  readonly output?: { readonly target: string };
  readonly errors?: readonly { readonly target: string }[];
}

export interface AstMember {
  readonly target: string;
  readonly traits?: Readonly<Record<string, unknown>>;
}

const SIMPLE: Readonly<Record<string, number>> = {
  string: 0,
  enum: 0,
  boolean: 2,
  blob: 21,
  timestamp: 4,
  document: 15,
  bigInteger: 17,
  bigDecimal: 19,
};
const FORMATS: Readonly<Record<string, number>> = { "date-time": 5, "http-date": 6, "epoch-seconds": 7 };
const KEPT = new Set(
  "httpHeader httpQuery httpPrefixHeaders jsonName mediaType httpLabel httpPayload httpResponseCode httpQueryParams sparse idempotencyToken streaming hostLabel sensitive http".split(
    " ",
  ),
);

function preludeShape(id: string): AstShape {
  const name = id.slice("smithy.api#".length).replace(/^Primitive/, "");
  return { type: name.charAt(0).toLowerCase() + name.slice(1) };
}

export class ProtocolModel {
  readonly shapes: Readonly<Record<string, AstShape>>;
  readonly #tables = new Map<string, SchemaRef>();

  constructor(ast: { readonly shapes: Readonly<Record<string, AstShape>> }) {
    this.shapes = ast.shapes;
  }

  shape(id: string): AstShape {
    return this.shapes[id] ?? preludeShape(id);
  }

  operation(id: string): OperationSchema {
    const shape = this.shape(id);
    const [namespace = "", name = ""] = id.split("#");
    const target = (ref?: { readonly target: string }): SchemaRef =>
      ref && ref.target !== "smithy.api#Unit" ? () => this.table(ref.target) : () => "unit";
    return [9, namespace, name, this.#traits(shape.traits), target(shape.input), target(shape.output)];
  }

  error(id: string): ErrorSchema {
    const table = this.table(id) as Schema;
    return [
      -3,
      ...(table.slice(1) as unknown as [string, string, object, string[], SchemaRef[]]),
    ] as unknown as ErrorSchema;
  }

  table(id: string): SchemaRef {
    const known = this.#tables.get(id);
    if (known !== undefined) return known;
    const shape = this.shape(id);
    const [namespace = "", name = ""] = id.split("#");
    const traits = this.#traits(shape.traits);
    const member = (one: AstMember | undefined): SchemaRef => (one ? this.member(one) : 0);
    switch (shape.type) {
      case "list":
      case "set":
        return this.#keep(id, [1, namespace, name, traits, member(shape.member)]);
      case "map":
        return this.#keep(id, [2, namespace, name, traits, member(shape.key), member(shape.value)]);
      case "structure":
      case "union": {
        const kind = shape.type === "union" ? 4 : 3;
        const names: string[] = [];
        const refs: SchemaRef[] = [];
        const table = this.#keep(id, [kind, namespace, name, traits, names, refs] as Schema);
        for (const [memberName, one] of Object.entries(shape.members ?? {})) {
          names.push(memberName);
          refs.push(this.member(one));
        }
        return table;
      }
      default: {
        const type = this.#simple(shape, shape.traits);
        return Object.keys(traits).length ? this.#keep(id, [0, namespace, name, traits, type]) : type;
      }
    }
  }

  member({ target, traits = {} }: AstMember): SchemaRef {
    const shape = this.shape(target);
    const kept = this.#traits(traits);
    const format = traits["smithy.api#timestampFormat"];
    // A member's own format takes the place of its target's.
    const ref: SchemaRef = format ? this.#simple(shape, traits) : this.#lazy(target, shape);
    return Object.keys(kept).length ? [ref, kept] : ref;
  }

  #lazy(target: string, shape: AstShape): SchemaRef {
    return shape.type === "structure" || shape.type === "union" ? () => this.table(target) : this.table(target);
  }

  #keep<T extends Schema>(id: string, table: T): T {
    this.#tables.set(id, table);
    return table;
  }

  #simple(shape: AstShape, traits: Readonly<Record<string, unknown>> = {}): number {
    if (shape.type === "timestamp") {
      const format = traits["smithy.api#timestampFormat"] ?? shape.traits?.["smithy.api#timestampFormat"];
      return FORMATS[String(format)] ?? 4;
    }
    if (shape.type === "blob" && shape.traits?.["smithy.api#streaming"]) return 42;
    return SIMPLE[shape.type] ?? 1;
  }

  #traits(traits: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
    const kept: Record<string, unknown> = {};
    for (const [id, value] of Object.entries(traits)) {
      const name = id.slice("smithy.api#".length);
      if (!id.startsWith("smithy.api#")) continue;
      if (name === "http") {
        const { method, uri, code = 200 } = value as { method: string; uri: string; code?: number };
        kept.http = [method, uri, code];
      } else if (name === "endpoint") {
        kept.endpoint = [(value as { hostPrefix: string }).hostPrefix];
      } else if (KEPT.has(name)) {
        kept[name] = typeof value === "string" ? value : 1;
      }
    }
    return kept;
  }

  /** A test case's plain value as a client's: dates, bytes, special numbers, big numbers. */
  value(id: string, plain: unknown): unknown {
    const shape = this.shape(id);
    if (plain === null || plain === undefined) return plain;
    switch (shape.type) {
      case "list":
      case "set":
        return (plain as readonly unknown[]).map((item) => this.value((shape.member as AstMember).target, item));
      case "map":
        return Object.fromEntries(
          Object.entries(plain).map(([key, item]) => [key, this.value((shape.value as AstMember).target, item)]),
        );
      case "structure":
      case "union":
        return Object.fromEntries(
          Object.entries(plain).map(([key, item]) => {
            const member = shape.members?.[key];
            return [key, member ? this.value(member.target, item) : item];
          }),
        );
      case "timestamp":
        return new Date((plain as number) * 1000);
      case "blob":
        return new TextEncoder().encode(plain as string);
      case "float":
      case "double":
        return typeof plain === "string" ? Number(plain) : plain;
      default:
        return plain;
    }
  }
}
