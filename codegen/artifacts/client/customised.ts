/**
 * What a customised service has beside all others: the steps in `src/client.ts`, and `src/customised.ts` where the official
 * package exports more than its model says. Which steps these are the plan has decided.
 */
import { paragraph } from "../../../templates/runtime/doc/text.ts";
import type { Customised, Exported, FurtherExports, Sessions, Setting, Step } from "../../plan/customise.ts";
import type { Plan } from "../../plan/plan.ts";
import type { TsFile } from "../../ts/file.ts";
import { literal, type Raw, raw } from "../../ts/literal.ts";
import { runtime, runtimeType } from "../../ts/runtime.ts";
import type { Property, Statement } from "../../ts/statement.ts";

export const MODULE = "src/customised";

const used = ({ name, from }: Exported, file: TsFile): Raw =>
  raw(file.use(from === "runtime" ? runtime("customised", name) : { name, module: from, typeOnly: false }));

const lateImport = ({ name, from }: Exported): string =>
  `async () => (await import("${from.replace(/^npm:/, "")}")).${name}`;

const step = (one: Step, file: TsFile): Raw => {
  if (one.late !== undefined) {
    const placements = one.late.map((placement) => literal(placement));
    return raw(`${file.use(runtime("customised", "late"))}(${[lateImport(one), ...placements].join(", ")})`);
  }
  const { source } = used(one, file);
  return raw(one.given === undefined ? source : `${source}(${literal(one.given)})`);
};

/** `const customisation: Customisation = customised({ client: [getQueueUrlPlugin], … })`. */
export function customisation(customised: Customised, plan: Plan, file: TsFile): Statement {
  const { defaults, resolve, sessions, client, operations } = customised;
  const commandOf = (name: string): Raw | undefined => {
    const operation = plan.model.operations.find((one) => one.name === name);
    return operation && raw(file.use(plan.ref("command", operation.id)));
  };
  const facts = {
    defaults: unlessEmpty(
      Object.fromEntries(
        Object.entries(defaults).map(([key, one]) => [key, "value" in one ? one.value : used(one, file)]),
      ),
    ),
    resolve: unlessEmpty(resolve.map((one) => used(one, file))),
    sessions: sessions === undefined ? undefined : sessionFacts(sessions, commandOf(sessions.command)),
    unsignedUrls: customised.unsignedUrls,
    client: unlessEmpty(client.map((one) => step(one, file))),
    operations: unlessEmpty(
      Object.fromEntries(Object.entries(operations).map(([name, own]) => [name, own.map((one) => step(one, file))])),
    ),
  };
  return {
    kind: "const",
    name: "customisation",
    local: true,
    type: file.use(runtimeType("client", "Customisation")),
    value: `/* @__PURE__ */ ${file.use(runtime("customised", "customised"))}(${literal(facts)})`,
    docs: paragraph(customised.reason),
  };
}

const sessionFacts = ({ setting, method, provider, parameter }: Sessions, command: Raw | undefined): object => ({
  setting,
  method,
  load: raw(lateImport(provider)),
  command,
  parameter,
});

const unlessEmpty = <T extends object>(value: T): T | undefined =>
  Object.keys(value).length === 0 ? undefined : value;

/** The keys of the configuration that the steps bring along. */
export function settingProperties(settings: readonly Setting[], file: TsFile): readonly Property[] {
  return settings.map(({ name, type, documentation }) => {
    for (const known of ["AwsCredentialIdentity", "HashConstructor"])
      if (type.includes(known)) file.use(runtimeType("client", known));
    return { name, type: `${type} | undefined`, optional: true, docs: paragraph(documentation) };
  });
}

/** `src/customised.ts`. */
export function furtherFile({ names, maker, commands }: FurtherExports, plan: Plan): TsFile {
  const file = plan.file(`${MODULE}.ts`, "What the official package exports beside what its model says.");
  const { id } = plan.model.service;
  const operations = plan.model.operations.filter((one) => commands.includes(one.name));
  const given = [plan.ref("client", id), ...operations.map((one) => plan.ref("command", one.id))];
  const type = file.use(runtimeType("customised", `${maker.charAt(0).toUpperCase()}${maker.slice(1)}`));
  file.add({
    kind: "const",
    name: "made",
    local: true,
    type,
    value: `/* @__PURE__ */ ${file.use(runtime("customised", maker))}(${given.map((one) => file.use(one)).join(", ")})`,
  });
  for (const name of names) {
    const { name: exported } = plan.ref(`further:${name}`, id);
    file.add({ kind: "const", name: exported, type: `${type}[${literal(name)}]`, value: `made.${name}` });
  }
  return file;
}
