/**
 * An example's input as a line that a shell runs as it is: every value quoted where it has to be, long lines broken. It
 * knows the options of the command, not what they are for. Source of the quoting: POSIX shell, 2.2.2 and 2.2.1.
 */
import { isScalar } from "../../../templates/runtime/cli/help/type-label.ts";
import type { Model } from "../../model/types.ts";
import { shapeOf } from "../../plan/plan.ts";
import type { CommandOption, MemberOption } from "./options.ts";
import { isStreaming } from "./shape-facts.ts";

const WIDTH = 72;
const CONTINUED = " \\\n    ";

/** `amplifybackend get-backend --app-id a1b2 \` and so on: one option a line where all do not fit one. */
export function commandLine(
  model: Model,
  command: string,
  options: readonly CommandOption[],
  input: Readonly<Record<string, unknown>>,
): string {
  const parts = options.flatMap((option) => {
    if (option.kind === "own") return option.name === "outfile" ? ["outfile"] : [];
    const value = input[option.member.name];
    return value === undefined || value === null ? [] : [optionText(model, option, value)];
  });
  const line = [command, ...parts].join(" ");
  return line.length <= WIDTH && !line.includes("\n") ? line : [command, ...parts].join(CONTINUED);
}

function optionText(model: Model, { name, target }: MemberOption, value: unknown): string {
  if (target.kind === "boolean") return value === true ? `--${name}` : `--no-${name}`;
  if (target.kind === "blob" && isStreaming(target)) return `--${name} path/to/file`;
  if (isScalar({ type: target.kind })) return withValue(name, wordOf(value));
  if (target.kind === "list" && Array.isArray(value) && isScalar({ type: shapeOf(model, target.member.target).kind })) {
    const words = value.map(wordOf);
    // Words that would be read as something else are safe inside JSON.
    const plain = words.every((word) => !/^(?:-|\[|file:\/\/|fileb:\/\/)/.test(word));
    if (plain) return [`--${name}`, ...words.map(quoted)].join(" ");
  }
  return `--${name} ${jsonWord(value)}`;
}

const wordOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** A value that begins like an option is only taken as a value behind `=`. */
function withValue(name: string, word: string): string {
  return /^-(?![0-9.]+$)/.test(word) ? `--${name}=${quoted(word)}` : `--${name} ${quoted(word)}`;
}

/** On one line if it is short, else laid out: a quoted word may hold line ends. */
function jsonWord(value: unknown): string {
  const short = JSON.stringify(value) ?? "null";
  return quoted(short.length <= WIDTH - 10 ? short : JSON.stringify(value, null, 2).replaceAll("\n", "\n    "));
}

/** In single quotes unless every character is one that no shell gives a meaning. */
export function quoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
