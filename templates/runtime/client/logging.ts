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

/** Runs a call, or what is left of it, and tells the logger how it went. */
export async function logged<Result extends { readonly output: MetadataBearer }>(
  { logger }: ServiceClientResolvedConfig,
  { service }: ClientState,
  { name, schema }: Operation,
  given: object,
  run: () => Promise<Result>,
): Promise<Result> {
  if (isSilent(logger)) return run();
  const tell = (level: "info" | "error", facts: object): void =>
    logger[level]({
      clientName: service.clientName,
      commandName: `${name}Command`,
      input: filterSensitive(schema[4], given),
      ...facts,
    });
  try {
    const result = await run();
    const { $metadata, ...output } = result.output;
    tell("info", { output: filterSensitive(schema[5], output), metadata: $metadata });
    return result;
  } catch (error) {
    tell("error", { error, metadata: (error as Partial<MetadataBearer> | undefined)?.$metadata });
    throw error;
  }
}
