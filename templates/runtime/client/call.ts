/**
 * One call on the compiled path: what the middleware stack of `steps.ts` does, written out in order and without its
 * closures. Nothing is decided here that is not decided in the functions that both share.
 */
import type { AuthContext } from "./auth-scheme.ts";
import { isAws, selectScheme, sendWith, sigv4Scheme } from "./auth-schemes.ts";
import { resolveEndpoint } from "./endpoint.ts";
import type { StepCall, StepPlace } from "./feature.ts";
import type { HttpHandlerOptions, HttpRequest } from "./http.ts";
import { logged } from "./logging.ts";
import { operationOf, schemaOf } from "./operation.ts";
import { addTrace } from "./platform.ts";
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
  const { output } = await logged(config, state, operation, command.input, () =>
    run(config, state, operation, command, options),
  );
  return output;
}

async function run(
  config: ServiceClientResolvedConfig,
  state: ClientState,
  operation: Operation,
  command: ServiceCommand<object, MetadataBearer>,
  options: HttpHandlerOptions | undefined,
): Promise<Attempted> {
  const { repeatable, steps } = operation;
  const step = { config, input: checkedInput(config, operation, command.input) } as MutableStep;
  /** The service's own steps at a place of the call, with what is known there. */
  const at = (place: StepPlace, known?: Partial<StepCall>): Promise<void> | undefined =>
    steps?.(place, Object.assign(step, known));

  const context: AuthContext = {};
  const scheme =
    operation.signed && config.sign
      ? await sigv4Scheme(config, state, context)
      : await selectScheme(config, state, operation, context);
  const endpoint = await resolveEndpoint(config, state, step.input, command);
  context.endpointV2 = endpoint.endpoint;
  step.signed = isAws(scheme?.httpAuthOption.schemeId);
  await at("input");
  const request = buildRequest(config, operation, step.input, endpoint);
  await at("body", { request });
  addContentLength(request, config);
  await at("payload");
  await addUserAgent(request, config, state);
  addHost(request, config);
  addTrace(request);
  const handlerOptions = sendingOptions(operation, options);

  const exchange = async (sent: HttpRequest): Promise<Attempted> => {
    try {
      await at("signed", { request: sent });
      const { response } = await config.requestHandler.handle(sent, handlerOptions);
      if (response.statusCode < 300) await at("answer", { response });
      return { response, output: await readResponse(state.service, operation, response) };
    } catch (error) {
      await at("failure", { request, error });
      throw error;
    }
  };
  const attempt = async (): Promise<Attempted> => {
    await at("attempt", { request });
    return scheme ? sendWith(scheme, request, exchange) : exchange(request);
  };
  const signal = options?.abortSignal as AbortSignal | undefined;
  const result = await withRetries(config, request, repeatable, signal, "", attempt);
  checkOutput(config, operation, result.output);
  return result;
}

type MutableStep = { -readonly [Key in keyof StepCall]: StepCall[Key] };
