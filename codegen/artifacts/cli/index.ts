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
import { Lines } from "./lines.ts";
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
    const manuals = plan.has("docs");
    const rows: Table.Shape[] = [];
    const shapes = new Lines();
    const table = shapeTable(plan, globals + 1 + pages.length, (row) => {
      shapes.add(row);
      if (manuals) rows.push(row);
    });
    const lines = new Lines();
    const facts: Table.CommandFacts[] = [];
    const put = (one: Table.CommandFacts): void => {
      lines.add(one);
      if (manuals) facts.push(one);
    };
    for (const one of commands) put(commandData(plan, table, one));
    for (const one of waiters) put(waiterData(plan, table, one));
    lines.add(globalText());
    for (const page of pages) lines.add(terminalPage(page, COLOURED));
    const index: Table.Index = {
      ...serviceFacts(plan),
      commands: commands.map(plan.command),
      waiters: waiters.map(({ name }) => name),
      globals,
      help: globals + 1,
      ...(wait === undefined ? {} : { waitHelp: globals + 2 }),
      lengths: [...lines.lengths, ...shapes.lengths],
    };
    yield { kind: "text", path: "dist/cli/index.json", text: `${JSON.stringify(index)}\n` };
    yield { kind: "bytes", path: "dist/cli/commands.jsonl", bytes: Buffer.concat([lines.bytes, shapes.bytes]) };
    // Manual pages are documentation, as the README is.
    if (!manuals) return;
    const byLine = Object.fromEntries(rows.map((row, at) => [lines.lengths.length + at, row]));
    yield manual(plan, service);
    for (const [line, one] of facts.entries()) {
      if (wait !== undefined && line === commands.length) yield manual(plan, wait);
      yield manual(plan, commandPage(index, { ...one, shapes: byLine }, globalOptions));
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
