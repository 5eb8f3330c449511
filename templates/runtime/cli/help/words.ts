/**
 * The words of help pages that no model gives: what every command's options do, notes and leads. All in one place, so that
 * they can be read, and corrected, as a text of their own. Facts: AWS CLI 2, spec-cli C8, C9, C10, C14.
 */
import { paragraph } from "../../doc/text.ts";
import type { Block, Doc, Inline } from "../../doc/tree.ts";
import type { Deprecation } from "../table.ts";

const code = (text: string): Inline => ({ kind: "code", text });

/** The options that swage gives to commands beside those of the model. */
export const COMMAND_WORDS = {
  cliInput: paragraph(
    "Takes the options from JSON or YAML text, or from a file named with ",
    code("file://"),
    ". Its form is what ",
    code("--generate-cli-skeleton"),
    " prints. An option on the command line wins over the same member here. Only one of the two may be given. JSON has no " +
      "way to write binary data: such a value is read as ",
    code("--cli-binary-format"),
    " says.",
  ),
  generateSkeleton: paragraph(
    "Prints an example to fill in and sends nothing. ",
    code("input"),
    " (also when no value is given) prints JSON for ",
    code("--cli-input-json"),
    ", ",
    code("yaml-input"),
    " prints YAML with comments for ",
    code("--cli-input-yaml"),
    ", and ",
    code("output"),
    " checks the given options and prints what a result looks like. The skeleton may change with the model.",
  ),
  startingToken: paragraph(
    "Where to go on: the ",
    code("NextToken"),
    " that an earlier result ended with because of ",
    code("--max-items"),
    ".",
  ),
  pageSize: paragraph(
    "How many items to ask for in each request. More and shorter requests give the same result, and help where one " +
      "request would take too long.",
  ),
  maxItems: paragraph(
    "How many items to print at most. Where more are left, the result has a ",
    code("NextToken"),
    " for ",
    code("--starting-token"),
    ".",
  ),
  outfile: paragraph("The file that the content of the answer is written to; it is made, or its content replaced."),
} as const;

const GLOBALS_BELOW = "Options that every command has are listed under GLOBAL OPTIONS.";

/** Statuses that the standard retry mode tries again at. */
const RETRIED: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

const warning = (...text: readonly (string | Inline)[]): Block => ({
  kind: "admonition",
  tone: "warning",
  body: paragraph(...text),
});

/** Leads and remarks. */
export const NOTES = {
  recursive: "( ... recursive ... )",
  membersAbove: paragraph("The members are described above."),
  possibleValues: "Possible values:",
  constraints: "Constraints:",
  none: "None",
  globalsBelow: GLOBALS_BELOW,
  shorthandSyntax: "Shorthand Syntax:",
  jsonSyntax: "JSON Syntax:",
  syntax: "Syntax:",
  streamingBlob: [
    {
      kind: "admonition",
      tone: "note",
      body: paragraph(
        "The value is the path of a file, without ",
        code("file://"),
        " or ",
        code("fileb://"),
        " before it.",
      ),
    },
  ] satisfies Doc,
  taggedUnion: (names: readonly string[]): Doc => [
    {
      kind: "admonition",
      tone: "note",
      body: paragraph(
        "Exactly one of these may be given: ",
        ...names.flatMap((name, index) => (index === 0 ? [code(name)] : [", ", code(name)])),
        ".",
      ),
    },
  ],
  deprecated: ({ message, since }: Deprecation): Doc => [
    warning(`Deprecated${since === undefined ? "" : ` since ${since}`}${message === undefined ? "." : `: ${message}`}`),
  ],
  destroys: (what: string): Block =>
    warning(`What is lost when this runs: ${what.replace(/\.$/, "")}. It cannot be brought back.`),
  documents: paragraph(
    "Members and options of type ",
    code("document"),
    " take JSON of any kind; shorthand syntax cannot hold them.",
  ),
  paginated: (items: readonly string[]): Doc =>
    paragraph(
      "The result comes in pages. All of them are fetched and printed as one, unless ",
      code("--no-paginate"),
      " is given. With ",
      code("--output text"),
      ", ",
      code("--query"),
      " is applied to each page: its expression has to begin with ",
      ...items.flatMap((item, index) => (index === 0 ? [code(item)] : [" or ", code(item)])),
      ".",
    ),
  seeAlso: (address: string): Doc =>
    paragraph(
      "See also: ",
      { kind: "link", href: address, children: [{ kind: "text", text: "AWS API Documentation" }] },
      ` (${address})`,
    ),
  wait: "Waits until a condition holds",
  waiting:
    "Each command below asks the service again and again, prints nothing, and ends when its condition holds or cannot hold any more.",
  help: "Shows this page, or with a command before it, the page of that command",
  prints: "Output:",
  answersWith: (name: string, content: unknown): Doc => [
    ...paragraph("The service answers with ", code(name), "; the exit code is 254:"),
    { kind: "code", language: "json", text: JSON.stringify(content ?? {}, null, 4) },
  ],
  /** Names of manual pages, all of section 1. */
  pages: (names: readonly string[]): Doc =>
    paragraph(...names.flatMap((name, index): (string | Inline)[] => [index === 0 ? "" : ", ", code(name), "(1)"])),
  error: (status: number | undefined, retryable: boolean): string =>
    [
      status === undefined ? undefined : `HTTP ${status}`,
      retryable || RETRIED.has(status ?? 0) ? "retried" : undefined,
      "exit code 254",
    ]
      .filter((fact) => fact !== undefined)
      .join(", "),
} as const;

/** How a waiter asks, for every waiter. */
export const pollingText = (command: string, delay: number, maxAttempts: number): Doc =>
  paragraph(
    "Asks with ",
    code(command),
    ` every ${delay === 1 ? "second" : `${delay} seconds`}, ${maxAttempts} times at most, and prints nothing. The exit code is ` +
      "0 on success, and 255 when success has become impossible or has not come by then.",
  );
