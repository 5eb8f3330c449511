/**
 * The options that a command's page shows, in the order of its table: the members that are shown, then what comes with what
 * the operation is. Source: AWS CLI 2, spec-cli C3, C10.1, C11.
 */
import type { OwnOption } from "../command-line.ts";
import { GLOBAL_OPTIONS } from "../globals.ts";
import { shapeOf } from "../shape.ts";
import type { Command, CommandFacts, Member, Shape } from "../table.ts";

/** An option that a member of the input has. */
export interface MemberOption {
  readonly kind: "member";
  /** Without dashes. A boolean has `no-<name>` as well. */
  readonly name: string;
  readonly member: Member;
  readonly target: Shape;
  /** Whether a page shows it without brackets. The parser never asks for a boolean. */
  readonly required: boolean;
}

/** What a page lists beside the model's options: the file of a streamed answer is given as one, but is an argument. */
export type ListedOption = "outfile" | OwnOption;

export type PageOption = MemberOption | { readonly kind: "own"; readonly name: ListedOption };

export function pageOptions({ options, shapes, input, pagination, streamsOutput }: Command): readonly PageOption[] {
  const structure = input === undefined ? undefined : shapeOf(shapes, input);
  const members = structure !== undefined && "members" in structure ? structure.members : {};
  const shown = options.flatMap(({ name, member: key, hidden, required = false }): PageOption[] => {
    const member = members[key];
    if (hidden === true || member === undefined) return [];
    const target = shapeOf(shapes, member.shape);
    const asked = required || (target.type === "boolean" && member.required === true);
    return [{ kind: "member", name, member, target, required: asked }];
  });
  const own = ownOptions(pagination, streamsOutput !== undefined);
  return [...shown, ...own.map((name): PageOption => ({ kind: "own", name }))];
}

/** `streams`: the answer's body goes to a file. */
export function ownOptions(
  pagination: Pick<NonNullable<CommandFacts["pagination"]>, "limitKey"> | undefined,
  streams: boolean,
): readonly ListedOption[] {
  const paging: readonly ListedOption[] =
    pagination === undefined
      ? []
      : ["starting-token", ...(pagination.limitKey === undefined ? [] : (["page-size"] as const)), "max-items"];
  return streams ? ["outfile", ...paging] : ["cli-input-json", "cli-input-yaml", ...paging, "generate-cli-skeleton"];
}

/** `--x`, and of a boolean `--no-x` too. */
export const spellings = (name: string, isBoolean: boolean): readonly string[] =>
  isBoolean ? [`--${name}`, `--no-${name}`] : [`--${name}`];

/** `--x <value>`, `[--x <value>]`, `[--a | --no-a]`: a member's line in the synopsis. */
export function memberSynopsis(name: string, isBoolean: boolean, required: boolean): string {
  const text = isBoolean ? spellings(name, true).join(" | ") : `--${name} <value>`;
  return required ? text : `[${text}]`;
}

/** The lines of the other options; the one of YAML stands beside the one of JSON. */
export const OWN_SYNOPSIS: Readonly<Record<ListedOption, string | undefined>> = {
  outfile: "<outfile>",
  "cli-input-json": "[--cli-input-json | --cli-input-yaml]",
  "cli-input-yaml": undefined,
  "starting-token": "[--starting-token <value>]",
  "page-size": "[--page-size <value>]",
  "max-items": "[--max-items <value>]",
  "generate-cli-skeleton": "[--generate-cli-skeleton <value>]",
};

/** Those that every command has. */
export const GLOBAL_SYNOPSIS: readonly string[] = GLOBAL_OPTIONS.map(({ name, flag }) =>
  flag === true ? `[--${name}]` : `[--${name} <value>]`,
);
