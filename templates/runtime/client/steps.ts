/**
 * The ordinary road: the functions of a call as steps of Smithy's middleware stack, under the official client's names, in
 * its steps and priorities, so that middleware that names one of them finds its place. Whoever changes the stack takes
 * the client off the compiled path.
 */

import type { SelectedScheme } from "./auth-scheme.ts";
import { hasOwnAuth, isAws, selectScheme, sendWith } from "./auth-schemes.ts";
import { resolveEndpoint, toEndpointParts } from "./endpoint.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";
import { logFailure, logSuccess } from "./logging.ts";
import type {
  FinalizeHandler,
  FinalizeHandlerArguments,
  HandlerExecutionContext,
  InitializeHandlerOutput,
  MiddlewareStack,
} from "./middleware.ts";
import { officialProtocol } from "./official-protocol.ts";
import { operationOf } from "./operation.ts";
import { addContentLength, addHost, addTrace, buildRequest, isRequest } from "./request.ts";
import { readResponse } from "./response.ts";
import { withRetries } from "./retry.ts";
import type { OperationSchema } from "./schema.ts";
import type { Endpoint, MetadataBearer } from "./service.ts";
import type { ServiceClientResolvedConfig, UserAgentPairs } from "./settings.ts";
import type { ClientState, Operation } from "./state.ts";
import { addUserAgent } from "./user-agent.ts";
import { checkInput, checkOutput } from "./validate.ts";

type Input = Record<string, unknown>;
type Next = FinalizeHandler<Input, MetadataBearer>;
type Stack = MiddlewareStack<Input, MetadataBearer>;

interface SmithyContext {
  readonly operationSchema?: OperationSchema;
  readonly commandInstance?: object;
  readonly abortSignal?: AbortSignal;
  selectedHttpAuthScheme?: SelectedScheme;
}

function smithyContext(context: HandlerExecutionContext): SmithyContext {
  return (context.__smithy_context ?? {}) as SmithyContext;
}

