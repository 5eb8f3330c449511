/**
 * What a client can be told: the keys of its configuration, as the caller writes them and as `client.config` holds them.
 * Types only; `config.ts` turns the one into the other. The keys and their meaning are the official client's, but for
 * `validate` and `sign`, which are swage's own.
 */

import type { HttpRequest, RequestHandler, RequestHandlerOptions } from "../http/http.ts";
import type { AuthOption, AuthScheme } from "./auth-scheme.ts";
import type { Endpoint, EndpointParameters, EndpointParts } from "./endpoint.ts";
import type { AwsCredentialIdentity, CredentialsProvider, Provider } from "./identity.ts";
import type { Logger } from "./logger.ts";

/** Keys of a client that signs with AWS credentials. */
export type SigningKey =
  | "credentials"
  | "credentialDefaultProvider"
  | "signer"
  | "signerConstructor"
  | "signingRegion"
  | "signingEscapePath"
  | "systemClockOffset"
  | "disableClockSkewCorrection";
/** Keys of a client whose endpoint, or signature, is one of a region. */
export type RegionKey = "region" | "useDualstackEndpoint" | "useFipsEndpoint";

/** Whether values are checked against the model, and what happens to those that do not fit. */
export interface ValidateSettings {
  /** Before sending. Default `throw`. */
  input?: "off" | "warn" | "throw" | undefined;
  /** After receiving. Default `off`. */
  output?: "off" | "warn" | "throw" | undefined;
  /** `strict` also checks maxima, patterns, enum values, map sizes, unknown members and null. Default `sdk`. */
  level?: "sdk" | "strict" | undefined;
}

/**
 * What is found for a setting that the caller has not said: the variable of the environment (`AWS_` and the key in capitals,
 * where nothing else is said), else the key in the shared files. `read` gets undefined where neither is there.
 */
export type FindSetting = <T>(
  key: string,
  read: (value: string | undefined, key: string) => T,
  variable?: string,
) => Provider<T>;

export type UserAgentPairs = [name: string, version?: string][];

/** How failed attempts are repeated; any retry strategy of the Smithy family fits. */
export interface RetryStrategy {
  readonly mode?: string;
  acquireInitialRetryToken(scope: string): Promise<RetryToken>;
  refreshRetryTokenForRetry(token: RetryToken, error: RetryErrorInfo): Promise<RetryToken>;
  recordSuccess(token: RetryToken): void;
}
export interface RetryToken {
  getRetryCount(): number;
  getRetryDelay(): number;
  getRetryCost?(): number | undefined;
  isLongPoll?(): boolean;
  $retryLog?: { acquisitionDelay?: number };
}
export interface RetryErrorInfo {
  error?: Error;
  errorType: "TRANSIENT" | "THROTTLING" | "SERVER_ERROR" | "CLIENT_ERROR";
  retryAfterHint?: Date | undefined;
}

export type SourceData = string | ArrayBuffer | ArrayBufferView;
export interface Hash {
  update(data: SourceData, encoding?: "utf8" | "ascii" | "latin1"): void;
  digest(): Promise<Uint8Array>;
  reset?(): void;
}
export interface HashConstructor {
  new (secret?: SourceData): Hash;
  /** The digest of all data as text, at once, where the platform can. */
  hex?(data: SourceData, secret?: SourceData): string;
}

/** Signs requests; what a caller gives as `signer` takes the place of the built-in one. */
export interface RequestSigner {
  sign(request: HttpRequest, options?: Record<string, unknown>): Promise<HttpRequest>;
}

/** Changes a client's configuration at construction. */
export interface RuntimeExtension {
  configure(configuration: ExtensionConfiguration): void;
}
export interface ExtensionConfiguration {
  setRegion(region: Provider<string>): void;
  region(): Provider<string>;
  setHttpHandler(handler: RequestHandler): void;
  httpHandler(): RequestHandler;
  updateHttpClientConfig(key: string, value: unknown): void;
  httpHandlerConfigs(): object;
  setRetryStrategy(strategy: Provider<RetryStrategy>): void;
  retryStrategy(): Provider<RetryStrategy>;
  setCredentials(credentials: AwsCredentialIdentity | CredentialsProvider): void;
  credentials(): CredentialsProvider | undefined;
}

