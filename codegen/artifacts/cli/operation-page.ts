/**
 * The page of help of an operation's command: which sections it has and what stands in them. Source: AWS CLI 2, spec-cli
 * C16.1; the warning before what destroys, EXAMPLES and ERRORS are what the model knows beyond that.
 */
import { documentationOf } from "../../doc/of.ts";
import { firstSentence, paragraph } from "../../doc/text.ts";
import type { Doc } from "../../doc/tree.ts";
import { reach } from "../../model/graph.ts";
import type { Example, Operation } from "../../model/types.ts";
import { kebab } from "../../plan/case.ts";
import type { Plan } from "../../plan/plan.ts";
import { commandLine } from "./command-line.ts";
import { entriesOf, opening } from "./members.ts";
import { GLOBAL_ENTRIES, GLOBAL_SYNOPSIS, optionEntry, synopsisOf } from "./option-entry.ts";
import { type CommandOption, optionsOf, paginationOf, structureOf } from "./options.ts";
import type { Entry, Page, Part, Section } from "./page.ts";
import { NOTES } from "./words.ts";

/** Where AWS explains an operation, by the service's id there. */
const REFERENCE = "https://docs.aws.amazon.com/goto/WebAPI";

export function operationPage(plan: Plan, operation: Operation): Page {
  const command = plan.command(operation);
  const options = optionsOf(plan, operation);
  return {
    command,
    manual: `${plan.package.bin}-${command}`,
    summary: summaryOf(documentationOf(operation)),
    sections: [
      { heading: "DESCRIPTION", parts: text(description(plan, operation)) },
      synopsis(`${plan.package.bin} ${command}`, options),
      optionsSection(plan, operation, options),
      globalOptions,
      ...examples(plan, operation, options),
      output(plan, operation),
      ...errors(plan, operation),
      seeAlso(plan, operation),
    ].filter((one): one is Section => one.parts.length > 0),
  };
}

/** The first sentence without its full stop, as NAME and lists of commands have it. */
export const summaryOf = (doc: Doc): string => firstSentence(doc).replace(/\.$/, "");

const text = (doc: Doc): readonly Part[] => (doc.length === 0 ? [] : [{ kind: "text", doc }]);
export const entries = (list: readonly Entry[]): readonly Part[] => list.map((entry) => ({ kind: "entry", entry }));

function description(plan: Plan, operation: Operation): Doc {
  const { model } = plan;
  const reached = reach(
    model,
    [operation.input, operation.output].filter((one) => one !== undefined),
  );
  const pagination = paginationOf(operation);
  const { docId } = model.service;
  return [
    ...(operation.destroys === undefined ? [] : [NOTES.destroys(operation.destroys)]),
    ...(operation.deprecated === undefined ? [] : NOTES.deprecated(operation.deprecated)),
    ...documentationOf(operation),
    ...(docId === undefined ? [] : NOTES.seeAlso(`${REFERENCE}/${docId}/${operation.name}`)),
    ...([...reached].some((id) => model.shapes[id]?.kind === "document") ? NOTES.documents : []),
    ...(pagination === undefined ? [] : NOTES.paginated(pagination.items)),
    ...paragraph(NOTES.globalsBelow),
  ];
}

/** Also of a waiter's page. */
export function synopsis(command: string, options: readonly CommandOption[]): Section {
  const lines = options.map(synopsisOf).filter((line) => line !== undefined);
  return { heading: "SYNOPSIS", parts: [{ kind: "synopsis", command, options: [...lines, ...GLOBAL_SYNOPSIS] }] };
}

export function optionsSection(plan: Plan, operation: Operation, options: readonly CommandOption[]): Section {
  const { model } = plan;
  const limit = paginationOf(operation)?.pageSize;
  const pageSize = structureOf(model, operation.input)?.members.find((one) => one.name === limit);
  const list = opening(model, (how) =>
    options.map((one) => optionEntry(how, one, pageSize)).filter((one) => one !== undefined),
  );
  return { heading: "OPTIONS", parts: entries(list) };
}

export const globalOptions: Section = { heading: "GLOBAL OPTIONS", parts: entries(GLOBAL_ENTRIES) };

/** Each as a command line that runs, and what comes back. */
function examples(plan: Plan, operation: Operation, options: readonly CommandOption[]): readonly Section[] {
  const command = `${plan.package.bin} ${plan.command(operation)}`;
  const doc = operation.examples.flatMap((one): Doc => {
    const input = (one.input ?? {}) as Readonly<Record<string, unknown>>;
    return [
      ...(one.title === "" ? [] : paragraph({ kind: "strong", children: [{ kind: "text", text: one.title }] })),
      ...(one.documentation === undefined ? [] : documentationOf({ documentation: one.documentation })),
      { kind: "code", language: "sh", text: `$ ${commandLine(plan.model, command, options, input)}` },
      ...answer(plan, one),
    ];
  });
  return [{ heading: "EXAMPLES", parts: text(doc) }];
}

function answer(plan: Plan, { output: result, error }: Example): Doc {
  if (error !== undefined) return NOTES.answersWith(plan.shape(error.shapeId).name, error.content);
  if (result === undefined || Object.keys(result as object).length === 0) return [];
  return [...paragraph(NOTES.prints), { kind: "code", language: "json", text: JSON.stringify(result, null, 4) }];
}

function output(plan: Plan, operation: Operation): Section {
  const shape = structureOf(plan.model, operation.output);
  const list = shape === undefined ? [] : opening(plan.model, (how) => entriesOf(how, shape, []));
  return { heading: "OUTPUT", parts: list.length === 0 ? text(paragraph(NOTES.none)) : entries(list) };
}

function errors(plan: Plan, operation: Operation): readonly Section[] {
  const list = operation.errors.flatMap((id): Entry[] => {
    const shape = plan.shape(id);
    if (shape.kind !== "structure" || shape.error === undefined) return [];
    const { status, retryable } = shape.error;
    return [
      {
        label: { kind: "error", name: shape.name },
        type: NOTES.error(status, retryable),
        required: false,
        body: documentationOf(shape),
        members: [],
        syntax: [],
      },
    ];
  });
  return [{ heading: "ERRORS", parts: entries(list) }];
}

function seeAlso(plan: Plan, operation: Operation): Section {
  const { bin } = plan.package;
  const pages = [bin, ...operation.waiters.map((one) => `${bin}-wait-${kebab(one.name)}`)];
  return { heading: "SEE ALSO", parts: text(NOTES.pages(pages)) };
}
