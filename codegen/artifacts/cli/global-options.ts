/**
 * The section of every page about the options that every command has. It is the same on all of them, so that a package holds
 * it laid out. Facts: AWS CLI 2, spec-cli C14.
 */
import type { Entry, Section } from "../../../templates/runtime/cli/help/page.ts";
import { bullets } from "../../../templates/runtime/cli/help/told.ts";
import { NOTES } from "../../../templates/runtime/cli/help/words.ts";
import { paragraph } from "../../../templates/runtime/doc/text.ts";
import type { Doc, Inline } from "../../../templates/runtime/doc/tree.ts";
import type { GLOBAL_OPTIONS } from "../../plan/option-names.ts";

/** An option that is the same for every command. */
export interface OptionWords {
  readonly type: string;
  readonly text: Doc;
  readonly choices?: readonly string[];
}

const code = (text: string): Inline => ({ kind: "code", text });

/** `help` is a word, not an option. */
type GlobalOption = Exclude<(typeof GLOBAL_OPTIONS)[number], "help">;

/** In the order of the help page. */
export const GLOBAL_WORDS: Readonly<Record<GlobalOption, OptionWords>> = {
  debug: { type: "boolean", text: paragraph("Log what is done, and why, to standard error.") },
  "endpoint-url": {
    type: "string",
    text: paragraph("Send requests to this address, scheme included, instead of the one that the model gives."),
  },
  "no-verify-ssl": {
    type: "boolean",
    text: paragraph("Do not check the certificate of the server. Whoever is in between can then read everything."),
  },
  "no-paginate": {
    type: "boolean",
    text: paragraph("Ask for one page and print it as it is, instead of collecting all pages."),
  },
  output: {
    type: "string",
    text: paragraph("How the result is printed."),
    choices: ["json", "text", "table", "yaml", "yaml-stream", "off"],
  },
  query: {
    type: "string",
    text: paragraph("A JMESPath expression that picks what is printed out of the result."),
  },
  profile: { type: "string", text: paragraph("The profile of the configuration files to take settings from.") },
  region: {
    type: "string",
    text: paragraph("The region to send requests to. Wins over the environment and the configuration files."),
  },
  version: { type: "boolean", text: paragraph("Print the version of this command.") },
  color: { type: "string", text: paragraph("Whether tables are colored."), choices: ["on", "off", "auto"] },
  "no-sign-request": {
    type: "boolean",
    text: paragraph("Send requests without a signature. No credentials are looked for."),
  },
  "ca-bundle": {
    type: "string",
    text: paragraph("A file of certificates to trust. Wins over the environment and the configuration files."),
  },
  "cli-read-timeout": {
    type: "int",
    text: paragraph("Seconds to wait for data on an open connection; 0 waits for ever. Default: 60."),
  },
  "cli-connect-timeout": {
    type: "int",
    text: paragraph("Seconds to wait for a connection; 0 waits for ever. Default: 60."),
  },
  "cli-binary-format": {
    type: "string",
    text: paragraph(
      "How binary values are given: as base64 (the default), or raw, as the content itself. Files named with ",
      code("fileb://"),
      " are always taken as they are, and binary values of a result are always base64.",
    ),
    choices: ["base64", "raw-in-base64-out"],
  },
  "no-cli-pager": { type: "boolean", text: paragraph("Print results without a pager.") },
  "cli-auto-prompt": { type: "boolean", text: paragraph("Ask for options while the command is typed.") },
  "no-cli-auto-prompt": { type: "boolean", text: paragraph("Do not ask for options, whatever the settings say.") },
  "cli-error-format": {
    type: "string",
    text: paragraph("How errors are printed."),
    choices: ["legacy", "json", "yaml", "text", "table", "enhanced"],
  },
};

export const globalOptions: Section = {
  heading: "GLOBAL OPTIONS",
  parts: Object.entries(GLOBAL_WORDS).map(([name, words]) => ({ kind: "entry", entry: entryOf(name, words) })),
};

function entryOf(name: string, { type, text, choices = [] }: OptionWords): Entry {
  const values = choices.map((one): readonly Inline[] => [{ kind: "code", text: one }]);
  const body: Doc = [...text, ...bullets(NOTES.possibleValues, values)];
  return { label: { kind: "option", names: [`--${name}`] }, type, required: false, body, members: [], syntax: [] };
}
