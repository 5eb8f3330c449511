/**
 * The ordinary road: the functions of a call as steps of Smithy's middleware stack, under the official client's names, in
 * its steps and priorities, so that middleware that names one of them finds its place. Whoever changes the stack takes
 * the client off the compiled path.
 */

import { resolveEndpoint, toEndpointParts } from "../endpoint/endpoint.ts";
import type { HttpRequest, HttpResponse } from "../http/http.ts";
import { withRetries } from "../retry/retry.ts";
import type { OperationSchema } from "../schema/schema.ts";
import type { SmithyContext } from "../service/feature.ts";
import type {
  FinalizeHandler,
  FinalizeHandlerArguments,
  HandlerExecutionContext,
  InitializeHandlerOutput,
  MiddlewareStack,
} from "../service/middleware.ts";
import type { Endpoint, MetadataBearer } from "../service/service.ts";
import type { ServiceClientResolvedConfig, UserAgentPairs } from "../service/settings.ts";
import type { ClientState, Operation } from "../service/state.ts";
import { selectScheme, sendWith } from "../signing/auth-schemes.ts";
import { logCall } from "./logging.ts";
import { officialProtocol } from "./official-protocol.ts";
import { operationOf } from "./operation.ts";
import { addTrace } from "./platform.ts";
import { addContentLength, addHost, buildRequest, isRequest } from "./request.ts";
import { readResponse } from "./response.ts";
import { addUserAgent } from "./user-agent.ts";
import { checkedInput, checkOutput } from "./validate.ts";

type Input = Record<string, unknown>;
type Next = FinalizeHandler<Input, MetadataBearer>;
type Stack = MiddlewareStack<Input, MetadataBearer>;

function smithyContext(context: HandlerExecutionContext): SmithyContext {
  return (context.__smithy_context ?? {}) as SmithyContext;
}

/** What a step does with one call: `next` runs the steps behind it. */
type Run = (
  args: FinalizeHandlerArguments<Input>,
  next: Next,
  context: HandlerExecutionContext,
  operation: Operation,
) => Promise<InitializeHandlerOutput<MetadataBearer>>;

type Place =
  | { readonly step: string; readonly priority?: string }
  | { readonly relation: "before" | "after"; readonly toMiddleware: string; readonly aliases?: string[] };

