/**
 * The runtime that generated packages carry, as things that a file can mention. The only place that knows in which of its
 * entries a name stands.
 */
import type { Ref } from "./file.ts";

const ENTRIES = {
  client: "runtime/client/index",
  customised: "runtime/client/customised",
  features: "runtime/client/features",
  serviceKeys: "runtime/client/service-keys",
  auth: "runtime/client/auth",
  authBearer: "runtime/client/auth-bearer",
  authApiKey: "runtime/client/auth-api-key",
  authBasic: "runtime/client/auth-basic",
  authSigv4a: "runtime/client/auth-sigv4a",
} as const;

export type RuntimeEntry = keyof typeof ENTRIES;

/** A value of the runtime: `runtime("client", "ServiceCommand")`. */
export const runtime = (entry: RuntimeEntry, name: string): Ref => known(VALUES, entry, name, false);
/** A type of the runtime. */
export const runtimeType = (entry: RuntimeEntry, name: string): Ref => known(TYPES, entry, name, true);

/** Each is one thing, since files know by that what they have mentioned. */
const VALUES: Map<string, Ref> = new Map();
const TYPES: Map<string, Ref> = new Map();

function known(all: Map<string, Ref>, entry: RuntimeEntry, name: string, typeOnly: boolean): Ref {
  const key = `${entry} ${name}`;
  const ref = all.get(key) ?? { name, module: ENTRIES[entry], typeOnly };
  all.set(key, ref);
  return ref;
}

/** Where a source file imports an entry from: `./runtime/client/index.js`. */
export const runtimeModule = (entry: RuntimeEntry): string => `./${ENTRIES[entry]}.js`;
