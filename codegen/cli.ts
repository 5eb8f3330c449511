/**
 * argv to a verb: the only file that prints or sets an exit code. It loads the pipeline only when a stamp says that there is
 * something to do, so that a run without changes costs little more than starting Node.
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type Command, HELP, parseCommand } from "./arguments.ts";
import { allFiles, filesOf } from "./load/files.ts";
import type { Config, ServiceConfig } from "./options.ts";
import { optionsOf } from "./options.ts";
import { freshStamp, inputsHash } from "./output/stamp.ts";
import { diagnosticText, failureText, filesText } from "./report.ts";
import type * as Run from "./run.ts";

/** Put in by the build. */
declare const SWAGE_VERSION: string;
declare const SWAGE_BUILD: string;

const CONFIG = "swage.config.json";
const style = { color: process.stderr.isTTY === true && process.env["NO_COLOR"] === undefined };
const out = (text: string): void => void process.stdout.write(text);
const say = (text: string): void => void process.stderr.write(text);

export async function main(argv: readonly string[]): Promise<number> {
  let command: Command;
  try {
    command = parseCommand(argv);
  } catch (error) {
    say(`swage: ${(error as Error).message}\nTry: swage --help\n`);
    return 2;
  }
  if (command.verb === "help") return done(HELP);
  if (command.verb === "version") return done(`swage/${SWAGE_VERSION} node/${process.versions.node}\n`);
  if (command.verb === "generate" && !command.force) {
    const services = quickServices(command);
    const stamps = services?.map(stampOf) ?? [];
    if (services !== undefined && stamps.every((one) => one !== undefined)) {
      for (const [index, service] of services.entries())
        printUnchanged(service, stamps[index]?.files.length ?? 0, command);
      return 0;
    }
  }
  const run = await import("./run.ts");
  const services = servicesOf(command, run);
  if (services === undefined) return 1;
  return runVerb(command, services, run);
}

const done = (text: string): number => {
  out(text);
  return 0;
};

/** The services of the run without checking anything: good enough to look for stamps. */
function quickServices(command: Command): readonly ServiceConfig[] | undefined {
  if (command.inputs.length > 0) return command.output === undefined ? undefined : fromFlags(command);
  const file = command.config ?? CONFIG;
  try {
    const { services } = JSON.parse(readFileSync(file, "utf8")) as Config;
    return services.map((one) => placed(one, dirname(file), command));
  } catch {
    return undefined;
  }
}

function stampOf(service: ServiceConfig): ReturnType<typeof freshStamp> {
  const files = filesOf(service.input, service.format, service.overlay);
  return "code" in files
    ? undefined
    : freshStamp(service.output, inputsHash(SWAGE_BUILD, optionsOf(service), allFiles(files)));
}

function printUnchanged(service: ServiceConfig, files: number, command: Command): void {
  if (command.json) out(`${JSON.stringify({ output: service.output, written: 0, unchanged: files, removed: 0 })}\n`);
  else if (!command.quiet) out(filesText(shown(service.output), 0, files, 0, performance.now() / 1000));
}

/** One model goes into the folder itself, each of several into a folder below it. */
const fromFlags = (command: Command): readonly ServiceConfig[] =>
  command.inputs.map((input) => ({
    input,
    output: command.inputs.length === 1 ? (command.output ?? "") : join(command.output ?? "", nameOf(input)),
    ...(command.overlay === undefined ? {} : { overlay: command.overlay }),
    ...overrides(command),
  }));

/** `models/petstore.json` and `models/petstore/model.json` are both `petstore`. */
function nameOf(input: string): string {
  const path = resolve(input);
  const stem = basename(path).replace(/\.json$/, "");
  return stem === "model" ? basename(dirname(path)) : stem;
}

const overrides = (command: Command): Partial<ServiceConfig> => ({
  ...(command.infer ? {} : { infer: false }),
  ...(command.defaults === undefined ? {} : { defaults: command.defaults as "omit" | "fill" }),
  ...(command.protocol === undefined ? {} : { protocol: command.protocol }),
  ...(command.required === undefined ? {} : { required: command.required as "strict" | "nullable" }),
});

