/**
 * What each input member is called on the command line: its kebab name, or, where a global option of that name (or one that
 * it abbreviates) would swallow it, the name with what the operation is about in front. Source: AWS CLI, spec-cli C1.4.
 */
import type { Diagnostics, Place } from "../diagnostics.ts";
import type { Model, Operation, ShapeId } from "../model/types.ts";
import { kebab } from "./case.ts";

export type OptionNames = Readonly<Record<string, string>>;

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

export function optionNames(
  operation: Operation,
  model: Model,
  place: (id: ShapeId) => Place,
  diagnostics: Diagnostics,
): OptionNames {
  const input = operation.input === undefined ? undefined : model.shapes[operation.input];
  if (input?.kind !== "structure") return {};
  return Object.fromEntries(
    input.members.map((member) => {
      const wish = kebab(member.name);
      if (!swallowed(wish)) return [member.name, wish];
      const name = `${noun(operation.name)}-${wish}`;
      diagnostics.report(
        "SW2002",
        `The command line has a global option that takes --${wish}: the member's option is --${name}.`,
        {
          shape: `${input.id}$${member.name}`,
          place: place(operation.id),
        },
      );
      return [member.name, name];
    }),
  );
}

/** Whether a global option equals the name, or is the only one that it abbreviates. */
function swallowed(name: string): boolean {
  if ((GLOBAL_OPTIONS as readonly string[]).includes(name)) return true;
  return GLOBAL_OPTIONS.filter((one) => one.startsWith(name)).length === 1;
}

/** The last word of the operation's name, in singular. */
function noun(operation: string): string {
  const word = kebab(operation).split("-").at(-1) ?? "";
  return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}
