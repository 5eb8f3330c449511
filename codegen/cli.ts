/**
 * argv to a verb: the only file that prints or sets an exit code. It loads the pipeline only when a stamp says that there is
 * something to do, so that a run without changes costs little more than starting Node.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { StandardOutput } from "../templates/runtime/cli/stdout.ts";
import { type Command, HELP, parseCommand, type Verb } from "./arguments.ts";
import { compileLater } from "./compile-later.ts";
import { allFiles, filesOf } from "./load/files.ts";
import type { Config, ServiceConfig } from "./options.ts";
import { saidOf } from "./options.ts";
import { freshStamp, inputsHash, type Stamp } from "./output/stamp.ts";
import { diagnosticText, failureText, filesText, nextText, operationsIn, Totals } from "./report.ts";
import type * as Run from "./run.ts";
import { servicesOf as placedServices } from "./services.ts";

/** Put in by the build. */
declare const SWAGE_VERSION: string;
declare const SWAGE_BUILD: string;

const CONFIG = "swage.config.json";
const stdout = new StandardOutput();
const out = (text: string): void => stdout.write(text);
const say = (text: string): void => void process.stderr.write(text);
/** Since the process began, in milliseconds; `performance` would be loaded for it. */
const now = (): number => process.uptime() * 1000;

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
  const quick = command.verb === "generate" && !command.force ? quickServices(command) : undefined;
  const stamps = quick?.map(stampOf);
  if (stamps?.every((one) => one !== undefined) === true) {
    const totals = new Totals();
    for (const [index, service] of (quick ?? []).entries()) printUnchanged(service, stamps[index], command, totals);
    closing(command, totals);
    return 0;
  }
  compileLater();
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
  const file = command.config ?? CONFIG;
  try {
    if (command.inputs.length > 0 && command.output === undefined) return undefined;
    const config = command.inputs.length > 0 ? fromFlags(command) : (JSON.parse(readFileSync(file, "utf8")) as Config);
    const { services, faults } = placedServices(
      config,
      command.inputs.length > 0 ? "." : dirname(file),
      overrides(command),
    );
    return faults.length > 0 || services.length === 0 ? undefined : services;
  } catch {
    return undefined;
  }
}

function stampOf(service: ServiceConfig): Stamp | undefined {
  const files = filesOf(service.input, service.format, service.overlay);
  return "code" in files
    ? undefined
    : freshStamp(service.output, inputsHash(SWAGE_BUILD, saidOf(service), allFiles(files)));
}

function printUnchanged(service: ServiceConfig, stamp: Stamp | undefined, command: Command, totals: Totals): void {
  const files = stamp?.files.length ?? 0;
  totals.add({ written: 0, unchanged: files, removed: 0 }, operationsIn(stamp?.summary));
  if (command.json) out(`${JSON.stringify({ output: service.output, written: 0, unchanged: files, removed: 0 })}\n`);
  else if (!command.quiet) out(filesText(shown(service.output), 0, files, 0, now() / 1000));
}

