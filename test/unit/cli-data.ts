/** What the `cli` artifact writes of a plan, read as the program reads it: from a file, line by line. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cli } from "../../codegen/artifacts/cli/index.ts";
import type { OutputFile } from "../../codegen/output/files.ts";
import type { Plan } from "../../codegen/plan/plan.ts";
import { helpText } from "../../templates/runtime/cli/help.ts";
import { Lines } from "../../templates/runtime/cli/lines.ts";
import type { Command, Index } from "../../templates/runtime/cli/table.ts";

export interface CliData {
  readonly files: readonly OutputFile[];
  readonly index: Index;
  /** Commands, then waiters. */
  readonly commands: ReadonlyMap<string, Command>;
  /** The pages above them. */
  readonly pages: { readonly help: string; readonly waitHelp?: string };
  /** The page of a command or waiter, as a terminal gets it. */
  help(name: string): string;
}

export function cliData(plan: Plan): CliData {
  const files = [...cli.emit(plan)];
  const index = files.find(({ path }) => path === "dist/cli/index.json");
  const data = files.find(({ path }) => path === "dist/cli/commands.jsonl");
  if (index?.kind !== "text" || data?.kind !== "bytes") throw new Error("no data");
  return { files, ...read(JSON.parse(index.text) as Index, data.bytes) };
}

/** Everything is read at once, so that no file is left behind. */
function read(index: Index, bytes: Uint8Array): Omit<CliData, "files"> {
  const folder = mkdtempSync(join(tmpdir(), "swage-cli-data-"));
  try {
    writeFileSync(join(folder, "commands.jsonl"), bytes);
    const lines = new Lines(join(folder, "commands.jsonl"), index.lengths);
    const names = [...index.commands, ...index.waiters];
    const commands = new Map(names.map((name, line) => [name, lines.command(line)]));
    const globals = lines.page(index.globals);
    const { waitHelp } = index;
    return {
      index,
      commands,
      pages: { help: lines.page(index.help), ...(waitHelp === undefined ? {} : { waitHelp: lines.page(waitHelp) }) },
      help: (name) => {
        const command = commands.get(name);
        if (command === undefined) throw new Error(`no command ${name}`);
        return helpText(index, command, globals, true);
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
