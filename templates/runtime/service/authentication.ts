/**
 * How the schemes of a service that has more than SigV4 are chosen between, as the rest of the runtime calls it: `auth.ts`,
 * an entry that only such services carry. Types only.
 */
import type { AuthDefinition, AuthOption, AuthScheme, IdentityProvider } from "./auth-scheme.ts";
import type { ServiceFacts } from "./facts.ts";
import type { FindSetting, ServiceClientConfig, ServiceClientResolvedConfig } from "./settings.ts";

/** What is looked at of an operation. */
export interface AuthOperation {
  readonly name: string;
  /** How it may be authenticated, in the model's order; none: it goes out unsigned. */
  readonly auth: readonly AuthDefinition[];
}

/** What a client keeps of its schemes. */
export interface AuthState {
  readonly service: ServiceFacts;
  /** The schemes that the client can carry out by itself, and how an operation may use them. */
  authSchemes: AuthScheme[];
  authOptions: (parameters: { readonly operation: string }) => AuthOption[];
  /** The caller has given credentials, so that none have to be looked for; there where schemes compete. */
  givenCredentials?: () => boolean;
}

/** The schemes of one service. */
export interface Authentication {
  /** Makes `config.token` and its like out of what the caller and the environment say, and finds what is preferred. */
  bind(config: ServiceClientResolvedConfig, said: ServiceClientConfig, state: AuthState, find: FindSetting): void;
  schemes(config: ServiceClientResolvedConfig, state: AuthState): AuthScheme[];
  /** Who calls, as the configuration has it; undefined where it does not say. */
  identity(schemeId: string, config: ServiceClientResolvedConfig): IdentityProvider | undefined;
  /** The options in the order in which they are tried. */
  order(
    options: readonly AuthOption[],
    config: ServiceClientResolvedConfig,
    state: AuthState,
  ): Promise<readonly AuthOption[]>;
  /** The error where none of them would do; undefined leaves it to the first reason. */
  refusal(reasons: readonly unknown[], operation: AuthOperation): unknown;
}
