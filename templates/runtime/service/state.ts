/**
 * What a client keeps between calls and shows to nobody: it hangs on `client.config` under a symbol, so that commands,
 * middleware steps and the presigner find it wherever the configuration travels. Types, and the way to it.
 */
import type { OperationCodec, ServiceParts } from "../protocols/protocol.ts";
import type { OperationSchema } from "../schema/schema.ts";
import type { AuthOperation, AuthState } from "./authentication.ts";
import type { Endpoint, EndpointParts } from "./endpoint.ts";
import type { ServiceDefinition } from "./service.ts";
import type { RequestSigner, ServiceClientResolvedConfig, SigningScheme, UserAgentPairs } from "./settings.ts";

/** An operation as the runtime runs it; compiled once for each client. */
export interface Operation extends AuthOperation {
  readonly schema: OperationSchema;
  readonly codec: OperationCodec;
  /** What the checker reads tables with. */
  readonly parts: ServiceParts;
  /** May be sent again after it may have been carried out. */
  readonly repeatable: boolean;
  /** SigV4 and nothing else. */
  readonly signed: boolean;
}

export interface ResolvedEndpoint {
  /** As middleware sees it; `url` is a `URL`. */
  readonly endpoint: Endpoint;
  readonly parts: EndpointParts;
  /** From the endpoint's `authSchemes`. */
  readonly scheme?: SigningScheme | undefined;
}

/** Both texts, and what they were made of. */
export interface UserAgentTexts {
  readonly pairs: UserAgentPairs;
  readonly appId: string | undefined;
  readonly custom: UserAgentPairs | undefined;
  readonly full: string;
  readonly short: string;
}

export interface ClientState extends AuthState {
  readonly service: ServiceDefinition;
  /** What gives endpoints by the service's own rules; undefined where the caller brings something else. */
  readonly endpointProvider?: ServiceClientResolvedConfig["endpointProvider"];
  /** Somebody has changed the client's middleware: calls go through the stack from now on. */
  touched: boolean;
  stack?: object;
  readonly operations: WeakMap<OperationSchema, Operation>;
  readonly endpoints: Map<string, ResolvedEndpoint>;
  readonly signers: Map<string, RequestSigner>;
  userAgent?: UserAgentTexts;
  /** It runs in a Lambda function; looked up once, since the environment is slow to read. */
  inLambda?: boolean;
  /** The endpoint from environment or shared files; looked for once. */
  readonly configuredEndpoint: () => Promise<string | undefined>;
}

const STATE: unique symbol = Symbol();

export function keepState(config: object, state: ClientState): void {
  Object.defineProperty(config, STATE, { value: state });
}

/** Undefined when the configuration belongs to a client that is not ours. */
export function stateOf(config: object): ClientState | undefined {
  return (config as { [STATE]?: ClientState })[STATE];
}

/** What one call carries from step to step. */
export interface CallFacts {
  readonly state: ClientState;
  readonly config: ServiceClientResolvedConfig;
  readonly operation: Operation;
}
