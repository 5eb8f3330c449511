/**
 * Endpoint discovery: services that are asked where an operation's requests should go, per caller and for some minutes.
 * Operations that need it wait for the answer; others go to the usual endpoint until it is there, and only where discovery is
 * switched on. An endpoint that the service calls invalid is forgotten, and the attempt repeated. Source: Smithy,
 * `aws.api#clientEndpointDiscovery`; settings and the step's name are the official client's.
 */

import type { HttpRequest } from "../http/http.ts";
import type { OperationSchema } from "../schema/schema.ts";
import { SwageError } from "../service/errors.ts";
import type { Feature, StepCall } from "../service/feature.ts";
import type { Provider } from "../service/identity.ts";
import { isPending, normalizeProvider, now, once } from "../service/provider.ts";
import type { FindSetting, ServiceClientResolvedConfig } from "../service/settings.ts";
import { call } from "./call.ts";
import { ServiceCommand } from "./service-command.ts";

/** Settings of a client that discovers endpoints. */
export interface EndpointDiscoverySettings {
  /** Whether endpoints are discovered. Default: `AWS_ENABLE_ENDPOINT_DISCOVERY`, then only where an operation needs it. */
  endpointDiscoveryEnabled?: boolean | undefined;
  /** What says it when the caller does not. */
  endpointDiscoveryEnabledProvider?: Provider<boolean | undefined> | undefined;
  /** Endpoints that are kept. Default 1000. */
  endpointCacheSize?: number | undefined;
}

/** What the model says of discovery. */
export interface DiscoveryFacts {
  /** The operation that tells endpoints. */
  readonly describe: () => OperationSchema;
  /** The error by which the service says that an endpoint is no longer one. */
  readonly error?: string;
  /** Operations that have discovered endpoints: whether they need them, and the input members that endpoints depend on. */
  readonly operations: { readonly [operation: string]: readonly [required: boolean, ...ids: readonly string[]] };
}

interface Known {
  readonly address: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}
type Answer = { readonly Endpoints?: readonly { readonly Address: string; readonly CachePeriodInMinutes?: number }[] };

/** Where one request was sent to, so that it can be sent elsewhere. */
interface Placed {
  readonly key: string;
  readonly ask: () => Promise<readonly Known[]>;
}

const MINUTE = 60_000;

/** The endpoints of one client. */
class Directory {
  private readonly known: Map<string, readonly Known[]> = new Map();
  private readonly pending: Map<string, Promise<readonly Known[]>> = new Map();
  private readonly size: number;
  constructor(size: number) {
    this.size = size;
  }

  /** One of those that are still valid. */
  find(key: string): string | undefined {
    const valid = this.known.get(key)?.filter(({ expires }) => Date.now() < expires) ?? [];
    return valid[Math.floor(Math.random() * valid.length)]?.address;
  }

  /** Asks once, however many wait. */
  ask(key: string, ask: () => Promise<readonly Known[]>): Promise<readonly Known[]> {
    let asked = this.pending.get(key);
    if (asked === undefined) {
      asked = ask()
        .then((found) => {
          if (this.known.size >= this.size) this.known.clear();
          this.known.set(key, found);
          return found;
        })
        .finally(() => this.pending.delete(key));
      this.pending.set(key, asked);
    }
    return asked;
  }

  forget(key: string): void {
    this.known.delete(key);
  }
}

