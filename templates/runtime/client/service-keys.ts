/**
 * Keys of the configuration that only some services have: as the caller says them, else from environment and shared files,
 * else as the service says. Where a value can be looked for it becomes a function, as all other settings; where not, it stays
 * what it is. It knows no service and no key.
 */

import { normalizeProvider } from "../service/provider.ts";
import type { ConfigureService } from "../service/service.ts";
import { truth } from "./outside-settings.ts";

/** Where a key's value is looked for when nobody says it. */
export interface ServiceKey {
  readonly environment?: string;
  /** In the shared files. */
  readonly file?: string;
  readonly type?: "boolean" | "string" | "string[]";
  readonly default?: unknown;
  /** The values that there are. */
  readonly values?: readonly string[];
}

/** `serviceKeys({ accountIdEndpointMode: { … } })`, as generated clients say it. Settings throw where they are asked for. */
export function serviceKeys(keys: { readonly [name: string]: ServiceKey }): ConfigureService {
  return (said, find) =>
    Object.fromEntries(
      Object.entries(keys).map(([name, key]) => {
        const { environment = "", file = "" } = key;
        const value = (said as Readonly<Record<string, unknown>>)[name];
        if (environment === "" && file === "") return [name, value ?? key.default];
        if (value === undefined) return [name, find(file, (text) => read(text, name, key), environment)];
        const provider = normalizeProvider(value);
        return [name, key.values === undefined ? provider : async () => oneOf(await provider(), name, key)];
      }),
    );
}

/** As environment and files write it. */
function read(text: string | undefined, name: string, key: ServiceKey): unknown {
  if (text === undefined) return key.default;
  if (key.type === "string[]") return text.split(",").map((one) => one.trim());
  if (key.type !== "boolean") return oneOf(text, name, key);
  return truth(text, name);
}

function oneOf(value: unknown, name: string, { values }: ServiceKey): unknown {
  if (value !== undefined && values?.includes(value as string) === false)
    throw new Error(`Invalid value for ${name}: ${value}. Valid values are: ${values.join(", ")}.`);
  return value;
}
