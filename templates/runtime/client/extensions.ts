/** Runtime extensions: they see a client's configuration once, at construction, and may change some of it. */
import type { AuthScheme } from "./auth-scheme.ts";
import type { RequestHandler } from "./http.ts";
import type { AwsCredentialIdentity, CredentialsProvider, Provider } from "./identity.ts";
import type {
  ExtensionConfiguration,
  RetryStrategy,
  RuntimeExtension,
  ServiceClientResolvedConfig,
} from "./settings.ts";

export function applyExtensions(config: ServiceClientResolvedConfig, extensions: readonly RuntimeExtension[]): void {
  if (extensions.length === 0) return;
  const view: ExtensionConfiguration & Record<string, unknown> = {
    setRegion(region: Provider<string>) {
      config.region = region;
    },
    region: () => config.region,
    setHttpHandler(handler: RequestHandler) {
      config.requestHandler = handler;
    },
    httpHandler: () => config.requestHandler,
    updateHttpClientConfig(key: string, value: unknown) {
      config.requestHandler.updateHttpClientConfig?.(key as never, value as never);
    },
    httpHandlerConfigs: () => config.requestHandler.httpHandlerConfigs?.() ?? {},
    setRetryStrategy(strategy: Provider<RetryStrategy>) {
      config.retryStrategy = strategy;
    },
    retryStrategy: () => config.retryStrategy,
    setCredentials(credentials: AwsCredentialIdentity | CredentialsProvider) {
      config.credentials = credentials as CredentialsProvider;
    },
    credentials: () => config.credentials,
    setHttpAuthScheme(scheme: AuthScheme) {
      config.httpAuthSchemes = [
        ...config.httpAuthSchemes.filter(({ schemeId }) => schemeId !== scheme.schemeId),
        scheme,
      ];
    },
    httpAuthSchemes: () => config.httpAuthSchemes,
    setHttpAuthSchemeProvider(provider: ServiceClientResolvedConfig["httpAuthSchemeProvider"]) {
      config.httpAuthSchemeProvider = provider;
    },
    httpAuthSchemeProvider: () => config.httpAuthSchemeProvider,
  };
  for (const extension of extensions) extension.configure(view);
}
