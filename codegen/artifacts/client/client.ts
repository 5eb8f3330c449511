/** `src/client.ts`: the facts of the service and the client that sends commands. */

import { paragraph } from "../../../templates/runtime/doc/text.ts";
import { documentationOf } from "../../doc/of.ts";
import { endpointKeys, STANDARD_PARAMETERS } from "../../model/endpoint-parameters.ts";
import { ruleFacts, rulesOf } from "../../model/service-rules.ts";
import { namespaceOf } from "../../model/shape-id.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Ref, TsFile } from "../../ts/file.ts";
import { typeOnly } from "../../ts/form.ts";
import { literal, raw } from "../../ts/literal.ts";
import { runtime, runtimeType } from "../../ts/runtime.ts";
import { instructionsOf } from "../endpoints/instructions.ts";
import { authFacts, configBases, configKeys } from "./auth.ts";
import { customisation, settingProperties } from "./customised.ts";
import { asksRegion, exampleSettings } from "./setup.ts";

export function clientFile(plan: Plan): TsFile {
  const file = plan.file("src/client.ts", "The client: sends commands, holds the configuration.");
  const { service, operations } = plan.model;
  const ref = (facet: "client" | "clientConfig" | "clientResolvedConfig" | "inputTypes" | "outputTypes"): string =>
    plan.ref(facet, service.id).name;
  const union = (facet: "commandInput" | "commandOutput"): string =>
    operations.length === 0 ? "never" : operations.map((one) => file.useType(plan.ref(facet, one.id))).join(" | ");
  const { customised } = plan;
  file.add(
    {
      kind: "type",
      name: ref("inputTypes"),
      type: union("commandInput"),
      docs: paragraph("Every input that the client can send."),
    },
    {
      kind: "type",
      name: ref("outputTypes"),
      type: union("commandOutput"),
      docs: paragraph("Every output that the client can give back."),
    },
    ...(customised === undefined ? [] : [customisation(customised, plan, file)]),
    {
      kind: "const",
      name: "service",
      local: true,
      type: file.use(runtimeType("client", "ServiceDefinition")),
      value: literal({
        serviceId: service.sdkId,
        serviceName: service.name,
        namespace: namespaceOf(service.id),
        apiVersion: service.version,
        clientName: ref("client"),
        clientVersion: plan.package.version,
        protocol: raw(file.use(plan.protocol.codec)),
        parts: partFacts(plan, file),
        settings: plan.protocol.settings,
        endpoint: raw(file.use(plan.ref("endpointResolver", service.id))),
        ...endpointFacts(plan, file),
        ...authFacts(plan, file),
        errors: raw(file.use(plan.ref("errorTypeRegistries", service.id))),
        exception: raw(file.use(plan.ref("serviceException", service.id))),
        customised: customised === undefined ? undefined : raw("customisation"),
        ...featureFacts(plan, file),
      }),
    },
    {
      kind: "interface",
      name: ref("clientConfig"),
      extends: [
        ...configBases(plan, file),
        ...(endpointKeys(plan.model).length > 0 ? [file.useType(plan.ref("endpointInput", service.id))] : []),
        ...plan.features.settings.map(({ said }) => file.use(said)),
      ],
      properties: settingProperties(customised?.settings ?? [], file),
      docs: paragraph("What the client can be told: who is calling, where requests go, retries, timeouts, validation."),
    },
    {
      kind: "interface",
      name: ref("clientResolvedConfig"),
      extends: [
        file.use(runtimeType("client", "ServiceClientResolvedConfig")),
        ...plan.features.settings.flatMap(({ resolved }) => (resolved === undefined ? [] : file.use(resolved))),
      ],
      docs: paragraph(
        "The configuration with everything filled in, as ",
        { kind: "code", text: "client.config" },
        " has it.",
      ),
    },
    {
      kind: "class",
      name: ref("client"),
      docs: documentationOf(service),
      tags: [`@example\n\`\`\`ts\nconst client = new ${ref("client")}(${exampleSettings(service)});\n\`\`\``],
      extends: `${file.use(runtime("client", "ServiceClient"))}${typeOnly(`<${ref("inputTypes")}, ${ref("outputTypes")}, ${ref("clientResolvedConfig")}>`)}`,
      construct: {
        parameters: [{ name: "config", type: ref("clientConfig"), value: "{}" }],
        body: ["super(service, config);"],
      },
    },
  );
  return file;
}

/** What the service's messages need of the checker and the codecs. */
function partFacts({ parts }: Plan, file: TsFile): object {
  const named = (refs: Readonly<Record<string, Ref>>): object =>
    Object.fromEntries(Object.entries(refs).map(([name, ref]) => [name, raw(file.use(ref))]));
  const table = (name: "constraints" | "bindings"): object =>
    Object.keys(parts[name]).length === 0 ? {} : { [name]: named(parts[name]) };
  return {
    kinds: parts.kinds.map((kind) => raw(file.use(kind))),
    ...table("constraints"),
    ...table("bindings"),
    ...named(parts.others),
  };
}

/** Where the endpoint's parameters come from, where that is more than region and switches. */
function endpointFacts(plan: Plan, file: TsFile): object {
  const { model } = plan;
  const { parameters } = ruleFacts(rulesOf(model.service));
  const instructions = instructionsOf(plan);
  const keys = configKeys(model);
  return {
    ...(instructions === undefined
      ? {}
      : {
          endpointContext: raw(file.use(instructions)),
          endpointParameters: raw(file.use(runtime("client", "endpointParameters"))),
          endpointKeys: [...parameters].filter((name) => !STANDARD_PARAMETERS.has(name)).sort(),
        }),
    ...(asksRegion(model.service) ? {} : { regional: false }),
    ...(Object.keys(keys).length === 0
      ? {}
      : { configure: raw(`/* @__PURE__ */ ${file.use(runtime("serviceKeys", "serviceKeys"))}(${literal(keys, 2)})`) }),
  };
}

/** The parts of the runtime that ordinary services go without. */
function featureFacts(plan: Plan, file: TsFile): object {
  const { features, requestHandler } = plan.features;
  const names = features
    .map(({ ref, of }) => (of === undefined ? file.use(ref) : `/* @__PURE__ */ ${file.use(ref)}(${file.use(of)})`))
    .join(", ");
  return {
    ...(features.length === 0
      ? {}
      : { features: raw(`/* @__PURE__ */ ${file.use(runtime("features", "withFeatures"))}(${names})`) }),
    ...(requestHandler === undefined ? {} : { requestHandler: raw(file.use(requestHandler)) }),
  };
}
