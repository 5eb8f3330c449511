/**
 * `src/commands.ts`, `src/client.ts`, `src/aggregate.ts` and `src/index.ts`: a command for each operation, the client that
 * sends them, and the client with a method for each. The names are the official client's.
 */
import type { Model } from "../../model/types.ts";
import { serviceName, upperFirst } from "../../plan/case.ts";
import { furtherNames } from "../../plan/customise.ts";
import type { Declaration } from "../../plan/names.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Artifact } from "../artifact.ts";
import { typeName } from "../types/index.ts";
import { aggregateFile } from "./aggregate.ts";
import { barrelFile } from "./barrel.ts";
import { clientFile } from "./client.ts";
import { commandsFile } from "./commands.ts";
import { MODULE as FURTHER, furtherFile } from "./customised.ts";

export const client: Artifact = {
  name: "client",
  needs: ["types", "schemas", "errors", "endpoints", "paginators", "waiters"],
  *declare(model: Model): Iterable<Declaration> {
    const { id } = model.service;
    const name = serviceName(model.service.sdkId);
    const inClient = { id, module: "src/client" } as const;
    yield { facet: "client", wish: `${name}Client`, ...inClient };
    yield { facet: "clientConfig", wish: `${name}ClientConfig`, typeOnly: true, ...inClient };
    yield { facet: "clientResolvedConfig", wish: `${name}ClientResolvedConfig`, typeOnly: true, ...inClient };
    yield { facet: "inputTypes", wish: "ServiceInputTypes", typeOnly: true, ...inClient };
    yield { facet: "outputTypes", wish: "ServiceOutputTypes", typeOnly: true, ...inClient };
    yield { facet: "aggregate", id, wish: typeName(name), module: "src/aggregate" };
    for (const wish of furtherNames(model)) yield { facet: `further:${wish}`, id, wish, module: FURTHER };
    for (const operation of model.operations) {
      const inCommands = { id: operation.id, module: "src/commands" } as const;
      yield { facet: "command", wish: `${upperFirst(operation.name)}Command`, ...inCommands };
      yield { facet: "commandInput", wish: `${upperFirst(operation.name)}CommandInput`, typeOnly: true, ...inCommands };
      yield {
        facet: "commandOutput",
        wish: `${upperFirst(operation.name)}CommandOutput`,
        typeOnly: true,
        ...inCommands,
      };
      yield {
        facet: "operationError",
        wish: `${upperFirst(operation.name)}Error`,
        typeOnly: true,
        yields: true,
        ...inCommands,
      };
    }
  },
  *emit(plan: Plan) {
    yield commandsFile(plan);
    yield clientFile(plan);
    yield aggregateFile(plan);
    const further = plan.customised?.exports;
    if (further !== undefined) yield furtherFile(further, plan);
    yield barrelFile(plan);
  },
};
