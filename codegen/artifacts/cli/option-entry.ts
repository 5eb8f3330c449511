/**
 * The entry of one option on a page: its line, text, nested members and syntax blocks. Source: AWS CLI 2, spec-cli C16.2.
 */
import { paragraph } from "../../doc/text.ts";
import type { Doc } from "../../doc/tree.ts";
import type { Member, Shape } from "../../model/types.ts";
import { jsonSyntax } from "./json-syntax.ts";
import { bodyOf, bullets, constraintsOf, entriesOf, type Opening } from "./members.ts";
import type { CommandOption, MemberOption, OwnOption } from "./options.ts";
import type { Entry } from "./page.ts";
import { isValueWrapper, shorthandSyntax } from "./shorthand-syntax.ts";
import { isScalar, isStreaming, targetOf, typeLabel, typeName } from "./type-label.ts";
import { COMMAND_WORDS, GLOBAL_WORDS, NOTES, type OptionWords } from "./words.ts";

/** `--x <value>`, `[--x <value>]`, `[--a | --no-a]`: an option's line in the synopsis; `undefined` for one that has none. */
export function synopsisOf(option: CommandOption): string | undefined {
  if (option.kind === "own") return OWN_SYNOPSIS[option.name];
  if (option.hidden) return undefined;
  const names = spellings(option);
  const text = names.length > 1 ? names.join(" | ") : `${names[0]} <value>`;
  return option.required ? text : `[${text}]`;
}

/** The YAML option stands beside the JSON one. */
const OWN_SYNOPSIS: Readonly<Record<OwnOption, string | undefined>> = {
  outfile: "<outfile>",
  "cli-input-json": "[--cli-input-json | --cli-input-yaml]",
  "cli-input-yaml": undefined,
  "starting-token": "[--starting-token <value>]",
  "page-size": "[--page-size <value>]",
  "max-items": "[--max-items <value>]",
  "generate-cli-skeleton": "[--generate-cli-skeleton <value>]",
};

const spellings = ({ name, target }: MemberOption): readonly string[] =>
  target.kind === "boolean" ? [`--${name}`, `--no-${name}`] : [`--${name}`];

/** `pageSize`: the limit member of a command that pages, whose type and bounds the options of pagination share. */
export function optionEntry(how: Opening, option: CommandOption, pageSize: Member | undefined): Entry | undefined {
  if (option.kind === "member") return option.hidden ? undefined : memberEntry(how, option);
  const limit = pageSize === undefined ? undefined : targetOf(how.model, pageSize.target);
  const plain = (names: readonly string[], type: string, body: Doc): Entry => entry(names, type, false, body);
  switch (option.name) {
    case "outfile":
      return entry(["outfile"], "string", true, COMMAND_WORDS.outfile);
    case "cli-input-json":
      return plain(["--cli-input-json", "--cli-input-yaml"], "string", COMMAND_WORDS.cliInput);
    case "cli-input-yaml":
      return undefined;
    case "starting-token":
      return plain(["--starting-token"], "string", COMMAND_WORDS.startingToken);
    case "page-size": {
      const bounds =
        pageSize === undefined || limit === undefined ? [] : constraintsOf(pageSize.constraints, limit.constraints);
      return plain(["--page-size"], countType(limit), [...COMMAND_WORDS.pageSize, ...bounds]);
    }
    case "max-items":
      return plain(["--max-items"], countType(limit), COMMAND_WORDS.maxItems);
    case "generate-cli-skeleton":
      return plain(["--generate-cli-skeleton"], "string", COMMAND_WORDS.generateSkeleton);
    default:
      return option satisfies never;
  }
}

/** The type of the limit member, which is a number but for a few old services. */
const countType = (limit: Shape | undefined): string => (limit === undefined ? "integer" : typeName(limit));

function memberEntry(how: Opening, option: MemberOption): Entry {
  const { member, target } = option;
  const streamed = target.kind === "blob" && isStreaming(target) ? NOTES.streamingBlob : [];
  return {
    ...entry(spellings(option), typeLabel(target, member), option.required, [...bodyOf(member, target), ...streamed]),
    members: entriesOf(how, target, []),
    syntax: syntaxOf(how, target),
  };
}

/** Lists of scalars are given as words; anything else that nests in shorthand, where that is readable, or as JSON. */
function syntaxOf({ model, left }: Opening, shape: Shape): Doc {
  if (left < 0) return [];
  if (isScalar(shape) || isValueWrapper(model, shape)) return [];
  if (shape.kind === "list") {
    const item = targetOf(model, shape.member.target);
    if (isScalar(item)) {
      const word = item.kind === "string" || item.kind === "enum" ? '"string"' : typeName(item);
      return block(NOTES.syntax, `${word} ${word} ...`);
    }
  }
  const shorthand = shorthandSyntax(model, shape);
  return [
    ...(shorthand === undefined ? [] : block(NOTES.shorthandSyntax, shorthand)),
    ...block(NOTES.jsonSyntax, jsonSyntax(model, shape)),
  ];
}

const block = (lead: string, text: string): Doc => [...paragraph(lead), { kind: "code", text }];

/** The options that every command has, as lines of the synopsis. */
export const GLOBAL_SYNOPSIS: readonly string[] = Object.entries(GLOBAL_WORDS).map(([name, { type }]) =>
  type === "boolean" ? `[--${name}]` : `[--${name} <value>]`,
);

export const GLOBAL_ENTRIES: readonly Entry[] = Object.entries(GLOBAL_WORDS).map(([name, words]) =>
  entry([`--${name}`], words.type, false, globalBody(words)),
);

function globalBody({ text, choices = [] }: OptionWords): Doc {
  return [
    ...text,
    ...bullets(
      NOTES.possibleValues,
      choices.map((one) => [{ kind: "code", text: one }]),
    ),
  ];
}

function entry(names: readonly string[], type: string, required: boolean, body: Doc): Entry {
  return { label: { kind: "option", names }, type, required, body, members: [], syntax: [] };
}
