/** One value in one output format; the formats themselves are in files of their own. */
import { jsonOutput } from "./json-output.ts";
import { isEmptyMap, type Printable } from "./printable.ts";
import { textOutput } from "./text-output.ts";
import { yamlOutput, yamlStreamOutput } from "./yaml-output.ts";

export interface RenderOptions {
  readonly title: string;
  readonly columns: number;
  readonly coloured: boolean;
}

export type Format = "json" | "yaml" | "yaml-stream" | "text" | "table";

/** Empty when there is nothing to print. */
export async function render(format: Format, value: Printable, options: RenderOptions): Promise<string> {
  switch (format) {
    case "json":
      return isEmptyMap(value) ? "" : jsonOutput(value);
    case "yaml":
      return yamlOutput(value);
    case "yaml-stream":
      return yamlStreamOutput(value);
    case "text":
      return textOutput(value);
    case "table": {
      const { tableOutput } = await import("./table-output.ts");
      return tableOutput(options.title, value, options.columns, options.coloured);
    }
    default:
      return format satisfies never;
  }
}
