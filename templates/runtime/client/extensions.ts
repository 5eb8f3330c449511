/** Runtime extensions: they see a client's configuration once, at construction, and may change some of it. */

import type { AuthScheme } from "../service/auth-scheme.ts";
import type { ExtensionConfiguration, RuntimeExtension, ServiceClientResolvedConfig } from "../service/settings.ts";

export function applyExtensions(config: ServiceClientResolvedConfig, extensions: readonly RuntimeExtension[]): void {
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
  for (const name of ["region", "httpHandler", "retryStrategy", "credentials", "httpAuthSchemeProvider"]) {
    const key = name === "httpHandler" ? "requestHandler" : name;
    view[`set${name.charAt(0).toUpperCase()}${name.slice(1)}`] = (value: unknown) => {
      config[key] = value;
    };
    view[name] = () => config[key];
  }
  for (const extension of extensions) extension.configure(view as unknown as ExtensionConfiguration);
}
