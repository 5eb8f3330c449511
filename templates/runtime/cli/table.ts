/**
 * What a generated package tells its command line: `dist/cli/index.json` and the lines of `dist/cli/commands.jsonl`.
 *
 * The generator writes these, the runtime reads them; nothing else passes between the two. Everything is plain JSON, and every
 * name is final here (kebab names, renamed options, export names): the runtime never derives one. A command is a line, and so
 * is a shape, however many commands reach it: an answer reads a few kilobytes of a file that may be megabytes. A page of help
 * is laid out of them when somebody asks for it.
 */
import type { Doc } from "../doc/tree.ts";

/** `index.json`. */
export interface Index {
  /** The name of the program: `amplifybackend`. It stands in every message. */
  readonly program: string;
  /** The npm package and its version, as `--version` prints them. */
  readonly package: string;
  readonly version: string;
  /** The version of swage that wrote the package. */
  readonly swage: string;
  readonly serviceId: string;
  readonly title: string;
  /** The id of the service in the API documentation, `amplifybackend-2020-08-11`. */
  readonly uid?: string;
  /** The export name of the client class: `AmplifyBackendClient`. */
  readonly client: string;
  /** Every command in model order: the first stands in the first line of `commands.jsonl`, and so on. */
  readonly commands: readonly string[];
  /** Every waiter, by kebab name; their lines follow those of the commands. */
  readonly waiters: readonly string[];
  /** The line of the page of `help` (C16): plain text with bold in SGR, as a JSON string. */
  readonly help: Line;
  /** The line of the page of `wait help`; absent without waiters. */
  readonly waitHelp?: Line;
  /** The line of the section that the pages of all commands have, in the same form. */
  readonly globals: Line;
  /** The length of every line of `commands.jsonl` in bytes, without its line break. */
  readonly lengths: readonly number[];
}

/** The number of a line, from 0. */
export type Line = number;

