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

import { bindCredentials } from "../credentials/credential-cache.ts";
import { endpointProviderOf, toEndpointParts } from "../endpoint/endpoint.ts";
import { collectBody } from "../http/body.ts";
import { createRetryStrategy } from "../retry/retry-strategy.ts";
import {
  InvalidMaxRetryAttemptsError,
  InvalidRegionError,
  InvalidRetryModeError,
  NoRegionError,
} from "../service/errors.ts";
import type { Provider } from "../service/identity.ts";
import { normalizeProvider, once } from "../service/provider.ts";
import type { ServiceDefinition } from "../service/service.ts";
import type { FindSetting, ServiceClientConfig, ServiceClientResolvedConfig } from "../service/settings.ts";
import { type ClientState, keepState } from "../service/state.ts";
import { bindAuth, isAws } from "../signing/auth-schemes.ts";
import { createSigner } from "../signing/signing.ts";
import { decodeBase64, encodeBase64, toBytes, utf8 } from "../values/base64.ts";
import { applyExtensions } from "./extensions.ts";
import { NoOpLogger } from "./logging.ts";
import { truth } from "./outside-settings.ts";
import { bodyLength, createRequestHandler, openSettings, runtime, Sha256 } from "./platform.ts";
import { present } from "./present.ts";
import { defaultUserAgent } from "./user-agent.ts";

function attempts(value: unknown = 3): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidMaxRetryAttemptsError(value);
  return number;
}

function retryMode(value: unknown = "standard"): unknown {
  if (value !== "standard" && value !== "adaptive") throw new InvalidRetryModeError(value);
  return value;
}

/** What environment and shared files may say: the key there, and what is made of it, or of what the caller says. */
const OUTSIDE: Readonly<Record<string, readonly [key: string, read: (value: unknown, key: string) => unknown]>> = {
  useDualstackEndpoint: ["use_dualstack_endpoint", truth],
  useFipsEndpoint: ["use_fips_endpoint", truth],
  maxAttempts: ["max_attempts", attempts],
  retryMode: ["retry_mode", retryMode],
  userAgentAppId: ["sdk_ua_app_id", (value) => value],
};

/** A pseudo region such as `fips-us-east-1`. */
const FIPS_REGION = /^fips-|-fips$/;

/** The region that is meant. Throws when that is none. */
function realRegion(said: string): string {
  if (said === "fips-aws-global" || said === "aws-fips") return "us-east-1";
  const region = said.replace(/^fips-(dkr-|prod-)?|-fips$/, "");
  if (!region) throw new NoRegionError();
  const label = /^(?!-)(?!\d+$)[A-Za-z0-9-]{1,63}(?<!-)$/;
  if (region !== "*" && !label.test(region)) throw new InvalidRegionError(region);
  return region;
}

/** What a caller's function says may change from call to call; everything else is settled once. */
const settledUnless = <T>(said: readonly unknown[], find: Provider<T>): Provider<T> =>
  said.some((one) => typeof one === "function") ? find : once(find);

/** Everything in `ServiceClientConfig` that needs no thought is handed through as it is. */
export function resolveConfig(service: ServiceDefinition, said: ServiceClientConfig): ServiceClientResolvedConfig {
  const outside = openSettings(said.profile);
  const found: FindSetting = (key, read, variable) => once(async () => read(await outside.setting(key, variable), key));
  const { apiVersion, serviceId } = service;
  const endpointProvider = endpointProviderOf(service);
  const state = {
    service,
    endpointProvider,
    operations: new WeakMap(),
    endpoints: new Map(),
    signers: new Map(),
    configuredEndpoint: once(() => outside.endpoint(serviceId)),
    // Credentials and authentication put theirs in below.
  } as unknown as ClientState;

  const given: ServiceClientConfig = present(said);
  const { requestHandler, customUserAgent, retryStrategy, endpoint, region, useFipsEndpoint } = given;
  const saidRegion = normalizeProvider(region ?? once(async () => (await outside.region()) ?? ""));
  // Strategies of the first generation run the stack's own next step.
  state.touched = retryStrategy !== undefined && !retryStrategy.acquireInitialRetryToken;
  const config = {
    disableHostPrefix: false,
    ignoreConfiguredEndpointUrls: false,
    systemClockOffset: 0,
    sign: true,
    tls: true,
    signingEscapePath: true,
    extensions: [],
    apiVersion,
    serviceId,
    runtime,
    logger: new NoOpLogger(),
    endpointProvider,
    sha256: Sha256,
    defaultUserAgentProvider: defaultUserAgent(service),
    protocolSettings: {
      defaultNamespace: service.namespace,
      errorTypeRegistries: service.errors,
      version: apiVersion,
      serviceTarget: service.serviceName,
    },
    base64Decoder: decodeBase64,
    base64Encoder: (data: unknown) => encodeBase64(toBytes(data) as Uint8Array),
    utf8Decoder: toBytes,
    utf8Encoder: (data: unknown) => utf8(toBytes(data) as Uint8Array),
    streamCollector: collectBody,
    bodyLengthChecker: bodyLength,
    urlParser: toEndpointParts,
    ...given,
    ...service.configure?.(said, found),
    disableClockSkewCorrection: normalizeProvider(given.disableClockSkewCorrection ?? false),
    authSchemePreference: normalizeProvider(given.authSchemePreference ?? []),
    region: settledUnless([region], async () => realRegion(await saidRegion())),
    isCustomEndpoint: endpoint !== undefined,
    endpoint:
      endpoint === undefined
        ? undefined
        : settledUnless([endpoint], async () => toEndpointParts((await normalizeProvider(endpoint)()) as string)),
    retryStrategy: once(async () => retryStrategy ?? createRetryStrategy(config.retryMode, config.maxAttempts)),
    requestHandler:
      requestHandler && "handle" in requestHandler
        ? requestHandler
        : (service.requestHandler ?? createRequestHandler)(requestHandler ?? {}),
    customUserAgent: typeof customUserAgent === "string" ? [[customUserAgent]] : customUserAgent,
    defaultSigningName: service.auth.find(({ schemeId }) => isAws(schemeId))?.name,
    validate: { ...given.validate },
    ...service.features?.configure(said, found),
  } as unknown as ServiceClientResolvedConfig;

  for (const [name, [key, read]] of Object.entries(OUTSIDE)) {
    const value = config[name];
    config[name] =
      value === undefined
        ? found(key, read)
        : normalizeProvider(typeof value === "function" ? value : read(value, key));
  }
  const fips = config.useFipsEndpoint;
  config.useFipsEndpoint = settledUnless(
    [region, useFipsEndpoint],
    async () => FIPS_REGION.test(await saidRegion()) || fips(),
  );
  keepState(config, state);
  config.signer = createSigner(config, state, given.signer);
  bindCredentials(config, given, outside.credentials);
  bindAuth(config, given, state, found);
  applyExtensions(config);
  return config;
}
