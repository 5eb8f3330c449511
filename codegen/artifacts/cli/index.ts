/**
 * What the command line knows of its service, as data that the runtime reads, and its manual pages: `dist/cli/index.json`,
 * `dist/cli/commands.jsonl`, `man/*.1`. The program itself is static and comes with the package.
 */
import type * as Table from "../../../templates/runtime/cli/table.ts";
import type { OutputFile } from "../../output/files.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Artifact } from "../artifact.ts";
import { commandData, waiterData } from "./command-data.ts";
import { globalOptions, operationPage } from "./operation-page.ts";
import { commandsOf } from "./options.ts";
import type { Page } from "./page.ts";
import { roffPage } from "./page-roff.ts";
import { sectionText, terminalPage } from "./page-terminal.ts";
import { servicePage, waiterPage, waitPage } from "./service-page.ts";
import { shapeTable } from "./shape-table.ts";
import { waitersOf } from "./waiters.ts";

export const cli: Artifact = {
  name: "cli",
  needs: ["client", "paginators", "waiters"],
  *declare() {},
  *emit(plan: Plan): Iterable<OutputFile> {
    const service = servicePage(plan);
    const wait = waitPage(plan);
    const commands = commandsOf(plan).map((one) => ({ one, page: operationPage(plan, one) }));
    const waiters = waitersOf(plan).map((one) => ({ one, page: waiterPage(plan, one) }));
    const table = shapeTable(plan);
    const lines = new Lines();
    const places = commands.map(
      ({ one, page }) =>
        [plan.command(one), lines.add(commandData(plan, table, one, terminalPage(page, globalOptions)))] as const,
    );
    const waits = waiters.map(
      ({ one, page }) =>
        [one.name, lines.add(waiterData(plan, table, one, terminalPage(page, globalOptions)))] as const,
    );
    const index: Table.Index = {
      ...serviceFacts(plan),
      commands: Object.fromEntries(places),
      waiters: Object.fromEntries(waits),
      help: terminalPage(service),
      globalHelp: sectionText(globalOptions),
      ...(wait === undefined ? {} : { waitHelp: terminalPage(wait) }),
    };
    yield { kind: "json", path: "dist/cli/index.json", json: index };
    yield { kind: "text", path: "dist/cli/commands.jsonl", text: lines.text };
    // Manual pages are documentation, as the README is.
    if (!plan.has("docs")) return;
    const pages = [service, ...commands.map(({ page }) => page), wait, ...waiters.map(({ page }) => page)];
    for (const page of pages) if (page !== undefined) yield manual(plan, page);
  },
};

function serviceFacts(plan: Plan): Omit<Table.Index, "commands" | "waiters" | "help" | "globalHelp" | "waitHelp"> {
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

/** JSON values, one a line, and where each of them stands. */
class Lines {
  readonly #lines: string[] = [];
  #bytes = 0;

  add(value: unknown): Table.Place {
    const line = JSON.stringify(value);
    const length = Buffer.byteLength(line);
    const offset = this.#bytes;
    this.#lines.push(line);
    this.#bytes += length + 1;
    return [offset, length];
  }

  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join("");
  }
}