/** A service of the config with its paths taken from where the config lies. */
function placed(service: ServiceConfig, folder: string, command: Command): ServiceConfig {
  const at = (path: string): string => relative(process.cwd(), resolve(folder, path)) || ".";
  return {
    ...service,
    input: at(service.input),
    output: at(service.output),
    ...(service.overlay === undefined ? {} : { overlay: at(service.overlay) }),
    ...overrides(command),
  };
}

function servicesOf(command: Command, run: typeof Run): readonly ServiceConfig[] | undefined {
  if (command.inputs.length > 0) {
    const needsOutput = command.verb === "generate" || command.verb === "check";
    if (!needsOutput || command.output !== undefined) return fromFlags(command);
    say(`swage: ${command.verb} needs -o, the package folder\n`);
    return undefined;
  }
  const file = command.config ?? CONFIG;
  if (command.config === undefined && !existsSync(file)) {
    say(
      `error    SW4004\n         There is no ${CONFIG} here, and no model was given.\n         hint: swage ${command.verb} -i <model> -o <folder>, or write a ${CONFIG}\n`,
    );
    return undefined;
  }
  const { config, diagnostics } = run.readConfig(file);
  for (const one of diagnostics) say(diagnosticText(one, style));
  if (config === undefined) {
    say(failureText(diagnostics, false));
    return undefined;
  }
  return config.services.map((one) => placed(one, dirname(file), command));
}

function runVerb(command: Command, services: readonly ServiceConfig[], run: typeof Run): number {
  const environment = { swage: SWAGE_VERSION, generator: SWAGE_BUILD, force: command.force };
  let code = 0;
  for (const service of services) {
    progress(`${command.verb} ${shown(service.input)} …`);
    const started = performance.now();
    const outcome =
      command.verb === "generate"
        ? run.generate(service, environment)
        : command.verb === "check"
          ? run.check(service, environment)
          : run.validate(service, environment);
    progress();
    show(command, service, outcome, services.length === 1 ? performance.now() : performance.now() - started);
    if (outcome.failed) code = 1;
  }
  return code;
}

/** One line that is overwritten by what follows; on terminals only. */
function progress(text = ""): void {
  if (process.stderr.isTTY === true) say(`\r\u001b[2K${text}`);
}

function show(command: Command, service: ServiceConfig, outcome: Run.Outcome, milliseconds: number): void {
  const { diagnostics, failed, summary, model, written = 0, unchanged = 0, removed = 0 } = outcome;
  if (command.json) {
    const { model: _, ...rest } = outcome;
    out(`${JSON.stringify({ output: service.output, ...rest, ...(command.verb === "inspect" ? { model } : {}) })}\n`);
    return;
  }
  if (command.verb === "inspect" && model !== undefined && !failed) {
    out(`${JSON.stringify(model, null, 2)}\n`);
    return;
  }
  if (summary !== undefined && !command.quiet) out(`${summary.line}\n`);
  for (const one of diagnostics) if (!command.quiet || one.severity === "error") say(diagnosticText(one, style));
  for (const { path, state } of outcome.stale ?? []) say(`  ${state}: ${join(service.output, path)}\n`);
  if (failed) say(failureText(diagnostics, false));
  else if (!command.quiet && command.verb === "generate")
    out(filesText(shown(service.output), written, unchanged, removed, milliseconds / 1000));
  else if (!command.quiet && command.verb === "check") out(`${shown(service.output)} is up to date\n`);
  else if (!command.quiet) out("nothing wrong\n");
}

const shown = (path: string): string => (path.startsWith("..") ? path : relative(process.cwd(), resolve(path)) || ".");

/** The closing hint belongs to the first generation; kept out of the way of everything that has to be fast. */
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    say(
      `swage: this is a bug of swage's: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 1;
  },
);
