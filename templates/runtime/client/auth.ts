/**
 * The schemes of a service that has others than SigV4, or several: whose identity the configuration or the environment
 * holds, which scheme goes first, and what is said when nobody has told the client who is calling. It knows no scheme by
 * itself; those of a service are given.
 */

import { memoizeCredentials } from "../credentials/credential-cache.ts";
import type { AuthDefinition, AuthOption, AuthUnit, IdentityProvider } from "../service/auth-scheme.ts";
import type { Authentication, AuthOperation, AuthState } from "../service/authentication.ts";
import { NoCredentialsError } from "../service/errors.ts";
import type { CredentialsProvider } from "../service/identity.ts";
import type { ServiceClientConfig, ServiceClientResolvedConfig } from "../service/settings.ts";
import { hasOwnAuth, isAws } from "../signing/auth-schemes.ts";
import { env } from "./platform.ts";

/** `authentication(bearerAuth, apiKeyAuth)`, as generated clients say it. */
export function authentication(...units: readonly AuthUnit[]): Authentication {
  const unitOf = (schemeId: string): AuthUnit | undefined => units.find((one) => one.schemeId === schemeId);

  const identity = (schemeId: string, config: ServiceClientResolvedConfig): IdentityProvider | undefined => {
    const unit = unitOf(schemeId);
    const value = unit && config[unit.key];
    if (unit === undefined || value === undefined) return undefined;
    return typeof value === "function" ? (value as IdentityProvider) : async () => unit.identityOf(value);
  };

  return {
    identity,
    bind(config, said, state, find) {
      const given = Boolean(said.credentials ?? said.credentialDefaultProvider);
      const { credentials } = config;
      state.givenCredentials = () => given || config.credentials !== credentials;
      if (said.authSchemePreference === undefined) config.authSchemePreference = find("auth_scheme_preference", listed);
      for (const unit of units) {
        const provider = providerOf(unit, said, definitionOf(state, unit.schemeId));
        if (provider !== undefined) config[unit.key] = provider;
      }
    },
    schemes: (config, state) =>
      units.map(({ schemeId, signer, find }) => ({
        schemeId,
        signer,
        identityProvider: (providers) =>
          providers.getIdentityProvider(schemeId) ?? find?.(definitionOf(state, schemeId), config.profile),
      })),
    async order(options, config, state) {
      if (options.length < 2) return options;
      const preferred = await preference(config, state);
      const rank = ({ schemeId }: AuthOption): number => {
        const place = preferred.indexOf(schemeId.slice(schemeId.indexOf("#") + 1));
        return place < 0 ? preferred.length : place;
      };
      const given = ({ schemeId }: AuthOption): boolean =>
        isAws(schemeId) ? state.givenCredentials?.() === true : identity(schemeId, config) !== undefined;
      const ordered = [...options].sort((a, b) => rank(a) - rank(b));
      return hasOwnAuth(config, state) ? ordered : [...ordered.filter(given), ...ordered.filter((one) => !given(one))];
    },
    refusal(reasons, operation) {
      const alone = operation.auth.length === 1 && isAws(operation.auth[0]?.schemeId);
      return alone ? undefined : refusal(reasons, operation, unitOf);
    },
  };
}

const listed = (text: string | undefined): string[] => text?.split(",").map((one) => one.trim()) ?? [];

function definitionOf({ service }: AuthState, schemeId: string): AuthDefinition {
  return service.auth.find((one) => one.schemeId === schemeId) ?? { schemeId };
}

/** What the caller says, else the variables of the environment. */
function providerOf(
  unit: AuthUnit,
  said: ServiceClientConfig,
  definition: AuthDefinition,
): IdentityProvider | undefined {
  const value = (said as Record<string, unknown>)[unit.key];
  if (value === undefined) {
    const values = environmentOf(definition);
    return values && (async () => unit.fromEnvironment(values));
  }
  const give = typeof value === "function" ? (value as IdentityProvider) : async () => value;
  // Credentials and tokens expire alike.
  return memoizeCredentials((async (properties) => unit.identityOf(await give(properties))) as CredentialsProvider);
}

/** The values of all the definition's variables. */
function environmentOf({ environment = [] }: AuthDefinition): string[] | undefined {
  const values = environment.map(env);
  return values.length > 0 && values.every((one) => one !== undefined) ? (values as string[]) : undefined;
}

/** A service's own bearer token in the environment says that it is meant, unless the caller prefers something. */
async function preference(config: ServiceClientResolvedConfig, { service }: AuthState): Promise<readonly string[]> {
  const said = await config.authSchemePreference();
  const bearer = service.auth.find(
    ({ schemeId, singleSignOn }) => singleSignOn && schemeId.endsWith("#httpBearerAuth"),
  );
  return said.length === 0 && bearer !== undefined && environmentOf(bearer) !== undefined ? ["httpBearerAuth"] : said;
}

function refusal(
  reasons: readonly unknown[],
  { name, auth }: AuthOperation,
  unitOf: (schemeId: string) => AuthUnit | undefined,
): Error {
  const ways = auth.flatMap(({ schemeId, environment }) => {
    const key = isAws(schemeId) ? "credentials" : unitOf(schemeId)?.key;
    if (key === undefined) return schemeId === "smithy.api#noAuth" ? [] : [`\`httpAuthSchemes\` with ${schemeId}`];
    const variables = environment === undefined ? "" : ` (or ${environment.join(" and ")} in the environment)`;
    return [`\`${key}\`${variables}`];
  });
  const cause = reasons.findLast((one) => (one as Error).cause !== undefined) ?? reasons[0];
  const message = `${name} has to say who is calling, and nobody has told the client: give it ${ways.join(" or ")}.`;
  return new NoCredentialsError(message, { code: "NoIdentityError", cause });
}
