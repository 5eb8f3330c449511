/**
 * One run of the program, from its words to an exit code. Answers by itself what needs no call (`--version`, help, input
 * skeletons) with as little code as that takes; everything else is in `call.ts`, loaded then.
 */
import { firstWord, invalidChoice, readCommandLine, readGlobals } from "./command-line.ts";
import { Failure, usageFailure } from "./failure.ts";
import type { Globals } from "./globals.ts";
import type { Query } from "./query.ts";
import type { Index, Line } from "./table.ts";
import type { Rest } from "./words.ts";
import type { World } from "./world.ts";

/** Never throws; the exit code of C13.1. */
export async function run(argv: readonly string[], world: World): Promise<number> {
  let globals: Globals = {};
  try {
    const reading = readGlobals(argv);
    globals = reading.globals;
    return await answer(globals, reading.rest, world);
  } catch (error) {
    const { report } = await import("./report.ts");
    return report(error, globals, world);
  }
}

async function answer(globals: Globals, rest: readonly Rest[], world: World): Promise<number> {
  if (globals.version) {
    const { package: name, version, swage } = world.index();
    world.stdout.write(`${name}/${version} ${world.platform()} swage/${swage}\n`);
    return 0;
  }
  const { word, others } = firstWord(rest);
  const index = world.index();
  const asksHelp = rest.some(({ word: one }) => one === "--help" || one === "-h");
  if (word === "help" || (word === undefined && asksHelp)) return showHelp(storedPage(index.help, world), world);
  refusePrompt(globals, world);
  checkEndpoint(globals);
  const query =
    typeof globals.query === "string" ? (await import("./query.ts")).compileQuery(globals.query) : undefined;
  if (word === undefined) throw usageFailure("the following arguments are required: command");
  if (word === "wait" && index.waitHelp !== undefined) {
    return wait({ globals, query, index, world }, others, index.waitHelp);
  }
  return command({ globals, query, index, world }, word, others, "command");
}

/** What every command of this run is told. */
interface Run {
  readonly globals: Globals;
  readonly query: Query | undefined;
  readonly index: Index;
  readonly world: World;
}

async function wait(run: Run, rest: readonly Rest[], page: Line): Promise<number> {
  const { index, world } = run;
  const { word, others } = firstWord(rest);
  const asksHelp = others.some(({ word: one }) => one === "--help" || one === "-h");
  if (word === "help" || (word === undefined && asksHelp)) return showHelp(storedPage(page, world), world);
  if (word === undefined) {
    const usage = `usage: ${index.program} [options] wait <waiter> [parameters]`;
    throw new Failure(252, `${usage}\n${index.program}: [ERROR]: too few arguments`, { code: "ParamValidation" });
  }
  return command(run, word, others, "waiter");
}

async function command(run: Run, word: string, rest: readonly Rest[], kind: "command" | "waiter"): Promise<number> {
  const { globals, index, world } = run;
  const names = kind === "command" ? index.commands : index.waiters;
  const place = names.indexOf(word);
  if (place < 0) {
    const waits = kind === "command" && index.waitHelp !== undefined ? ["wait"] : [];
    throw invalidChoice(kind, word, [...names, ...waits, "help"]);
  }
  const table = world.command(kind === "command" ? place : index.commands.length + place);
  const line = readCommandLine(table, rest, globals);
  if (line.help) {
    if (Object.keys(table.shapes).length > LONG) world.brief();
    const { helpText } = await import("./help.ts");
    return showHelp(helpText(index, table, storedPage(index.globals, world), isStyled(world)), world);
  }
  if (line.skeleton === "input" || line.skeleton === "yaml-input") {
    const { inputSkeleton } = await import("./skeleton.ts");
    world.stdout.write(inputSkeleton(table, line.skeleton));
    return 0;
  }
  const { callCommand } = await import("./call.ts");
  return callCommand({ ...run, command: table, line });
}

/** Shapes of a page that takes longer than saying so. */
const LONG = 100;

async function showHelp(page: string, world: World): Promise<number> {
  if (!world.stdout.isTTY) {
    world.stdout.write(page);
    return 0;
  }
  const { pageHelp } = await import("./pager.ts");
  pageHelp(page, world);
  return 0;
}

/** Whether words of a page stand out: not in files and pipes, nor with NO_COLOR. */
const isStyled = ({ stdout, env }: World): boolean => stdout.isTTY && !env.NO_COLOR;

const ESCAPE = String.fromCharCode(27);

function storedPage(line: Line, world: World): string {
  const page = world.page(line);
  if (isStyled(world)) return page;
  return ["[1m", "[22m", "[4m", "[24m"].reduce((text, code) => text.replaceAll(ESCAPE + code, ""), page);
}

/** C18: the switches exist, the prompt itself does not yet; said clearly instead of waiting for nothing. */
function refusePrompt(globals: Globals, world: World): void {
  if (globals["no-cli-auto-prompt"] && globals["cli-auto-prompt"]) {
    throw new Failure(252, "Both --cli-auto-prompt and --no-cli-auto-prompt cannot be specified at the same time.", {
      code: "ParamValidation",
    });
  }
  const asked = globals["cli-auto-prompt"] ? "--cli-auto-prompt" : "AWS_CLI_AUTO_PROMPT=on";
  if (!globals["cli-auto-prompt"] && (globals["no-cli-auto-prompt"] || world.env.AWS_CLI_AUTO_PROMPT !== "on")) return;
  throw new Failure(255, `${asked}: this version has no prompt yet. Use --no-cli-auto-prompt to run the command.`);
}

function checkEndpoint(globals: Globals): void {
  const url = globals["endpoint-url"];
  if (typeof url !== "string" || /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(url)) return;
  throw new Failure(
    252,
    `Bad value for --endpoint-url "${url}": scheme is missing.  Must be of the form http://<hostname>/ or https://<hostname>/`,
    { code: "ParamValidation" },
  );
}
