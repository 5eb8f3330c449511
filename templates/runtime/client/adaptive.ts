/** The adaptive retry strategy, in a file of its own: few clients ask for it. */
import { AdaptiveRetryStrategy } from "@smithy/core/retry";
import type { Provider } from "./identity.ts";
import type { RetryStrategy } from "./settings.ts";

export async function adaptiveStrategy(maxAttempts: Provider<number>): Promise<RetryStrategy> {
  return new AdaptiveRetryStrategy(maxAttempts) as unknown as RetryStrategy;
}
