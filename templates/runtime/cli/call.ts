/**
 * A command that calls the service: values converted, client made, pages or waiter run, result printed. One call of the program
 * comes here at most once; everything that can go wrong leaves as a `Failure`.
 */
import { clientFailure } from "./client-failure.ts";
import type { CommandLine, OwnOption } from "./command-line.ts";
import { paramFailure } from "./failure.ts";
import { readInputFile } from "./input-file.ts";
import { inputValue, members } from "./input-value.ts";
import type { Invocation } from "./invocation.ts";
import { isMap, type Raw, setMember } from "./json-text.ts";
import { makeClient, STUBBED, stubHandler } from "./make-client.ts";
import { NumberText } from "./number.ts";
import { optionValue } from "./option-value.ts";
import { outputSkeleton } from "./output-skeleton.ts";
import { type OutputContext, outputValue } from "./output-value.ts";
import { type PageRequest, printPages } from "./pages.ts";
import { fileLoader } from "./param-file.ts";
import type { Printable } from "./printable.ts";
import { Printer } from "./printer.ts";
import { readSettings, type Settings } from "./settings.ts";
import { outfileContents } from "./stream.ts";
import type { Command, StructureShape } from "./table.ts";
import { runWaiter } from "./waiter.ts";
import type { CliClient, ClientModule, CommandConstructor, World } from "./world.ts";

/** The exit code of a success. */
export async function callCommand(call: Invocation): Promise<number> {
  const { command, line, globals, world } = call;
  const query =
    typeof globals.query === "string" ? (await import("./query.ts")).compileQuery(globals.query) : undefined;
  const settings = await readSettings(globals, world);
  const given = await givenInput(call, settings);
  const { shapes } = command;
  const context: OutputContext = { shapes, timestamps: settings.timestamps };
  const printer = new Printer({ title: command.operation, settings, globals, query, world });
  const module = await world.loadClient();
  const stub = line.skeleton === "output";
  const client = await makeClient(call, module, settings, stub ? stubHandler() : undefined).catch(async (error) => {
    throw await clientFailure(error, command, context);
  });
  try {
    if (stub) await printSkeleton(call, module, client, given.input, context, printer);
    else if (command.waiter !== undefined) await runWaiter(command.waiter, module, client, given.input);
    else if (given.pages !== undefined) await printPages(given.pages, call, module, client, context, printer);
    else await printAnswer(call, module, client, given.input, context, printer);
  } catch (error) {
    throw await clientFailure(error, command, context, client);
  } finally {
    client.destroy();
  }
  await printer.end();
  return 0;
}

interface Given {
  readonly input: Readonly<Record<string, unknown>>;
  /** Set when pages are to be merged. */
  readonly pages?: PageRequest;
}

/** Options over the input file, member by member (C8), each converted by the model. */
async function givenInput(
  { command, line, world }: Invocation,
  settings: Settings,
): Promise<Given & { pages?: PageRequest }> {
  const { shapes, pagination } = command;
  const structure = shapes[command.input ?? ""] as StructureShape | undefined;
  const known = structure?.members ?? {};
  const load = fileLoader(world);
  const context = { shapes, binary: settings.binary };
  const input: Record<string, unknown> = {};
  for (const option of command.options) {
    const words = line.members.get(option);
    const member = known[option.member];
    if (words === undefined || member === undefined) continue;
    const raw: Raw =
      typeof words === "boolean" ? words : optionValue(`--${option.name}`, member, words, { shapes, load, world });
    setMember(input, option.member, inputValue(member, raw, option.member, context));
  }
  const file = await fileMembers(line, world);
  const paging = pagination === undefined ? undefined : file.PaginationConfig;
  const rest = Object.fromEntries(
    Object.entries(file).filter(
      ([key]) => !Object.hasOwn(input, key) && !(key === "PaginationConfig" && paging !== undefined),
    ),
  );
  for (const [name, value] of Object.entries(members(known, rest, "", context))) setMember(input, name, value);
  return { input, ...pageRequest(command, line, input, paging) };
}

async function fileMembers(line: CommandLine, world: World): Promise<Readonly<Record<string, Raw>>> {
  for (const option of ["cli-input-json", "cli-input-yaml"] as const) {
    const given = line.own.get(option);
    if (given !== undefined) return readInputFile(option, given, fileLoader(world));
  }
  return {};
}

const PAGING = ["starting-token", "page-size", "max-items"] as const satisfies readonly OwnOption[];

/** Whether pages are merged, and with what (C10.2). A token or limit of the service's own switches that off. */
function pageRequest(
  { pagination, waiter }: Command,
  line: CommandLine,
  input: Readonly<Record<string, unknown>>,
  paging: Raw | undefined,
): { readonly pages?: PageRequest } {
  if (pagination === undefined || waiter !== undefined) return {};
  const own = [...pagination.inputToken, ...(pagination.limitKey === undefined ? [] : [pagination.limitKey])];
  const manual = line.noPaginate || own.some((name) => Object.hasOwn(input, name));
  const given = PAGING.filter((name) => line.own.has(name));
  if (manual) {
    if (given.length === 0) return {};
    const names = given.map((name) => `--${name}`).join(", ");
    throw paramFailure(`Cannot specify --no-paginate along with pagination arguments: ${names}`);
  }
  const config = paging !== undefined && isMap(paging) ? paging : {};
  const token = line.own.get("starting-token") ?? config.StartingToken;
  const pageSize = numberOf(line.own.get("page-size") ?? config.PageSize);
  const maxItems = numberOf(line.own.get("max-items") ?? config.MaxItems);
  return {
    pages: {
      pagination,
      input,
      ...(typeof token === "string" ? { startingToken: token } : {}),
      ...(pageSize === undefined ? {} : { pageSize }),
      ...(maxItems === undefined ? {} : { maxItems }),
    },
  };
}

function numberOf(value: Raw | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value instanceof NumberText ? value.text : value);
  if (Number.isInteger(number)) return number;
  throw paramFailure(`Invalid value in PaginationConfig: ${String(value)}, expected an integer`);
}

function newCommand(module: ClientModule, command: Command, input: Readonly<Record<string, unknown>>): object {
  return new (module[command.command] as CommandConstructor)(input);
}

async function printAnswer(
  { command, line, world }: Invocation,
  module: ClientModule,
  client: CliClient,
  input: Readonly<Record<string, unknown>>,
  context: OutputContext,
  printer: Printer,
): Promise<void> {
  const answer = { ...(await client.send(newCommand(module, command, input))) };
  if (command.streamsOutput !== undefined && line.outfile !== undefined) {
    await outfileContents(answer[command.streamsOutput], line.outfile, world);
    delete answer[command.streamsOutput];
  }
  await printer.print(outputValue(command.output, answer, context));
}

/** C9.3: the parameters are checked as for a call, and nothing is sent. */
async function printSkeleton(
  { command }: Invocation,
  module: ClientModule,
  client: CliClient,
  input: Readonly<Record<string, unknown>>,
  context: OutputContext,
  printer: Printer,
): Promise<void> {
  await client.config?.region?.();
  await client.send(newCommand(module, command, input)).catch((error: unknown) => {
    if ((error as Error).message !== STUBBED) throw error;
  });
  const value: Printable = outputSkeleton(command, context);
  await printer.print(value);
}
