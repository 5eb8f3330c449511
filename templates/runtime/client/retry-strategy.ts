/** Which retry strategy a client has when none is given: the standard one, or the adaptive one, loaded when asked for. */
import type { Provider } from "./identity.ts";
import type { RetryStrategy } from "./settings.ts";
import { standardStrategy } from "./standard-retry.ts";

export async function createRetryStrategy(
  mode: Provider<string>,
  maxAttempts: Provider<number>,
): Promise<RetryStrategy> {
  const standard = standardStrategy(maxAttempts);
  return (await mode()) === "adaptive" ? (await import("./adaptive.ts")).adaptiveStrategy(standard) : standard;
}
