/**
 * Node: everything that differs from a browser, behind the names that `platform.browser.ts` also has. Node's own modules
 * are loaded at first need (`builtin.ts`); nothing here runs when the module is loaded.
 */

import { findCredentials } from "../credentials/credentials.ts";
import { readSharedFiles } from "../credentials/shared-files.ts";
import { builtinNow } from "../http/builtin.ts";
import { type HttpRequest, hasHeader, type RequestHandler, type RequestHandlerOptions } from "../http/http.ts";
import { NodeRequestHandler } from "../http/node-http.ts";
import { once } from "../service/provider.ts";
import type { Hash, HashConstructor, SourceData, UserAgentPairs } from "../service/settings.ts";
import type { ClientState } from "../service/state.ts";
import { toBytes } from "../values/base64.ts";
import { type OutsideSettings, outsideSettings } from "./outside-settings.ts";

export const runtime: string = "node";

export function env(name: string): string | undefined {
  return globalThis.process?.env[name] || undefined;
}

export function createRequestHandler(options: RequestHandlerOptions): RequestHandler {
  return new NodeRequestHandler(options);
}

type Crypto = NonNullable<ReturnType<typeof builtinNow<"node:crypto">>>;

let crypto: Crypto | undefined;

/** Node's hash without a key, and its HMAC with one. Loaded when something is signed. */
function begin(secret: SourceData | undefined): ReturnType<Crypto["createHash"]> {
  crypto ??= builtinNow("node:crypto") as Crypto;
  const { createHash, createHmac } = crypto;
  return (secret === undefined ? createHash("sha256") : createHmac("sha256", secret as string)) as never;
}

function createSha256(secret?: SourceData): Hash {
  let hash = begin(secret);
  return {
    update(data) {
      hash.update(toBytes(data) as Uint8Array);
    },
    digest: async () => hash.digest(),
    reset() {
      hash = begin(secret);
    },
  };
}

/** `new Sha256()` hashes, `new Sha256(key)` makes an HMAC; `hex` does it in one go where Node can, from 20.12 on. */
export const Sha256: HashConstructor = /* @__PURE__ */ Object.assign(createSha256 as never as HashConstructor, {
  hex: (data: SourceData, secret?: SourceData): string =>
    (secret === undefined && crypto?.hash?.("sha256", data as string)) ||
    begin(secret)
      .update(data as string)
      .digest("hex"),
});

/** What environment and files say of a client with this profile: `profile`, else `AWS_PROFILE`, else `default`. */
export function openSettings(profile: string | undefined): OutsideSettings {
  const files = once(() => readSharedFiles(profile ?? env("AWS_PROFILE") ?? "default", env));
  return {
    ...outsideSettings(files, env),
    credentials: (region) => (properties) => findCredentials({ profile, files, region, env, properties }),
  };
}

/** Operating system and runtime, the client between them, and where it runs. */
export function platformUserAgent(client: UserAgentPairs[number]): UserAgentPairs {
  const os = builtinNow("node:os");
  const { versions } = globalThis.process;
  const runtime = ["deno", "bun"].find((name) => versions[name]) ?? "node";
  const place = env("AWS_EXECUTION_ENV");
  return [
    ...(os ? ([[`os/${os.platform()}`, os.release()]] as UserAgentPairs) : []),
    ["lang/js"],
    [`md/${runtime === "node" ? "nodejs" : runtime}`, versions[runtime] ?? ""],
    client,
    ...(place ? ([[`exec-env/${place}`]] as UserAgentPairs) : []),
  ];
}

/** Inside a Lambda function its trace travels on, so that endless recursion is noticed. */
export function addTrace({ headers }: HttpRequest, _config: object, state: ClientState): void {
  state.inLambda ??= env("AWS_LAMBDA_FUNCTION_NAME") !== undefined;
  const trace = state.inLambda && env("_X_AMZN_TRACE_ID");
  if (trace && !hasHeader(headers, "x-amzn-trace-id")) headers["X-Amzn-Trace-Id"] = trace;
}

/** Bytes of a body, undefined when that cannot be known before it is read. */
export function bodyLength(body: unknown): number | undefined {
  if (typeof body === "string") return Buffer.byteLength(body);
  const { byteLength, size = byteLength, start, end, path, fd } = body as Readonly<Record<string, unknown>>;
  if (typeof size === "number") return size;
  if (typeof start === "number" && typeof end === "number") return end + 1 - start;
  const fs = builtinNow("node:fs");
  if (!(fs && body instanceof fs.ReadStream)) return undefined;
  if (path) return fs.lstatSync(path as string).size;
  return typeof fd === "number" ? fs.fstatSync(fd).size : undefined;
}
