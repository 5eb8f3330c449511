/**
 * `config.credentials`: whatever the caller said or the platform finds, as one function that asks again five minutes
 * before the credentials expire, and asks once when many calls wait. Assigning to it later works as at construction.
 */

import type { AwsCredentialIdentity, CredentialsProvider, Provider } from "../service/identity.ts";
import { normalizeProvider } from "../service/provider.ts";
import type { ServiceClientConfig, ServiceClientResolvedConfig } from "../service/settings.ts";

/** Milliseconds. Source: the official client's identity cache. */
const REFRESH_BEFORE = 300_000;

type Marked = CredentialsProvider & { memoized?: boolean };

export function memoizeCredentials(provide: CredentialsProvider): CredentialsProvider {
  if ((provide as Marked).memoized) return provide;
  let known: AwsCredentialIdentity | undefined;
  let pending: Promise<AwsCredentialIdentity> | undefined;
  const memoized: Marked = async (properties) => {
    // Without an expiration this is NaN, and nothing is more than that.
    const stale = Number(known?.expiration) - Date.now() < REFRESH_BEFORE;
    if (!known || stale || properties?.forceRefresh === true) {
      pending ??= Promise.resolve(provide(properties)).finally(() => {
        pending = undefined;
      });
      known = await pending;
    }
    return known;
  };
  memoized.memoized = true;
  return memoized;
}

/** Makes `config.credentials` an accessor over the cached provider; `find` is asked where the caller gives nothing. */
export function bindCredentials(
  config: ServiceClientResolvedConfig,
  said: ServiceClientConfig,
  find: (region: Provider<string>) => CredentialsProvider,
): void {
  let provider: CredentialsProvider;
  const take = (credentials: AwsCredentialIdentity | CredentialsProvider | undefined): void => {
    if (credentials !== undefined && credentials === provider) return;
    if (credentials && typeof credentials === "object") {
      provider = normalizeProvider(credentials);
      return;
    }
    const found =
      credentials ??
      said.credentialDefaultProvider?.({ ...config, parentClientConfig: config } as never) ??
      find(() => config.region());
    const memoized = memoizeCredentials(found);
    provider = (properties) => memoized({ ...properties, callerClientConfig: config });
  };
  take(said.credentials);
  Object.defineProperty(config, "credentials", {
    get: () => provider,
    set: take,
    enumerable: true,
    configurable: true,
  });
}