/** `endpointDiscovery(discovery)`, as generated clients say it. */
export function endpointDiscovery({ describe, error, operations }: DiscoveryFacts): Feature {
  const directories = new WeakMap<object, Directory>();
  const placed = new WeakMap<HttpRequest, Placed>();
  /** Requests whose endpoint the service has called invalid. */
  const refused = new WeakSet<HttpRequest>();
  const directoryOf = (config: ServiceClientResolvedConfig): Directory => {
    let directory = directories.get(config);
    if (directory === undefined) {
      directory = new Directory((config as EndpointDiscoverySettings).endpointCacheSize ?? 1000);
      directories.set(config, directory);
    }
    return directory;
  };

  async function discover(
    { config, input, request }: StepCall,
    name: string,
    needs: boolean,
    ids: readonly string[],
  ): Promise<void> {
    const said = now(config.endpointDiscoveryEnabled as Provider<boolean | undefined>);
    const enabled = isPending(said) ? await said : said;
    if (config.isCustomEndpoint) {
      if (config.isClientEndpointDiscoveryEnabled && enabled)
        throw new SwageError(
          "EndpointDiscoveryError",
          "Custom endpoint is supplied; endpointDiscoveryEnabled must not be true.",
        );
      return;
    }
    if (needs && enabled === false)
      throw new SwageError(
        "EndpointDiscoveryError",
        `Endpoint discovery is switched off, but ${name} needs it: set \`endpointDiscoveryEnabled\`, or give the client an \`endpoint\`.`,
      );
    if (!needs && enabled !== true) return;
    const identifiers = Object.fromEntries(ids.map((id) => [id, input[id]]).filter(([, value]) => value !== undefined));
    const { accessKeyId } = config.sign ? await config.credentials() : { accessKeyId: "" };
    const key = JSON.stringify([accessKeyId, ...(ids.length === 0 ? [] : [name, identifiers])]);
    const directory = directoryOf(config);
    const asked = { Operation: name, Identifiers: ids.length === 0 ? undefined : identifiers };
    const ask = (): Promise<readonly Known[]> => endpointsOf(config, describe(), asked);
    if (directory.find(key) === undefined) {
      const asking = directory.ask(key, ask);
      if (needs) await asking;
      // The usual endpoint serves as well; who asks again in a minute may have more luck.
      else
        asking.catch(() =>
          directory.ask(key, async () => [{ address: request.hostname, expires: Date.now() + MINUTE }]),
        );
    }
    const address = directory.find(key);
    if (address !== undefined) goTo(request, address);
    placed.set(request, { key, ask });
  }

  return {
    configure: (said, find) => settingsOf(said as EndpointDiscoverySettings, find),
    steps: [
      {
        name: "endpointDiscoveryMiddleware",
        tags: ["ENDPOINT_DISCOVERY"],
        at: "payload",
        compile: ([, , name]) => {
          const facts = operations[name];
          if (facts === undefined) return undefined;
          const [needs, ...ids] = facts;
          return (step) => discover(step, name, needs, ids);
        },
      },
      {
        name: "endpointDiscoveryRetryMiddleware",
        tags: ["ENDPOINT_DISCOVERY"],
        at: "attempt",
        compile: ([, , name]) =>
          operations[name] &&
          (async ({ config, request }) => {
            const at = placed.get(request);
            if (at === undefined || !refused.delete(request)) return;
            const directory = directoryOf(config);
            await directory.ask(at.key, at.ask);
            goTo(request, directory.find(at.key) ?? request.hostname);
          }),
      },
      {
        name: "endpointDiscoveryFailureMiddleware",
        tags: ["ENDPOINT_DISCOVERY"],
        at: "failure",
        compile: ([, , name]) =>
          operations[name] &&
          (({ config, request, error: thrown }) => {
            const at = placed.get(request);
            if (at === undefined || (thrown as Error).name !== error) return;
            directoryOf(config).forget(at.key);
            refused.add(request);
            Object.assign(thrown as Error, { $retryable: {} });
          }),
      },
    ],
  };
}

function goTo(request: HttpRequest, address: string): void {
  const [hostname = address, port] = address.split(":");
  request.hostname = hostname;
  if (port !== undefined) request.port = Number(port);
  if (request.headers.host !== undefined) request.headers.host = address;
}

async function endpointsOf(
  config: ServiceClientResolvedConfig,
  schema: OperationSchema,
  input: object,
): Promise<readonly Known[]> {
  try {
    const { Endpoints } = (await call(config, new ServiceCommand(schema, input), undefined)) as Answer;
    if (Endpoints === undefined) throw new SwageError("EndpointDiscoveryError", "The answer has no endpoints.");
    return Endpoints.map(({ Address, CachePeriodInMinutes = 1 }) => ({
      address: Address,
      expires: Date.now() + CachePeriodInMinutes * MINUTE,
    }));
  } catch (cause) {
    throw new SwageError(
      "EndpointDiscoveryError",
      "The operation to discover endpoint failed. Please retry, or provide a custom endpoint and disable endpoint discovery to proceed.",
      { cause },
    );
  }
}

/** The setting has two names in the environment; any text but `false` and `0` is a yes. */
function settingsOf(said: EndpointDiscoverySettings, find: FindSetting): object {
  const { endpointDiscoveryEnabled, endpointDiscoveryEnabledProvider } = said;
  const read = (text: string | undefined): boolean | undefined =>
    text === undefined ? undefined : !["false", "0"].includes(text);
  const first = find("", read, "AWS_ENABLE_ENDPOINT_DISCOVERY");
  const second = find("endpoint_discovery_enabled", read);
  return {
    isClientEndpointDiscoveryEnabled: endpointDiscoveryEnabled !== undefined,
    endpointDiscoveryEnabled:
      endpointDiscoveryEnabled !== undefined
        ? normalizeProvider(endpointDiscoveryEnabled)
        : (endpointDiscoveryEnabledProvider ?? once(async () => (await first()) ?? (await second()))),
  };
}
