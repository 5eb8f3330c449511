/** What a client's logger is told of each call: one object, with everything sensitive hidden. */
import { filterSensitive } from "./log-filter.ts";
import type { MetadataBearer } from "./service.ts";
import type { Logger, ServiceClientResolvedConfig } from "./settings.ts";
import type { ClientState, Operation } from "./state.ts";

/** A logger that says nothing; the official client's name for it is looked at by some. */
export class NoOpLogger implements Logger {
  trace(): void {}
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(): void {}
}

/** Ours, and the official client's, which is known by its name. */
export function isSilent(logger: Logger | undefined): boolean {
  return logger === undefined || logger instanceof NoOpLogger || logger.constructor.name === "NoOpLogger";
}

export function logSuccess(
  config: ServiceClientResolvedConfig,
  state: ClientState,
  operation: Operation,
  input: object,
  result: MetadataBearer,
): void {
  if (isSilent(config.logger)) return;
  const { $metadata, ...output } = result;
  const shown = filterSensitive(operation.schema[5], output);
  config.logger.info({ ...callFacts(state, operation, input), output: shown, metadata: $metadata });
}

export function logFailure(
  config: ServiceClientResolvedConfig,
  state: ClientState,
  operation: Operation,
  input: object,
  error: unknown,
): void {
  if (isSilent(config.logger)) return;
  const { $metadata } = (error ?? {}) as Partial<MetadataBearer>;
  config.logger.error({ ...callFacts(state, operation, input), error, metadata: $metadata });
}

function callFacts({ service }: ClientState, { name, schema }: Operation, input: object): object {
  return {
    clientName: service.clientName,
    commandName: `${name}Command`,
    input: filterSensitive(schema[4], input),
  };
}
