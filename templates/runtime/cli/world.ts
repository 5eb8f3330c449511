/**
 * Everything outside the program that a command line touches: streams, files, environment, the tables beside it and the
 * client of the package. The program only ever speaks to this interface, so that tests run it without a process.
 */
import type { Command, Index, Line } from "./table.ts";

/** Where text goes. `columns` is the width of a terminal. */
export interface Sink {
  write(text: string): void;
  readonly isTTY: boolean;
  readonly columns?: number | undefined;
}

export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Bytes of a file; relative paths are seen from the working directory. Throws what `node:fs` throws. */
  readFile(path: string): Uint8Array;
  isFile(path: string): boolean;
  /** Creates or empties a file, and writes chunks to it as they come. Throws what `node:fs` throws. */
  writeFile(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void>;
  index(): Index;
  /** A command or waiter, with the shapes that it reaches. */
  command(line: Line): Command;
  /** A page of help that was laid out when the package was made. */
  page(line: Line): string;
  /** The ES module of the package: its client, commands, paginators and waiters by export name. */
  loadClient(): Promise<ClientModule>;
  /** Said before work that is done once and ends this run: compiling it for speed would cost more than it brings. */
  brief(): void;
  /** Shows text in another program, `less` say, and waits until that ends. Throws when it cannot be started. */
  show(program: readonly string[], text: string, env: Readonly<Record<string, string>>): void;
  /** What `--version` says of the machine: `node/20.20.2 linux/6.1.0`. */
  platform(): string;
}

export type ClientModule = Readonly<Record<string, unknown>>;

/** A client as far as a command line uses it. */
export interface CliClient {
  send(command: object): Promise<Readonly<Record<string, unknown>>>;
  destroy(): void;
  readonly config?: { readonly maxAttempts?: () => Promise<number>; readonly region?: () => Promise<string> };
}
export type ClientConstructor = new (config: Readonly<Record<string, unknown>>) => CliClient;
export type CommandConstructor = new (input: Readonly<Record<string, unknown>>) => object;

/** One page after another, cut and resumed as C10 says. */
export interface CliPaginator extends AsyncIterable<Readonly<Record<string, unknown>>> {
  buildFullResult(): Promise<Readonly<Record<string, unknown>>>;
  /** After the last page: where to go on, if something was left over. */
  readonly resumeToken?: string | undefined;
}
export type PaginatorFunction = (
  config: {
    readonly client: CliClient;
    readonly pageSize?: number;
    readonly startingToken?: string;
    readonly maxItems?: number;
  },
  input: Readonly<Record<string, unknown>>,
) => CliPaginator;
export type WaiterFunction = (
  config: { readonly client: CliClient; readonly delay: number; readonly maxAttempts: number },
  input: Readonly<Record<string, unknown>>,
) => Promise<unknown>;
