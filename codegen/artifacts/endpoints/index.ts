/**
 * `src/endpoints.ts`: where requests go, compiled from the model's endpoint rule set, so that nothing is interpreted when a
 * client runs. A service without rules gets a resolver that asks for `endpoint`. It knows nothing of how the client finds
 * regions or configured endpoints.
 */

import { paragraph } from "../../doc/text.ts";
import type { Doc } from "../../doc/tree.ts";
import type { RuleTypeName } from "../../model/rule-types.ts";
import { RULE_SET, type RuleParameter, type RuleSet, readRuleSet } from "../../model/rules.ts";
import type { Model } from "../../model/types.ts";
import { lowerFirst, serviceName } from "../../plan/case.ts";
import type { Declaration } from "../../plan/names.ts";
import type { Plan } from "../../plan/plan.ts";
import type { TsFile } from "../../ts/file.ts";
import { literal } from "../../ts/literal.ts";
import { runtime, runtimeType } from "../../ts/runtime.ts";
import type { Property } from "../../ts/statement.ts";
import type { Artifact } from "../artifact.ts";
import { compileRules } from "./compile.ts";

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
    if (contextParams(model).length > 0) yield { ...at, facet: "endpointContext", wish: "clientContextParams" };
  },
  *emit(plan: Plan) {
    const { service } = plan.model;
    const file = plan.file(`${MODULE}.ts`, "Where requests go: the service's endpoint rules, compiled.");
    const rules = RULE_SET in service.traits ? readRuleSet(service.traits[RULE_SET]).ruleSet : NO_RULES;
    addParameters(rules.parameters, plan, file);
    addInput(plan, file);
    addResolver(rules, plan, file);
    yield file;
  },
};

/** Without rules there is no endpoint but the one that is configured. */
const NO_RULES: RuleSet = {
  parameters: [
    {
      name: "Endpoint",
      type: "string",
      required: false,
      builtIn: "SDK::Endpoint",
      documentation: "Where requests go. This service has no endpoint of its own, so it has to be given.",
    },
  ],
  rules: [
    {
      kind: "endpoint",
      conditions: [
        {
          test: {
            kind: "call",
            fn: "isSet",
            args: [{ kind: "ref", name: "Endpoint", type: { name: "string", optional: true } }],
            type: { name: "boolean", optional: false },
          },
        },
      ],
      url: { kind: "ref", name: "Endpoint", type: { name: "string", optional: false } },
      headers: {},
      properties: {},
    },
    {
      kind: "error",
      conditions: [],
      error: {
        kind: "text",
        text: "The service has no endpoint of its own: give the client an `endpoint`.",
        type: { name: "string", optional: false },
      },
    },
  ],
};

/** What the runtime's own type of the parameters says already. */
const STANDARD: ReadonlySet<string> = new Set(["Region", "UseFIPS", "UseDualStack", "Endpoint"]);

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

/** `ForcePathStyle` of the rules is `forcePathStyle` of the client's configuration. */
function contextParams(model: Model): readonly { name: string; key: string; type: string; documentation: string }[] {
  const trait = model.service.traits["smithy.rules#clientContextParams"] as
    | Readonly<Record<string, { readonly type: string; readonly documentation?: string }>>
    | undefined;
  return Object.entries(trait ?? {}).map(([name, one]) => ({
    name,
    key: lowerFirst(name),
    type: one.type === "stringArray" ? "string[]" : one.type,
    documentation: one.documentation ?? "",
  }));
}

/** The keys of the client's configuration that the endpoint depends on, and the table that leads from them to the rules. */
function addInput(plan: Plan, file: TsFile): void {
  const { id } = plan.model.service;
  const params = contextParams(plan.model);
  const config = file.use(runtimeType("client", "ServiceClientConfig"));
  const properties = params.map((one): Property => {
    const provider = file.use(runtimeType("client", "Provider"));
    return {
      name: one.key,
      type: `${one.type} | ${provider}<${one.type} | undefined> | undefined`,
      optional: true,
      docs: words(one.documentation),
    };
  });
  file.add({
    kind: "interface",
    name: plan.ref("endpointInput", id).name,
    extends: [`Pick<${config}, "region" | "endpoint" | "useDualstackEndpoint" | "useFipsEndpoint">`],
    docs: paragraph("The part of the client's configuration that the endpoint depends on."),
    properties,
  });
  if (params.length === 0) return;
  const table = Object.fromEntries(params.map((one) => [one.name, { type: "clientContextParams", name: one.key }]));
  file.add({
    kind: "const",
    name: plan.ref("endpointContext", id).name,
    type: file.use(runtimeType("client", "EndpointInstructions")),
    value: literal(table),
    docs: paragraph("Which of the endpoint's parameters the client's configuration gives."),
  });
}

function addResolver(rules: RuleSet, plan: Plan, file: TsFile): void {
  const { id } = plan.model.service;
  const own = plan.ref("endpointParameters", id).name;
  const standard = rules.parameters.every((one) => STANDARD.has(one.name));
  const compiled = compileRules({
    ruleSet: rules,
    error: file.use(runtime("client", "EndpointResolutionError")),
    params: standard ? "params" : `params as ${own}`,
  });
  for (const name of compiled.imports) file.use(runtime("client", name));
  const given = standard ? own : file.use(runtimeType("client", "EndpointParameters"));
  const returns = file.use(runtimeType("client", "Endpoint"));
  file.add({
    kind: "function",
    name: plan.ref("endpointResolver", id).name,
    parameters: [{ name: "params", type: given }],
    returns,
    body: compiled.body,
    docs: paragraph(
      "Where a request goes. Throws ",
      { kind: "code", text: "EndpointResolutionError" },
      " where the rules allow none.",
    ),
  });
  for (const one of compiled.functions) {
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
