/**
 * The entry of a generated package's program: the process as a `World`, and the exit code. Nothing is loaded here that an
 * answer without a call does not need.
 */
import { closeSync, createWriteStream, openSync, readFileSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { run } from "./program.ts";
import type { Command, Index, Place } from "./table.ts";
import type { ClientModule, Sink, World } from "./world.ts";

const folder = __dirname;
let index: Index | undefined;
/** While a pager runs, Ctrl-C is the pager's; what it left in the queue is taken off before this ends. */
let paging = false;

/** A stream of the process. Writing goes on in the background; the process ends when all is written. */
function sink(stream: NodeJS.WriteStream): Sink {
  return {
    write: (text) => void stream.write(text),
    get isTTY() {
      return stream.isTTY === true;
    },
    get columns() {
      return stream.columns;
    },
  };
}

const world: World = {
  env: process.env,
  get stdout() {
    return sink(process.stdout);
  },
  get stderr() {
    return sink(process.stderr);
  },
  readFile: (path) => readFileSync(path),
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
  writeFile: async (path, chunks) => {
    const file = createWriteStream(path, { fd: openSync(path, "w") });
    const failed = new Promise<never>((_, reject) => file.on("error", reject));
    for await (const chunk of chunks) {
      if (!file.write(chunk))
        await Promise.race([failed, new Promise<void>((resolve) => file.once("drain", () => resolve()))]);
    }
    await Promise.race([failed, new Promise<void>((resolve) => file.end(() => resolve()))]);
  },
  index: () => {
    index ??= JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as Index;
    return index;
  },
  line: readLine,
  loadClient: async (): Promise<ClientModule> => {
    const { loadClient } = await import("./load-client.ts");
    return loadClient(join(folder, "..", "index.js"));
  },
  page: (program, text, env) => {
    const { spawnSync } = require("node:child_process") as typeof import("node:child_process");
    const [command = "", ...args] = program;
    paging = true;
    const { error } = spawnSync(command, args, {
      input: text,
      stdio: ["pipe", "inherit", "inherit"],
      env: { ...process.env, ...env },
    });
    setImmediate(() => {
      paging = false;
    });
    // A pager that is left early closes its pipe; that is no failure.
    if (error !== undefined && (error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  },
  platform: () => {
    const { release } = require("node:os") as typeof import("node:os");
    return `node/${process.versions.node} ${process.platform}/${release()}`;
  },
};

function readLine([offset, length]: Place): Command {
  const file = openSync(join(folder, "commands.jsonl"), "r");
  try {
    const bytes = Buffer.allocUnsafe(length);
    let read = 0;
    while (read < length) {
      const more = readSync(file, bytes, read, length - read, offset + read);
      if (more === 0) throw new Error("commands.jsonl is shorter than index.json says");
      read += more;
    }
    return JSON.parse(bytes.toString("utf8")) as Command;
  } finally {
    closeSync(file);
  }
}

// A reader that has seen enough closes the pipe: the rest is dropped quietly (C12.9).
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
process.on("SIGINT", () => {
  if (paging) return;
  process.stdout.write("\n");
  process.exit(130);
});
run(process.argv.slice(2), world).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // Not even the tables could be read: the package is damaged.
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 255;
  },
);
