/**
 * The base of all generated clients.
 *
 * `send` takes one of two roads. As long as nobody has touched the middleware of client and command, the call runs
 * through the compiled path (`call.ts`); otherwise through Smithy's middleware stack, in which the same functions stand
 * as steps under their official names (`steps.ts`). Both send the same bytes.
 */

import { Client as SmithyClient } from "@smithy/smithy-client";
import type { HttpHandlerOptions } from "../http/http.ts";
import type { MetadataBearer } from "../service/metadata.ts";
import type { Handler, MiddlewareStack } from "../service/middleware.ts";
import type { ServiceDefinition } from "../service/service.ts";
import type { ServiceClientConfig, ServiceClientResolvedConfig } from "../service/settings.ts";
import { type ClientState, stateOf } from "../service/state.ts";
import { hasOwnAuth } from "../signing/auth-schemes.ts";
import { call } from "./call.ts";
import { resolveConfig } from "./config.ts";
import { hasOwnStack, ServiceCommand } from "./service-command.ts";
import { installSteps, watchStack } from "./steps.ts";

/** What a failed call ends in: an error of the service, or one of this side with whatever is known of the answer. */
export interface CallError extends Error, Partial<MetadataBearer> {
  readonly $fault?: "client" | "server";
  code?: string;
}

/** `error` is null when the call went well. Written as a method so that narrower error types are accepted. */
export type Callback<Output> = { callback(error: CallError | null, data?: Output): void }["callback"];

/** Any command of the Smithy family: ours, or one of an official client. */
export interface AnyCommand<ClientInput extends object, Input extends ClientInput, Output extends MetadataBearer> {
  readonly input: Input;
  resolveMiddleware(stack: never, configuration: never, options: unknown): Handler<Input, Output>;
}

export interface Client<Input extends object, Output extends MetadataBearer, Config> {
  readonly config: Config;
  middlewareStack: MiddlewareStack<Input, Output>;
  send<I extends Input, O extends Output>(command: AnyCommand<Input, I, O>, options?: HttpHandlerOptions): Promise<O>;
  send<I extends Input, O extends Output>(command: AnyCommand<Input, I, O>, callback: Callback<O>): void;
  send<I extends Input, O extends Output>(
    command: AnyCommand<Input, I, O>,
    options: HttpHandlerOptions,
    callback: Callback<O>,
  ): void;
  /** Closes the connections that the client's own request handler keeps. */
  destroy(): void;
}

export interface ClientClass {
  new <Input extends object, Output extends MetadataBearer, Config>(config: Config): Client<Input, Output, Config>;
}

export const Client: ClientClass = SmithyClient as unknown as ClientClass;

/**
 * A call that nobody has touched: by the service's own steps where it has any for the operation, and by the compiled path
 * otherwise. Undefined where somebody has changed what it goes through, or the command is not ours.
 */
function sendUntouched(
  client: { readonly config: ServiceClientResolvedConfig; readonly middlewareStack: object },
  command: ServiceCommand<object, MetadataBearer>,
  options: HttpHandlerOptions | undefined,
): Promise<MetadataBearer> | undefined {
  const { config } = client;
  const state = stateOf(config) as ClientState;
  if (
    command.resolveMiddleware !== ServiceCommand.prototype.resolveMiddleware ||
    hasOwnStack(command) ||
    state.touched ||
    state.stack !== client.middlewareStack ||
    config.protocol ||
    hasOwnAuth(config, state)
  )
    return undefined;
  const { customised, features } = state.service;
  const own = customised?.send(client, command, options) ?? features?.send(client, command, options);
  return own ?? call(config, command, options);
}

export class ServiceClient<
  Input extends object,
  Output extends MetadataBearer,
  Config extends ServiceClientResolvedConfig = ServiceClientResolvedConfig,
> extends Client<Input, Output, Config> {
  constructor(service: ServiceDefinition, config: ServiceClientConfig = {}) {
    super(resolveConfig(service, config) as Config);
    const state = stateOf(this.config) as ClientState;
    const stack = this.middlewareStack as unknown as MiddlewareStack<Record<string, unknown>, MetadataBearer>;
    state.stack = stack;
    installSteps(stack, this.config, state);
    service.customised?.install(this);
    watchStack(stack, state);
  }

  override send<I extends Input, O extends Output>(
    command: AnyCommand<Input, I, O>,
    options?: HttpHandlerOptions,
  ): Promise<O>;
  override send<I extends Input, O extends Output>(command: AnyCommand<Input, I, O>, callback: Callback<O>): void;
  override send<I extends Input, O extends Output>(
    command: AnyCommand<Input, I, O>,
    options: HttpHandlerOptions,
    callback: Callback<O>,
  ): void;
  override send<I extends Input, O extends Output>(
    command: AnyCommand<Input, I, O>,
    options?: HttpHandlerOptions | Callback<O>,
    callback?: Callback<O>,
  ): Promise<O> | undefined {
    if (typeof options === "function") return this.send(command, undefined as never, options) as undefined;
    const result = (sendUntouched(this, command as never, options) ?? super.send(command, options)) as Promise<O>;
    if (callback === undefined) return result;
    // What a callback throws is its own affair, as in the official client.
    result
      .then(
        (output) => callback(null, output),
        (error: CallError) => callback(error),
      )
      .catch(() => {});
  }
}
