/**
 * How Node's own modules are loaded: at first need, and without a static import, so that the same files load in
 * browsers' bundlers. `process.getBuiltinModule` is there from Node 20.16 on and is faster than an import.
 */
import type * as ChildProcess from "node:child_process";
import type * as Crypto from "node:crypto";
import type * as FileSystem from "node:fs";
import type * as Http from "node:http";
import type * as Http2 from "node:http2";
import type * as Https from "node:https";
import type * as OperatingSystem from "node:os";
import type * as Streams from "node:stream";
import type * as Zlib from "node:zlib";

interface Builtins {
  readonly "node:child_process": typeof ChildProcess;
  readonly "node:crypto": typeof Crypto;
  readonly "node:fs": typeof FileSystem;
  readonly "node:http": typeof Http;
  readonly "node:http2": typeof Http2;
  readonly "node:https": typeof Https;
  readonly "node:os": typeof OperatingSystem;
  readonly "node:stream": typeof Streams;
  readonly "node:zlib": typeof Zlib;
}

/** Undefined where the platform cannot load it at once. */
export function builtinNow<Name extends keyof Builtins>(name: Name): Builtins[Name] | undefined {
  return globalThis.process?.getBuiltinModule?.(name) as unknown as Builtins[Name] | undefined;
}

export async function builtin<Name extends keyof Builtins>(name: Name): Promise<Builtins[Name]> {
  return builtinNow(name) ?? ((await import(/* webpackIgnore: true */ /* @vite-ignore */ name)) as Builtins[Name]);
}
