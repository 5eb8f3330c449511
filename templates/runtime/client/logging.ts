/** What a client's logger is told of each call: one object, with everything sensitive hidden. */
import { filterSensitive } from "./log-filter.ts";
import type { MetadataBearer } from "./service.ts";
import type { ServiceClientResolvedConfig } from "./settings.ts";
import type { ClientState, Operation } from "./state.ts";

function isSilent(config: ServiceClientResolvedConfig): boolean {
  return config.logger === undefined || config.logger.constructor.name === "NoOpLogger";
}

export function logSuccess(
  config: ServiceClientResolvedConfig,
  state: ClientState,
  { name, schema }: Operation,
  input: object,
  result: MetadataBearer,
): void {
  if (isSilent(config)) return;
  const { $metadata, ...output } = result;
  config.logger.info({
    clientName: state.service.clientName,
    commandName: `${name}Command`,
    input: filterSensitive(schema[4], input),
    output: filterSensitive(schema[5], output),
    metadata: $metadata,
  });
}

export function logFailure(
  config: ServiceClientResolvedConfig,
  state: ClientState,
  { name, schema }: Operation,
  input: object,
  error: unknown,
): void {
  if (isSilent(config)) return;
  config.logger.error({
    clientName: state.service.clientName,
    commandName: `${name}Command`,
    input: filterSensitive(schema[4], input),
    error,
    metadata: (error as Partial<MetadataBearer>)?.$metadata,
  });
}
