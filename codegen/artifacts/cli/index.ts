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
    const table = shapeTable(plan);
    const lines = new Lines();
    const commands: [string, Table.Place][] = [];
    const waiters: [string, Table.Place][] = [];
    // Manual pages are documentation, as the README is.
    const manuals = plan.has("docs");
    if (manuals) yield manual(plan, service);
    // A page at a time: those of a large service would take more memory than all that is made of them.
    for (const one of commandsOf(plan)) {
      const page = operationPage(plan, one);
      commands.push([plan.command(one), lines.add(commandData(plan, table, one, terminalPage(page, globalOptions)))]);
      if (manuals) yield manual(plan, page);
    }
    if (manuals && wait !== undefined) yield manual(plan, wait);
    for (const one of waitersOf(plan)) {
      const page = waiterPage(plan, one);
      waiters.push([one.name, lines.add(waiterData(plan, table, one, terminalPage(page, globalOptions)))]);
      if (manuals) yield manual(plan, page);
    }
    const index: Table.Index = {
      ...serviceFacts(plan),
      commands: Object.fromEntries(commands),
      waiters: Object.fromEntries(waiters),
      help: terminalPage(service),
      globalHelp: sectionText(globalOptions),
      ...(wait === undefined ? {} : { waitHelp: terminalPage(wait) }),
    };
    yield { kind: "json", path: "dist/cli/index.json", json: index };
    yield { kind: "bytes", path: "dist/cli/commands.jsonl", bytes: lines.bytes };
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
  readonly #lines: Buffer[] = [];
  #length = 0;

  add(value: unknown): Table.Place {
    const line = Buffer.from(`${JSON.stringify(value)}\n`);
    const offset = this.#length;
    this.#lines.push(line);
    this.#length += line.length;
    return [offset, line.length - 1];
  }

  get bytes(): Uint8Array {
    return Buffer.concat(this.#lines);
  }
}
