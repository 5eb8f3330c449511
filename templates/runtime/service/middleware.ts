/**
 * The middleware stack as its users see it: Smithy's own shapes, so that middleware written for any client of that family
 * can be added to ours. Types only; the stack itself is Smithy's, and what stands in ours says `steps.ts`.
 */
import type { Logger } from "./logger.ts";

export interface HandlerExecutionContext {
  logger?: Logger;
  clientName?: string;
  commandName?: string;
  userAgent?: [name: string, version?: string][];
  [key: string]: unknown;
}

export interface InitializeHandlerArguments<Input extends object> {
  input: Input;
}
export interface SerializeHandlerArguments<Input extends object> extends InitializeHandlerArguments<Input> {
  request?: unknown;
}
export interface FinalizeHandlerArguments<Input extends object> extends SerializeHandlerArguments<Input> {
  request: unknown;
}
export interface DeserializeHandlerOutput<Output extends object> {
  response: unknown;
  output?: Output;
}
export interface InitializeHandlerOutput<Output extends object> extends DeserializeHandlerOutput<Output> {
  output: Output;
}

export type InitializeHandler<Input extends object, Output extends object> = (
  args: InitializeHandlerArguments<Input>,
) => Promise<InitializeHandlerOutput<Output>>;
export type SerializeHandler<Input extends object, Output extends object> = (
  args: SerializeHandlerArguments<Input>,
) => Promise<InitializeHandlerOutput<Output>>;
export type FinalizeHandler<Input extends object, Output extends object> = (
  args: FinalizeHandlerArguments<Input>,
) => Promise<InitializeHandlerOutput<Output>>;
export type DeserializeHandler<Input extends object, Output extends object> = (
  args: FinalizeHandlerArguments<Input>,
) => Promise<DeserializeHandlerOutput<Output>>;
export type Handler<Input extends object, Output extends object> = InitializeHandler<Input, Output>;
export type BuildHandler<Input extends object, Output extends object> = FinalizeHandler<Input, Output>;

export type InitializeMiddleware<Input extends object, Output extends object> = (
  next: InitializeHandler<Input, Output>,
  context: HandlerExecutionContext,
) => InitializeHandler<Input, Output>;
export type SerializeMiddleware<Input extends object, Output extends object> = (
  next: SerializeHandler<Input, Output>,
  context: HandlerExecutionContext,
) => SerializeHandler<Input, Output>;
export type FinalizeRequestMiddleware<Input extends object, Output extends object> = (
  next: FinalizeHandler<Input, Output>,
  context: HandlerExecutionContext,
) => FinalizeHandler<Input, Output>;
export type BuildMiddleware<Input extends object, Output extends object> = (
  next: BuildHandler<Input, Output>,
  context: HandlerExecutionContext,
) => BuildHandler<Input, Output>;
export type DeserializeMiddleware<Input extends object, Output extends object> = (
  next: DeserializeHandler<Input, Output>,
  context: HandlerExecutionContext,
) => DeserializeHandler<Input, Output>;
export type MiddlewareType<Input extends object, Output extends object> =
  | InitializeMiddleware<Input, Output>
  | SerializeMiddleware<Input, Output>
  | BuildMiddleware<Input, Output>
  | FinalizeRequestMiddleware<Input, Output>
  | DeserializeMiddleware<Input, Output>;

export interface MiddlewareOptions {
  tags?: string[];
  name?: string;
  aliases?: string[];
  /** Replaces a middleware of the same name instead of failing. */
  override?: boolean;
  priority?: "high" | "normal" | "low";
}
export interface InitializeMiddlewareOptions extends MiddlewareOptions {
  step?: "initialize";
}
export interface SerializeMiddlewareOptions extends MiddlewareOptions {
  step: "serialize";
}
export interface BuildMiddlewareOptions extends MiddlewareOptions {
  step: "build";
}
export interface FinalizeRequestMiddlewareOptions extends MiddlewareOptions {
  step: "finalizeRequest";
}
export interface DeserializeMiddlewareOptions extends MiddlewareOptions {
  step: "deserialize";
}
export interface RelativeMiddlewareOptions extends Omit<MiddlewareOptions, "priority"> {
  relation: "before" | "after";
  toMiddleware: string;
}

export interface Pluggable<Input extends object, Output extends object> {
  applyToStack: (stack: MiddlewareStack<Input, Output>) => void;
}

/** As much of another stack as tells what it takes and gives; of a whole one, `@smithy/types`' own, inference loses hold. */
export interface Resolvable<Input extends object, Output extends object> {
  resolve(
    handler: DeserializeHandler<Input, Output>,
    context: HandlerExecutionContext,
  ): InitializeHandler<Input, Output>;
}

export interface MiddlewareStack<Input extends object, Output extends object> extends Pluggable<Input, Output> {
  /** Adds this stack's middleware to another. */
  applyToStack: (stack: {
    add(middleware: InitializeMiddleware<Input, Output>, options?: InitializeMiddlewareOptions): void;
  }) => void;
  add(middleware: InitializeMiddleware<Input, Output>, options?: InitializeMiddlewareOptions): void;
  add(middleware: SerializeMiddleware<Input, Output>, options: SerializeMiddlewareOptions): void;
  add(middleware: BuildMiddleware<Input, Output>, options: BuildMiddlewareOptions): void;
  add(middleware: FinalizeRequestMiddleware<Input, Output>, options: FinalizeRequestMiddlewareOptions): void;
  add(middleware: DeserializeMiddleware<Input, Output>, options: DeserializeMiddlewareOptions): void;
  // One for each, where Smithy has one for all: from a union, a compiler that infers `Output` infers `undefined` as well. The
  // last is the one that it looks at.
  addRelativeTo(middleware: SerializeMiddleware<Input, Output>, options: RelativeMiddlewareOptions): void;
  addRelativeTo(middleware: BuildMiddleware<Input, Output>, options: RelativeMiddlewareOptions): void;
  addRelativeTo(middleware: FinalizeRequestMiddleware<Input, Output>, options: RelativeMiddlewareOptions): void;
  addRelativeTo(middleware: DeserializeMiddleware<Input, Output>, options: RelativeMiddlewareOptions): void;
  addRelativeTo(middleware: InitializeMiddleware<Input, Output>, options: RelativeMiddlewareOptions): void;
  use(pluggable: Pluggable<Input, Output>): void;
  clone(): MiddlewareStack<Input, Output>;
  /** By reference or by name. */
  remove(toRemove: object | string): boolean;
  removeByTag(toRemove: string): boolean;
  concat<InputType extends Input, OutputType extends Output>(
    from: Resolvable<InputType, OutputType>,
  ): MiddlewareStack<InputType, OutputType>;
  identify(): string[];
  identifyOnResolve(toggle?: boolean): boolean;
  resolve<InputType extends Input, OutputType extends Output>(
    handler: DeserializeHandler<InputType, OutputType>,
    context: HandlerExecutionContext,
  ): InitializeHandler<InputType, OutputType>;
}
