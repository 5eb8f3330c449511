/**
 * What the command line knows of its service, as data that the runtime reads, and its manual pages: `dist/cli/index.json`,
 * `dist/cli/commands.jsonl`, `man/*.1`. The program itself is static and comes with the package.
 */
import { commandPage } from "../../../templates/runtime/cli/help/command-page.ts";
import type { Page } from "../../../templates/runtime/cli/help/page.ts";
import { COLOURED, sectionText, terminalPage } from "../../../templates/runtime/cli/help/terminal-page.ts";
import type * as Table from "../../../templates/runtime/cli/table.ts";
import type { OutputFile } from "../../output/files.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Artifact } from "../artifact.ts";
import { commandData, waiterData } from "./command-data.ts";
import { globalOptions } from "./global-options.ts";
import { commandsOf } from "./options.ts";
import { roffPage } from "./page-roff.ts";
import { servicePage, waitPage } from "./service-page.ts";
import { shapeTable } from "./shape-table.ts";
import { waitersOf } from "./waiters.ts";

export const cli: Artifact = {
  name: "cli",
  needs: ["client", "paginators", "waiters"],
  *declare() {},
  *emit(plan: Plan): Iterable<OutputFile> {
    const service = servicePage(plan);
    const wait = waitPage(plan);
    const commands = commandsOf(plan);
    const waiters = waitersOf(plan);
    // Lines: commands, waiters, what stands on all their pages, the pages above them, shapes.
    const globals = commands.length + waiters.length;
    const pages = [service, ...(wait === undefined ? [] : [wait])];
    const table = shapeTable(plan, globals + 1 + pages.length);
    const facts = [
      ...commands.map((one) => commandData(plan, table, one)),
      ...waiters.map((one) => waiterData(plan, table, one)),
    ];
    const texts = [globalText(), ...pages.map((page) => terminalPage(page, COLOURED))];
    const { bytes, lengths } = linesOf([...facts, ...texts, ...table.rows]);
    const index: Table.Index = {
      ...serviceFacts(plan),
      commands: commands.map(plan.command),
      waiters: waiters.map(({ name }) => name),
      globals,
      help: globals + 1,
      ...(wait === undefined ? {} : { waitHelp: globals + 2 }),
      lengths,
    };
    yield { kind: "text", path: "dist/cli/index.json", text: `${JSON.stringify(index)}\n` };
    yield { kind: "bytes", path: "dist/cli/commands.jsonl", bytes };
    // Manual pages are documentation, as the README is.
    if (!plan.has("docs")) return;
    const shapes = Object.fromEntries(table.rows.map((row, line) => [lengths.length - table.rows.length + line, row]));
    yield manual(plan, service);
    for (const [line, one] of facts.entries()) {
      if (wait !== undefined && line === commands.length) yield manual(plan, wait);
      yield manual(plan, commandPage(index, { ...one, shapes }, globalOptions));
    }
  },
};

let laidOut: string | undefined;

/** What stands on all pages, in every package of a run. */
function globalText(): string {
  laidOut ??= sectionText(globalOptions, COLOURED);
  return laidOut;
}

function serviceFacts(
  plan: Plan,
): Omit<Table.Index, "commands" | "waiters" | "globals" | "help" | "waitHelp" | "lengths"> {
  const { service } = plan.model;
  return {
    program: plan.package.bin,
    package: plan.package.name,
    version: plan.package.version,
    swage: plan.swage,
    serviceId: service.sdkId,
    title: service.title,
    ...(service.docId === undefined ? {} : { uid: service.docId }),
    client: plan.ref("client", service.id).name,
  };
}

function manual(plan: Plan, page: Page): OutputFile {
  const source = `${plan.package.name} ${plan.package.version}`;
  return { kind: "text", path: `man/${page.manual}.1`, text: roffPage(page, { source, manual: plan.serviceName }) };
}

/** JSON values, one a line, and how long each line is. */
function linesOf(values: readonly unknown[]): { readonly bytes: Uint8Array; readonly lengths: readonly number[] } {
  const lines = values.map((value) => `${JSON.stringify(value)}\n`);
  const lengths = lines.map((line) => Buffer.byteLength(line) - 1);
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + length + 1, 0));
  let at = 0;
  for (const line of lines) at += bytes.write(line, at);
  return { bytes, lengths };
}
