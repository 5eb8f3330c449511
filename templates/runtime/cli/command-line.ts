/**
 * A command's line as one parsed thing: global options, the command word, the command's own options, and what `help` or a
 * skeleton ask for. Decides what is missing, unknown or ambiguous (C2, C3); converts no value.
 */
import { Failure, paramFailure, usageFailure } from "./failure.ts";
import { GLOBAL_OPTIONS, type Globals } from "./globals.ts";
import { nearMatches } from "./near.ts";
import type { Command, Option } from "./table.ts";
import { type Arity, type Found, type Rest, readWords, type WordOption } from "./words.ts";

export interface GlobalReading {
  readonly globals: Globals;
  readonly rest: readonly Rest[];
}

/** The first pass (C2.1): global options anywhere on the line. An abbreviation that fits several is left for the command. */
export function readGlobals(words: readonly string[]): GlobalReading {
  const options = GLOBAL_OPTIONS.map((one) => ({
    ...one,
    flag: `--${one.name}`,
    arity: (one.flag ? "none" : "one") as Arity,
  }));
  const { found, rest } = readWords(words, options, "stays");
  const globals: Record<string, string | true> = {};
  for (const { option, words: taken } of found) {
    const [value] = taken;
    if (value === undefined) {
      globals[option.name] = true;
      continue;
    }
    if (option.choices?.includes(value) === false) throw invalidChoice(option.flag, value, option.choices);
    if (option.integer && !/^\s*[+-]?\d+\s*$/.test(value)) {
      throw usageFailure(`argument ${option.flag}: invalid int value: '${value}'`);
    }
    globals[option.name] = value;
  }
  return { globals, rest };
}

/** `Found invalid choice 'x'`, with what was probably meant. */
export function invalidChoice(argument: string, value: string, choices: readonly string[]): Failure {
  const near = nearMatches(value, choices);
  const meant = near.length === 0 ? "" : `\nMaybe you meant:\n\n${near.map((one) => `  * ${one}`).join("\n")}`;
  return usageFailure(`argument ${argument}: Found invalid choice '${value}'\n${meant}`);
}

/** Splits off the first word that is no option. */
export function firstWord(rest: readonly Rest[]): { readonly word?: string; readonly others: readonly Rest[] } {
  const at = rest.findIndex(({ option }) => !option);
  const word = rest[at]?.word;
  return word === undefined ? { others: rest } : { word, others: rest.filter((_, index) => index !== at) };
}

/** Options that the command line adds to the model's (C3.1). */
export type OwnOption =
  | "cli-input-json"
  | "cli-input-yaml"
  | "starting-token"
  | "page-size"
  | "max-items"
  | "generate-cli-skeleton";

export type Skeleton = "input" | "yaml-input" | "output";
const SKELETONS: readonly Skeleton[] = ["input", "yaml-input", "output"];

/** What the words of a command came to. */
export interface CommandLine {
  readonly help: boolean;
  readonly skeleton?: Skeleton;
  /** Words of each given member option, the last one winning; of a boolean: whether it is on. */
  readonly members: ReadonlyMap<Option, readonly string[] | boolean>;
  readonly own: ReadonlyMap<OwnOption, string>;
  readonly outfile?: string;
  readonly noPaginate: boolean;
}

type CommandOption = WordOption &
  (
    | { readonly kind: "member"; readonly member: Option }
    | { readonly kind: "switch"; readonly member: Option; readonly on: boolean }
    | { readonly kind: "own"; readonly own: OwnOption }
    | { readonly kind: "help" }
  );

/** The table of C3.1. With `--no-paginate`, a member takes back the name that a pagination option hides. */
function optionsOf(command: Command, paged: boolean): readonly CommandOption[] {
  const { pagination, streamsOutput, waiter, input } = command;
  const own: OwnOption[] = [];
  if (input !== undefined && streamsOutput === undefined) own.push("cli-input-json", "cli-input-yaml");
  if (pagination !== undefined && waiter === undefined) {
    own.push("starting-token");
    if (pagination.limitKey !== undefined) own.push("page-size");
    own.push("max-items");
  }
  if (streamsOutput === undefined) own.push("generate-cli-skeleton");
  const members = command.options.flatMap((member) => memberOptions(command, member));
  const hides = (flag: string): boolean =>
    paged && own.some((one) => flag === `--${one}`) && pagination !== undefined && waiter === undefined;
  const shown = members.filter(({ flag }) => !hides(flag));
  const taken = new Set(shown.map(({ flag }) => flag));
  return [
    ...shown,
    ...own
      .map((one) => ({
        kind: "own" as const,
        own: one,
        flag: `--${one}`,
        arity: (one === "generate-cli-skeleton" ? "optional" : "one") as Arity,
      }))
      .filter(({ flag }) => !taken.has(flag)),
    ...(taken.has("--help") ? [] : [{ kind: "help" as const, flag: "--help", arity: "none" as const }]),
  ];
}

