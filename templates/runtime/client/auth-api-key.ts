/** API keys, in a header or in the query, under the name that the model gives. Source: Smithy 2.0, httpApiKeyAuth. */

import type { AuthUnit } from "../service/auth-scheme.ts";
import { CredentialsProviderError } from "../service/errors.ts";
import type { Provider } from "../service/identity.ts";
import { copyRequest, withHeader } from "../signing/auth-request.ts";

export interface ApiKeyIdentity {
  readonly apiKey: string;
  /** After this moment it is refused; five minutes before it, a new one is asked for. */
  readonly expiration?: Date;
}

export interface ApiKeyAuthConfig {
  /** Who is calling: a key, or a function that gives one. */
  apiKey?: string | ApiKeyIdentity | Provider<string | ApiKeyIdentity> | undefined;
}

export const apiKeyAuth: AuthUnit = {
  schemeId: "smithy.api#httpApiKeyAuth",
  key: "apiKey",
  identityOf: (said) => (typeof said === "string" ? { apiKey: said } : (said as ApiKeyIdentity)),
  fromEnvironment: ([apiKey = ""]) => ({ apiKey }),
  signer: {
    async sign(request, identity, properties) {
      const { apiKey } = identity as ApiKeyIdentity;
      if (!apiKey) throw new CredentialsProviderError("The `apiKey` is empty.");
      const { name, in: where, scheme } = properties as { name: string; in: string; scheme?: string };
      if (where !== "query") return withHeader(request, name, scheme === undefined ? apiKey : `${scheme} ${apiKey}`);
      const copy = copyRequest(request);
      copy.query = { ...copy.query, [name]: apiKey };
      return copy;
    },
  },
};