/** One model goes into the folder itself, each of several into a folder below it. */
function fromFlags({ inputs, output = "" }: Command): Config {
  const several = inputs.length > 1 || /[*?{[]/.test(inputs[0] ?? "");
  const folder = several && output !== "" && !output.includes("{name}") ? join(output, "{name}") : output;
  return { services: inputs.map((input) => ({ input, output: folder })) };
}

const overrides = (command: Command): Partial<ServiceConfig> => ({
  ...(command.inputs.length === 0 || command.overlay === undefined ? {} : { overlay: command.overlay }),
  ...(command.format === undefined ? {} : { format: command.format as "smithy" | "botocore" }),
  ...(command.only === undefined ? {} : { only: command.only }),
  ...(command.without === undefined ? {} : { without: command.without }),
  ...(command.infer ? {} : { infer: false }),
  ...(command.docs === undefined ? {} : { docs: command.docs as "pages" | "page" }),
  ...(command.defaults === undefined ? {} : { defaults: command.defaults as "omit" | "fill" }),
  ...(command.protocol === undefined ? {} : { protocol: command.protocol }),
  ...(command.required === undefined ? {} : { required: command.required as "strict" | "nullable" }),
});

function servicesOf(command: Command, run: typeof Run): readonly ServiceConfig[] | undefined {
  if (command.inputs.length > 0) {
    const needsOutput = command.verb === "generate" || command.verb === "check";
    if (!needsOutput || command.output !== undefined)
      return sound(run.checkFlags(placedServices(fromFlags(command), ".", overrides(command))));
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
  return sound(run.readConfig(file, overrides(command)));
}

function tell(diagnostics: readonly Run.Located[]): void {
  // Looking at the stream loads Node's streams, which a run without diagnostics has no use for.
  if (diagnostics.length === 0) return;
  const style = { color: process.stderr.isTTY === true && process.env["NO_COLOR"] === undefined };
  for (const one of diagnostics) say(diagnosticText(one, style));
}

/** Says what is wrong with what was asked for. */
function sound({ services, diagnostics }: Run.Chosen): readonly ServiceConfig[] | undefined {
  tell(diagnostics);
  if (services === undefined) say(failureText(diagnostics, false));
  return services;
}

async function runVerb(command: Command, services: readonly ServiceConfig[], run: typeof Run): Promise<number> {
  const environment = { swage: SWAGE_VERSION, generator: SWAGE_BUILD, force: command.force };
  const totals = new Totals();
  for (const service of services) {
    const fresh = services.length > 1 && command.verb === "generate" && !command.force ? stampOf(service) : undefined;
    if (fresh !== undefined) {
      printUnchanged(service, fresh, command, totals);
      continue;
    }
    progress(`${command.verb} ${shown(service.input)} …`);
    const started = now();
    const outcome = run.runOne(command.verb as Verb, service, environment);
    progress();
    show(command, service, outcome, services.length === 1 ? now() : now() - started, services.length > 1);
    if (outcome.failed) totals.fail(shown(service.input));
    else totals.add(outcome, outcome.summary?.operations ?? 0);
    // A turn of the loop: an interrupt that came while files were put in place is heard now.
    if (services.length > 1) await new Promise((resolve) => setImmediate(resolve));
    // A Ctrl-C that waited for the files is heard here.
    await new Promise((resolve) => setImmediate(resolve));
  }
  closing(command, totals);
  return totals.failed.length > 0 ? 1 : 0;
}

/** Many services have a last line that counts them. */
function closing(command: Command, totals: Totals): void {
  if (totals.services < 2 || command.json || command.quiet || command.verb === "inspect") return;
  out(totals.text(command.verb === "generate", now() / 1000));
}

/** One line that is overwritten by what follows; on terminals only. */
function progress(text = ""): void {
  if (process.stderr.isTTY === true) say(`\r\u001b[2K${text}`);
}

function show(
  command: Command,
  service: ServiceConfig,
  outcome: Run.Outcome,
  milliseconds: number,
  many: boolean,
): void {
  const { diagnostics, failed, summary, model } = outcome;
  if (command.json) {
    const { model: _, ...rest } = outcome;
    out(`${JSON.stringify({ output: service.output, ...rest, ...(command.verb === "inspect" ? { model } : {}) })}\n`);
    return;
  }
  if (command.verb === "inspect" && model !== undefined && !failed) {
    out(`${JSON.stringify(model, null, 2)}\n`);
    return;
  }
  if (summary !== undefined && !command.quiet) out(`${summary.line}${many && !failed ? "  " : "\n"}`);
  if (many && !failed) out(command.quiet ? "" : doneText(command, service, outcome, milliseconds));
  // Of many services, what was inferred is counted in the line alone.
  tell(diagnostics.filter((one) => one.severity === "error" || (!command.quiet && !(many && one.severity === "info"))));
  for (const { path, state } of outcome.stale ?? []) say(`  ${state}: ${join(service.output, path)}\n`);
  if (failed) say(failureText(diagnostics, false));
  else if (!command.quiet && !many) {
    out(doneText(command, service, outcome, milliseconds));
    if (command.verb === "generate" && outcome.first === true && summary !== undefined)
      out(nextText(shown(service.output), summary));
  }
}

function doneText(command: Command, service: ServiceConfig, outcome: Run.Outcome, milliseconds: number): string {
  const { written = 0, unchanged = 0, removed = 0 } = outcome;
  if (command.verb === "generate")
    return filesText(shown(service.output), written, unchanged, removed, milliseconds / 1000);
  return command.verb === "check" ? `${shown(service.output)} is up to date\n` : "nothing wrong\n";
}

const shown = (path: string): string => (path.startsWith("..") ? path : relative(process.cwd(), resolve(path)) || ".");

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