/** A command, or a waiter, as the runtime has it: its own line, and all that it reaches. */
export interface Command extends CommandFacts {
  /** All shapes that input, output and errors reach, by key. */
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** The line of a command. */
export interface CommandFacts {
  /** Kebab name, or the waiter's kebab name: `get-backend-job`. */
  readonly name: string;
  /** The model's name of the operation: `GetBackendJob`. It titles tables and service errors. */
  readonly operation: string;
  /** The export name of the command class: `GetBackendJobCommand`. */
  readonly command: string;
  /** The input's members as options, in model order; booleans stand once, their `--no-` pair is understood. */
  readonly options: readonly Option[];
  /** Keys of shapes; absent where the operation has none. */
  readonly input?: Key;
  readonly output?: Key;
  /** Only when the command line merges pages (C10). */
  readonly pagination?: Pagination;
  /** Modelled errors, in model order. */
  readonly errors: readonly Key[];
  /** The output member whose bytes go to `outfile` (C4.8). */
  readonly streamsOutput?: string;
  /** What is lost when it runs. Nothing asks yet; completion and prompts may. */
  readonly destroys?: string;
  /** Set on the lines of `wait`. */
  readonly waiter?: Waiter;
  readonly deprecated?: Deprecation;
  /** What it does. */
  readonly doc?: Text;
  /** Each with its command line and what comes back. */
  readonly examples?: Doc;
  /** Kebab names of the waiters that ask with this command. */
  readonly waits?: readonly string[];
}

/** What names a shape. In a package that is the number of its line, as text. */
export type Key = string;

/** A text of the model; one plain paragraph is its words alone. */
export type Text = string | Doc;

export interface Deprecation {
  readonly message?: string;
  readonly since?: string;
}

/** What only pages of help say of a value: beside its type, and for a number its range, else its length. */
export interface Told {
  readonly doc?: Text;
  readonly deprecated?: Deprecation;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
}

export interface Option {
  /** Without dashes: `app-id`. After the repairs of C1.4. */
  readonly name: string;
  /** The model's member name: `AppId`. */
  readonly member: string;
  /** For the parser (C3.2): in `required`, not an idempotency token, not a boolean. */
  readonly required?: boolean;
  /** Works, but help does not show it: the tokens and the limit of a paged operation. */
  readonly hidden?: boolean;
}

export interface Pagination {
  readonly inputToken: readonly string[];
  readonly outputToken: readonly string[];
  readonly limitKey?: string;
  readonly resultKeys: readonly string[];
  readonly moreResults?: string;
  readonly nonAggregateKeys?: readonly string[];
  /** The export name of the package's paginator: `paginateListBackendJobs`. */
  readonly paginator: string;
}

export interface Waiter {
  /** The model's name: `JobDone`. */
  readonly name: string;
  /** The export name: `waitUntilJobDone`. */
  readonly waitUntil: string;
  /** The command that it asks with: `get-backend-job`. */
  readonly asks: string;
  /** Seconds between polls, and how many polls, as the model says. */
  readonly delay: number;
  readonly maxAttempts: number;
}

export type Shape =
  | StructureShape
  | ListShape
  | MapShape
  | StringShape
  | NumberShape
  | TimestampShape
  | BlobShape
  | PlainShape;

interface Named extends Told {
  /** The model's name, which skeletons and pages show. */
  readonly name?: string;
}

export interface StructureShape extends Named {
  /** A union has exactly one member set. Members stand in model order. */
  readonly type: "structure" | "union";
  readonly members: Readonly<Record<string, Member>>;
  readonly error?: ErrorFacts;
}

export interface ErrorFacts {
  /** What the client calls it, where that is not its name: the query protocol has codes of its own. */
  readonly code?: string;
  /** HTTP. */
  readonly status?: number;
  readonly retryable?: boolean;
}

export interface Member extends Told {
  readonly shape: Key;
  readonly required?: boolean;
  /** A timestamp's form on the wire where it differs from the shape's. */
  readonly format?: TimestampFormat;
  /** A string in a header that holds JSON; its option takes any JSON value. */
  readonly jsonvalue?: boolean;
  /** The sentence of C9.2, already cut and ended with a full stop, without `[REQUIRED]` and without the valid values. */
  readonly comment?: string;
}

/** What a list says of its elements, or a map of its keys or values, beyond what their shapes say. */
export interface Part extends Told {
  readonly required?: boolean;
  /** What a page calls it, where that is not `key` or `value`. */
  readonly label?: string;
}

export interface ListShape extends Named {
  readonly type: "list";
  readonly member: Key;
  readonly ofMember?: Part;
}

export interface MapShape extends Named {
  readonly type: "map";
  readonly key: Key;
  readonly value: Key;
  readonly ofKey?: Part;
  readonly ofValue?: Part;
}

export interface StringShape extends Named {
  readonly type: "string";
  /** Wire values of an enum, in model order. */
  readonly enum?: readonly string[];
}

export interface NumberShape extends Named {
  /** byte, short and integer enums are `integer`; big integers are `long`, big decimals `double`. */
  readonly type: "integer" | "long" | "float" | "double";
  /** A big decimal, which keeps all its digits. */
  readonly exact?: boolean;
  /** Of an integer enum, in model order. */
  readonly values?: readonly number[];
}

/** How a timestamp goes over the wire; it decides the zone in which the value is printed (C12.6). */
export type TimestampFormat = "epoch-seconds" | "date-time" | "http-date";

export interface TimestampShape extends Named {
  readonly type: "timestamp";
  /** The resolved format: the shape's own trait, else what the protocol does at this place. */
  readonly format: TimestampFormat;
}

export interface BlobShape extends Named {
  readonly type: "blob";
  /** A streaming blob: as an option it takes a path (C4). */
  readonly streaming?: boolean;
}

export interface PlainShape extends Named {
  readonly type: "boolean" | "document";
}
