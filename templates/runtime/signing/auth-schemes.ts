/**
 * How a call is authenticated: the official client's schemes and options, over SigV4, which every client of AWS has, and over
 * whatever the service or the caller adds to it (`httpAuthSchemes`, `httpAuthSchemeProvider`). The ordinary road always
 * takes these functions; the compiled path signs by itself where SigV4 is all that there is.
 */

import type { HttpRequest } from "../http/http.ts";
import type { Attempted } from "../retry/retry.ts";
import type { AuthContext, AuthDefinition, AuthScheme, SelectedScheme } from "../service/auth-scheme.ts";
import type { AuthState } from "../service/authentication.ts";
import { afterAll, now } from "../service/provider.ts";
import type { FindSetting, ServiceClientConfig, ServiceClientResolvedConfig } from "../service/settings.ts";
import type { ClientState, Operation } from "../service/state.ts";
import { clockedSigner } from "./signing.ts";

export const SIGV4: string = "aws.auth#sigv4";
const SIGV4A = `${SIGV4}a`;
export const NO_AUTH: string = "smithy.api#noAuth";

/** Signed with AWS credentials. */
export function isAws(schemeId: string = ""): boolean {
  return schemeId.startsWith(SIGV4);
}

/** The schemes of an operation in the model's order; none: it goes out unsigned. */
export function authOf({ service }: AuthState, operation: string): readonly AuthDefinition[] {
  const { auth, operationAuth } = service;
  const definitionOf = (id: string): AuthDefinition => auth.find(({ schemeId }) => schemeId === id) ?? { schemeId: id };
  return operationAuth?.[operation]?.map(definitionOf) ?? auth;
}

/** Puts `httpAuthSchemes` and `httpAuthSchemeProvider` into the configuration, where the caller brings none. */
export function bindAuth(
  config: ServiceClientResolvedConfig,
  said: ServiceClientConfig,
  state: ClientState,
  find: FindSetting,
): void {
  const { auth, authentication, operationAuth, sigv4a } = state.service;
  authentication?.bind(config, said, state, find);
  const ids = auth.map(({ schemeId }) => schemeId).filter(isAws);
  if (sigv4a && !ids.includes(SIGV4A)) ids.push(SIGV4A);
  // Those that the service's operations have, or may have by what its endpoints say.
  state.authSchemes = [
    ...ids.map((schemeId) => ({
      schemeId,
      identityProvider: () => () => config.credentials(),
      signer: clockedSigner(config, schemeId),
    })),
    ...(authentication?.schemes(config, state) ?? []),
    ...(operationAuth ? [UNSIGNED] : []),
  ];
  // As the official client's provider gives them: its signers take configuration and context out of the signing properties.
  state.authOptions = ({ operation }) => {
    const schemes = authOf(state, operation);
    return (schemes.length > 0 ? schemes : [{ schemeId: NO_AUTH }]).map(({ schemeId, ...signingProperties }) => ({
      schemeId,
      signingProperties,
      propertiesExtractor: (config, context) => ({ signingProperties: { config, context } }),
    }));
  };
  config.httpAuthSchemes ??= state.authSchemes;
  config.httpAuthSchemeProvider ??= state.authOptions;
}

/** The caller has brought schemes, now or later: the compiled path knows nothing of them. */
export function hasOwnAuth(config: ServiceClientResolvedConfig, state: AuthState): boolean {
  return config.httpAuthSchemes !== state.authSchemes || config.httpAuthSchemeProvider !== state.authOptions;
}

const UNSIGNED: AuthScheme = {
  schemeId: NO_AUTH,
  identityProvider: () => async () => ({}),
  signer: { sign: async (request) => request },
};

/** The scheme of a call; undefined for one that is not signed. At once where SigV4 is all that there is and nothing has to be waited for. */
export function selectScheme(
  config: ServiceClientResolvedConfig,
  state: ClientState,
  operation: Operation,
  context: AuthContext,
): SelectedScheme | undefined | Promise<SelectedScheme> {
  const own = hasOwnAuth(config, state);
  if (!config.sign || !(own || operation.auth.length > 0)) return undefined;
  if (own || !operation.signed) return chooseScheme(config, state, operation, context);
  const { schemeId, signer } = state.authSchemes.find((one) => one.schemeId === SIGV4) as AuthScheme;
  return afterAll([now(config.region), now(config.credentials)], (_, identity) => ({
    httpAuthOption: { schemeId, signingProperties: { name: operation.auth[0]?.name, config, context } },
    identity,
    signer,
  }));
}

/** Chooses the first scheme whose identity is there. Throws what the identities have thrown. */
async function chooseScheme(
  config: ServiceClientResolvedConfig,
  state: ClientState,
  operation: Operation,
  context: AuthContext,
): Promise<SelectedScheme> {
  const { authentication } = state.service;
  const region = operation.auth.some(({ schemeId }) => isAws(schemeId)) ? await config.region() : undefined;
  const options = config.httpAuthSchemeProvider({ operation: operation.name, region });
  const schemes = [...config.httpAuthSchemes, ...state.authSchemes, UNSIGNED];
  const reasons: unknown[] = [];
  for (const option of (await authentication?.order(options, config, state)) ?? options) {
    const { schemeId } = option;
    try {
      const scheme = schemes.find((one) => one.schemeId === schemeId);
      const identityProvider = scheme?.identityProvider({
        getIdentityProvider: (id) => (isAws(id) ? () => config.credentials() : authentication?.identity(id, config)),
      });
      if (identityProvider === undefined)
        throw new Error(`HttpAuthScheme \`${schemeId}\` was not enabled for this service.`);
      const extracted = option.propertiesExtractor?.(config, context);
      for (const key of ["identityProperties", "signingProperties"] as const)
        option[key] = { ...option[key], ...extracted?.[key] };
      const identity = await identityProvider(option.identityProperties);
      return { httpAuthOption: option, identity, signer: (scheme as AuthScheme).signer };
    } catch (error) {
      reasons.push(error);
    }
  }
  throw (hasOwnAuth(config, state) ? undefined : authentication?.refusal(reasons, operation)) ?? reasons[0];
}

/** Signs, sends, and tells the scheme how it went. */
export async function sendWith<Result extends Attempted>(
  { httpAuthOption, identity, signer }: SelectedScheme,
  request: HttpRequest,
  next: (request: HttpRequest) => Promise<Result>,
): Promise<Result> {
  const { signingProperties = {} } = httpAuthOption;
  const signed = await signer.sign(request, identity, signingProperties);
  try {
    const result = await next(signed);
    signer.successHandler?.(result.response, signingProperties);
    return result;
  } catch (error) {
    signer.errorHandler?.(signingProperties)(error);
    throw error;
  }
}
