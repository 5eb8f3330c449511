/**
 * The road of a call that nobody has changed but the service itself, which has steps of its own: an operation's steps are
 * brought into order once; a call then only joins them, with the compiled codecs as two of them. It knows no service.
 */

import type { HttpHandlerOptions, HttpRequest } from "../http/http.ts";
import type { MetadataBearer } from "../service/metadata.ts";
import type { HandlerExecutionContext, MiddlewareStack } from "../service/middleware.ts";
import type { CustomisedClient, SentCommand } from "../service/road.ts";
import type { ServiceClientResolvedConfig } from "../service/settings.ts";
import { type ClientState, stateOf } from "../service/state.ts";
import { sendingOptions } from "./call.ts";
import { operationOf, schemaOf } from "./operation.ts";
import { contextOf, newStack } from "./service-command.ts";

export type Stack = MiddlewareStack<object, MetadataBearer>;
export type Handler = (args: {
  input: object;
  request?: unknown;
}) => Promise<{ response?: unknown; output?: MetadataBearer }>;
export type Middleware = (next: Handler, context: HandlerExecutionContext) => Handler;

/** By configuration, which is one client's, and by operation: the steps, the innermost first. */
const orders = /* @__PURE__ */ new WeakMap<object, Map<string, readonly Middleware[]>>();

export async function sendSorted(
  client: CustomisedClient,
  command: SentCommand,
  options: HttpHandlerOptions | undefined,
): Promise<MetadataBearer> {
  const config = client.config as ServiceClientResolvedConfig;
  const state = stateOf(config) as ClientState;
  const operation = operationOf(state, schemaOf(command));
  const context = contextOf(command, config, options);
  const isEventStream = operation.codec.eventStream;
  const handlerOptions = isEventStream ? { ...options, isEventStream } : sendingOptions(operation, options);
  let handler: Handler = ({ request }) => config.requestHandler.handle(request as HttpRequest, handlerOptions);
  for (const step of orderOf(client, state, operation.name)) handler = step(handler, context);
  const { output } = await handler({ input: command.input });
  return output as MetadataBearer;
}

function orderOf(
  { config, middlewareStack }: CustomisedClient,
  { service }: ClientState,
  operation: string,
): readonly Middleware[] {
  const known = orders.get(config) ?? new Map<string, readonly Middleware[]>();
  orders.set(config, known);
  let order = known.get(operation);
  if (order === undefined) {
    const stack = middlewareStack as Stack;
    order = sorted(service.customised?.withSteps(stack, operation, config) ?? stack);
    known.set(operation, order);
  }
  return order;
}

/** Smithy's own order of a stack's steps. */
function sorted(stack: Stack): readonly Middleware[] {
  const found: Middleware[] = [];
  const copy = newStack() as Stack;
  // A stack that is applied to another gives the middleware among the options too, where it counts more.
  const marked = (options: object, original: Middleware): [middleware: never, options: never] => {
    const middleware: Middleware = (next) => {
      found.push(original);
      return next;
    };
    return [middleware as never, { ...options, middleware } as never];
  };
  stack.applyToStack({
    add: (middleware: Middleware, options: object) => copy.add(...marked(options, middleware)),
    addRelativeTo: (middleware: Middleware, options: object) => copy.addRelativeTo(...marked(options, middleware)),
  } as never);
  copy.resolve((async () => ({})) as never, {});
  return found;
}
