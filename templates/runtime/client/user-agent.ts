/**
 * Which program calls: the `user-agent` header, and its short form `x-amz-user-agent`, which is signed and which browsers
 * may send. Built once a client, and again when what it is made of changes.
 */
import type { HttpRequest } from "./http.ts";
import type { Provider } from "./identity.ts";
import { env, platformUserAgent } from "./platform.ts";
import { isPending, now, once } from "./provider.ts";
import type { ServiceDefinition } from "./service.ts";
import type { ServiceClientResolvedConfig, UserAgentPairs } from "./settings.ts";
import type { ClientState } from "./state.ts";

/** Put in when swage is built. */
declare const SWAGE_VERSION: string | undefined;

export function defaultUserAgent(service: ServiceDefinition): Provider<UserAgentPairs> {
  return once(async () => [
    ["swage", typeof SWAGE_VERSION === "string" ? SWAGE_VERSION : "0"],
    ["ua", "2.1"],
    ...platformUserAgent(),
    [`api/${service.serviceId}`, service.clientVersion],
    ...(env("AWS_EXECUTION_ENV") === undefined ? [] : [[`exec-env/${env("AWS_EXECUTION_ENV")}`] as [string]]),
  ]);
}

/** `prefix/name#version`; characters that headers do not take become `-`. */
function section([name, version]: [name: string, version?: string]): string {
  const parts = name.split("/").map((part) => part.replace(/[^!$%&'*+\-.^_`|~\w]/g, "-"));
  if (parts[0] === "api" && parts[1] !== undefined) parts[1] = parts[1].toLowerCase();
  const plain = parts.join("/");
  if (version === undefined) return plain;
  return `${plain}${parts.length > 1 ? "#" : "/"}${version.replace(/[^!$%&'*+\-.^_`|~\w#]/g, "-")}`;
}

/** Sets both headers; `extra` is what middleware has put into the call's context. A promise where there is something to wait for. */
export function addUserAgent(
  request: HttpRequest,
  config: ServiceClientResolvedConfig,
  state: ClientState,
  extra?: UserAgentPairs,
): void | Promise<void> {
  const pairs = now(config.defaultUserAgentProvider);
  const appId = now(config.userAgentAppId);
  if (!isPending(pairs) && !isPending(appId)) return setUserAgent(request, config, state, pairs, appId, extra);
  return Promise.all([pairs, appId]).then((found) => setUserAgent(request, config, state, ...found, extra));
}

function setUserAgent(
  request: HttpRequest,
  config: ServiceClientResolvedConfig,
  state: ClientState,
  pairs: UserAgentPairs,
  appId: string | undefined,
  extra: UserAgentPairs | undefined,
): void {
  const custom = config.customUserAgent;
  let known = state.userAgent;
  if (
    known === undefined ||
    known.pairs !== pairs ||
    known.appId !== appId ||
    known.custom !== custom ||
    extra?.length
  ) {
    const sections = pairs.map(section);
    const own = sections.filter((text) => text.startsWith("aws-sdk-") || text.startsWith("swage/"));
    const customSections = (custom ?? []).map(section);
    const app = appId === undefined ? [] : [section(["app", appId])];
    known = {
      pairs,
      appId,
      custom,
      full: [...sections, ...app, ...(extra ?? []).map(section), ...customSections].join(" "),
      short: [...own, ...customSections].join(" "),
    };
    if (!extra?.length) state.userAgent = known;
  }
  const { headers } = request;
  if (config.runtime === "browser") {
    headers["x-amz-user-agent"] = known.full;
    return;
  }
  if (known.short !== "") headers["x-amz-user-agent"] = known.short;
  headers["user-agent"] = known.full;
}
