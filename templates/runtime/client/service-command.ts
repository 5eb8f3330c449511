/**
 * The base of all generated commands: an input and the schema of its operation.
 *
 * The middleware stack of a command is made when somebody asks for it, which hardly anybody does; a command whose stack
 * was never asked for takes the client's compiled path. This is a class of our own because Smithy's `Command` brings its
 * schema interpreter along (7.5 KB minified), which the compiled codecs have no use for.
 */

import { constructStack } from "@smithy/core/client";
import { STANDARD_INSTRUCTIONS } from "../endpoint/endpoint.ts";
import { filterSensitive } from "../schema/log-filter.ts";
import type { CommandSchema, OperationSchema } from "../schema/schema.ts";
import type { EndpointInstructions } from "../service/endpoint.ts";
import type { Logger } from "../service/logger.ts";
import type { MetadataBearer } from "../service/metadata.ts";
import type { Handler, HandlerExecutionContext, MiddlewareStack } from "../service/middleware.ts";
import { stateOf } from "../service/state.ts";
import { operationOf, schemaOf } from "./operation.ts";

const STACK: unique symbol = Symbol();

/** A command that keeps its stack. */
interface Stacked {
  [STACK]?: MiddlewareStack<never, never>;
}

/** Whether somebody has asked for the command's middleware stack. */
export function hasOwnStack(command: object): boolean {
  return STACK in command;
}

interface CallOptions {
  isEventStream?: boolean;
  readonly abortSignal?: unknown;
  readonly metricsRecorder?: unknown;
}

export class ServiceCommand<Input extends object, Output extends MetadataBearer> {
  declare readonly input: Input;
  declare readonly schema: CommandSchema;

  constructor(schema: OperationSchema, input?: Input) {
    this.input = input ?? ({} as Input);
    this.schema = schema as unknown as CommandSchema;
  }

  /** Where the endpoint's parameters get their values for this operation. */
  static getEndpointParameterInstructions(): EndpointInstructions {
    return STANDARD_INSTRUCTIONS;
  }

  get middlewareStack(): MiddlewareStack<Input, Output> {
    const command = this as object as Stacked;
    command[STACK] ??= constructStack() as never;
    return command[STACK] as unknown as MiddlewareStack<Input, Output>;
  }

  /** The whole chain of handlers for one call through the ordinary stack. */
  resolveMiddleware(
    clientStack: MiddlewareStack<object, MetadataBearer>,
    configuration: object,
    options: CallOptions = {},
  ): Handler<Input, Output> {
    const client = configuration as {
      requestHandler: { handle(request: unknown, options: object): Promise<{ response: unknown }> };
    };
    const { metricsRecorder, ...given } = options;
    const state = stateOf(configuration);
    const stack = hasOwnStack(this)
      ? clientStack.concat(this.middlewareStack as unknown as MiddlewareStack<object, MetadataBearer>)
      : clientStack;
    if (state && operationOf(state, schemaOf(this)).codec.eventStream) given.isEventStream = true;
    const whole = state?.service.customised?.withSteps(stack, this.schema[2], configuration) ?? stack;
    return whole.resolve(
      ({ request }) => client.requestHandler.handle(request, given),
      contextOf(this, configuration, options),
    ) as unknown as Handler<Input, Output>;
  }

  /** As Smithy's commands have it: what it says of the context is known here already. */
  resolveMiddlewareWithContext(
    clientStack: MiddlewareStack<object, MetadataBearer>,
    configuration: object,
    options: object | undefined,
  ): Handler<Input, Output> {
    return this.resolveMiddleware(clientStack, configuration, options);
  }
}

/** What the steps of one call see beside their arguments. */
export function contextOf(
  command: { readonly schema: CommandSchema },
  configuration: object,
  { metricsRecorder, abortSignal }: CallOptions = {},
): HandlerExecutionContext {
  const { logger, serviceId } = configuration as { logger?: Logger; serviceId?: string };
  const service = stateOf(configuration)?.service;
  const [, , operation, , input, output] = schemaOf(command);
  return {
    logger,
    clientName: service?.clientName ?? `${serviceId}Client`,
    commandName: `${operation}Command`,
    inputFilterSensitiveLog: (value: unknown) => filterSensitive(input, value),
    outputFilterSensitiveLog: (value: unknown) => filterSensitive(output, value),
    __smithy_context: {
      commandInstance: command,
      service: serviceId,
      operation,
      operationSchema: command.schema,
      metricsRecorder,
      abortSignal,
    },
  } as HandlerExecutionContext;
}

/** An empty stack of Smithy's. */
export const newStack: () => MiddlewareStack<object, MetadataBearer> = constructStack as never;
