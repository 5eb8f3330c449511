/**
 * What an auth scheme is: who calls, and how a request says so. The shapes are the official client's, so that schemes
 * written for it can be brought along (`httpAuthSchemes`). Types only.
 */
import type { HttpRequest } from "../http/http.ts";
import type { Provider } from "./identity.ts";
import type { AuthDefinition, Endpoint } from "./service.ts";
import type { FindSetting, ServiceClientConfig, ServiceClientResolvedConfig } from "./settings.ts";
import type { ClientState, Operation } from "./state.ts";

export type AuthProperties = Record<string, unknown>;

/** One way that an operation may go, with what this operation says to the scheme. */
export interface AuthOption {
  readonly schemeId: string;
  identityProperties?: AuthProperties;
  signingProperties?: AuthProperties;
  propertiesExtractor?(
    config: object,
    context: object,
  ): { identityProperties?: AuthProperties; signingProperties?: AuthProperties };
}

/** What the steps of a call know of it. */
export interface AuthContext {
  endpointV2?: Endpoint | undefined;
  [key: string]: unknown;
}

export interface SchemeSigner {
  sign(request: HttpRequest, identity: unknown, properties: AuthProperties): Promise<HttpRequest>;
  errorHandler?(properties: AuthProperties): (error: unknown) => never;
  successHandler?(response: unknown, properties: AuthProperties): void;
}

export type IdentityProvider = (properties?: AuthProperties) => Promise<unknown>;

export interface AuthScheme {
  readonly schemeId: string;
  /** Undefined: nobody has said who calls. */
  identityProvider(providers: {
    getIdentityProvider(schemeId: string): IdentityProvider | undefined;
  }): IdentityProvider | undefined;
  readonly signer: SchemeSigner;
}

/** What was chosen for one call; middleware finds it in its context. */
export interface SelectedScheme {
  readonly httpAuthOption: AuthOption;
  readonly identity: unknown;
  readonly signer: SchemeSigner;
}

/** A scheme that only some services have: a unit of its own that the generated client names. */
export interface AuthUnit {
  readonly schemeId: string;
  /** The configuration's key that holds the identity: `token`. */
  readonly key: string;
  /** From what the caller says, or the values of the definition's variables, to the identity. */
  identityOf(said: unknown): object;
  fromEnvironment(values: readonly string[]): object;
  /** What finds an identity that neither caller nor environment has; undefined where nothing can. */
  find?(definition: AuthDefinition, profile: string | undefined): Provider<object> | undefined;
  readonly signer: SchemeSigner;
}

/** The schemes of a service that has more than SigV4: `auth.ts`, an entry that only such services carry. */
export interface Authentication {
  /** Makes `config.token` and its like out of what the caller and the environment say, and finds what is preferred. */
  bind(config: ServiceClientResolvedConfig, said: ServiceClientConfig, state: ClientState, find: FindSetting): void;
  schemes(config: ServiceClientResolvedConfig, state: ClientState): AuthScheme[];
  /** Who calls, as the configuration has it; undefined where it does not say. */
  identity(schemeId: string, config: ServiceClientResolvedConfig): IdentityProvider | undefined;
  /** The options in the order in which they are tried. */
  order(
    options: readonly AuthOption[],
    config: ServiceClientResolvedConfig,
    state: ClientState,
  ): Promise<readonly AuthOption[]>;
  /** The error where none of them would do; undefined leaves it to the first reason. */
  refusal(reasons: readonly unknown[], operation: Operation): unknown;
}
