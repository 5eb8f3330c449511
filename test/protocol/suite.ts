/**
 * A model of the Smithy protocol tests as data: its cases for clients, each with the operation it calls or the error it reads,
 * and the plain values of a case as a client takes and gives them. It knows the shapes of the model and no client.
 */
import { NumericValue } from "../../templates/runtime/kinds/numeric-value.ts";

export interface Case {
  readonly id: string;
  /** Trait id of the protocol: `aws.protocols#restJson1`. */
  readonly protocol: string;
  readonly appliesTo?: string;
  readonly tags?: readonly string[];
  readonly params?: Readonly<Record<string, unknown>>;
  /** What the client is configured with, or what an error answer carries beside its members. */
  readonly vendorParams?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly bodyMediaType?: string;
}

export interface RequestCase extends Case {
  readonly method: string;
  readonly uri: string;
  readonly host?: string;
  readonly resolvedHost?: string;
  readonly queryParams?: readonly string[];
  readonly forbidQueryParams?: readonly string[];
  readonly requireQueryParams?: readonly string[];
  readonly forbidHeaders?: readonly string[];
  readonly requireHeaders?: readonly string[];
}

export interface ResponseCase extends Case {
  readonly code: number;
}

/** One case and what it is about: a request of an operation, its answer, or the answer that stands for an error. */
export type Task =
  | { readonly kind: "request"; readonly test: RequestCase; readonly operation: string; readonly shape: string }
  | { readonly kind: "response"; readonly test: ResponseCase; readonly operation: string; readonly shape: string }
  | { readonly kind: "error"; readonly test: ResponseCase; readonly operation: string; readonly shape: string };

interface Member {
  readonly target: string;
  readonly traits?: Readonly<Record<string, unknown>>;
}

interface Shape {
  readonly type: string;
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly members?: Readonly<Record<string, Member>>;
  readonly member?: Member;
  readonly value?: Member;
  readonly input?: Member;
  readonly output?: Member;
  readonly errors?: readonly Member[];
}

const UNIT = "smithy.api#Unit";

/** The name of a shape without its namespace. */
export const shortName = (id: string): string => id.slice(id.indexOf("#") + 1);

export class Suite {
  readonly #shapes: Readonly<Record<string, Shape>>;

  constructor(ast: { readonly shapes: Readonly<Record<string, Shape>> }) {
    this.#shapes = ast.shapes;
  }

  /** All cases for clients, in the model's order. */
  tasks(): readonly Task[] {
    const operations = Object.entries(this.#shapes).filter(([, shape]) => shape.type === "operation");
    return Object.entries(this.#shapes).flatMap(([id, shape]): readonly Task[] => {
      if (shape.type === "operation") {
        const operation = shortName(id);
        return [
          ...casesOf<RequestCase>(shape, "httpRequestTests").map(
            (test) => ({ kind: "request", test, operation, shape: shape.input?.target ?? UNIT }) as const,
          ),
          ...casesOf<ResponseCase>(shape, "httpResponseTests").map(
            (test) => ({ kind: "response", test, operation, shape: shape.output?.target ?? UNIT }) as const,
          ),
        ];
      }
      if (shape.type !== "structure") return [];
      const thrower = operations.find(([, one]) => one.errors?.some(({ target }) => target === id)) ?? operations[0];
      const operation = shortName(thrower?.[0] ?? "");
      return casesOf<ResponseCase>(shape, "httpResponseTests").map(
        (test) => ({ kind: "error", test, operation, shape: id }) as const,
      );
    });
  }

  /** The names of a structure's members. */
  members(id: string): readonly string[] {
    return Object.keys(this.#shapes[id]?.members ?? {});
  }

  /**
   * The members that a client gives although the answer has nothing for them, with what it gives: null for a payload, no
   * bytes for a streamed one, an empty map for headers with a prefix. Cases leave these out.
   */
  absences(id: string): Readonly<Record<string, unknown>> {
    const members = Object.entries(this.#shapes[id]?.members ?? {});
    return Object.fromEntries(
      members.flatMap(([name, { target, traits = {} }]): [string, unknown][] => {
        const streams = "smithy.api#streaming" in (this.#shapes[target]?.traits ?? {});
        if ("smithy.api#httpPayload" in traits) return [[name, streams ? [] : null]];
        return "smithy.api#httpPrefixHeaders" in traits ? [[name, {}]] : [];
      }),
    );
  }

  /** A plain value of a case as a client's: dates, bytes, special numbers. */
  value(id: string, plain: unknown): unknown {
    const shape = this.#shapes[id] ?? { type: preludeType(id) };
    if (plain === null || plain === undefined) return plain;
    switch (shape.type) {
      case "list":
      case "set":
        return (plain as readonly unknown[]).map((item) => this.value(shape.member?.target ?? "", item));
      case "map":
        return mapValues(plain, (_, item) => this.value(shape.value?.target ?? "", item));
      case "structure":
      case "union":
        return mapValues(plain, (name, item) => this.value(shape.members?.[name]?.target ?? "", item));
      case "timestamp":
        return new Date(typeof plain === "number" ? plain * 1000 : String(plain));
      case "blob":
        return new TextEncoder().encode(plain as string);
      case "float":
      case "double":
      case "long":
        return typeof plain === "number" ? plain : Number(digits(plain));
      case "bigInteger":
        return BigInt(digits(plain));
      case "bigDecimal":
        return new NumericValue(digits(plain));
      default:
        return plain;
    }
  }
}

/** The digits of a number that JSON cannot hold stand in `$num`. */
const digits = (plain: unknown): string => (plain as { readonly $num?: string }).$num ?? String(plain);

function mapValues(record: unknown, change: (name: string, value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record as object).map(([name, value]) => [name, change(name, value)]));
}

function preludeType(id: string): string {
  const name = shortName(id).replace(/^Primitive/, "");
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function casesOf<T extends Case>(shape: Shape, trait: string): readonly T[] {
  const cases = (shape.traits?.[`smithy.test#${trait}`] ?? []) as readonly T[];
  return cases.filter((one) => one.appliesTo !== "server");
}
