/**
 * One call on the compiled path: what the middleware stack of `steps.ts` does, written out in order and without its
 * closures. Nothing is decided here that is not decided in the functions that both share.
 */
import type { AuthContext } from "./auth-scheme.ts";
import { isAws, selectScheme, sendWith, sigv4Scheme } from "./auth-schemes.ts";
import { resolveEndpoint } from "./endpoint.ts";
import type { StepCall, StepPlace } from "./feature.ts";
import type { HttpHandlerOptions, HttpRequest } from "./http.ts";
import { logCall } from "./logging.ts";
import { operationOf, schemaOf } from "./operation.ts";
import { addTrace } from "./platform.ts";
import { isPending, now } from "./provider.ts";
import { addContentLength, addHost, buildRequest } from "./request.ts";
import { readResponse } from "./response.ts";
import { type Attempted, withRetries } from "./retry.ts";
import type { MetadataBearer } from "./service.ts";
import type { ServiceCommand } from "./service-command.ts";
import type { ServiceClientResolvedConfig } from "./settings.ts";
import { type ClientState, type Operation, stateOf } from "./state.ts";
import { addUserAgent } from "./user-agent.ts";
import { checkedInput, checkOutput } from "./validate.ts";

/** What the request handler is told beside the caller's options: an event stream, or an answer that is wanted as bytes. */
export function sendingOptions(
  { codec: { eventStream, streamsOutput } }: Operation,
  options: HttpHandlerOptions | undefined,
): HttpHandlerOptions | undefined {
  if (eventStream) return { ...options, isEventStream: true } as HttpHandlerOptions;
  return streamsOutput ? options : ({ ...options, collect: true } as HttpHandlerOptions);
}

export async function call(
  config: ServiceClientResolvedConfig,
  command: ServiceCommand<object, MetadataBearer>,
  options: HttpHandlerOptions | undefined,
): Promise<MetadataBearer> {
  const state = stateOf(config) as ClientState;
  const operation = operationOf(state, schemaOf(command));
  try {
    const { repeatable, signed, steps } = operation;
    const step = { config, input: checkedInput(config, operation, command.input) } as MutableStep;
    /** The service's own steps at a place of the call, with what is known there. */
    const at = (place: StepPlace, known?: Partial<StepCall>): Promise<void> | undefined =>
      steps?.(place, Object.assign(step, known));

    const context: AuthContext = {};
    const alone = signed && config.sign;
    if (alone) for (const needed of [now(config.region), now(config.credentials)]) if (isPending(needed)) await needed;
    const scheme = alone ? sigv4Scheme(state, context) : await selectScheme(config, state, operation, context);
    const place = resolveEndpoint(config, state, step.input, command);
    const endpoint = isPending(place) ? await place : place;
    context.endpointV2 = endpoint.endpoint;
    step.signed = isAws(scheme?.httpAuthOption.schemeId);
    if (steps) await at("input");
    const request = buildRequest(config, operation, step.input, endpoint);
    if (steps) await at("body", { request });
    addContentLength(request, config);
    if (steps) await at("payload");
    const naming = addUserAgent(request, config, state);
    if (naming) await naming;
    addHost(request, config);
    addTrace(request);
    const handlerOptions = sendingOptions(operation, options);

    const exchange = async (sent: HttpRequest): Promise<Attempted> => {
      try {
        if (steps) await at("signed", { request: sent });
        const { response } = await config.requestHandler.handle(sent, handlerOptions);
        if (steps && response.statusCode < 300) await at("answer", { response });
        return { response, output: await readResponse(state.service, operation, response) };
      } catch (error) {
        if (steps) await at("failure", { request, error });
        throw error;
      }
    };
    const send = (): Promise<Attempted> => (scheme ? sendWith(scheme, request, exchange) : exchange(request));
    const attempt = async (): Promise<Attempted> => {
      await at("attempt", { request });
      return send();
    };
    const signal = options?.abortSignal as AbortSignal | undefined;
    const { output } = await withRetries(config, request, repeatable, signal, "", steps ? attempt : send);
    checkOutput(config, operation, output as unknown as Record<string, unknown>);
    logCall(config, state, operation, command.input, { output });
    return output;
  } catch (error) {
    logCall(config, state, operation, command.input, { error });
    throw error;
  }
}

type MutableStep = { -readonly [Key in keyof StepCall]: StepCall[Key] };
