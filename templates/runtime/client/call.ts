/**
 * One call on the compiled path: what the middleware stack of `steps.ts` does, written out in order and without its
 * closures. Nothing is decided here that is not decided in the functions that both share. Operations for which the service has
 * steps of its own go by `sorted-road.ts`.
 */

import { resolveEndpoint } from "../endpoint/endpoint.ts";
import type { HttpHandlerOptions, HttpRequest } from "../http/http.ts";
import { type Attempted, withRetries } from "../retry/retry.ts";
import type { AuthContext } from "../service/auth-scheme.ts";
import type { MetadataBearer } from "../service/metadata.ts";
import type { ServiceClientResolvedConfig } from "../service/settings.ts";
import { type ClientState, type Operation, stateOf } from "../service/state.ts";
import { selectScheme, sendWith } from "../signing/auth-schemes.ts";
import { logCall } from "./logging.ts";
import { operationOf, schemaOf } from "./operation.ts";
import { addTrace } from "./platform.ts";
import { addContentLength, addHost, buildRequest } from "./request.ts";
import { readResponse } from "./response.ts";
import type { ServiceCommand } from "./service-command.ts";
import { addUserAgent } from "./user-agent.ts";
import { checkedInput, checkOutput } from "./validate.ts";

/** What the request handler is told beside the caller's options: that the answer is wanted as bytes. */
export function sendingOptions(
  { codec }: Operation,
  options: HttpHandlerOptions | undefined,
): HttpHandlerOptions | undefined {
  return codec.streamsOutput ? options : ({ ...options, collect: true } as HttpHandlerOptions);
}

export async function call(
  config: ServiceClientResolvedConfig,
  command: ServiceCommand<object, MetadataBearer>,
  options: HttpHandlerOptions | undefined,
): Promise<MetadataBearer> {
  const state = stateOf(config) as ClientState;
  const operation = operationOf(state, schemaOf(command));
  try {
    const input = checkedInput(config, operation, command.input);
    const context: AuthContext = {};
    const scheme = await selectScheme(config, state, operation, context);
    const endpoint = await resolveEndpoint(config, state, input, command);
    context.endpointV2 = endpoint.endpoint;
    const request = buildRequest(config, operation, input, endpoint);
    addContentLength(request, config);
    const naming = addUserAgent(request, config, state);
    if (naming) await naming;
    addHost(request, config);
    addTrace(request, config, state);
    const handlerOptions = sendingOptions(operation, options);
    const exchange = async (sent: HttpRequest): Promise<Attempted> => {
      const { response } = await config.requestHandler.handle(sent, handlerOptions);
      return { response, output: await readResponse(state.service, operation, response) };
    };
    const signal = options?.abortSignal as AbortSignal | undefined;
    const { output } = await withRetries(config, request, operation.repeatable, signal, "", () =>
      scheme ? sendWith(scheme, request, exchange) : exchange(request),
    );
    checkOutput(config, operation, output as unknown as Record<string, unknown>);
    logCall(config, state, operation, command.input, { output });
    return output;
  } catch (error) {
    logCall(config, state, operation, command.input, { error });
    throw error;
  }
}
