/** Runtime extensions: they see a client's configuration once, at construction, and may change some of it. */

import type { AuthScheme } from "../service/auth-scheme.ts";
import type { ExtensionConfiguration, RuntimeExtension, ServiceClientResolvedConfig } from "../service/settings.ts";

export function applyExtensions(config: ServiceClientResolvedConfig): void {
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
  };
  for (const name of [
    "region",
    "httpHandler",
    "retryStrategy",
    "credentials",
    "httpAuthSchemes",
    "httpAuthSchemeProvider",
  ]) {
    const key = name === "httpHandler" ? "requestHandler" : name;
    view[name.replace(/^./, (first) => `set${first.toUpperCase()}`)] = (value: unknown) => {
      config[key] = value;
    };
    view[name] = () => config[key];
  }
  for (const extension of config.extensions as readonly RuntimeExtension[])
    extension.configure(view as unknown as ExtensionConfiguration);
}
