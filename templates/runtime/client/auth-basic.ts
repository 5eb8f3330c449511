/** A name and a password in the `authorization` header. Source: Smithy 2.0, httpBasicAuth; RFC 7617, with UTF-8. */

import type { AuthUnit } from "../service/auth-scheme.ts";
import { CredentialsProviderError } from "../service/errors.ts";
import type { Provider } from "../service/identity.ts";
import { withHeader } from "../signing/auth-request.ts";
import { encodeBase64 } from "../values/base64.ts";

export interface BasicIdentity {
  readonly username: string;
  readonly password: string;
}

export interface BasicAuthConfig {
  /** Who is calling, or a function that says it. */
  basicAuth?: BasicIdentity | Provider<BasicIdentity> | undefined;
}

export const basicAuth: AuthUnit = {
  schemeId: "smithy.api#httpBasicAuth",
  key: "basicAuth",
  identityOf: (said) => said as BasicIdentity,
  fromEnvironment: ([username = "", password = ""]) => ({ username, password }),
  signer: {
    async sign(request, identity) {
      const { username, password } = identity as BasicIdentity;
      if (typeof username !== "string" || typeof password !== "string" || username.includes(":"))
        throw new CredentialsProviderError("`basicAuth` wants a `username` without a colon, and a `password`.");
      const text = new TextEncoder().encode(`${username}:${password}`);
      return withHeader(request, "Authorization", `Basic ${encodeBase64(text)}`);
    },
  },
};
