/**
 * `client.config` out of what the caller says: every setting that can be a value or a function becomes a function, and
 * what is not said is looked for where the official client looks.
 *
 *   setting               said        environment                     shared files          default
 *   region                region      AWS_REGION, AWS_DEFAULT_REGION  region                NoRegionError
 *   maxAttempts           …           AWS_MAX_ATTEMPTS                max_attempts          3
 *   retryMode             …           AWS_RETRY_MODE                  retry_mode            standard
 *   useDualstackEndpoint  …           AWS_USE_DUALSTACK_ENDPOINT      use_dualstack_endpoint  false
 *   useFipsEndpoint       …           AWS_USE_FIPS_ENDPOINT           use_fips_endpoint     false
 *   userAgentAppId        …           AWS_SDK_UA_APP_ID               sdk_ua_app_id
 *   endpoint              …           AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL  endpoint_url
 *   credentials           …           and on: `credentials.ts`
 *
 * What is outside finds `outside-settings.ts`. It knows no step of a call.
 */

import { decodeBase64, encodeBase64, toBytes, utf8 } from "../protocols/base64.ts";
import { bindAuth, isAws } from "./auth-schemes.ts";
import { collectBody } from "./body.ts";
import { bindCredentials } from "./credential-cache.ts";
import { endpointProviderOf, toEndpointParts } from "./endpoint.ts";
import { InvalidMaxRetryAttemptsError, InvalidRegionError, InvalidRetryModeError, NoRegionError } from "./errors.ts";
import { applyExtensions } from "./extensions.ts";
import type { RequestHandler, RequestHandlerOptions } from "./http.ts";
import type { Provider } from "./identity.ts";
import { NoOpLogger } from "./logging.ts";
import { truth } from "./outside-settings.ts";
import { bodyLength, createRequestHandler, openSettings, runtime, Sha256 } from "./platform.ts";
import { isSettled, normalizeProvider, once } from "./provider.ts";
import { createRetryStrategy } from "./retry-strategy.ts";
import type { EndpointParts, ServiceDefinition } from "./service.ts";
import type { ServiceClientConfig, ServiceClientResolvedConfig } from "./settings.ts";
import { createSigner } from "./signing.ts";
import { type ClientState, keepState } from "./state.ts";
import { defaultUserAgent } from "./user-agent.ts";

function attempts(value: unknown): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidMaxRetryAttemptsError(value);
  return number;
}

function retryMode(value: string): string {
  if (value !== "standard" && value !== "adaptive") throw new InvalidRetryModeError(value);
  return value;
}

const HOST_LABEL = /^(?!-)(?!\d+$)[A-Za-z0-9-]{1,63}(?<!-)$/;

/** The region that a FIPS pseudo region such as `fips-us-east-1` stands for. */
function realRegion(region: string): string {
  if (region === "fips-aws-global" || region === "aws-fips") return "us-east-1";
  return isFipsRegion(region) ? region.replace(/fips-(dkr-|prod-)?|-fips/, "") : region;
}
function isFipsRegion(region: string): boolean {
  return region.startsWith("fips-") || region.endsWith("-fips");
}

