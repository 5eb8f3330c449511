/**
 * `help` behind a command: its page as text for a terminal, laid out now, of what the tables say. A part of its own, since
 * nothing else needs the words.
 */
import { commandPage } from "./help/command-page.ts";
import type { Section } from "./help/page.ts";
import { terminalPage } from "./help/terminal-page.ts";
import type { Command, Index } from "./table.ts";

const GLOBALS: Section = { heading: "GLOBAL OPTIONS", parts: [] };

/**
 * With bold in SGR, and a line end at its end.
 * @param globals the section of the options that every command has, as the package holds it.
 */
export const helpText = (index: Pick<Index, "program" | "uid">, command: Command, globals: string): string =>
  terminalPage(commandPage(index, command, GLOBALS), new Map([[GLOBALS, globals]]));
