/**
 * Where a call goes: the parameters of the rule set from configuration and input, the rule set's answer, and the answer
 * in parts. Answers are kept by parameters. The rules themselves are compiled into the package (`resolveEndpoint`).
 */
import { EndpointResolutionError } from "./errors.ts";
import type { QueryBag } from "./http.ts";
import type { Provider } from "./identity.ts";
import { isSettled, normalizeProvider } from "./provider.ts";
import type {
  Endpoint,
  EndpointInstructions,
  EndpointParameters,
  EndpointParts,
  ServiceDefinition,
} from "./service.ts";
import type { ServiceClientResolvedConfig, SigningScheme } from "./settings.ts";
import type { ClientState, ResolvedEndpoint } from "./state.ts";

const CACHE_SIZE = 50;

/** What endpoints depend on where the model says nothing else; `resolveEndpoint` gives these to every service. */
export const STANDARD_INSTRUCTIONS: EndpointInstructions = {
  UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
  Endpoint: { type: "builtInParams", name: "endpoint" },
  Region: { type: "builtInParams", name: "region" },
  UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" },
};

interface CommandClass {
  getEndpointParameterInstructions?(): EndpointInstructions;
}

/** What a command's class says of its endpoint; undefined where that is nothing of its own. */
function instructionsOf(command: object | undefined): EndpointInstructions | undefined {
  const said = (command?.constructor as CommandClass | undefined)?.getEndpointParameterInstructions?.();
  return said === STANDARD_INSTRUCTIONS ? undefined : said;
}

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
  const parts: EndpointParts = { protocol: url.protocol, hostname: url.hostname, path: url.pathname };
  if (url.port !== "") parts.port = Number(url.port);
  if (url.search !== "") {
    const query: QueryBag = {};
    for (const [name, value] of url.searchParams) query[name] = value;
    parts.query = query;
  }
  return parts;
}

/** `config.endpointProvider`: what the rules say, with the address as a `URL`, as the official client gives it. */
export function endpointProviderOf({ endpoint }: ServiceDefinition): (params: EndpointParameters) => Endpoint {
  return (params) => {
    const found = endpoint(params);
    return { ...found, url: new URL(found.url) };
  };
}

/** The endpoint that every call has where nothing that it depends on can change; undefined while that is not known. */
export function fixedEndpoint(
  config: ServiceClientResolvedConfig,
  { fixed, service }: ClientState,
  command: object | undefined,
): ResolvedEndpoint | undefined {
  if (fixed === undefined || (instructionsOf(command) ?? service.endpointContext) !== undefined) return undefined;
  return SOURCES.every((source) => fixed.sources[source] === config[source]) ? fixed.endpoint : undefined;
}

/** What endpoints without parameters of their own are made of. */
const SOURCES = ["endpointProvider", "region", "useFipsEndpoint", "useDualstackEndpoint", "endpoint"] as const;

/** The endpoint of one call; the command's class says where the service's own parameters come from. */
export async function resolveEndpoint(
  config: ServiceClientResolvedConfig,
  state: ClientState,
  input: Record<string, unknown>,
  command: object | undefined,
): Promise<ResolvedEndpoint> {
  if (!config.isCustomEndpoint && !config.ignoreConfiguredEndpointUrls) {
    const configured = await state.configuredEndpoint();
    if (configured !== undefined) {
      const parts = toEndpointParts(configured);
      config.endpoint = normalizeProvider(parts);
      config.isCustomEndpoint = true;
    }
  }
  const { service, endpoints } = state;
  const Region = service.regional === false ? undefined : await config.region();
  const UseFIPS = await config.useFipsEndpoint();
  const UseDualStack = await config.useDualstackEndpoint();
  const custom = config.endpoint === undefined ? undefined : toEndpointParts(await config.endpoint());
  const Endpoint =
    custom && `${custom.protocol}//${custom.hostname}${custom.port ? `:${custom.port}` : ""}${custom.path}`;

  let params: EndpointParameters = { Region, UseFIPS, UseDualStack, Endpoint };
  let key = `${Region} ${UseFIPS} ${UseDualStack} ${Endpoint}`;
  const sources = instructionsOf(command) ?? service.endpointContext;
  if (sources !== undefined) {
    const own = (await service.endpointParameters?.(sources, config, input)) ?? {};
    params = { ...params, ...own };
    key += JSON.stringify(service.endpointKeys?.map((name) => own[name]) ?? own);
  }
  // An endpoint with headers of its own, or a provider that somebody has replaced, is asked each time.
  const keep = custom?.headers === undefined && config.endpointProvider === state.endpointProvider;
  let resolved = keep ? endpoints.get(key) : undefined;
  if (resolved === undefined) {
    resolved = settle(config.endpointProvider(params), custom);
    if (keep) {
      if (endpoints.size >= CACHE_SIZE) endpoints.clear();
      endpoints.set(key, resolved);
    }
  }
  const [, ...providers] = SOURCES.map((source) => config[source]) as readonly (Provider<unknown> | undefined)[];
  if (keep && sources === undefined && providers.every((one) => one === undefined || isSettled(one))) {
    state.fixed = {
      sources: Object.fromEntries(SOURCES.map((source) => [source, config[source]])),
      endpoint: resolved,
    };
  }
  return resolved;
}

function settle(found: Endpoint, custom: EndpointParts | undefined): ResolvedEndpoint {
  const url = typeof found.url === "string" ? new URL(found.url) : found.url;
  const headers = { ...found.headers };
  for (const [name, value] of Object.entries(custom?.headers ?? {})) headers[name] = [value];
  const parts = toEndpointParts({ url, headers });
  // `https://host/base/` and `https://host/base` are one place: operations' paths begin with a slash.
  if (parts.path.length > 1 && parts.path.endsWith("/")) parts.path = parts.path.slice(0, -1);
  const schemes = found.properties?.authSchemes as readonly SigningScheme[] | undefined;
  const scheme = schemes?.find(({ name }) => name === "sigv4") ?? schemes?.[0];
  return { endpoint: { ...found, url, headers }, parts, scheme };
}
