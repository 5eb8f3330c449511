/**
 * Reads the words of a line against a set of options (C2.2, C2.4): which word is an option, which a value, which is left
 * over. It is told the options and how many words each takes, and knows nothing of what they mean.
 */
import { usageFailure } from "./failure.ts";

/** How many words an option takes: none, one, perhaps one, or all up to the next option. */
export type Arity = "none" | "one" | "optional" | "many";

export interface WordOption {
  /** With dashes: `--app-id`. */
  readonly flag: string;
  readonly arity: Arity;
}

export interface Found<Option extends WordOption> {
  readonly option: Option;
  readonly words: readonly string[];
}

export interface Reading<Option extends WordOption> {
  /** In the order of the line; the same option may stand twice. */
  readonly found: readonly Found<Option>[];
  /** Words that no option took, in order. */
  readonly rest: readonly Rest[];
}

/** A word that is left over; `option` if it looks like an option. */
export interface Rest {
  readonly word: string;
  readonly option: boolean;
}

/** What an ambiguous prefix does: an error, or it is left over for somebody else. */
export type Ambiguity = "fails" | "stays";

const NEGATIVE_NUMBER = /^-\d+$|^-\d*\.\d+$/;

/** Throws a usage failure for a value too few or too many, and for an ambiguous prefix. */
export function readWords<Option extends WordOption>(
  words: readonly string[],
  options: readonly Option[],
  ambiguity: Ambiguity = "fails",
): Reading<Option> {
  const found: Found<Option>[] = [];
  const rest: Rest[] = [];
  const end = words.indexOf("--");
  const stop = end < 0 ? words.length : end;
  let at = 0;
  while (at < stop) {
    const word = words[at] as string;
    at += 1;
    const match = optionOf(word, options);
    if (match.kind === "value" || match.kind === "unknown") {
      rest.push({ word, option: match.kind === "unknown" });
      continue;
    }
    if (match.kind === "ambiguous") {
      if (ambiguity === "fails") {
        const flags = match.options.map(({ flag }) => flag).join(", ");
        throw usageFailure(`ambiguous option: ${word.split("=", 1)[0]} could match ${flags}`);
      }
      rest.push({ word, option: true });
      continue;
    }
    const { option, joined } = match;
    if (joined !== undefined) {
      if (option.arity === "none") throw usageFailure(`argument ${option.flag}: ignored explicit argument '${joined}'`);
      found.push({ option, words: [joined] });
      continue;
    }
    const taken: string[] = [];
    const most = option.arity === "none" ? 0 : option.arity === "many" ? Number.POSITIVE_INFINITY : 1;
    while (taken.length < most && at < stop && optionOf(words[at] as string, options).kind === "value") {
      taken.push(words[at] as string);
      at += 1;
    }
    if (option.arity === "one" && taken.length === 0) {
      throw usageFailure(`argument ${option.flag}: expected one argument`);
    }
    found.push({ option, words: taken });
  }
  for (const word of words.slice(stop)) rest.push({ word, option: true });
  return { found, rest };
}

type Match<Option> =
  | { readonly kind: "option"; readonly option: Option; readonly joined?: string }
  | { readonly kind: "ambiguous"; readonly options: readonly Option[] }
  | { readonly kind: "unknown" }
  | { readonly kind: "value" };

/** An exact name wins over a prefix; a prefix must fit one option alone. */
function optionOf<Option extends WordOption>(word: string, options: readonly Option[]): Match<Option> {
  if (!word.startsWith("-") || word === "-") return { kind: "value" };
  const exact = options.find(({ flag }) => flag === word);
  if (exact !== undefined) return { kind: "option", option: exact };
  const equals = word.indexOf("=");
  const name = equals < 0 ? word : word.slice(0, equals);
  const joined = equals < 0 ? {} : { joined: word.slice(equals + 1) };
  if (name.startsWith("--") && name.length > 2) {
    const named = options.find(({ flag }) => flag === name);
    if (named !== undefined) return { kind: "option", option: named, ...joined };
    const [first, ...others] = options.filter(({ flag }) => flag.startsWith(name));
    if (first !== undefined) {
      return others.length > 0
        ? { kind: "ambiguous", options: [first, ...others] }
        : { kind: "option", option: first, ...joined };
    }
  }
  return NEGATIVE_NUMBER.test(word) || word.includes(" ") ? { kind: "value" } : { kind: "unknown" };
}
