/**
 * The ordinary road: the functions of a call as steps of Smithy's middleware stack, under the official client's names, in
 * its steps and priorities, so that middleware that names one of them finds its place. Whoever changes the stack takes
 * the client off the compiled path.
 */

import { resolveEndpoint, toEndpointParts } from "../endpoint/endpoint.ts";
import type { HttpRequest, HttpResponse } from "../http/http.ts";
import { withRetries } from "../retry/retry.ts";
import type { OperationSchema } from "../schema/schema.ts";
import type { Endpoint } from "../service/endpoint.ts";
import type { SmithyContext } from "../service/feature.ts";
import type { MetadataBearer } from "../service/metadata.ts";
import type {
  FinalizeHandler,
  FinalizeHandlerArguments,
  HandlerExecutionContext,
  InitializeHandlerOutput,
  MiddlewareStack,
} from "../service/middleware.ts";
import type { RetryStrategy, ServiceClientResolvedConfig, UserAgentPairs } from "../service/settings.ts";
import type { ClientState, Operation } from "../service/state.ts";
import { selectScheme, sendWith } from "../signing/auth-schemes.ts";
import { logCall } from "./logging.ts";
import { type OfficialProtocol, officialOperation } from "./official-protocol.ts";
import { operationOf } from "./operation.ts";
import { addTrace } from "./platform.ts";
import { addContentLength, addHost, buildRequest, isRequest } from "./request.ts";
import { readResponse, withResponse } from "./response.ts";
import { addUserAgent } from "./user-agent.ts";
import { checkedInput, checkOutput } from "./validate.ts";

type Input = Record<string, unknown>;
type Next = FinalizeHandler<Input, MetadataBearer>;
type Stack = MiddlewareStack<Input, MetadataBearer>;

function smithyContext(context: HandlerExecutionContext): SmithyContext {
  return context.__smithy_context as SmithyContext;
}

/** What a step does with one call: `next` runs the steps behind it. */
type Run = (
  args: FinalizeHandlerArguments<Input>,
  next: Next,
  context: HandlerExecutionContext,
  operation: Operation,
) => Promise<InitializeHandlerOutput<MetadataBearer>>;

/** As options of a stack's methods have it: the names of steps end in this. */
const named = (name: string): string => `${name}Middleware`;

/**
 * Puts the steps of every service in. What stands before a step is its name without `Middleware`, its place, and its tags. The
 * place is a phase of the stack and a priority in it, or the step that it stands before or after.
 */
