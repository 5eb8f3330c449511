/**
 * What each input member is called on the command line: its kebab name, or, where a global option of that name (or one that
 * it abbreviates) would swallow it or another option is called so, the name with what the operation is about in front.
 * Source: AWS CLI, spec-cli C1.4.
 */
import type { Diagnostics, Place } from "../diagnostics.ts";
import type { Model, Operation, ShapeId } from "../model/types.ts";
import { kebab } from "./case.ts";

export type OptionNames = ReadonlyMap<string, string>;

/** Options that every command has. */
export const GLOBAL_OPTIONS = [
  "debug",
  "endpoint-url",
  "no-verify-ssl",
  "no-paginate",
  "output",
  "query",
  "profile",
  "region",
  "version",
  "color",
  "no-sign-request",
  "ca-bundle",
  "cli-read-timeout",
  "cli-connect-timeout",
  "cli-binary-format",
  "no-cli-pager",
  "cli-auto-prompt",
  "no-cli-auto-prompt",
  "cli-error-format",
  "help",
] as const;

/** Options that every command has of its own, and that a member may not hide. */
const OWN_OPTIONS: readonly string[] = ["cli-input-json", "cli-input-yaml", "generate-cli-skeleton"];

/** `diagnostics`: where there is a command line for them to speak of. */
export function optionNames(
  operation: Operation,
  model: Model,
  place: (id: ShapeId) => Place,
  diagnostics: Diagnostics | undefined,
): OptionNames {
  const input = operation.input === undefined ? undefined : model.shapes[operation.input];
  if (input?.kind !== "structure") return new Map();
  const spelt = input.members.map((member) => kebab(member.name));
  const wishes = new Set(spelt);
  const taken = new Set<string>();
  return new Map(
    input.members.map((member, index) => {
      const wish = spelt[index] ?? "";
      // A boolean has `--no-<name>` as well.
      const switches = model.shapes[member.target]?.kind === "boolean";
      const free = (name: string): boolean => !taken.has(name) && !(switches && taken.has(`no-${name}`));
      const reason = swallowed(wish)
        ? `The command line has a global option that takes --${wish}`
        : OWN_OPTIONS.includes(wish)
          ? `Every command has an option --${wish}`
          : free(wish)
            ? undefined
            : `The option --${wish} is another member's`;
      let name = wish;
      if (reason !== undefined) {
        do name = `${noun(operation.name)}-${name}`;
        while (wishes.has(name) || !free(name));
        diagnostics?.report("SW2002", `${reason}: the member's option is --${name}.`, {
          shape: `${input.id}$${member.name}`,
          place: place(operation.id),
        });
      }
      taken.add(name);
      if (switches) taken.add(`no-${name}`);
      return [member.name, name] as const;
    }),
  );
}

/** Whether a global option equals the name, or is the only one that it abbreviates. */
const swallowed = (name: string): boolean => SWALLOWED.has(name);

/** All that begins one global option and no other, and the options themselves: every member's name is looked for. */
const SWALLOWED: ReadonlySet<string> = new Set(
  GLOBAL_OPTIONS.flatMap((option) => {
    const begun = Array.from(option, (_, index) => option.slice(0, index + 1));
    return begun.filter((name) => name === option || GLOBAL_OPTIONS.filter((one) => one.startsWith(name)).length === 1);
  }),
);

/** The last word of the operation's name, in singular. */
function noun(operation: string): string {
  const word = kebab(operation).split("-").at(-1) ?? "";
  return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}
