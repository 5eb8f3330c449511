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
export const runtime = (entry: RuntimeEntry, name: string): Ref => refOf(VALUES, entry, name);
/** A type of the runtime. */
export const runtimeType = (entry: RuntimeEntry, name: string): Ref => refOf(TYPES, entry, name);

type Refs = Map<string, Ref>;
const VALUES: Readonly<Record<RuntimeEntry, Refs>> = refs();
const TYPES: Readonly<Record<RuntimeEntry, Refs>> = refs();

function refs(): Record<RuntimeEntry, Refs> {
  return Object.fromEntries(Object.keys(ENTRIES).map((entry) => [entry, new Map()])) as Record<RuntimeEntry, Refs>;
}

/** One for each name: a file knows again what it has mentioned. */
function refOf(known: Readonly<Record<RuntimeEntry, Refs>>, entry: RuntimeEntry, name: string): Ref {
  const found = known[entry].get(name);
  if (found !== undefined) return found;
  const made = { name, module: ENTRIES[entry], typeOnly: known === TYPES };
  known[entry].set(name, made);
  return made;
}
/** Where a source file imports an entry from: `./runtime/client/index.js`. */
export const runtimeModule = (entry: RuntimeEntry): string => `./${ENTRIES[entry]}.js`;
