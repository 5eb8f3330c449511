/**
 * The page of help of a command or a waiter: which sections it has and what stands in them. Source: AWS CLI 2, spec-cli C11
 * and C16.1; the warning before what destroys, EXAMPLES and ERRORS are what the model knows beyond that.
 */
import { firstSentence, paragraph } from "../../doc/text.ts";
import type { Doc } from "../../doc/tree.ts";
import { shapeOf } from "../shape.ts";
import type { Command, Index, Key } from "../table.ts";
import { entriesOf, opening } from "./entries.ts";
import { optionEntry } from "./option-entry.ts";
import { GLOBAL_SYNOPSIS, memberSynopsis, OWN_SYNOPSIS, type PageOption, pageOptions } from "./options.ts";
import type { Entry, Page, Part, Section } from "./page.ts";
import { docOf } from "./told.ts";
import { NOTES, pollingText } from "./words.ts";

/** Where AWS explains an operation, by the service's id there. */
const REFERENCE = "https://docs.aws.amazon.com/goto/WebAPI";

type Service = Pick<Index, "program" | "uid">;

/** `globals`: the section of the options that every command has. */
export function commandPage(service: Service, command: Command, globals: Section): Page {
  const { program } = service;
  const { name, waiter } = command;
  const words = waiter === undefined ? name : `wait ${name}`;
  const doc = docOf(command.doc);
  const options = pageOptions(command);
  const sections: readonly Section[] = [
    { heading: "DESCRIPTION", parts: text(description(service, command, doc)) },
    synopsis(`${program} ${words}`, options),
    optionsSection(command, options),
    globals,
    ...(waiter === undefined ? results(command) : [NO_OUTPUT]),
    seeAlso(program, command),
  ];
  return {
    command: name,
    manual: `${program}-${words.replace(" ", "-")}`,
    summary: summaryOf(doc),
    sections: sections.filter((one) => one === globals || one.parts.length > 0),
  };
}

/** The first sentence without its full stop, as NAME and lists of commands have it. */
export const summaryOf = (doc: Doc): string => firstSentence(doc).replace(/\.$/, "");

const text = (doc: Doc): readonly Part[] => (doc.length === 0 ? [] : [{ kind: "text", doc }]);
const entries = (list: readonly Entry[]): readonly Part[] => list.map((entry) => ({ kind: "entry", entry }));

const results = (command: Command): readonly Section[] => [
  { heading: "EXAMPLES", parts: text(command.examples ?? []) },
  output(command),
  errors(command),
];

function description({ uid }: Service, command: Command, doc: Doc): Doc {
  const { waiter, destroys, deprecated, pagination, operation } = command;
  if (waiter !== undefined) return [...doc, ...pollingText(waiter.asks, waiter.delay, waiter.maxAttempts)];
  return [
    ...(destroys === undefined ? [] : [NOTES.destroys(destroys)]),
    ...(deprecated === undefined ? [] : NOTES.deprecated(deprecated)),
    ...doc,
    ...(uid === undefined ? [] : NOTES.seeAlso(`${REFERENCE}/${uid}/${operation}`)),
    ...(takesDocuments(command) ? NOTES.documents : []),
    ...(pagination === undefined ? [] : NOTES.paginated(pagination.resultKeys)),
    ...paragraph(NOTES.globalsBelow),
  ];
}

/** Whether a document stands anywhere in what is sent or comes back; errors do not count. */
function takesDocuments({ shapes, input, output: result }: Command): boolean {
  if (!Object.values(shapes).some(({ type }) => type === "document")) return false;
  const seen = new Set<Key>();
  const leads = (key: Key): boolean => {
    if (seen.has(key)) return false;
    seen.add(key);
    const shape = shapeOf(shapes, key);
    if (shape.type === "list") return leads(shape.member);
    if (shape.type === "map") return leads(shape.key) || leads(shape.value);
    return (
      shape.type === "document" || ("members" in shape && Object.values(shape.members).some((one) => leads(one.shape)))
    );
  };
  return [input, result].some((key) => key !== undefined && leads(key));
}

function synopsis(command: string, options: readonly PageOption[]): Section {
  const lines = options
    .map((one) =>
      one.kind === "own"
        ? OWN_SYNOPSIS[one.name]
        : memberSynopsis(one.name, one.target.type === "boolean", one.required),
    )
    .filter((line) => line !== undefined);
  return { heading: "SYNOPSIS", parts: [{ kind: "synopsis", command, options: [...lines, ...GLOBAL_SYNOPSIS] }] };
}

function optionsSection({ shapes, input, pagination }: Command, options: readonly PageOption[]): Section {
  const structure = shapes[input ?? ""];
  const members = structure !== undefined && "members" in structure ? structure.members : {};
  const pageSize = members[pagination?.limitKey ?? ""];
  const list = opening(shapes, (how) =>
    options.map((one) => optionEntry(how, one, pageSize)).filter((one) => one !== undefined),
  );
  return { heading: "OPTIONS", parts: entries(list) };
}

const NO_OUTPUT: Section = { heading: "OUTPUT", parts: text(paragraph(NOTES.none)) };

function output({ shapes, output: key }: Command): Section {
  const list = key === undefined ? [] : opening(shapes, (how) => entriesOf(how, key, []));
  return list.length === 0 ? NO_OUTPUT : { heading: "OUTPUT", parts: entries(list) };
}

function errors({ errors: keys, shapes }: Command): Section {
  const list = keys.flatMap((key): Entry[] => {
    const shape = shapeOf(shapes, key);
    if (!("error" in shape) || shape.error === undefined) return [];
    const { status, retryable = false } = shape.error;
    return [
      {
        label: { kind: "error", name: shape.name ?? key },
        type: NOTES.error(status, retryable),
        required: false,
        body: docOf(shape.doc),
        members: [],
        syntax: [],
      },
    ];
  });
  return { heading: "ERRORS", parts: entries(list) };
}

function seeAlso(program: string, { waiter, waits = [] }: Command): Section {
  const pages =
    waiter === undefined
      ? [program, ...waits.map((name) => `${program}-wait-${name}`)]
      : [`${program}-${waiter.asks}`, `${program}-wait`];
  return { heading: "SEE ALSO", parts: text(NOTES.pages(pages)) };
}
