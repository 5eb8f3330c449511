/** Shows text in a pager (C16.5, C19). Callers have made sure that there is a terminal. */
import { Failure } from "./failure.ts";
import type { World } from "./world.ts";

/** A help page: `$MANPAGER`, else `$PAGER`, else `less -R`; without any of them as plain text. */
export function pageHelp(page: string, world: World): void {
  const command = world.env.MANPAGER || world.env.PAGER || (process.platform === "win32" ? "more" : "less -R");
  try {
    world.show(words(command), page, {});
  } catch {
    world.stdout.write(page);
  }
}

/** A result; nothing to show starts no pager. Throws 253 when the program cannot be started. */
export function pageOutput(text: string, pager: readonly string[], world: World): void {
  if (text === "") return;
  try {
    world.show(pager, text, world.env.LESS === undefined ? { LESS: "FRX" } : {});
  } catch (error) {
    const reason = `Unable to redirect output to pager. Received the following error when opening pager:\n${(error as Error).message}`;
    throw new Failure(253, `${reason}\n\nLearn more about configuring the output pager with AWS_PAGER and cli_pager.`, {
      code: "Configuration",
      cause: error,
    });
  }
}

function words(command: string): readonly string[] {
  return command.split(/\s+/).filter((word) => word !== "");
}
