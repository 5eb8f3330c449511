/** What one run of a command has to go by: the command, what was typed, and the world around it. Types only. */
import type { CommandLine } from "./command-line.ts";
import type { Globals } from "./globals.ts";
import type { Query } from "./query.ts";
import type { Command, Index } from "./table.ts";
import type { World } from "./world.ts";

export interface Invocation {
  readonly command: Command;
  readonly line: CommandLine;
  readonly globals: Globals;
  readonly query: Query | undefined;
  readonly index: Index;
  readonly world: World;
}
