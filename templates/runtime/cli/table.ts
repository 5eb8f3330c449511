/**
 * What a generated package tells its command line: `dist/cli/index.json` and the lines of `dist/cli/commands.jsonl`.
 *
 * The generator writes these, the runtime reads them; nothing else passes between the two. Everything is plain JSON, and every
 * name is final here (kebab names, renamed options, export names): the runtime never derives one. One line holds one command,
 * so that an answer which needs no call reads a few kilobytes of a file that may be megabytes.
 */

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
  /** Every command in model order, with the place of its line in `commands.jsonl` (bytes). */
  readonly commands: Readonly<Record<string, Place>>;
  /** Every waiter, by kebab name; its line has `waiter` set. */
  readonly waiters: Readonly<Record<string, Place>>;
  /** The page of `help` (C16), plain text with bold in SGR. */
  readonly help: string;
  /** The section that the pages of all commands have; `\0` stands for it on each. */
  readonly globalHelp?: string;
  /** The page of `wait help`; absent without waiters. */
  readonly waitHelp?: string;
}

/** Offset and length in bytes; the line break is not counted. */
export type Place = readonly [offset: number, length: number];

/** A line of `commands.jsonl`. */
export interface Command {
  /** Kebab name, or the waiter's kebab name: `get-backend-job`. */
  readonly name: string;
  /** The model's name of the operation: `GetBackendJob`. It titles tables and service errors. */
  readonly operation: string;
  /** The export name of the command class: `GetBackendJobCommand`. */
  readonly command: string;
  /** The input's members as options, in model order; booleans stand once, their `--no-` pair is understood. */
  readonly options: readonly Option[];
  /** All shapes that input, output and errors reach. */
  readonly shapes: Readonly<Record<string, Shape>>;
  /** Keys of `shapes`; absent where the operation has none. */
  readonly input?: string;
  readonly output?: string;
  /** Only when the command line merges pages (C10). */
  readonly pagination?: Pagination;
  /** Modelled errors: code → its members in model order (without those that hold code and message text). */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  /** The output member whose bytes go to `outfile` (C4.8). */
  readonly streamsOutput?: string;
  /** Deletes or overwrites something. Nothing asks yet; completion and prompts may. */
  readonly destructive?: boolean;
  /** Set on the lines of `wait`. */
  readonly waiter?: Waiter;
  /** The help page, with `\0` for what all have. */
  readonly help: string;
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
  | { readonly type: "boolean" | "document" };

export interface StructureShape {
  /** A union has exactly one member set. Members stand in model order. */
  readonly type: "structure" | "union";
  readonly members: Readonly<Record<string, Member>>;
}

export interface Member {
  /** A key of the command's `shapes`. */
  readonly shape: string;
  readonly required?: boolean;
  readonly idempotencyToken?: boolean;
  readonly sensitive?: boolean;
  /** A timestamp's form on the wire where it differs from the shape's. */
  readonly format?: TimestampFormat;
  /** A string in a header that holds JSON; its option takes any JSON value. */
  readonly jsonvalue?: boolean;
  /** The sentence of C9.2, already cut and ended with a full stop, without `[REQUIRED]` and without the valid values. */
  readonly comment?: string;
}

export interface ListShape {
  readonly type: "list";
  readonly member: string;
  /** The least number of elements. */
  readonly min?: number;
  readonly max?: number;
}

export interface MapShape {
  readonly type: "map";
  readonly key: string;
  readonly value: string;
}

export interface StringShape {
  readonly type: "string";
  /** Wire values of an enum, in model order. */
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

export interface NumberShape {
  /** byte, short and integer enums are `integer`; big integers are `long`, big decimals `double`. */
  readonly type: "integer" | "long" | "float" | "double";
  readonly min?: number;
  readonly max?: number;
}

/** How a timestamp goes over the wire; it decides the zone in which the value is printed (C12.6). */
export type TimestampFormat = "epoch-seconds" | "date-time" | "http-date";

export interface TimestampShape {
  readonly type: "timestamp";
  /** The resolved format: the shape's own trait, else what the protocol does at this place. */
  readonly format: TimestampFormat;
}

export interface BlobShape {
  readonly type: "blob";
  /** A streaming blob: as an option it takes a path (C4). */
  readonly streaming?: boolean;
}
