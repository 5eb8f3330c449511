/**
 * `src/endpoints.ts`: where requests go, compiled from the model's endpoint rule set, so that nothing is interpreted when a
 * client runs. A service without rules gets a resolver that asks for `endpoint`. It knows nothing of how the client finds
 * regions or configured endpoints.
 */

import { paragraph } from "../../../templates/runtime/doc/text.ts";
import type { Doc } from "../../../templates/runtime/doc/tree.ts";
import { commonSources, type EndpointKey, endpointKeys, STANDARD_PARAMETERS } from "../../model/endpoint-parameters.ts";
import type { RuleTypeName } from "../../model/rule-types.ts";
import type { RuleParameter, RuleSet } from "../../model/rules.ts";
import { rulesOf } from "../../model/service-rules.ts";
import type { Model } from "../../model/types.ts";
import { serviceName } from "../../plan/case.ts";
import type { Declaration } from "../../plan/names.ts";
import type { Plan } from "../../plan/plan.ts";
import type { TsFile } from "../../ts/file.ts";
import { typeOnly } from "../../ts/form.ts";
import { literal, text } from "../../ts/literal.ts";
import { runtime, runtimeType } from "../../ts/runtime.ts";
import type { Property } from "../../ts/statement.ts";
import type { Artifact } from "../artifact.ts";
import { type CompiledRules, compileRules } from "./compile.ts";
import { discoveryFile } from "./discovery.ts";
import { instructionsFile } from "./instructions.ts";
import { usualPrefix } from "./usual.ts";

const MODULE = "src/endpoints";

export const endpoints: Artifact = {
  name: "endpoints",
  needs: [],
  *declare(model: Model): Iterable<Declaration> {
    const { id, sdkId } = model.service;
    const at = { id, module: MODULE };
    yield { ...at, facet: "endpointResolver", wish: "resolveEndpoint" };
    yield { ...at, facet: "endpointInput", wish: "ClientInputEndpointParameters", typeOnly: true };
    yield { ...at, facet: "endpointParameters", wish: `${serviceName(sdkId)}EndpointParameters`, typeOnly: true };
  },
  *emit(plan: Plan) {
    const { service } = plan.model;
    const file = plan.file(`${MODULE}.ts`, "Where requests go: the service's endpoint rules, compiled.");
    const rules = rulesOf(service);
    addParameters(rules.parameters, plan, file);
    addInput(plan, file);
    addResolver(rules, plan, file);
    yield file;
    yield* instructionsFile(plan);
    yield* discoveryFile(plan);
  },
};

function addParameters(parameters: readonly RuleParameter[], plan: Plan, file: TsFile): void {
  file.add({
    kind: "interface",
    name: plan.ref("endpointParameters", plan.model.service.id).name,
    extends: [file.use(runtimeType("client", "EndpointParameters"))],
    docs: paragraph("What the endpoint depends on."),
    properties: parameters.map((one) => ({
      name: one.name,
      type: `${typeText(one.type, file)} | undefined`,
      optional: true,
      readonly: true,
      docs: words(one.documentation),
      tags: one.default === undefined ? [] : [`@defaultValue \`${literal(one.default)}\``],
    })),
  });
}

/** The keys of the client's configuration that the endpoint depends on. */
function addInput(plan: Plan, file: TsFile): void {
  const { model } = plan;
  const own = endpointKeys(model);
  const config = file.use(runtimeType("client", "ServiceClientConfig"));
  const common = ["region", "useDualstackEndpoint", "useFipsEndpoint"].filter((key) => configured(model).has(key));
  const picked = ["endpoint", ...common].map((key) => literal(key)).join(" | ");
  file.add({
    kind: "interface",
    name: plan.ref("endpointInput", model.service.id).name,
    extends: [`Pick<${config}, ${picked}>`],
    docs: paragraph("The part of the client's configuration that the endpoint depends on."),
    properties: [...own.map((one) => keyProperty(one, file)), ...nested(model, own, file)],
  });
}

function keyProperty(one: EndpointKey, file: TsFile): Property {
  const type = one.values === undefined ? one.type : one.values.map((value) => literal(value)).join(" | ");
  const provider = file.use(runtimeType("client", "Provider"));
  return {
    name: one.key,
    type: `${type} | ${provider}<${type} | undefined> | undefined`,
    optional: true,
    docs: words(one.documentation),
    tags: one.default === undefined ? [] : [`@defaultValue \`${literal(one.default)}\``],
  };
}

/** The keys that the model itself declares may stand apart, where another key has the name. */
function nested(model: Model, own: readonly EndpointKey[], file: TsFile): readonly Property[] {
  const sources = Object.values(commonSources(model));
  const declared = own.filter(({ key }) =>
    sources.some((one) => one.type === "clientContextParams" && one.name === key),
  );
  if (declared.length === 0) return [];
  const keys = declared.map((one) => `${one.key}?: ${keyProperty(one, file).type ?? "unknown"}`);
  return [
    {
      name: "clientContextParams",
      type: `{ ${keys.join("; ")} } | undefined`,
      optional: true,
      docs: paragraph("The same keys, which win over those beside this one."),
    },
  ];
}

/** The common keys that the rules ask for. */
function configured(model: Model): ReadonlySet<string> {
  const sources = Object.values(commonSources(model));
  return new Set(sources.flatMap((one) => ("name" in one ? [one.name] : [])));
}

function addResolver(rules: RuleSet, plan: Plan, file: TsFile): void {
  const { id } = plan.model.service;
  const own = plan.ref("endpointParameters", id).name;
  const standard = rules.parameters.every((one) => STANDARD_PARAMETERS.has(one.name));
  const prefix = usualPrefix(plan.model.service, rules);
  const { body, functions } =
    prefix === undefined
      ? compiled(rules, standard ? "params" : `params${typeOnly(` as ${own}`)}`, file)
      : { body: [`return ${file.use(runtime("client", "usualEndpoint"))}(${text(prefix)}, params);`], functions: [] };
  const given = standard ? own : file.use(runtimeType("client", "EndpointParameters"));
  const returns = file.use(runtimeType("client", "Endpoint"));
  file.add({
    kind: "function",
    name: plan.ref("endpointResolver", id).name,
    parameters: [{ name: "params", type: given }],
    returns,
    body,
    docs: paragraph(
      "Where a request goes. Throws ",
      { kind: "code", text: "EndpointResolutionError" },
      " where the rules allow none.",
    ),
  });
  for (const one of functions) {
    file.add({
      kind: "function",
      name: one.name,
      local: true,
      parameters: one.parameters.map(({ name, type }) => ({
        name,
        type: `${typeText(type.name, file)}${type.optional ? " | undefined" : ""}`,
      })),
      returns,
      body: one.body,
    });
  }
}

/** The rules as code, with all that it mentions imported. */
function compiled(ruleSet: RuleSet, params: string, file: TsFile): CompiledRules {
  const rules = compileRules({ ruleSet, error: file.use(runtime("client", "EndpointResolutionError")), params });
  for (const name of rules.imports) file.use(runtime("client", name));
  return rules;
}

function typeText(type: RuleTypeName, file: TsFile): string {
  switch (type) {
    case "strings":
      return "readonly string[]";
    case "partition":
      return file.use(runtimeType("client", "Partition"));
    case "url":
      return file.use(runtimeType("client", "EndpointUrl"));
    case "arn":
      return file.use(runtimeType("client", "Arn"));
    case "string":
    case "boolean":
    case "number":
      return type;
    default:
      return type satisfies never;
  }
}

const words = (text: string): Doc => (text.trim() === "" ? [] : paragraph(text.replaceAll(/\s+/g, " ").trim()));
