/** `wait` (C11): the package's waiter at the model's pace. Prints nothing; anything but success is a failure, 255. */
import { Failure } from "./failure.ts";
import type { Waiter } from "./table.ts";
import type { CliClient, ClientModule, WaiterFunction } from "./world.ts";

export async function runWaiter(
  waiter: Waiter,
  module: ClientModule,
  client: CliClient,
  input: Readonly<Record<string, unknown>>,
): Promise<void> {
  const wait = module[waiter.waitUntil] as WaiterFunction;
  const { delay, maxAttempts } = waiter;
  try {
    await wait({ client, delay, maxAttempts }, input);
  } catch (error) {
    const {
      code,
      explanation,
      reason: last,
    } = error as {
      readonly code?: unknown;
      readonly explanation?: unknown;
      readonly reason?: unknown;
    };
    if (code !== "WaiterError") throw error;
    // What went wrong on this side of the wire is no answer that a waiter could wait for.
    if (last instanceof Error && !("$fault" in last)) throw last;
    const reason = typeof explanation === "string" ? explanation : (error as Error).message;
    throw new Failure(255, `Waiter ${waiter.name} failed: ${reason}`, { cause: error });
  }
}
