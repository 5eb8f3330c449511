/** A world for command lines under test: texts are kept, files come from a map or from a folder on disk. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Command, Index } from "../../templates/runtime/cli/table.ts";
import type { ClientModule, World } from "../../templates/runtime/cli/world.ts";

export interface WorldOptions {
  readonly index: Index;
  /** Commands, then waiters. */
  readonly lines: readonly Command[];
  /** The lines behind them. */
  readonly pages?: readonly string[];
  readonly module?: ClientModule;
  readonly env?: Readonly<Record<string, string>>;
  /** Relative paths are seen from here. */
  readonly folder?: string;
  readonly isTTY?: boolean;
}

export interface TestWorld extends World {
  readonly out: () => string;
  readonly err: () => string;
  /** What was shown in a pager, and by which. */
  readonly paged: (readonly [program: string, text: string])[];
  readonly written: Map<string, Uint8Array>;
}

export function testWorld({
  index,
  lines,
  pages = [],
  module,
  env = {},
  folder = "/",
  isTTY = false,
}: WorldOptions): TestWorld {
  let out = "";
  let err = "";
  const paged: (readonly [string, string])[] = [];
  const written = new Map<string, Uint8Array>();
  return {
    env: {
      HOME: "/nobody",
      AWS_CONFIG_FILE: "/nobody/config",
      AWS_SHARED_CREDENTIALS_FILE: "/nobody/credentials",
      ...env,
    },
    stdout: {
      write: (text) => {
        out += text;
      },
      isTTY,
      columns: 80,
    },
    stderr: {
      write: (text) => {
        err += text;
      },
      isTTY: false,
    },
    readFile: (path) => readFileSync(resolve(folder, path)),
    isFile: (path) => existsSync(resolve(folder, path)) && statSync(resolve(folder, path)).isFile(),
    writeFile: async (path, chunks) => {
      if (path.startsWith("/nodir/")) throw Object.assign(new Error("ENOENT"), { code: "ENOENT" });
      const parts: Uint8Array[] = [];
      for await (const chunk of chunks) parts.push(chunk);
      written.set(path, Buffer.concat(parts));
    },
    index: () => index,
    command: (line) => found(lines[line]),
    page: (line) => found(pages[line - lines.length]),
    brief: () => {},
    loadClient: async () => module ?? {},
    show: (program, text) => {
      paged.push([program.join(" "), text]);
    },
    platform: () => "node/test",
    out: () => out,
    err: () => err,
    paged,
    written,
  };
}

function found<T>(line: T | undefined): T {
  if (line === undefined) throw new Error("no such line");
  return line;
}
