/** Prints results: the query applied, the format chosen, a pager on a terminal (C12, C19). Knows nothing of calls. */
import type { Globals } from "./globals.ts";
import type { Printable } from "./printable.ts";
import type { Query } from "./query.ts";
import { render } from "./render.ts";
import type { Settings } from "./settings.ts";
import type { World } from "./world.ts";

export interface PrinterOptions {
  /** The operation's name; titles a table. */
  readonly title: string;
  readonly settings: Settings;
  readonly globals: Globals;
  readonly query: Query | undefined;
  readonly world: World;
}

export class Printer {
  readonly #options: PrinterOptions;
  /** What waits for the pager. */
  #paged = "";

  constructor(options: PrinterOptions) {
    this.#options = options;
  }

  /** Whether every page is a result of its own, or all are merged into one. */
  get pageByPage(): boolean {
    const { output } = this.#options.settings;
    return output === "text" || output === "yaml-stream";
  }

  get format(): Settings["output"] {
    return this.#options.settings.output;
  }

  async print(value: Printable): Promise<void> {
    const { settings, query, world, globals, title } = this.#options;
    if (settings.output === "off") return;
    const coloured = globals.color === "on" || (globals.color !== "off" && world.stdout.isTTY);
    const text = await render(settings.output, query === undefined ? value : query(value), {
      title,
      columns: world.stdout.columns ?? 80,
      coloured,
    });
    if (world.stdout.isTTY && settings.pager.length > 0) this.#paged += text;
    else if (text !== "") world.stdout.write(text);
  }

  /** Shows what was kept for the pager. */
  async end(): Promise<void> {
    if (this.#paged === "") return;
    const { pageOutput } = await import("./pager.ts");
    pageOutput(this.#paged, this.#options.settings.pager, this.#options.world);
    this.#paged = "";
  }
}
