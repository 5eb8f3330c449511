/** Which retry strategy a client has when none is given: Smithy's standard one, or the adaptive one, loaded when asked for. */
import { StandardRetryStrategy } from "@smithy/core/retry";
import type { Provider } from "./identity.ts";
import type { RetryStrategy } from "./settings.ts";

export async function createRetryStrategy(
  mode: Provider<string>,
  maxAttempts: Provider<number>,
): Promise<RetryStrategy> {
  const standard = new StandardRetryStrategy(maxAttempts) as unknown as RetryStrategy;
  return (await mode()) === "adaptive" ? (await import("./adaptive.ts")).adaptiveStrategy(standard) : standard;
}
