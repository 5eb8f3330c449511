/**
 * Ctrl-C and a request to end while files are put in place: heard once that is done, so that the output is all old or all
 * new. Before and after, either ends the process at once.
 */

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** From here on the signals wait; the function that is given back ends that. A signal that came is then obeyed in the next turn. */
export function holdInterrupts(): () => void {
  let heard: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals): void => {
    heard ??= signal;
  };
  for (const signal of SIGNALS) process.on(signal, hold);
  return () => {
    // Node delivers signals between turns: what came meanwhile is heard before this runs.
    setImmediate(() => {
      for (const signal of SIGNALS) process.off(signal, hold);
      if (heard !== undefined) process.kill(process.pid, heard);
    });
  };
}
