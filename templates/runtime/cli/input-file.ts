/** `--cli-input-json` and `--cli-input-yaml` (C8): a whole input as one document, under the model's member names. */
import { paramFailure, valueFailure } from "./failure.ts";
import { isMap, JsonTextError, parseJson, type Raw } from "./json-text.ts";
import type { LoadFile } from "./param-file.ts";

export type InputFileOption = "cli-input-json" | "cli-input-yaml";

/** The members of the document. Nothing is converted yet. */
export async function readInputFile(
  option: InputFileOption,
  given: string,
  load: LoadFile,
): Promise<Readonly<Record<string, Raw>>> {
  const content = load(given, `--${option}`);
  const text = typeof content === "string" ? content : Buffer.from(content).toString("utf8");
  const value = option === "cli-input-json" ? json(text) : await yaml(text);
  if (isMap(value)) return value;
  throw valueFailure(`--${option}`, `Invalid type: expecting map, received ${kindOf(value)}`);
}

function json(text: string): Raw {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    throw paramFailure("Error parsing parameter 'cli-input-json': Invalid JSON received.");
  }
}

async function yaml(text: string): Promise<Raw> {
  const { parseYaml } = await import("./yaml-input.ts");
  const value = parseYaml(text);
  if (value === undefined) throw paramFailure("Error parsing parameter 'cli-input-yaml': Invalid YAML received.");
  return value;
}

function kindOf(value: Raw): string {
  if (value === null) return "null";
  return Array.isArray(value)
    ? "list"
    : typeof value === "string"
      ? "string"
      : typeof value === "boolean"
        ? "boolean"
        : "number";
}
