/**
 * The pages above the operations: the service's (what the command is called without a word behind it) and `wait`'s. They are laid
 * out when the package is made, since nothing on them recurs. Source: AWS CLI 2, spec-cli C16.1 and C11.
 */
import { summaryOf } from "../../../templates/runtime/cli/help/command-page.ts";
import { GLOBAL_SYNOPSIS } from "../../../templates/runtime/cli/help/options.ts";
import type { Page, Topic } from "../../../templates/runtime/cli/help/page.ts";
import { NOTES } from "../../../templates/runtime/cli/help/words.ts";
import { paragraph } from "../../../templates/runtime/doc/text.ts";
import { documentationOf } from "../../doc/of.ts";
import type { Plan } from "../../plan/plan.ts";
import { globalOptions } from "./global-options.ts";
import { commandsOf } from "./options.ts";
import { descriptionOf, waitersOf } from "./waiters.ts";

/** `amplifybackend help`. */
export function servicePage(plan: Plan): Page {
  const { bin } = plan.package;
  const { service } = plan.model;
  const waits = waitersOf(plan).length > 0;
  const topics: readonly Topic[] = [
    ...commandsOf(plan)
      .filter((one) => one.deprecated === undefined)
      .map((one) => ({ name: plan.command(one), summary: summaryOf(documentationOf(one)) })),
    { name: "help", summary: NOTES.help },
    ...(waits ? [{ name: "wait", summary: NOTES.wait }] : []),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  const doc = documentationOf(service);
  return {
    command: bin,
    manual: bin,
    summary: summaryOf(doc) === "" ? service.title : summaryOf(doc),
    sections: [
      { heading: "DESCRIPTION", parts: [{ kind: "text", doc: doc.length === 0 ? paragraph(service.title) : doc }] },
      {
        heading: "SYNOPSIS",
        parts: [{ kind: "synopsis", command: `${bin} <command> [parameters]`, options: GLOBAL_SYNOPSIS }],
      },
      globalOptions,
      { heading: "AVAILABLE COMMANDS", parts: [{ kind: "topics", topics }] },
      { heading: "SEE ALSO", parts: [{ kind: "text", doc: NOTES.pages([`${bin}-<command>`]) }] },
    ],
  };
}

/** `amplifybackend wait help`; `undefined` where there is nothing to wait for. */
export function waitPage(plan: Plan): Page | undefined {
  const waiters = waitersOf(plan);
  if (waiters.length === 0) return undefined;
  const { bin } = plan.package;
  const topics = waiters
    .filter(({ waiter }) => !waiter.deprecated)
    .map((one) => ({ name: one.name, summary: summaryOf(descriptionOf(one)) }));
  return {
    command: "wait",
    manual: `${bin}-wait`,
    summary: NOTES.wait,
    sections: [
      { heading: "DESCRIPTION", parts: [{ kind: "text", doc: paragraph(`${NOTES.wait}. ${NOTES.waiting}`) }] },
      { heading: "AVAILABLE COMMANDS", parts: [{ kind: "topics", topics }] },
      { heading: "SEE ALSO", parts: [{ kind: "text", doc: NOTES.pages([bin]) }] },
    ],
  };
}

/** The names of all manual pages, the service's first: `amplifybackend`, `amplifybackend-clone-backend`, … */
export function manualNames(plan: Plan): readonly string[] {
  const { bin } = plan.package;
  const waiters = waitersOf(plan).map(({ name }) => `wait-${name}`);
  const words = [...commandsOf(plan).map(plan.command), ...(waiters.length === 0 ? [] : ["wait", ...waiters])];
  return [bin, ...words.map((word) => `${bin}-${word}`)];
}
