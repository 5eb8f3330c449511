/**
 * The entry of a generated package's program: the process as a `World`, and the exit code. Nothing is loaded here that an
 * answer without a call does not need.
 */
import { createWriteStream, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Lines } from "./lines.ts";
import { run } from "./program.ts";
import { StandardOutput } from "./stdout.ts";
import type { Index } from "./table.ts";
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

function readIndex(): Index {
  index ??= JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as Index;
  return index;
}

let opened: Lines | undefined;
function lines(): Lines {
  opened ??= new Lines(join(folder, "commands.jsonl"), readIndex().lengths);
  return opened;
}

const world: World = {
  env: process.env,
  stdout: new StandardOutput(),
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
  index: readIndex,
  command: (line) => lines().command(line),
  page: (line) => lines().page(line),
  loadClient: async (): Promise<ClientModule> => {
    const { loadClient } = await import("./load-client.ts");
    return loadClient(join(folder, "..", "index.js"));
  },
  show: (program, text, env) => {
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
  brief: () => {
    // A flag that other versions of Node may not know is told to standard error.
    if (!process.versions.node.startsWith("20.")) return;
    const { setFlagsFromString } = require("node:v8") as typeof import("node:v8");
    setFlagsFromString("--no-opt");
  },
  platform: () => {
    const { release } = require("node:os") as typeof import("node:os");
    return `node/${process.versions.node} ${process.platform}/${release()}`;
  },
};

process.on("SIGINT", () => {
  if (paging) return;
  world.stdout.write("\n");
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
