/**
 * The entry of one option on a page: its line, text, nested members and syntax blocks. Source: AWS CLI 2, spec-cli C16.2.
 */
import { paragraph } from "../../doc/text.ts";
import type { Doc } from "../../doc/tree.ts";
import { isValueWrapper, shapeOf } from "../shape.ts";
import type { Key, Member, Shape } from "../table.ts";
import { entriesOf, type Opening } from "./entries.ts";
import { jsonSyntax } from "./json-syntax.ts";
import { type MemberOption, type PageOption, spellings } from "./options.ts";
import type { Entry } from "./page.ts";
import { shorthandSyntax } from "./shorthand-syntax.ts";
import { bodyOf, constraintsOf } from "./told.ts";
import { isScalar, typeLabel, typeName } from "./type-label.ts";
import { COMMAND_WORDS, NOTES } from "./words.ts";

/** `pageSize`: the limit member of a command that pages, whose type and bounds the options of pagination share. */
export function optionEntry(how: Opening, option: PageOption, pageSize: Member | undefined): Entry | undefined {
  if (option.kind === "member") return memberEntry(how, option);
  const limit = pageSize === undefined ? undefined : shapeOf(how.shapes, pageSize.shape);
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
      const bounds = pageSize === undefined || limit === undefined ? [] : constraintsOf(pageSize, limit);
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

function memberEntry(how: Opening, { name, member, target, required }: MemberOption): Entry {
  const streamed = target.type === "blob" && target.streaming === true ? NOTES.streamingBlob : [];
  const type = typeLabel(target, member.jsonvalue === true);
  const names = spellings(name, target.type === "boolean");
  return {
    ...entry(names, type, required, [...bodyOf(member, target), ...streamed]),
    members: entriesOf(how, member.shape, []),
    syntax: syntaxOf(how, member.shape, target),
  };
}

/** Lists of scalars are given as words; anything else that nests in shorthand, where that is readable, or as JSON. */
function syntaxOf({ shapes, left }: Opening, key: Key, shape: Shape): Doc {
  if (left < 0) return [];
  if (isScalar(shape) || isValueWrapper(shape, shapes)) return [];
  if (shape.type === "list") {
    const item = shapeOf(shapes, shape.member);
    if (isScalar(item)) {
      const word = item.type === "string" ? '"string"' : typeName(item);
      return block(NOTES.syntax, `${word} ${word} ...`);
    }
  }
  const shorthand = shorthandSyntax(shapes, key);
  return [
    ...(shorthand === undefined ? [] : block(NOTES.shorthandSyntax, shorthand)),
    ...block(NOTES.jsonSyntax, jsonSyntax(shapes, key)),
  ];
}

const block = (lead: string, text: string): Doc => [...paragraph(lead), { kind: "code", text }];

function entry(names: readonly string[], type: string, required: boolean, body: Doc): Entry {
  return { label: { kind: "option", names }, type, required, body, members: [], syntax: [] };
}
