/** The overview of a service, `docs/index.md`, and the pages of the utilities that every client has. */

import type { Operation } from "../../model/types.ts";
import { kebab, lowerFirst, snake } from "../../plan/case.ts";
import type { Plan } from "../../plan/plan.ts";
import { literal } from "../../ts/literal.ts";
import { configurationOf } from "./configuration.ts";
import { exampleValue, usualInput } from "./example.ts";
import { breadcrumb, errorLine, methodLines, type Page } from "./page.ts";
import { indented } from "./page-error.ts";
import { guardOf, type Sample, type Samples } from "./sample.ts";
import { address, anchor, heads, INDEX, methodPath, type Place, prose, type Site } from "./site.ts";
import type { MethodLine, ServiceView } from "./view.ts";
import type { UTILITIES } from "./view-service.ts";

export function indexPage(site: Site, view: ServiceView, sample: Sample | undefined): Page {
  const { plan } = site;
  const place: Place = { site, page: INDEX };
  const guard = guardOf(plan, sample);
  const exceptionGuard = plan.ref("serviceGuard", plan.model.service.id).name;
  return {
    path: `docs/${INDEX}`,
    template: "docs-index",
    words: {
      client: view.client,
      lowLevelClient: view.lowLevelClient,
      settings: view.settings,
      title: view.title,
      version: view.version,
      description: prose(site, INDEX, view.doc),
      package: plan.package.name,
      call: sample === undefined ? "" : `const response = ${sample.call}`,
      command: sample?.command ?? "…Command",
      send: sample === undefined ? "" : `const response = ${sample.send}`,
      commandLine: sample?.commandLine || `${plan.package.bin} help`,
      methods: methodLines(view.methods, place),
      exception: plan.ref("serviceException", plan.model.service.id).name,
      exceptionGuard,
      errors: view.errors.map((one) => errorLine(one, place)).join("\n"),
      guards: guard === undefined ? exceptionGuard : `${exceptionGuard}, ${guard.guard}`,
      guard: guard?.guard ?? "",
      errorName: guard?.name ?? "",
      guardedCall: sample === undefined ? "" : indented(sample.call),
      paginators: methodLines(view.paginators, place),
      waiters: methodLines(view.waiters, place),
      types: methodLines(view.types, place),
      configuration: configurationOf(plan).map((line) => ({ ...line })),
      contextParameters: view.contextParameters.map(({ name, type, doc }) => ({
        name,
        type,
        description: prose(site, INDEX, doc, { indent: 2 }).trimStart(),
      })),
    },
  };
}

/** A page for each of `UTILITIES`. */
export function utilityPages(
  site: Site,
  view: ServiceView,
  { call: sample, paginator, waiter }: Samples,
): readonly Page[] {
  const { plan } = site;
  const shown = plan.model.operations.find((one) => one.pagination !== undefined) ?? sample?.operation;
  const presigned = presignable(plan) ?? sample?.operation;
  const method = (name: string | undefined): string => name ?? "…";
  const lists = (lines: readonly MethodLine[], page: string): string => methodLines(lines, { site, page });
  const page = (name: keyof typeof UTILITIES, words: Page["words"]): Page => {
    const place: Place = { site, page: methodPath(name) };
    return {
      path: `docs/${place.page}`,
      template: `docs-${kebab(name)}`,
      words: { ...heads(place), breadcrumb: breadcrumb(place, "Client", name), ...words },
    };
  };
  const at = (name: keyof typeof UTILITIES): string => anchor({ site, page: methodPath(name) }, "");
  return [
    page("canPaginate", {
      at: at("canPaginate"),
      method: method(shown && plan.method(shown)),
      operation: method(shown?.name),
      snake: method(shown && snake(shown.name)),
    }),
    page("destroy", {
      client: view.client,
      settings: view.settings,
      call: sample === undefined ? "" : indented(sample.call),
    }),
    page("generatePresignedUrl", {
      at: at("generatePresignedUrl"),
      method: method(presigned && plan.method(presigned)),
      options: literal({
        params: presigned === undefined ? {} : exampleValue(usualInput(presigned, plan), presigned.input, plan),
        expiresIn: 600,
      }),
    }),
    page("getPaginator", {
      at: at("getPaginator"),
      canPaginate: address({ site, page: methodPath("getPaginator") }, methodPath("canPaginate")),
      paginators: lists(view.paginators, methodPath("getPaginator")),
      method: method(paginator?.method),
      example: paginator?.exampleInput ?? "",
    }),
    page("getWaiter", {
      at: at("getWaiter"),
      waiters: lists(view.waiters, methodPath("getWaiter")),
      waiter: lowerFirst(waiter?.name ?? ""),
      example: waiter?.exampleInput ?? "",
      bin: plan.package.bin,
    }),
  ];
}

/** An operation whose whole input travels in the address. */
function presignable(plan: Plan): Operation | undefined {
  return plan.model.operations.find((operation) => {
    const shape = operation.input === undefined ? undefined : plan.shape(operation.input);
    return (
      operation.http?.method === "GET" &&
      shape?.kind === "structure" &&
      shape.members.every(({ wire }) => wire.location === "label" || wire.location === "query")
    );
  });
}
