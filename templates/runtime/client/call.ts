/**
 * One call on the compiled path: what the middleware stack of `steps.ts` does, written out in order and without its
 * closures. Nothing is decided here that is not decided in the functions that both share.
 */
import type { AuthContext, SelectedScheme } from "./auth-scheme.ts";
import { isAws, selectScheme, sendWith } from "./auth-schemes.ts";
import { resolveEndpoint } from "./endpoint.ts";
import type { StepCall } from "./feature.ts";
import type { HttpHandlerOptions, HttpRequest, HttpResponse } from "./http.ts";
import { logFailure, logSuccess } from "./logging.ts";
import { operationOf, schemaOf } from "./operation.ts";
import { collecting } from "./platform.ts";
import { isPending, now } from "./provider.ts";
import { addContentLength, addHost, addTrace, buildRequest } from "./request.ts";
import { readResponse } from "./response.ts";
import { type Attempted, withRetries } from "./retry.ts";
import type { MetadataBearer } from "./service.ts";
import type { ServiceCommand } from "./service-command.ts";
import type { ServiceClientResolvedConfig } from "./settings.ts";
import { learnClock, learnClockFromError, signRequest } from "./signing.ts";
import { type ClientState, type Operation, stateOf } from "./state.ts";
import { addUserAgent } from "./user-agent.ts";
import { checkInput, checkOutput } from "./validate.ts";

/** What the request handler is told beside the caller's options: an event stream, or an answer that is wanted as bytes. */
export function sendingOptions(
  { codec }: Operation,
  options: HttpHandlerOptions | undefined,
): HttpHandlerOptions | undefined {
  if (codec.eventStream) return { ...options, isEventStream: true } as HttpHandlerOptions;
  return codec.streamsOutput ? options : collecting(options);
}

export async function call(
  config: ServiceClientResolvedConfig,
  command: ServiceCommand<object, MetadataBearer>,
  options: HttpHandlerOptions | undefined,
): Promise<MetadataBearer> {
  const state = stateOf(config) as ClientState;
  const operation = operationOf(state, schemaOf(command));
  try {
    let input = command.input as Record<string, unknown>;
    checkInput(config, operation, input);
    const { steps } = operation;
    const signed = operation.signed && config.sign;
    if (signed) {
      for (const needed of [now(config.region), now(config.credentials)]) if (isPending(needed)) await needed;
    }
    let selected: SelectedScheme | undefined;
    const context: AuthContext = {};
    if (!signed && config.sign && operation.auth.length > 0)
      selected = await selectScheme(config, state, operation, context);
    const place = resolveEndpoint(config, state, input, command);
    const endpoint = isPending(place) ? await place : place;
    context.endpointV2 = endpoint.endpoint;
    const step = { config, input, signed: signed || isAws(selected?.httpAuthOption.schemeId) } as StepCall;
    if (steps) {
      await steps("input", step);
      input = step.input;
    }
    const request = buildRequest(config, operation, input, endpoint);
    step.request = request;
    if (steps) await steps("body", step);
    addContentLength(request, config);
    if (steps) await steps("payload", step);
    const naming = addUserAgent(request, config, state);
    if (naming) await naming;
    addHost(request, config);
    addTrace(request);
    const signal = options?.abortSignal as AbortSignal | undefined;
    const handlerOptions = sendingOptions(operation, options);

    const attempt = async (sent?: HttpRequest): Promise<Attempted> => {
      if (steps && !sent) await steps("attempt", { ...step, request });
      const signature = signed ? await signRequest(config, request, endpoint.scheme) : undefined;
      try {
        step.request = signature?.request ?? sent ?? request;
        if (steps) await steps("signed", step);
        const { response } = await config.requestHandler.handle(step.request, handlerOptions);
        if (steps && response.statusCode < 300) await steps("answer", { ...step, response });
        const output = await readResponse(state.service, operation, response);
        if (signature) learnClock(config, response as HttpResponse, signature);
        return { response, output };
      } catch (error) {
        if (signature) learnClockFromError(config, error, signature);
        if (steps) await steps("failure", { ...step, request, error });
        throw error;
      }
    };
    const scheme = selected;
    const authenticated = async (using: SelectedScheme): Promise<Attempted> => {
      if (steps) await steps("attempt", { ...step, request });
      return sendWith(using, request, attempt);
    };
    const send = scheme ? () => authenticated(scheme) : () => attempt();
    const { output } = await withRetries(config, request, operation.repeatable, signal, "", send);
    checkOutput(config, operation, output);
    logSuccess(config, state, operation, command.input, output);
    return output;
  } catch (error) {
    logFailure(config, state, operation, command.input, error);
    throw error;
  }
}
