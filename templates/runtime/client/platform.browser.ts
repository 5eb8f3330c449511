/**
 * Browsers: what `platform.ts` is to Node. There are no files, no environment and no credentials to be found; requests
 * go through `fetch`.
 */

import { FetchRequestHandler } from "../http/fetch-http.ts";
import type { HttpRequest, RequestHandler, RequestHandlerOptions } from "../http/http.ts";
import { CredentialsProviderError } from "../service/errors.ts";
import type { HashConstructor, UserAgentPairs } from "../service/settings.ts";
import { WebSha256 } from "../signing/sha256.ts";
import { toBytes } from "../values/base64.ts";
import type { OutsideSettings } from "./outside-settings.ts";

export const runtime: string = "browser";

export function env(_name: string): string | undefined {
  return undefined;
}

export function createRequestHandler(options: RequestHandlerOptions): RequestHandler {
  return new FetchRequestHandler(options);
}

export const Sha256: HashConstructor = WebSha256;

export function openSettings(_profile: string | undefined): OutsideSettings {
  const nothing = async (): Promise<undefined> => undefined;
  const credentials = async (): Promise<never> => {
    throw new CredentialsProviderError("Credential is missing", { code: "NoCredentialsError" });
  };
  return { setting: nothing, region: nothing, endpoint: nothing, credentials: () => credentials };
}

export function platformUserAgent(client: UserAgentPairs[number]): UserAgentPairs {
  const text = globalThis.navigator?.userAgent ?? "";
  const systems: readonly [name: string, pattern: RegExp][] = [
    ["iOS", /iPhone|iPad|iPod/],
    ["macOS", /Macintosh|Mac OS X/],
    ["Windows", /Windows NT/],
    ["Android", /Android/],
    ["Linux", /Linux/],
    ["other", /^/],
  ];
  const system = systems.find(([, pattern]) => pattern.test(text));
  return [[`os/${system?.[0]}`], ["lang/js"], ["md/browser"], client];
}

export function addTrace(_request: HttpRequest, _config: object, _state: object): void {}

export function bodyLength(body: unknown): number | undefined {
  if (typeof body === "string") return (toBytes(body) as Uint8Array).byteLength;
  const { byteLength, size } = body as { byteLength?: number; size?: number };
  return byteLength ?? size;
}
