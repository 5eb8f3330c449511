/**
 * How Node's own modules are loaded: at first need, and without a static import, so that the same files load in
 * browsers' bundlers. `process.getBuiltinModule` is there from Node 20.16 on and is faster than an import.
 */
import type * as ChildProcess from "node:child_process";
import type * as Crypto from "node:crypto";
import type * as FileSystem from "node:fs";
import type * as Http from "node:http";
import type * as Https from "node:https";
import type * as OperatingSystem from "node:os";

interface Builtins {
  readonly "node:child_process": typeof ChildProcess;
  readonly "node:crypto": typeof Crypto;
  readonly "node:fs": typeof FileSystem;
  readonly "node:http": typeof Http;
  readonly "node:https": typeof Https;
  readonly "node:os": typeof OperatingSystem;
}

/** Undefined where the platform cannot load it at once. */
export function builtinNow<Name extends keyof Builtins>(name: Name): Builtins[Name] | undefined {
  return globalThis.process?.getBuiltinModule?.(name) as Builtins[Name] | undefined;
}

export async function builtin<Name extends keyof Builtins>(name: Name): Promise<Builtins[Name]> {
  return builtinNow(name) ?? ((await import(/* webpackIgnore: true */ /* @vite-ignore */ name)) as Builtins[Name]);
}
