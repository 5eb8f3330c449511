/**
 * The base of all generated commands: an input and the schema of its operation.
 *
 * The middleware stack of a command is made when somebody asks for it, which hardly anybody does; a command whose stack
 * was never asked for takes the client's compiled path. This is a class of our own because Smithy's `Command` brings its
 * schema interpreter along (7.5 KB minified), which the compiled codecs have no use for.
 */
import { constructStack } from "@smithy/core/client";
import { filterSensitive } from "./log-filter.ts";
import type { Handler, HandlerExecutionContext, MiddlewareStack } from "./middleware.ts";
import { operationOf } from "./operation.ts";
import type { OperationSchema } from "./schema.ts";
import type { EndpointInstructions, MetadataBearer } from "./service.ts";
import type { Logger } from "./settings.ts";
import { stateOf } from "./state.ts";

const stacks = new WeakMap<object, unknown>();

/** Whether somebody has asked for the command's middleware stack. */
export function hasOwnStack(command: object): boolean {
  return stacks.has(command);
}

interface CallOptions {
  readonly abortSignal?: unknown;
  readonly metricsRecorder?: unknown;
}

export class ServiceCommand<Input extends object, Output extends MetadataBearer> {
  readonly input: Input;
  readonly schema: OperationSchema;
  readonly endpointInstructions?: EndpointInstructions;

  constructor(schema: OperationSchema, input?: Input, endpointInstructions?: EndpointInstructions) {
    this.input = input ?? ({} as Input);
    this.schema = schema;
    if (endpointInstructions !== undefined) this.endpointInstructions = endpointInstructions;
  }

  get middlewareStack(): MiddlewareStack<Input, Output> {
    let stack = stacks.get(this);
    if (stack === undefined) {
      stack = constructStack();
      stacks.set(this, stack);
    }
    return stack as MiddlewareStack<Input, Output>;
  }

  /** The whole chain of handlers for one call through the ordinary stack. */
  resolveMiddleware(
    clientStack: MiddlewareStack<object, MetadataBearer>,
    configuration: object,
    options?: object,
  ): Handler<Input, Output> {
    const { requestHandler, logger, serviceId } = configuration as {
      requestHandler: { handle(request: unknown, options: object): Promise<{ response: unknown }> };
      logger?: Logger;
      serviceId?: string;
    };
    const { metricsRecorder, ...handlerOptions } = (options ?? {}) as CallOptions;
    const state = stateOf(configuration);
    const service = state?.service;
    const [, , operation, , input, output] = this.schema;
    const context: HandlerExecutionContext = {
      ...(logger === undefined ? {} : { logger }),
      clientName: service?.clientName ?? `${serviceId}Client`,
      commandName: `${operation}Command`,
      inputFilterSensitiveLog: (value: unknown) => filterSensitive(input, value),
      outputFilterSensitiveLog: (value: unknown) => filterSensitive(output, value),
      __smithy_context: {
        commandInstance: this,
        service: service?.serviceId ?? serviceId,
        operation,
        operationSchema: this.schema,
        ...(metricsRecorder === undefined ? {} : { metricsRecorder }),
        ...(handlerOptions.abortSignal === undefined ? {} : { abortSignal: handlerOptions.abortSignal }),
      },
    };
    const stack = stacks.has(this)
      ? clientStack.concat(this.middlewareStack as unknown as MiddlewareStack<object, MetadataBearer>)
      : clientStack;
    const eventStream = state !== undefined && operationOf(state, this.schema).codec.eventStream;
    const given = eventStream ? { ...handlerOptions, isEventStream: true } : handlerOptions;
    return stack.resolve((args) => requestHandler.handle(args.request, given), context) as unknown as Handler<
      Input,
      Output
    >;
  }
}
