/**
 * `help` behind a command: its page as text for a terminal, laid out now, of what the tables say. A part of its own, since
 * nothing else needs the words.
 */
import { commandPage } from "./help/command-page.ts";
import type { Section } from "./help/page.ts";
import { COLOURED, terminalPage } from "./help/terminal-page.ts";
import type { Command, Index } from "./table.ts";

const GLOBALS: Section = { heading: "GLOBAL OPTIONS", parts: [] };

/**
 * With a line end at its end.
 * @param globals the section of the options that every command has, as it is to stand on the page.
 * @param styled whether words stand out, in SGR.
 */
export function helpText(
  index: Pick<Index, "program" | "uid">,
  command: Command,
  globals: string,
  styled: boolean,
): string {
  const ready = new Map([[GLOBALS, globals]]);
  return terminalPage(commandPage(index, command, GLOBALS), styled ? COLOURED : undefined, ready);
}
