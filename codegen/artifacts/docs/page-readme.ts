/** The package's README: what a reader needs for a first call, a first command, and the first things that go wrong. */
import { signsWithCredentials } from "../../model/auth.ts";
import type { Plan } from "../../plan/plan.ts";
import { environmentOf } from "./configuration.ts";
import type { Page } from "./page.ts";
import { indented } from "./page-error.ts";
import { guardOf, type Sample, type Samples } from "./sample.ts";
import type { ServiceView } from "./view.ts";

export function readmePage(plan: Plan, view: ServiceView, { call, paginator, waiter }: Samples): Page {
  return {
    path: "README.md",
    template: "readme",
    words: {
      package: plan.package.name,
      description: plan.package.description,
      swage: plan.swage,
      needs:
        Object.keys(plan.package.dependencies).length === 0
          ? "The client needs nothing else to be installed."
          : "What this service needs beside its model comes from the packages that `dependencies` names.",
      client: view.client,
      lowLevelClient: view.lowLevelClient,
      settings: view.settings,
      call: call === undefined ? "" : `const response = ${call.call}`,
      command: call?.command ?? "…Command",
      send: call === undefined ? "" : `const response = ${call.send}`,
      signs: signsWithCredentials(plan.model.service) ? "yes" : "",
      commandLine: call?.commandLine ?? "",
      bin: plan.package.bin,
      paginator: paginator?.functionName ?? "",
      paginatorInput: paginator?.exampleInput ?? "",
      waiter: waiter?.functionName ?? "",
      waiterInput: waiter?.exampleInput ?? "",
      guard: guardOf(plan, call)?.guard ?? plan.ref("serviceGuard", plan.model.service.id).name,
      guardedCall: call === undefined ? "" : indented(call.call),
      validators: validators(plan, call),
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