/** Puts the steps of every service in. */
export function installSteps(stack: Stack, config: ServiceClientResolvedConfig, state: ClientState): void {
  const operation = (context: HandlerExecutionContext): Operation =>
    operationOf(state, smithyContext(context).operationSchema as OperationSchema);
  const protocol = officialProtocol(config);

  stack.add(
    (next, context) => async (args) => {
      const endpoint = context.endpointV2 as Endpoint;
      // Here and not before: steps around this one may take and give other values than the model's.
      const { input } = args;
      checkInput(config, operation(context), input);
      const request = protocol
        ? await protocol.serialize(operation(context), input, context)
        : buildRequest(config, operation(context), input, { endpoint, parts: toEndpointParts(endpoint) });
      return next({ ...args, request });
    },
    { name: "serializerMiddleware", step: "serialize", tags: ["SERIALIZER"], override: true },
  );
  stack.add(
    (next, context) => async (args) => {
      const { response } = await next(args);
      const output = protocol
        ? await protocol.deserialize(operation(context), response as HttpResponse, context)
        : await readResponse(state.service, operation(context), response as HttpResponse);
      checkOutput(config, operation(context), output);
      return { response, output };
    },
    { name: "deserializerMiddleware", step: "deserialize", tags: ["DESERIALIZER"], override: true },
  );
  /** A step that changes the request as it is built. */
  const onRequest = (
    name: string,
    tags: string[],
    priority: "normal" | "low",
    change: (request: HttpRequest, context: HandlerExecutionContext) => unknown,
  ): void =>
    stack.add(
      (next, context) => async (args) => {
        if (isRequest(args.request)) await change(args.request, context);
        return next(args);
      },
      { name, step: "build", priority, tags, override: true },
    );
  onRequest("getUserAgentMiddleware", ["SET_USER_AGENT", "USER_AGENT"], "low", (request, { userAgent }) =>
    addUserAgent(request, config, state, userAgent as UserAgentPairs | undefined),
  );
  onRequest("contentLengthMiddleware", ["SET_CONTENT_LENGTH", "CONTENT_LENGTH"], "normal", (request) =>
    addContentLength(request, config),
  );
  onRequest("hostHeaderMiddleware", ["HOST"], "low", (request) => addHost(request, config));
  onRequest("recursionDetectionMiddleware", ["RECURSION_DETECTION", "TRACE_CONTEXT_PROPAGATION"], "low", addTrace);
  stack.add((next, context) => (args) => retryStep(config, operation(context), next, context, args), {
    name: "retryMiddleware",
    step: "finalizeRequest",
    priority: "high",
    tags: ["RETRY"],
    override: true,
  });
  stack.add(
    (next, context) => async (args) => {
      try {
        const result = await next(args);
        logSuccess(config, state, operation(context), args.input, result.output);
        return result;
      } catch (error) {
        logFailure(config, state, operation(context), args.input, error);
        throw error;
      }
    },
    { name: "loggerMiddleware", step: "initialize", tags: ["LOGGER"], override: true },
  );
  stack.addRelativeTo(
    (next: Next, context: HandlerExecutionContext) => async (args: FinalizeHandlerArguments<Input>) => {
      const { commandInstance } = smithyContext(context);
      const resolved = await resolveEndpoint(config, state, args.input, commandInstance);
      const endpoint = { ...resolved.endpoint };
      context.endpointV2 = endpoint;
      context.authSchemes = endpoint.properties?.authSchemes;
      const { scheme } = resolved;
      context.signing_region = scheme?.signingRegion;
      context.signing_service = scheme?.signingName;
      const option = smithyContext(context).selectedHttpAuthScheme?.httpAuthOption;
      if (scheme !== undefined && option !== undefined) Object.assign(option.signingProperties ?? {}, scheme);
      return next(args);
    },
    {
      name: "endpointV2Middleware",
      tags: ["ENDPOINT_PARAMETERS", "ENDPOINT_V2", "ENDPOINT"],
      relation: "before",
      toMiddleware: "serializerMiddleware",
      override: true,
    },
  );
  stack.addRelativeTo(
    (next: Next, context: HandlerExecutionContext) => async (args: FinalizeHandlerArguments<Input>) => {
      const known = operation(context);
      if (config.sign && (known.auth.length > 0 || hasOwnAuth(config, state))) {
        const selected = await selectScheme(config, state, known, context);
        Object.assign(context.__smithy_context as SmithyContext, { selectedHttpAuthScheme: selected });
      }
      return next(args);
    },
    {
      name: "httpAuthSchemeMiddleware",
      tags: ["HTTP_AUTH_SCHEME"],
      relation: "before",
      toMiddleware: "endpointV2Middleware",
      override: true,
    },
  );
  stack.addRelativeTo(
    (next: Next, context: HandlerExecutionContext) => async (args: FinalizeHandlerArguments<Input>) => {
      const { request } = args;
      if (!isRequest(request)) return next(args);
      const selected = smithyContext(context).selectedHttpAuthScheme;
      return selected === undefined
        ? next(args)
        : sendWith(selected, request, (signed) => next({ ...args, request: signed }));
    },
    {
      name: "httpSigningMiddleware",
      tags: ["HTTP_SIGNING"],
      aliases: ["apiKeyMiddleware", "tokenMiddleware", "awsAuthMiddleware"],
      relation: "after",
      toMiddleware: "retryMiddleware",
      override: true,
    },
  );
  state.service.features?.install(stack, {
    config,
    schema: (context) => smithyContext(context).operationSchema as OperationSchema,
    signed: (context) => isAws(smithyContext(context).selectedHttpAuthScheme?.httpAuthOption.schemeId),
  });
}

async function retryStep(
  config: ServiceClientResolvedConfig,
  operation: Operation,
  next: Next,
  context: HandlerExecutionContext,
  args: FinalizeHandlerArguments<Input>,
): Promise<InitializeHandlerOutput<MetadataBearer>> {
  if (!isRequest(args.request)) return next(args);
  const strategy = (await config.retryStrategy()) as unknown as { retry?: (next: Next, args: object) => never };
  // Strategies of the first generation do the whole loop themselves.
  if (!("acquireInitialRetryToken" in strategy) && strategy.retry !== undefined) return strategy.retry(next, args);
  const scope = `${context.partition_id ?? ""}${context.__retryLongPoll ? ":longpoll" : ""}`;
  const { abortSignal } = smithyContext(context);
  return withRetries(config, args.request, operation.repeatable, abortSignal, scope, () => next(args));
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
