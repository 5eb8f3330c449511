/**
 * Which program calls: the `user-agent` header, and its short form `x-amz-user-agent`, which is signed and which browsers
 * may send. Built once a client, and again when what it is made of changes.
 */
import type { HttpRequest } from "../http/http.ts";
import type { ServiceFacts } from "../service/facts.ts";
import type { Provider } from "../service/identity.ts";
import { afterAll, now, once } from "../service/provider.ts";
import type { ServiceClientResolvedConfig, UserAgentPairs } from "../service/settings.ts";
import type { ClientState } from "../service/state.ts";
import { platformUserAgent } from "./platform.ts";

/** Put in when swage is built. */
declare const SWAGE_VERSION: string | undefined;

export function defaultUserAgent({ serviceId, clientVersion }: ServiceFacts): Provider<UserAgentPairs> {
  return once(async () => [
    ["swage", typeof SWAGE_VERSION === "string" ? SWAGE_VERSION : "0"],
    ["ua", "2.1"],
    ...platformUserAgent([`api/${serviceId}`, clientVersion]),
  ]);
}

/** Characters that headers do not take become `-`; the separator stays. */
function clean(text: string, separator: string): string {
  return text.replace(/[^!$%&'*+\-.^_`|~\w]/g, (char) => (char === separator ? char : "-"));
}

/** `prefix/name#version`. */
function section([said, version]: [name: string, version?: string]): string {
  const name = clean(said, "/").replace(/^api\/.*/, (api) => api.toLowerCase());
  return version === undefined ? name : `${name}${name.includes("/") ? "#" : "/"}${clean(version, "#")}`;
}

/** Sets both headers; `extra` is what middleware has put into the call's context. A promise where there is something to wait for. */
export function addUserAgent(
  { headers }: HttpRequest,
  config: ServiceClientResolvedConfig,
  state: ClientState,
  extra: UserAgentPairs = [],
): void | Promise<void> {
  const { customUserAgent: custom, runtime } = config;
  const set = (pairs: UserAgentPairs, appId: string | undefined): void => {
    let known = state.userAgent;
    if (known?.pairs !== pairs || known.appId !== appId || known.custom !== custom || extra.length > 0) {
      const app: UserAgentPairs = appId ? [["app", appId]] : [];
      const own = pairs.filter(([name]) => /^(aws-sdk-|swage)/.test(name));
      const text = (parts: UserAgentPairs): string =>
        parts
          .concat(custom ?? [])
          .map(section)
          .join(" ");
      known = { pairs, appId, custom, full: text([...pairs, ...app, ...extra]), short: text(own) };
      if (extra.length === 0) state.userAgent = known;
    }
    const { full, short } = known;
    const browser = runtime === "browser";
    if (browser || short) headers["x-amz-user-agent"] = browser ? full : short;
    if (!browser) headers["user-agent"] = full;
  };
  return afterAll([now(config.defaultUserAgentProvider), now(config.userAgentAppId)], set);
}
