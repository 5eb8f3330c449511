/**
 * Auth schemes that the caller brings (`httpAuthSchemes`, `httpAuthSchemeProvider`): chosen and used as the official
 * client does, on the ordinary road only. Without them a client signs with SigV4, and none of this runs.
 */
import type { HttpRequest, HttpResponse } from "./http.ts";
import type { HandlerExecutionContext } from "./middleware.ts";
import type { Attempted } from "./retry.ts";
import type { ServiceClientResolvedConfig } from "./settings.ts";
import type { ClientState, Operation } from "./state.ts";

type Properties = Record<string, unknown>;

interface AuthOption {
  readonly schemeId: string;
  identityProperties?: Properties;
  signingProperties?: Properties;
  propertiesExtractor?(
    config: object,
    context: object,
  ): { identityProperties?: Properties; signingProperties?: Properties };
}
interface SchemeSigner {
  sign(request: HttpRequest, identity: unknown, properties: Properties): Promise<HttpRequest>;
  errorHandler?(properties: Properties): (error: unknown) => never;
  successHandler?(response: unknown, properties: Properties): void;
}
interface AuthScheme {
  readonly schemeId: string;
  identityProvider(providers: object): ((properties?: Properties) => Promise<unknown>) | undefined;
  readonly signer: SchemeSigner;
}
interface Selected {
  readonly httpAuthOption: AuthOption;
  readonly identity: unknown;
  readonly signer: SchemeSigner;
}

export interface CustomScheme {
  select(context: HandlerExecutionContext, operation: Operation): Promise<void>;
  send<Result extends Attempted>(
    context: HandlerExecutionContext,
    request: HttpRequest,
    next: (request: HttpRequest) => Promise<Result>,
  ): Promise<Result>;
}

export function hasCustomSchemes(config: ServiceClientResolvedConfig): boolean {
  return config.httpAuthSchemes !== undefined || config.httpAuthSchemeProvider !== undefined;
}

/** Undefined when the caller brings none. */
export function customScheme(config: ServiceClientResolvedConfig, state: ClientState): CustomScheme | undefined {
  if (!hasCustomSchemes(config)) return undefined;
  const sigv4: AuthScheme = {
    schemeId: "aws.auth#sigv4",
    identityProvider: () => () => config.credentials(),
    signer: {
      sign: async (request) =>
        (await config.signer()).sign(request, { signingDate: new Date(Date.now() + config.systemClockOffset) }),
    },
  };
  const provider = config.httpAuthSchemeProvider as ((parameters: object) => AuthOption[]) | undefined;
  // The official signer takes configuration and context out of the signing properties.
  const own: AuthOption[] = state.service.auth.map(({ schemeId, name }) => ({
    schemeId,
    signingProperties: { name },
    propertiesExtractor: (config, context) => ({ signingProperties: { config, context } }),
  }));
  return {
    async select(context, operation) {
      const region = operation.signed ? await config.region() : undefined;
      const options = provider?.({ operation: operation.name, region }) ?? own;
      const schemes = new Map([sigv4, ...((config.httpAuthSchemes ?? []) as AuthScheme[])].map((s) => [s.schemeId, s]));
      const reasons: string[] = [];
      for (const option of options) {
        const scheme = schemes.get(option.schemeId);
        const identityProvider = scheme?.identityProvider({
          getIdentityProvider: (id: string) => (id === "aws.auth#sigv4" ? () => config.credentials() : undefined),
        });
        if (scheme === undefined || identityProvider === undefined) {
          reasons.push(`HttpAuthScheme \`${option.schemeId}\` was not enabled for this service.`);
          continue;
        }
        const extracted = option.propertiesExtractor?.(config, context) ?? {};
        option.identityProperties = { ...option.identityProperties, ...extracted.identityProperties };
        option.signingProperties = { ...option.signingProperties, ...extracted.signingProperties };
        const identity = await identityProvider(option.identityProperties);
        const selected: Selected = { httpAuthOption: option, identity, signer: scheme.signer };
        Object.assign(context.__smithy_context as object, { selectedHttpAuthScheme: selected });
        return;
      }
      throw new Error(reasons.join("\n"));
    },
    async send(context, request, next) {
      const { selectedHttpAuthScheme } = context.__smithy_context as { selectedHttpAuthScheme: Selected };
      const { httpAuthOption, identity, signer } = selectedHttpAuthScheme;
      const properties = httpAuthOption.signingProperties ?? {};
      const signed = await signer.sign(request, identity, properties);
      const result = await next(signed).catch(
        signer.errorHandler?.(properties) ??
          ((error: unknown): never => {
            throw error;
          }),
      );
      signer.successHandler?.(result.response as HttpResponse, properties);
      return result;
    },
  };
}
