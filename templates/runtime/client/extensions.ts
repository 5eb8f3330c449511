/** Runtime extensions: they see a client's configuration once, at construction, and may change some of it. */
import type { AuthScheme } from "./auth-scheme.ts";
import type { ExtensionConfiguration, RuntimeExtension, ServiceClientResolvedConfig } from "./settings.ts";

export function applyExtensions(config: ServiceClientResolvedConfig, extensions: readonly RuntimeExtension[]): void {
  if (extensions.length === 0) return;
  const view: Record<string, unknown> = {
    updateHttpClientConfig(key: string, value: unknown) {
      config.requestHandler.updateHttpClientConfig?.(key as never, value as never);
    },
    httpHandlerConfigs: () => config.requestHandler.httpHandlerConfigs?.() ?? {},
    setHttpAuthScheme(scheme: AuthScheme) {
      config.httpAuthSchemes = [
        ...config.httpAuthSchemes.filter(({ schemeId }) => schemeId !== scheme.schemeId),
        scheme,
      ];
    },
    httpAuthSchemes: () => config.httpAuthSchemes,
  };
  for (const [name, key] of Object.entries(SETTINGS)) {
    view[`set${name}`] = (value: never) => {
      config[key] = value;
    };
    view[name.charAt(0).toLowerCase() + name.slice(1)] = () => config[key];
  }
  for (const extension of extensions) extension.configure(view as unknown as ExtensionConfiguration);
}

/** What has a `set` and a function of its name: the key of the configuration that both are about. */
const SETTINGS = {
  Region: "region",
  HttpHandler: "requestHandler",
  RetryStrategy: "retryStrategy",
  Credentials: "credentials",
  HttpAuthSchemeProvider: "httpAuthSchemeProvider",
} as const;
