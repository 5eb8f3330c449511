/**
 * The values of the endpoint parameters that only some services have: from the input, the client's configuration, the
 * credentials, or fixed. Generated clients that have such parameters name this; the others go without.
 */

import type { EndpointInstruction, EndpointInstructions } from "../service/endpoint.ts";
import type { EndpointParametersFinder } from "../service/service.ts";
import type { ServiceClientResolvedConfig } from "../service/settings.ts";
import { STANDARD_INSTRUCTIONS } from "./endpoint.ts";

interface CommandClass {
  getEndpointParameterInstructions?(): EndpointInstructions;
}

/** Undefined where neither the command's class nor the service says anything of its own. */
export const endpointParameters: EndpointParametersFinder = (service, config, input, command) => {
  const said = (command?.constructor as CommandClass | undefined)?.getEndpointParameterInstructions?.();
  const instructions = said === undefined || said === STANDARD_INSTRUCTIONS ? service.endpointContext : said;
  if (instructions === undefined) return undefined;
  return valuesOf(instructions, config, input).then((values) => ({
    values,
    key: JSON.stringify(service.endpointKeys?.map((name) => values[name]) ?? values),
  }));
};

async function valuesOf(
  instructions: EndpointInstructions,
  config: ServiceClientResolvedConfig,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const params: Record<string, unknown> = {};
  for (const name in instructions) {
    if (name in STANDARD_INSTRUCTIONS) continue;
    const instruction = instructions[name] as EndpointInstruction;
    switch (instruction.type) {
      case "staticContextParams":
        params[name] = instruction.value;
        break;
      case "contextParams":
        params[name] = input[instruction.name];
        break;
      case "builtInParams":
      case "clientContextParams": {
        const value = configured(config, instruction.name);
        params[name] = typeof value === "function" ? await value() : value;
        break;
      }
      case "operationContextParams":
        params[name] = instruction.get(input as never);
        break;
      default: {
        const never: never = instruction;
        throw new Error(`Unknown endpoint instruction: ${JSON.stringify(never)}`);
      }
    }
  }
  return params;
}

/** A setting, which can be a function as all others; two of them are the credentials'. */
function configured(config: ServiceClientResolvedConfig, key: string): unknown {
  if (key === "accountId" || key === "credentialScope") {
    return async () => (config.sign ? (await config.credentials())[key] : undefined);
  }
  const { clientContextParams } = config as { clientContextParams?: Record<string, unknown> };
  return clientContextParams?.[key] ?? config[key];
}
