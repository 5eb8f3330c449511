/**
 * What an auth scheme is: who calls, and how a request says so. The shapes are the official client's, so that schemes
 * written for it can be brought along (`httpAuthSchemes`). Types only.
 */
import type { HttpRequest } from "../http/http.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Provider } from "./identity.ts";

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

/** What the model says of a scheme. */
export interface AuthDefinition {
  /** `aws.auth#sigv4`, `smithy.api#httpBearerAuth`. */
  readonly schemeId: string;
  /** SigV4: the name that requests are signed for. API key: the header's or the parameter's. */
  readonly name?: string;
  readonly in?: "header" | "query";
  /** What stands before an API key. */
  readonly scheme?: string;
  /** Variables of the environment that hold the identity, where the caller gives none. */
  readonly environment?: readonly string[];
  /** The identity may come from the profile's single sign-on. */
  readonly singleSignOn?: boolean;
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
