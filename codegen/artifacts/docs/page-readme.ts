/** The package's README: what a reader needs for a first call, a first command, and the first things that go wrong. */
import type { Plan } from "../../plan/plan.ts";
import { environmentOf, signs } from "./configuration.ts";
import { exampleSource, pagedInput, usualInput } from "./example.ts";
import type { Page } from "./page.ts";
import { indented } from "./page-error.ts";
import { guardOf } from "./page-service.ts";
import type { Sample } from "./sample.ts";
import type { ServiceView } from "./view.ts";

export function readmePage(plan: Plan, view: ServiceView, sample: Sample | undefined): Page {
  const { operations, service } = plan.model;
  const paged = operations.find((one) => one.pagination !== undefined);
  const waiting = operations.find((one) => one.waiters.length > 0);
  const waiter = waiting?.waiters[0];
  return {
    path: "README.md",
    template: "readme",
    words: {
      package: plan.package.name,
      description: plan.package.description,
      swage: plan.swage,
      client: view.client,
      lowLevelClient: view.lowLevelClient,
      call: sample === undefined ? "" : `const response = ${sample.call}`,
      command: sample?.command ?? "…Command",
      send: sample === undefined ? "" : `const response = ${sample.send}`,
      signs: signs(plan) ? "yes" : "",
      commandLine: sample?.commandLine ?? "",
      bin: plan.package.bin,
      paginator: paged === undefined ? "" : plan.ref("paginator", paged.id).name,
      paginatorInput: paged === undefined ? "" : exampleSource(pagedInput(paged, plan), paged.input, plan),
      waiter: waiting === undefined || waiter === undefined ? "" : plan.ref(`waiter:${waiter.name}`, waiting.id).name,
      waiterInput: waiting === undefined ? "" : exampleSource(usualInput(waiting, plan), waiting.input, plan),
      guard: guardOf(plan, sample)?.guard ?? plan.ref("serviceGuard", service.id).name,
      guardedCall: sample === undefined ? "" : indented(sample.call),
      validators: validators(plan, sample),
      environment: environmentOf(plan).map((line) => ({ ...line })),
    },
  };
}

/** The validator of the sample's input at work. */
function validators(plan: Plan, sample: Sample | undefined): string {
  const id = sample?.operation.input;
  if (sample === undefined || id === undefined || !plan.names.has("validator", id)) return "";
  const { name } = plan.ref("validator", id);
  return `import { ${name} } from "${plan.package.name}/validators";\n\nconst input = ${name}.parse(${sample.input || "{}"});`;
}
