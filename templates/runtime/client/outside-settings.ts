/**
 * What is set outside of the program, in the environment and in the shared files: any setting, the region, the endpoint.
 * Files are read only when the environment does not say it. Browsers have neither.
 */

import type { SharedFiles } from "../credentials/shared-files.ts";
import type { CredentialsProvider, Provider } from "../service/identity.ts";

export interface OutsideSettings {
  /** By its variable, then by its key in the profile. */
  setting(key: string, variable?: string): Promise<string | undefined>;
  region(): Promise<string | undefined>;
  /** The service's own variable, the general one, the profile's `services` section, the profile. */
  endpoint(serviceId: string): Promise<string | undefined>;
  /** Those that are found when the caller gives none; `region` is the client's. */
  credentials(region: Provider<string>): CredentialsProvider;
}

/** False where nothing is said; throws on what is neither. */
export function truth(value: unknown, name: string): boolean {
  const text = String(value ?? false).toLowerCase();
  if (text !== "true" && text !== "false")
    throw new Error(`Cannot load ${name}. Expected "true" or "false", got ${value}.`);
  return text === "true";
}

export function outsideSettings(
  files: Provider<SharedFiles>,
  env: (name: string) => string | undefined,
): Omit<OutsideSettings, "credentials"> {
  const setting = async (key: string, variable = `AWS_${key.toUpperCase()}`): Promise<string | undefined> =>
    env(variable) ?? files().then(({ config, credentials }) => config[key] ?? credentials[key]);
  return {
    setting,
    region: async () =>
      env("AWS_REGION") ??
      env("AWS_DEFAULT_REGION") ??
      files().then(({ config, credentials }) => credentials.region ?? config.region),
    async endpoint(serviceId) {
      const ignore = "ignore_configured_endpoint_urls";
      if (truth(await setting(ignore), ignore)) return undefined;
      const id = serviceId.replaceAll(" ", "_");
      const inFiles = ({ config, section }: SharedFiles): string | undefined => {
        const { services: name, endpoint_url: url } = config;
        if (!name) return url;
        const services = section("services", name);
        if (!services) throw new Error(`The services section "${name}" is not present in the shared config file.`);
        return services[`${id.toLowerCase()}.endpoint_url`] ?? url;
      };
      return env(`AWS_ENDPOINT_URL_${id.toUpperCase()}`) ?? env("AWS_ENDPOINT_URL") ?? files().then(inFiles);
    },
  };
}
