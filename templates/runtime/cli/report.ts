/** Tells a failure on stderr in the chosen format (C13.2, C13.3) and gives the exit code. Everything that is thrown ends here. */
import { type Failure, isFailure } from "./failure.ts";
import type { Globals } from "./globals.ts";
import { cellText, isScalar, type Printable, type PrintableMap } from "./printable.ts";
import { render } from "./render.ts";
import { readErrorFormat } from "./settings.ts";
import type { World } from "./world.ts";

export async function report(error: unknown, globals: Globals, world: World): Promise<number> {
  const program = world.index().program;
  if (globals.debug && error instanceof Error) world.stderr.write(`${error.stack ?? error.message}\n`);
  if (!isFailure(error)) {
    const text = error instanceof Error ? error.message : String(error);
    world.stderr.write(`\n${program}: [ERROR]: ${text.trim()}\n`);
    return 255;
  }
  const { exitCode, options } = error;
  if (options.usageFirst) {
    world.stderr.write(`\n${usage(program)}\n\n\n${program}: [ERROR]: ${error.message}\n`);
    return exitCode;
  }
  const { format, invalid } = await readErrorFormat(globals, world);
  if (invalid !== undefined) {
    world.stderr.write(`\n${program}: [WARNING]: Invalid value for the error format: ${invalid}. Using enhanced.\n`);
  }
  const text = options.usage ? `${error.message}\n\n${usage(program)}\n` : error.message;
  if (options.code === undefined || format === "enhanced" || format === "legacy") {
    const lines = `${lead(error, format === "legacy")}${text}${format === "legacy" ? "" : details(options.members)}`;
    world.stderr.write(`\n${program}: [ERROR]: ${lines.trim()}\n`);
    return exitCode;
  }
  const value = { Code: options.code, Message: text, ...options.members } as PrintableMap;
  const columns = world.stderr.columns ?? 80;
  world.stderr.write(await render(format, value, { title: "error", columns, coloured: false }));
  return exitCode;
}

/** How every command is called. */
function usage(program: string): string {
  return [
    `usage: ${program} [options] <command> [parameters]`,
    "To see help text, you can run:",
    "",
    `  ${program} help`,
    `  ${program} <command> help`,
  ].join("\n");
}

function lead({ options: { code, operation } }: Failure, legacy: boolean): string {
  if (operation !== undefined) return `An error occurred (${code}) when calling the ${operation}: `;
  return code === undefined || legacy ? "" : `An error occurred (${code}): `;
}

/** Lists and maps of more values, or of anything nested, are not shown inline. */
const INLINE = 5;

function details(members: Readonly<Record<string, unknown>> | undefined): string {
  const entries = Object.entries((members ?? {}) as PrintableMap);
  if (entries.length === 0) return "";
  const lines = entries.map(([name, value]) => ({ name, text: inline(value) }));
  const hint = lines.some(({ text }) => text === undefined)
    ? "\n\nUse --cli-error-format json to see all details."
    : "";
  return `\n\nAdditional error details:\n${lines.map(({ name, text }) => `${name}: ${text ?? "<complex value>"}`).join("\n")}${hint}`;
}

function inline(value: Printable): string | undefined {
  if (isScalar(value)) return cellText(value);
  const values: readonly Printable[] = Array.isArray(value) ? value : Object.values(value);
  if (values.length >= INLINE || !values.every(isScalar)) return undefined;
  return Array.isArray(value)
    ? `[${values.filter(isScalar).map(cellText).join(", ")}]`
    : `{${Object.entries(value)
        .map(([key, one]) => `${key}: ${isScalar(one) ? cellText(one) : ""}`)
        .join(", ")}}`;
}