/** Puts the steps of every service in. */
export function installSteps(stack: Stack, config: ServiceClientResolvedConfig, state: ClientState): void {
  const { service } = state;
  const protocol = officialProtocol(config);

  const add = (name: string, tags: string[], place: Place, run: Run): void => {
    const middleware = (next: Next, context: HandlerExecutionContext) => (args: FinalizeHandlerArguments<Input>) =>
      run(args, next, context, operationOf(state, smithyContext(context).operationSchema as OperationSchema));
    const method = "relation" in place ? stack.addRelativeTo : stack.add;
    (method as (middleware: object, options: object) => void)(middleware, { name, tags, override: true, ...place });
  };
  /** A step that changes the request as it is built. */
  const onRequest = (
    name: string,
    tags: string[],
    priority: "normal" | "low",
    change: (request: HttpRequest, context: HandlerExecutionContext) => void | Promise<void>,
  ): void =>
    add(name, tags, { step: "build", priority }, (args, next, context) => {
      const waiting = isRequest(args.request) && change(args.request, context);
      return waiting ? waiting.then(() => next(args)) : next(args);
    });

  add("serializerMiddleware", ["SERIALIZER"], { step: "serialize" }, async (args, next, context, operation) => {
    const endpoint = context.endpointV2 as Endpoint;
    // Here and not before: steps around this one may take and give other values than the model's.
    const input = checkedInput(config, operation, args.input);
    const request = protocol
      ? await protocol.serialize(operation, input, context)
      : buildRequest(config, operation, input, { endpoint, parts: toEndpointParts(endpoint) });
    return next({ ...args, request });
  });
  add("deserializerMiddleware", ["DESERIALIZER"], { step: "deserialize" }, async (args, next, context, operation) => {
    const response = (await next(args)).response as HttpResponse;
    const output = protocol
      ? await protocol.deserialize(operation, response, context)
      : await readResponse(service, operation, response);
    checkOutput(config, operation, output);
    return { response, output };
  });
  onRequest("getUserAgentMiddleware", ["SET_USER_AGENT", "USER_AGENT"], "low", (request, { userAgent }) =>
    addUserAgent(request, config, state, userAgent as UserAgentPairs | undefined),
  );
  onRequest("contentLengthMiddleware", ["SET_CONTENT_LENGTH", "CONTENT_LENGTH"], "normal", (request) =>
    addContentLength(request, config),
  );
  onRequest("hostHeaderMiddleware", ["HOST"], "low", (request) => addHost(request, config));
  onRequest("recursionDetectionMiddleware", ["RECURSION_DETECTION", "TRACE_CONTEXT_PROPAGATION"], "low", addTrace);
  add(
    "retryMiddleware",
    ["RETRY"],
    { step: "finalizeRequest", priority: "high" },
    async (args, next, context, { repeatable }) => {
      const { request } = args;
      if (!isRequest(request)) return next(args);
      const strategy = (await config.retryStrategy()) as unknown as { retry?: (next: Next, args: object) => never };
      // Strategies of the first generation do the whole loop themselves.
      if (!("acquireInitialRetryToken" in strategy) && strategy.retry) return strategy.retry(next, args);
      const scope = `${context.partition_id ?? ""}${context.__retryLongPoll ? ":longpoll" : ""}`;
      const { abortSignal } = smithyContext(context);
      return withRetries(config, request, repeatable, abortSignal, scope, () => next(args));
    },
  );
  add("loggerMiddleware", ["LOGGER"], { step: "initialize" }, async (args, next, _context, operation) => {
    try {
      const result = await next(args);
      logCall(config, state, operation, args.input, result);
      return result;
    } catch (error) {
      logCall(config, state, operation, args.input, { error });
      throw error;
    }
  });
  add(
    "endpointV2Middleware",
    ["ENDPOINT_PARAMETERS", "ENDPOINT_V2", "ENDPOINT"],
    { relation: "before", toMiddleware: "serializerMiddleware" },
    async (args, next, context) => {
      const { commandInstance, selectedHttpAuthScheme } = smithyContext(context);
      const { endpoint, scheme } = await resolveEndpoint(config, state, args.input, commandInstance);
      context.endpointV2 = { ...endpoint };
      context.authSchemes = endpoint.properties?.authSchemes;
      context.signing_region = scheme?.signingRegion;
      context.signing_service = scheme?.signingName;
      Object.assign(selectedHttpAuthScheme?.httpAuthOption.signingProperties ?? {}, scheme);
      return next(args);
    },
  );
  add(
    "httpAuthSchemeMiddleware",
    ["HTTP_AUTH_SCHEME"],
    { relation: "before", toMiddleware: "endpointV2Middleware" },
    async (args, next, context, operation) => {
      const selected = await selectScheme(config, state, operation, context);
      if (selected) smithyContext(context).selectedHttpAuthScheme = selected;
      return next(args);
    },
  );
  add(
    "httpSigningMiddleware",
    ["HTTP_SIGNING"],
    {
      relation: "after",
      toMiddleware: "retryMiddleware",
      aliases: ["apiKeyMiddleware", "tokenMiddleware", "awsAuthMiddleware"],
    },
    async (args, next, context) => {
      const { selectedHttpAuthScheme: selected } = smithyContext(context);
      return selected && isRequest(args.request)
        ? sendWith(selected, args.request, (request) => next({ ...args, request }))
        : next(args);
    },
  );
  service.features?.install(stack, config, smithyContext);
}

/** From here on a change of the stack is somebody else's, and takes the client off the compiled path. */
export function watchStack(stack: Stack, state: ClientState): void {
  for (const method of ["add", "addRelativeTo", "use", "remove", "removeByTag", "identifyOnResolve"] as const) {
    const original = stack[method] as (...args: unknown[]) => unknown;
    (stack as unknown as Record<string, unknown>)[method] = (...args: unknown[]): unknown => {
      if (method !== "identifyOnResolve" || args.length > 0) state.touched = true;
      return original(...args);
    };
  }
}
