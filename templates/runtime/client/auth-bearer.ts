/**
 * Bearer tokens in the `authorization` header. The token is the caller's, the environment's, or, for services of AWS, the
 * one of the profile's single sign-on. Source: Smithy 2.0, httpBearerAuth; RFC 6750, section 2.1.
 */

import type { AuthUnit } from "../service/auth-scheme.ts";
import { CredentialsProviderError } from "../service/errors.ts";
import type { Provider } from "../service/identity.ts";
import { withHeader } from "../signing/auth-request.ts";

export interface TokenIdentity {
  readonly token: string;
  /** After this moment it is refused; five minutes before it, a new one is asked for. */
  readonly expiration?: Date;
}

export interface BearerAuthConfig {
  /** Who is calling: a token, or a function that gives one. */
  token?: string | TokenIdentity | Provider<string | TokenIdentity> | undefined;
}

const OUTSIDE = "@aws-sdk/token-providers";

export const bearerAuth: AuthUnit = {
  schemeId: "smithy.api#httpBearerAuth",
  key: "token",
  identityOf: (said) => (typeof said === "string" ? { token: said } : (said as TokenIdentity)),
  fromEnvironment: ([token = ""]) => ({ token }),
  find({ singleSignOn }, profile) {
    if (singleSignOn !== true) return undefined;
    return async () => {
      let tokens: { nodeProvider(init: object): Provider<TokenIdentity> };
      try {
        tokens = (await import("@aws-sdk/token-providers")) as never;
      } catch (cause) {
        throw new CredentialsProviderError(
          `A token of the profile's single sign-on needs the package ${OUTSIDE}. Install it next to this client: npm i ${OUTSIDE}`,
          { cause },
        );
      }
      return tokens.nodeProvider(profile === undefined ? {} : { profile })();
    };
  },
  signer: {
    async sign(request, identity) {
      const { token } = identity as TokenIdentity;
      if (!token) throw new CredentialsProviderError("The `token` is empty.");
      return withHeader(request, "Authorization", `Bearer ${token}`);
    },
  },
};