function memberOptions(command: Command, member: Option): readonly CommandOption[] {
  const flag = `--${member.name}`;
  switch (shapeOfOption(command, member)?.type) {
    case "boolean":
      return [
        { kind: "switch", member, on: true, flag, arity: "none" },
        { kind: "switch", member, on: false, flag: `--no-${member.name}`, arity: "none" },
      ];
    case "list":
      return [{ kind: "member", member, flag, arity: "many" }];
    default:
      return [{ kind: "member", member, flag, arity: "one" }];
  }
}

function shapeOfOption({ shapes, input }: Command, { member }: Option) {
  const structure = shapes[input ?? ""];
  const found = structure !== undefined && "members" in structure ? structure.members[member] : undefined;
  return shapes[found?.shape ?? ""];
}

/** The second pass: the words behind the command. Throws usage failures in the order of the reference (C13.2). */
export function readCommandLine(command: Command, given: readonly Rest[], globals: Globals): CommandLine {
  const words = given.map(({ word }) => (word === "-h" ? "--help" : word));
  if (words.length === 1 && words[0] === "help") return helpLine;
  const options = optionsOf(command, globals["no-paginate"] === undefined);
  refuseGlobalPrefix(words, options);
  const reading = readWords(words, options);
  const members = new Map<Option, readonly string[] | boolean>();
  const own = new Map<OwnOption, string>();
  let skeleton: Skeleton | undefined;
  for (const { option, words: taken } of reading.found) {
    switch (option.kind) {
      case "member":
        members.set(option.member, taken);
        break;
      case "switch":
        members.set(option.member, option.on);
        break;
      case "own":
        own.set(option.own, taken[0] ?? "input");
        if (option.own === "generate-cli-skeleton") skeleton = skeletonOf(taken[0] ?? "input");
        else if (option.own === "page-size" || option.own === "max-items") requireInteger(option, taken);
        break;
      case "help":
        return helpLine;
      default:
        option satisfies never;
    }
  }
  const { outfile, help, unknown } = positionals(command, reading.rest);
  const lenient =
    own.has("cli-input-json") || own.has("cli-input-yaml") || (skeleton !== undefined && skeleton !== "output");
  if (!lenient) requireAll(command, members, outfile);
  if (help) return helpLine;
  if (unknown.length > 0) {
    throw new Failure(252, `Unknown options: ${unknown.join(", ")}`, { usageFirst: true });
  }
  if (own.has("cli-input-json") && own.has("cli-input-yaml")) {
    throw paramFailure("Only one --cli-input- parameter may be specified.");
  }
  return {
    help: false,
    members,
    own,
    noPaginate: globals["no-paginate"] !== undefined,
    ...(skeleton === undefined ? {} : { skeleton }),
    ...(outfile === undefined ? {} : { outfile }),
  };
}

const helpLine: CommandLine = { help: true, members: new Map(), own: new Map(), noPaginate: false };

/** An abbreviation that fits several global options and nothing of the command's. */
function refuseGlobalPrefix(words: readonly string[], options: readonly WordOption[]): void {
  for (const word of words) {
    const [name = ""] = word.split("=", 1);
    if (!name.startsWith("--") || name === "--" || options.some(({ flag }) => flag.startsWith(name))) continue;
    const near = GLOBAL_OPTIONS.filter((one) => `--${one.name}`.startsWith(name)).map((one) => `--${one.name}`);
    if (near.length > 1) throw usageFailure(`ambiguous option: ${name} could match ${near.join(", ")}`);
  }
}

function skeletonOf(text: string): Skeleton {
  const found = SKELETONS.find((one) => one === text);
  if (found === undefined) throw invalidChoice("--generate-cli-skeleton", text, SKELETONS);
  return found;
}

function requireInteger({ flag }: WordOption, [text = ""]: Found<WordOption>["words"]): void {
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw usageFailure(`argument ${flag}: invalid int value: '${text}'`);
}

/** `outfile` first, where there is one; then `help`; anything else is unknown. */
function positionals(command: Command, rest: readonly Rest[]) {
  let outfile: string | undefined;
  let help = false;
  const unknown: string[] = [];
  let behindUnknown = false;
  for (const { word, option } of rest) {
    if (word === "--") continue;
    if (option) unknown.push(word);
    else if (word === "help" && !behindUnknown) help = true;
    else if (command.streamsOutput !== undefined && outfile === undefined && !behindUnknown) outfile = word;
    else unknown.push(word);
    behindUnknown = option;
  }
  return { outfile, help, unknown };
}

function requireAll(command: Command, given: CommandLine["members"], outfile: string | undefined): void {
  const missing = command.options
    .filter((option) => option.required && !given.has(option))
    .map(({ name }) => `--${name}`);
  if (command.streamsOutput !== undefined && outfile === undefined) missing.push("outfile");
  if (missing.length > 0) throw usageFailure(`the following arguments are required: ${missing.join(", ")}`);
}
