/**
 * What the pages of a service say, as data: a view for each kind of page, with texts as Docs and code as source. Everything
 * about the model is decided here; Markdown, HTML or roff are only ways to print it. Paths are relative to `docs/`.
 */
import type { Doc } from "../../../templates/runtime/doc/tree.ts";
import type { Constraints, Deprecation, Wire } from "../../model/types.ts";

/** Another page, by what it is called. */
export interface Link {
  readonly text: string;
  /** `types/Settings.md`. */
  readonly path: string;
}

/** `BackendJobRespObj[]`, and the page of the shape that it is made of. */
export interface TypeView {
  readonly text: string;
  readonly page?: string;
}

export interface EnumValueView {
  readonly name?: string;
  readonly value: string | number;
  readonly doc: Doc;
  readonly deprecated?: Deprecation;
}

/** What the constraints of a member count: the number itself, or characters, items, entries or bytes. */
export type Unit = "value" | "character" | "item" | "entry" | "byte";

/** A member with all that nests below it. */
export interface MemberView {
  readonly label: { readonly kind: "member"; readonly name: string } | { readonly kind: "element" | "key" | "value" };
  /** `request.ResourceConfig.Service`: unique on its page. */
  readonly anchor: string;
  readonly type: TypeView;
  /** Whether a caller must give it. Never set for what is received. */
  readonly required: boolean;
  readonly doc: Doc;
  readonly values: readonly EnumValueView[];
  readonly constraints: Constraints;
  readonly unit: Unit;
  /** As source: `"x"`, `10`. */
  readonly default?: string;
  readonly idempotencyToken: boolean;
  readonly sensitive: boolean;
  readonly deprecated?: Deprecation;
  /** Exactly one of its members can be set. */
  readonly union: boolean;
  /** Where it travels; told of top-level members. */
  readonly wire?: Wire;
  /** What it is called on the wire, where that is not its name; told on the pages of types. */
  readonly wireName?: string;
  /** The command line's option, `--app-id`; told of top-level members of an input. */
  readonly option?: string;
  /** The shape is being described further up: its members are not repeated. */
  readonly recursive: boolean;
  readonly members: readonly MemberView[];
}

export interface ErrorView {
  readonly link: Link;
  readonly doc: Doc;
  readonly status?: number;
  readonly fault: "client" | "server";
  readonly retried: boolean;
}

/** An example in both forms. */
export interface ExampleView {
  readonly title: string;
  readonly doc: Doc;
  readonly call: string;
  /** What the call gives back, as source. */
  readonly result?: string;
  /** What it throws instead, with its members as source. */
  readonly error?: { readonly link: Link; readonly members: string };
  readonly commandLine?: string;
}

export interface OperationView {
  readonly path: string;
  /** The operation's name in the model. */
  readonly name: string;
  readonly method: string;
  readonly doc: Doc;
  readonly deprecated?: Deprecation;
  /** What is lost when it runs. */
  readonly destroys?: string;
  /** Its page in the service's own API reference. */
  readonly reference?: string;
  readonly http?: { readonly method: string; readonly uri: string; readonly code: number };
  readonly signature: string;
  readonly requestSyntax: string;
  readonly parameters: readonly MemberView[];
  readonly outputType: string;
  readonly resultDoc: Doc;
  readonly responseSyntax: string;
  readonly results: readonly MemberView[];
  /** The member that a stream of events comes in. */
  readonly events?: string;
  readonly errors: readonly ErrorView[];
  readonly paginator?: Link;
  readonly waiters: readonly Link[];
  /** Absent where the operation has no command. */
  readonly command?: { readonly name: string; readonly synopsis: string };
  readonly examples: readonly ExampleView[];
}

export interface PaginatorView {
  readonly path: string;
  readonly name: string;
  readonly operation: Link;
  readonly method: string;
  readonly functionName: string;
  readonly outputType: string;
  readonly itemType: TypeView;
  readonly items: readonly string[];
  /** Input members that the paginator fills in. */
  readonly handled: readonly string[];
  readonly limit?: string;
  readonly origin: "model" | "overlay" | "inferred";
  readonly requestSyntax: string;
  readonly parameters: readonly MemberView[];
  readonly responseSyntax: string;
  readonly results: readonly MemberView[];
  readonly reference?: string;
  /** An input that can be pasted, as source. */
  readonly exampleInput: string;
  readonly commandLine?: string;
}

export interface WaiterView {
  readonly path: string;
  readonly name: string;
  readonly operation: Link;
  readonly method: string;
  readonly functionName: string;
  readonly outputType: string;
  readonly doc: Doc;
  readonly deprecated: boolean;
  readonly minDelay: number;
  readonly maxDelay: number;
  readonly rules: readonly WaiterRule[];
  readonly reference?: string;
  readonly requestSyntax: string;
  readonly parameters: readonly MemberView[];
  readonly exampleInput: string;
  readonly commandLine?: string;
}

/** What makes a waiter stop or go on, in order. */
export interface WaiterRule {
  readonly state: "success" | "failure" | "retry";
  readonly when: Doc;
}

export interface ExceptionView extends ErrorView {
  readonly path: string;
  readonly name: string;
  readonly guard: string;
  readonly base: string;
  readonly deprecated?: Deprecation;
  readonly members: readonly MemberView[];
  readonly syntax: string;
  readonly thrownBy: readonly Link[];
}

export interface ShapeView {
  readonly path: string;
  readonly name: string;
  readonly kind: "structure" | "union" | "enum";
  readonly doc: Doc;
  readonly deprecated?: Deprecation;
  readonly sensitive: boolean;
  readonly usage: { readonly input: boolean; readonly output: boolean };
  readonly members: readonly MemberView[];
  readonly values: readonly EnumValueView[];
  readonly syntax: string;
  readonly usedBy: readonly Link[];
}

/** A method of the client in the list of all. */
export interface MethodLine {
  readonly link: Link;
  readonly deprecated?: boolean;
  readonly summary: string;
}

export interface ParameterLine {
  readonly name: string;
  readonly type: string;
  readonly doc: Doc;
}

export interface ServiceView {
  readonly title: string;
  readonly version: string;
  readonly doc: Doc;
  readonly client: string;
  readonly lowLevelClient: string;
  /** What an example tells the client: `{ region: "us-east-1" }`. */
  readonly settings: string;
  readonly methods: readonly MethodLine[];
  readonly errors: readonly ErrorView[];
  readonly paginators: readonly MethodLine[];
  readonly waiters: readonly MethodLine[];
  readonly types: readonly MethodLine[];
  readonly contextParameters: readonly ParameterLine[];
}
