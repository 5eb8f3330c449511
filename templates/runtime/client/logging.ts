/** What a client's logger is told of each call: one object, with everything sensitive hidden. */

import { filterSensitive } from "../schema/log-filter.ts";
import type { Logger } from "../service/logger.ts";
import type { MetadataBearer } from "../service/metadata.ts";
import type { ServiceClientResolvedConfig } from "../service/settings.ts";
import type { ClientState, Operation } from "../service/state.ts";

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
  return !logger || logger instanceof NoOpLogger || logger.constructor.name === "NoOpLogger";
}

/** Tells the logger how a call went. */
export function logCall(
  { logger }: ServiceClientResolvedConfig,
  { service }: ClientState,
  { name, schema }: Operation,
  given: object,
  { output, error }: { readonly output?: MetadataBearer; readonly error?: unknown },
): void {
  if (isSilent(logger)) return;
  const facts = {
    clientName: service.clientName,
    commandName: `${name}Command`,
    input: filterSensitive(schema[4], given),
  };
  const { $metadata: metadata, ...members } = Object(output ?? error) as Partial<MetadataBearer>;
  if (output) logger.info({ ...facts, output: filterSensitive(schema[5], members), metadata });
  else logger.error({ ...facts, error, metadata });
}
