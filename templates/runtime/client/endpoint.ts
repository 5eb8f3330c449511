/**
 * Where a call goes: the parameters of the rule set from configuration and input, the rule set's answer, and the answer
 * in parts. Answers are kept by parameters. The rules themselves are compiled into the package (`resolveEndpoint`).
 */
import { EndpointResolutionError } from "./errors.ts";
import { isPending, normalizeProvider, now } from "./provider.ts";
import type {
  Endpoint,
  EndpointInstruction,
  EndpointInstructions,
  EndpointParameters,
  EndpointParts,
  OwnEndpointParameters,
  ServiceDefinition,
} from "./service.ts";
import type { ServiceClientResolvedConfig, SigningScheme } from "./settings.ts";
import type { ClientState, ResolvedEndpoint } from "./state.ts";

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
  if (typeof endpoint === "object" && !(endpoint instanceof URL)) {
    if (!("url" in endpoint)) return endpoint;
    const parts = toEndpointParts(endpoint.url);
    const headers = Object.entries(endpoint.headers ?? {});
    if (headers.length > 0) {
      parts.headers = Object.fromEntries(headers.map(([name, values]) => [name.toLowerCase(), values.join(", ")]));
    }
    return parts;
  }
  let url: URL;
  try {
    url = new URL(endpoint);
  } catch (cause) {
    throw new EndpointResolutionError(`Invalid endpoint: ${endpoint}`, { cause });
  }
  const { protocol, hostname, pathname: path, port, searchParams } = url;
  const parts: EndpointParts = { protocol, hostname, path };
  if (port) parts.port = Number(port);
  if (url.search) parts.query = Object.fromEntries(searchParams);
  return parts;
}

/** `config.endpointProvider`: what the rules say, with the address as a `URL`, as the official client gives it. */
export function endpointProviderOf({ endpoint }: ServiceDefinition): (params: EndpointParameters) => Endpoint {
  return (params) => {
    const found = endpoint(params);
    return { ...found, url: new URL(found.url) };
  };
}

/** What endpoints depend on. */
type Found = [
  region: string | undefined,
  useFips: boolean,
  useDualStack: boolean,
  said: EndpointParts | undefined,
  /** By the environment or the shared files. */
  configured: string | undefined,
  own: OwnEndpointParameters | undefined,
];

/** The endpoint of one call; at once where nothing that it depends on has to be waited for. */
export function resolveEndpoint(
  config: ServiceClientResolvedConfig,
  { service, endpoints, endpointProvider, configuredEndpoint }: ClientState,
  input: Record<string, unknown>,
  command: object | undefined,
): ResolvedEndpoint | Promise<ResolvedEndpoint> {
  const settings: unknown[] = [
    service.regional === false ? undefined : now(config.region),
    now(config.useFipsEndpoint),
    now(config.useDualstackEndpoint),
    config.endpoint && now(config.endpoint),
    config.isCustomEndpoint || config.ignoreConfiguredEndpointUrls ? undefined : now(configuredEndpoint),
    service.endpointParameters?.(service, config, input, command),
  ];

  const find = ([Region, UseFIPS, UseDualStack, said, configured, own]: Found): ResolvedEndpoint => {
    const custom = configured === undefined ? said && toEndpointParts(said) : toEndpointParts(configured);
    if (configured !== undefined) {
      config.endpoint = normalizeProvider(custom as EndpointParts);
      config.isCustomEndpoint = true;
    }
    const Endpoint =
      custom && `${custom.protocol}//${custom.hostname}${custom.port ? `:${custom.port}` : ""}${custom.path}`;
    const key = `${Region} ${UseFIPS} ${UseDualStack} ${Endpoint} ${own?.key}`;
    // An endpoint with headers of its own, or a provider that somebody has replaced, is asked each time.
    const keep = custom?.headers === undefined && config.endpointProvider === endpointProvider;
    let resolved = keep ? endpoints.get(key) : undefined;
    if (resolved === undefined) {
      resolved = settle(config.endpointProvider({ Region, UseFIPS, UseDualStack, Endpoint, ...own?.values }), custom);
      if (endpoints.size >= CACHE_SIZE) endpoints.clear();
      if (keep) endpoints.set(key, resolved);
    }
    return resolved;
  };
  return settings.some(isPending) ? (Promise.all(settings) as Promise<Found>).then(find) : find(settings as Found);
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
