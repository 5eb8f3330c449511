/**
 * Where a call goes: the parameters of the rule set from configuration and input, the rule set's answer, and the answer
 * in parts. Answers are kept by parameters. The rules themselves are compiled into the package (`resolveEndpoint`).
 */

import { hostOf } from "../http/http.ts";
import type {
  Endpoint,
  EndpointInstruction,
  EndpointInstructions,
  EndpointParameters,
  EndpointParts,
} from "../service/endpoint.ts";
import { EndpointResolutionError } from "../service/errors.ts";
import type { ServiceFacts } from "../service/facts.ts";
import { afterAll, normalizeProvider, now } from "../service/provider.ts";
import type { ServiceClientResolvedConfig, SigningScheme } from "../service/settings.ts";
import type { ClientState, ResolvedEndpoint } from "../service/state.ts";

const CACHE_SIZE = 50;

const builtIn = (name: string): EndpointInstruction => ({ type: "builtInParams", name });

/** What endpoints depend on where the model says nothing else; `resolveEndpoint` gives these to every service. */
export const STANDARD_INSTRUCTIONS: EndpointInstructions = {
  UseFIPS: /* @__PURE__ */ builtIn("useFipsEndpoint"),
  Endpoint: /* @__PURE__ */ builtIn("endpoint"),
  Region: /* @__PURE__ */ builtIn("region"),
  UseDualStack: /* @__PURE__ */ builtIn("useDualstackEndpoint"),
};

/** A URL, or what `client.config.endpoint` may hold, in parts. Throws `EndpointResolutionError` when it is no URL. */
export function toEndpointParts(endpoint: string | URL | Endpoint | EndpointParts): EndpointParts {
  const {
    path,
    url = endpoint as string,
    headers = {},
  } = endpoint as Partial<Endpoint> & Pick<Partial<EndpointParts>, "path">;
  if (path !== undefined) return endpoint as EndpointParts;
  let read: URL;
  try {
    read = new URL(url);
    // `localhost:3000` is a URL of the scheme `localhost`, and has no host.
    if (!read.hostname) throw new TypeError("There is no host in it.");
  } catch (cause) {
    throw new EndpointResolutionError(`Invalid endpoint: ${url}. An endpoint begins with https:// or http://.`, {
      cause,
    });
  }
  const { protocol, hostname, pathname, port, search, searchParams } = read;
  const parts: EndpointParts = { protocol, hostname, path: pathname };
  if (port) parts.port = Number(port);
  if (search) parts.query = Object.fromEntries(searchParams);
  for (const [name, values] of Object.entries(headers)) {
    parts.headers ??= {};
    parts.headers[name.toLowerCase()] = values.join(", ");
  }
  return parts;
}

/** `config.endpointProvider`: what the rules say, with the address as a `URL`, as the official client gives it. */
export function endpointProviderOf({ endpoint }: ServiceFacts): (params: EndpointParameters) => Endpoint {
  return (params) => {
    const found = endpoint(params);
    return { ...found, url: new URL(found.url) };
  };
}

/**
 * The endpoint of one call, at once where there is nothing to wait for; the command's class says where the service's own
 * parameters come from.
 */
export function resolveEndpoint(
  config: ServiceClientResolvedConfig,
  { service, endpoints, endpointProvider, configuredEndpoint }: ClientState,
  input: Record<string, unknown>,
  command: object | undefined,
): ResolvedEndpoint | Promise<ResolvedEndpoint> {
  return afterAll(
    [
      service.regional === false ? undefined : now(config.region),
      now(config.useFipsEndpoint),
      now(config.useDualstackEndpoint),
      config.isCustomEndpoint || config.ignoreConfiguredEndpointUrls ? undefined : now(configuredEndpoint),
      config.endpoint && now(config.endpoint),
      service.endpointParameters?.(service, config, input, command),
    ],
    (Region, UseFIPS, UseDualStack, configured, said, own) => {
      const place = configured ?? said;
      const custom = place === undefined ? undefined : toEndpointParts(place);
      if (configured !== undefined) {
        config.endpoint = normalizeProvider(custom as EndpointParts);
        config.isCustomEndpoint = true;
      }
      const Endpoint = custom && `${custom.protocol}//${hostOf(custom)}${custom.path}`;
      const key = `${Region} ${UseFIPS} ${UseDualStack} ${Endpoint} ${own?.key}`;
      // An endpoint with headers of its own, or a provider that somebody has replaced, is asked each time.
      const keep = !custom?.headers && config.endpointProvider === endpointProvider;
      let resolved = keep ? endpoints.get(key) : undefined;
      if (resolved === undefined) {
        resolved = settle(config.endpointProvider({ Region, UseFIPS, UseDualStack, Endpoint, ...own?.values }), custom);
        if (endpoints.size >= CACHE_SIZE) endpoints.clear();
        if (keep) endpoints.set(key, resolved);
      }
      return resolved;
    },
  );
}

function settle(found: Endpoint, custom: EndpointParts | undefined): ResolvedEndpoint {
  const url = new URL(found.url);
  const headers = { ...found.headers };
  for (const [name, value] of Object.entries(custom?.headers ?? {})) headers[name] = [value];
  const endpoint = { ...found, url, headers };
  const parts = toEndpointParts(endpoint);
  // `https://host/base/` and `https://host/base` are one place: operations' paths begin with a slash.
  parts.path = parts.path.replace(/(.)\/$/, "$1");
  return { endpoint, parts, scheme: schemeOf(endpoint, "sigv4") };
}

/** What an endpoint says of a scheme; where it speaks of others alone, these are meant. */
export function schemeOf(endpoint: Endpoint | undefined, name: string): SigningScheme | undefined {
  const schemes = endpoint?.properties?.authSchemes as readonly SigningScheme[] | undefined;
  return schemes?.find((one) => one.name === name) ?? schemes?.[0];
}