export interface ServiceClientConfig {
  region?: string | Provider<string> | undefined;
  /** Where requests go instead of the service's own endpoint. */
  endpoint?: string | URL | Endpoint | EndpointParts | Provider<string | Endpoint | EndpointParts> | undefined;
  credentials?: AwsCredentialIdentity | CredentialsProvider | undefined;
  /** What finds credentials when none are given. */
  credentialDefaultProvider?: ((config: never) => CredentialsProvider) | undefined;
  /** The section of the shared files. Default: `AWS_PROFILE`, then `default`. */
  profile?: string | undefined;
  /** All attempts, the first one included. Default 3. */
  maxAttempts?: number | Provider<number> | undefined;
  /** `standard` or `adaptive`. */
  retryMode?: string | Provider<string> | undefined;
  retryStrategy?: RetryStrategy | undefined;
  requestHandler?: RequestHandler | RequestHandlerOptions | undefined;
  logger?: Logger | undefined;
  useDualstackEndpoint?: boolean | Provider<boolean> | undefined;
  useFipsEndpoint?: boolean | Provider<boolean> | undefined;
  /** Leaves out the host name prefix that some operations have. */
  disableHostPrefix?: boolean | undefined;
  /** Leaves `AWS_ENDPOINT_URL` and `endpoint_url` alone. */
  ignoreConfiguredEndpointUrls?: boolean | undefined;
  endpointProvider?: ((params: EndpointParameters, context?: never) => Endpoint) | undefined;
  /** Milliseconds between this machine's clock and the service's; corrected by what answers say. */
  systemClockOffset?: number | undefined;
  disableClockSkewCorrection?: boolean | Provider<boolean> | undefined;
  signer?: RequestSigner | ((scheme?: never) => Promise<RequestSigner>) | undefined;
  signerConstructor?: (new (options: never) => RequestSigner) | undefined;
  signingRegion?: string | undefined;
  signingEscapePath?: boolean | undefined;
  sha256?: HashConstructor | undefined;
  /** A protocol class or instance of the Smithy family in place of the built-in codecs. */
  protocol?: object | undefined;
  protocolSettings?: { defaultNamespace?: string; [setting: string]: unknown } | undefined;
  extensions?: RuntimeExtension[] | undefined;
  defaultsMode?: string | Provider<string> | undefined;
  userAgentAppId?: string | Provider<string | undefined> | undefined;
  customUserAgent?: string | UserAgentPairs | undefined;
  defaultUserAgentProvider?: ((config?: never) => Promise<UserAgentPairs>) | undefined;
  authSchemePreference?: string[] | Provider<string[]> | undefined;
  httpAuthSchemes?: object[] | undefined;
  httpAuthSchemeProvider?: ((parameters: never) => object[]) | undefined;
  cacheMiddleware?: boolean | undefined;
  apiVersion?: string | undefined;
  serviceId?: string | undefined;
  runtime?: string | undefined;
  tls?: boolean | undefined;
  base64Decoder?: ((input: string) => Uint8Array) | undefined;
  base64Encoder?: ((input: Uint8Array | string) => string) | undefined;
  utf8Decoder?: ((input: string) => Uint8Array) | undefined;
  utf8Encoder?: ((input: Uint8Array | string) => string) | undefined;
  streamCollector?: ((stream: never) => Promise<Uint8Array>) | undefined;
  bodyLengthChecker?: ((body: never) => number | undefined) | undefined;
  urlParser?: ((url: string | URL) => EndpointParts) | undefined;
  validate?: ValidateSettings | undefined;
  /** False: requests go out unsigned, and no credentials are looked for. */
  sign?: boolean | undefined;
}

/** A protocol class of the Smithy family, as far as its users name it: each of its types fits what they say. */
export interface ClientProtocol {
  getShapeId(): string;
  getPayloadCodec(): never;
  getRequestType(): never;
  getResponseType(): never;
  setSerdeContext(context: never): void;
  serializeRequest(operation: never, input: never, context: never): Promise<never>;
  updateServiceEndpoint(request: never, endpoint: never): never;
  deserializeResponse(operation: never, context: never, response: never): Promise<never>;
}

/** `client.config`: every key that can be a value or a function is a function here. */
export interface ServiceClientResolvedConfig {
  region: Provider<string>;
  /** Present when the endpoint is not the service's own. */
  endpoint?: Provider<EndpointParts> | undefined;
  isCustomEndpoint: boolean;
  credentials: CredentialsProvider;
  profile?: string;
  maxAttempts: Provider<number>;
  retryMode: Provider<string>;
  retryStrategy: Provider<RetryStrategy>;
  requestHandler: RequestHandler;
  logger: Logger;
  useDualstackEndpoint: Provider<boolean>;
  useFipsEndpoint: Provider<boolean>;
  disableHostPrefix: boolean;
  ignoreConfiguredEndpointUrls: boolean;
  endpointProvider: (params: EndpointParameters) => Endpoint;
  systemClockOffset: number;
  disableClockSkewCorrection: Provider<boolean>;
  authSchemePreference: Provider<readonly string[]>;
  httpAuthSchemes: AuthScheme[];
  httpAuthSchemeProvider: (parameters: {
    readonly operation: string;
    readonly region?: string | undefined;
  }) => AuthOption[];
  signer: (scheme?: SigningScheme) => Promise<RequestSigner>;
  sha256: HashConstructor;
  protocol?: ClientProtocol;
  protocolSettings: { defaultNamespace?: string; [setting: string]: unknown };
  userAgentAppId: Provider<string | undefined>;
  customUserAgent?: UserAgentPairs;
  defaultUserAgentProvider: Provider<UserAgentPairs>;
  cacheMiddleware?: boolean;
  readonly apiVersion: string;
  serviceId: string;
  runtime: string;
  validate: ValidateSettings;
  sign: boolean;
  [key: string]: unknown;
}

/** What a request is signed for. */
export interface SigningScheme {
  readonly name?: string;
  readonly signingName?: string;
  readonly signingRegion?: string;
  /** SigV4a: the regions that the signature counts in. */
  readonly signingRegionSet?: readonly string[];
  readonly disableDoubleEncoding?: boolean;
}