export function installSteps(stack: Stack, config: ServiceClientResolvedConfig, state: ClientState): void {
  const { service } = state;
  const protocol = config.protocol as unknown as OfficialProtocol | undefined;
  protocol?.setSerdeContext(config);

  const add = (head: string, run: Run, aliases: string[] = []): void => {
    const [name = "", place = "", to = "", ...tags] = head.split(" ");
    const middleware = (next: Next, context: HandlerExecutionContext) => (args: FinalizeHandlerArguments<Input>) =>
      run(args, next, context, operationOf(state, smithyContext(context).operationSchema as OperationSchema));
    const options = { name: named(name), tags, override: true, aliases: aliases.map(named) };
    if (place === "before" || place === "after")
      stack.addRelativeTo(middleware, { ...options, relation: place, toMiddleware: named(to) });
    else stack.add(middleware as never, { ...options, step: place, priority: to } as never);
  };
  /** A step that changes the request as it is built. */
  const onRequest = (
    head: string,
    change: (
      request: HttpRequest,
      config: ServiceClientResolvedConfig,
      state: ClientState,
      userAgent: UserAgentPairs | undefined,
    ) => void | Promise<void>,
  ): void =>
    add(head, async (args, next, { userAgent }) => {
      if (isRequest(args.request)) await change(args.request, config, state, userAgent);
      return next(args);
    });

  add("serializer serialize normal SERIALIZER", async (args, next, context, operation) => {
    const endpoint = context.endpointV2 as Endpoint;
    // Here and not before: steps around this one may take and give other values than the model's.
    const input = checkedInput(config, operation, args.input);
    const request = protocol
      ? await protocol.serializeRequest(officialOperation(operation), input, {
          ...config,
          ...context,
          endpoint: async () => endpoint ?? config.endpoint?.(),
        })
      : buildRequest(config, operation, input, { endpoint, parts: toEndpointParts(endpoint) });
    return next({ ...args, request });
  });
  add("deserializer deserialize normal DESERIALIZER", async (args, next, context, operation) => {
    const response = (await next(args)).response as HttpResponse;
    const output = await (protocol
      ? protocol
          .deserializeResponse(officialOperation(operation), { ...config, ...context }, response)
          .catch((error) => {
            throw withResponse(error, response);
          })
      : readResponse(service, operation, response));
    checkOutput(config, operation, output);
    return { response, output };
  });
  onRequest("getUserAgent build low SET_USER_AGENT USER_AGENT", addUserAgent);
  onRequest("contentLength build normal SET_CONTENT_LENGTH CONTENT_LENGTH", addContentLength);
  onRequest("hostHeader build low HOST", addHost);
  onRequest("recursionDetection build low RECURSION_DETECTION TRACE_CONTEXT_PROPAGATION", addTrace);
  add("retry finalizeRequest high RETRY", async (args, next, context, { repeatable }) => {
    const { request } = args;
    if (!isRequest(request)) return next(args);
    const strategy: Partial<RetryStrategy> & { retry?: (next: Next, args: object) => never } =
      await config.retryStrategy();
    // Strategies of the first generation do the whole loop themselves.
    if (strategy.retry && !strategy.acquireInitialRetryToken) return strategy.retry(next, args);
    const scope = `${context.partition_id ?? ""}${context.__retryLongPoll ? ":longpoll" : ""}`;
    const { abortSignal } = smithyContext(context);
    return withRetries(config, request, repeatable, abortSignal, scope, () => next(args));
  });
  add("logger initialize normal LOGGER", async (args, next, _context, operation) => {
    const log = (how: { readonly output?: MetadataBearer; readonly error?: unknown }): void =>
      logCall(config, state, operation, args.input, how);
    try {
      const result = await next(args);
      log(result);
      return result;
    } catch (error) {
      log({ error });
      throw error;
    }
  });
  add("endpointV2 before serializer ENDPOINT_PARAMETERS ENDPOINT_V2 ENDPOINT", async (args, next, context) => {
    const { commandInstance, selectedHttpAuthScheme } = smithyContext(context);
    const { endpoint, scheme } = await resolveEndpoint(config, state, args.input, commandInstance);
    context.endpointV2 = { ...endpoint };
    context.authSchemes = endpoint.properties?.authSchemes;
    context.signing_region = scheme?.signingRegion;
    context.signing_service = scheme?.signingName;
    Object.assign(selectedHttpAuthScheme?.httpAuthOption.signingProperties ?? {}, scheme);
    return next(args);
  });
  add("httpAuthScheme before endpointV2 HTTP_AUTH_SCHEME", async (args, next, context, operation) => {
    smithyContext(context).selectedHttpAuthScheme = await selectScheme(config, state, operation, context);
    return next(args);
  });
  add(
    "httpSigning after retry HTTP_SIGNING",
    async (args, next, context) => {
      const { selectedHttpAuthScheme: selected } = smithyContext(context);
      return selected && isRequest(args.request)
        ? sendWith(selected, args.request, (request) => next({ ...args, request }))
        : next(args);
    },
    ["apiKey", "token", "awsAuth"],
  );
  service.features?.install(stack, config, smithyContext);
}

/** From here on a change of the stack is somebody else's, and takes the client off the compiled path. */
export function watchStack(stack: Stack, state: ClientState): void {
  const methods = stack as unknown as Record<string, (...args: unknown[]) => unknown>;
  // `use` ends in the others; `identifyOnResolve` without an argument only asks.
  for (const [name, original] of Object.entries(methods)) {
    if (!/^(add|remove|identifyOn)/.test(name)) continue;
    methods[name] = (...args) => {
      if (args.length > 0) state.touched = true;
      return original(...args);
    };
  }
}