/** Everything in `ServiceClientConfig` that needs no thought is handed through as it is. */
export function resolveConfig(service: ServiceDefinition, said: ServiceClientConfig): ServiceClientResolvedConfig {
  if (said.maxAttempts !== undefined && typeof said.maxAttempts !== "function") attempts(said.maxAttempts);
  if (typeof said.retryMode === "string") retryMode(said.retryMode);

  const outside = openSettings(said.profile);
  const found = <T>(variable: string, key: string, read: (value: string | undefined) => T): Provider<T> =>
    once(async () => read(await outside.setting(variable, key)));

  const saidRegion = normalizeProvider(said.region ?? once(async () => (await outside.region()) ?? ""));
  const dualstack =
    said.useDualstackEndpoint ??
    found("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint", (v) => truth(v, "use_dualstack_endpoint") ?? false);
  const fips = normalizeProvider(
    said.useFipsEndpoint ??
      found("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", (v) => truth(v, "use_fips_endpoint") ?? false),
  );
  const maxAttempts = normalizeProvider(
    said.maxAttempts ?? found("AWS_MAX_ATTEMPTS", "max_attempts", (v) => attempts(v ?? 3)),
  );
  const mode = normalizeProvider(
    said.retryMode ?? found("AWS_RETRY_MODE", "retry_mode", (v) => retryMode(v ?? "standard")),
  );
  const { requestHandler, customUserAgent, retryStrategy, endpoint } = said;
  // What a caller's function says may change from call to call; everything else is settled once.
  const keep = [said.region, said.useFipsEndpoint].some((one) => typeof one === "function")
    ? <T>(find: Provider<T>): Provider<T> => find
    : once;

  const config = {
    disableHostPrefix: false,
    ignoreConfiguredEndpointUrls: false,
    systemClockOffset: 0,
    sign: true,
    tls: true,
    signingEscapePath: true,
    extensions: [],
    ...said,
    ...service.configure?.(said, found),
    apiVersion: said.apiVersion ?? service.apiVersion,
    serviceId: said.serviceId ?? service.serviceId,
    runtime: said.runtime ?? runtime,
    logger: said.logger ?? new NoOpLogger(),
    region: keep(async () => {
      const region = realRegion((await saidRegion()) ?? "");
      if (region === "") throw new NoRegionError();
      if (region !== "*" && !HOST_LABEL.test(region)) throw new InvalidRegionError(region);
      return region;
    }),
    useDualstackEndpoint: normalizeProvider(dualstack),
    useFipsEndpoint: keep(async () => isFipsRegion((await saidRegion()) ?? "") || (await fips())),
    isCustomEndpoint: endpoint !== undefined && endpoint !== null,
    endpointProvider: said.endpointProvider ?? endpointProviderOf(service),
    maxAttempts,
    retryMode: mode,
    retryStrategy: once(async () => retryStrategy ?? createRetryStrategy(mode, maxAttempts)),
    requestHandler: isHandler(requestHandler)
      ? requestHandler
      : (service.requestHandler ?? createRequestHandler)(requestHandler ?? {}),
    sha256: said.sha256 ?? Sha256,
    disableClockSkewCorrection: normalizeProvider(said.disableClockSkewCorrection ?? false),
    userAgentAppId: normalizeProvider(said.userAgentAppId ?? found("AWS_SDK_UA_APP_ID", "sdk_ua_app_id", (v) => v)),
    defaultUserAgentProvider: said.defaultUserAgentProvider ?? defaultUserAgent(service),
    customUserAgent: typeof customUserAgent === "string" ? [[customUserAgent]] : customUserAgent,
    authSchemePreference: normalizeProvider(said.authSchemePreference ?? []),
    defaultSigningName: service.auth.find(({ schemeId }) => isAws(schemeId))?.name,
    protocolSettings: said.protocolSettings ?? {
      defaultNamespace: service.namespace,
      errorTypeRegistries: service.errors,
      version: service.apiVersion,
      serviceTarget: service.serviceName,
    },
    validate: { ...said.validate },
    base64Decoder: said.base64Decoder ?? decodeBase64,
    base64Encoder: said.base64Encoder ?? ((data: unknown) => encodeBase64(toBytes(data) as Uint8Array)),
    utf8Decoder: said.utf8Decoder ?? ((text: string) => new TextEncoder().encode(text)),
    utf8Encoder: said.utf8Encoder ?? ((data: unknown) => (typeof data === "string" ? data : utf8(data as Uint8Array))),
    streamCollector: said.streamCollector ?? collectBody,
    bodyLengthChecker: said.bodyLengthChecker ?? bodyLength,
    urlParser: said.urlParser ?? toEndpointParts,
    ...service.features?.configure(said, found),
  } as unknown as ServiceClientResolvedConfig;

  if (config.isCustomEndpoint) {
    const given = normalizeProvider(endpoint as string | Provider<string>);
    let known: { readonly said: unknown; readonly parts: EndpointParts } | undefined;
    const inParts = async (): Promise<EndpointParts> => {
      const said = await given();
      if (known === undefined || known.said !== said) known = { said, parts: toEndpointParts(said) };
      return known.parts;
    };
    config.endpoint = isSettled(given) ? once(inParts) : inParts;
  } else {
    delete config.endpoint;
  }
  const state: ClientState = {
    service,
    // Retry strategies of the first generation run the stack's own next step.
    touched: retryStrategy !== undefined && typeof retryStrategy.acquireInitialRetryToken !== "function",
    ...(said.endpointProvider === undefined ? { endpointProvider: config.endpointProvider } : {}),
    authSchemes: [],
    authOptions: () => [],
    operations: new WeakMap(),
    endpoints: new Map(),
    signers: new Map(),
    configuredEndpoint: once(() => outside.endpoint(service.serviceId)),
  };
  keepState(config, state);
  config.signer = createSigner(config, state, said.signer);
  bindCredentials(config, said, outside.files);
  bindAuth(config, said, state, found);
  applyExtensions(config, said.extensions ?? []);
  return config;
}

function isHandler(value: RequestHandler | RequestHandlerOptions | undefined): value is RequestHandler {
  return typeof (value as RequestHandler | undefined)?.handle === "function";
}
