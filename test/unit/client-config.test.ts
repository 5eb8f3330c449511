/** Where settings come from: what the caller says, the environment, the shared files; and what `client.config` is then. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ServiceClientConfig } from "../../templates/runtime/client/index.ts";
import { parseIni } from "../../templates/runtime/credentials/shared-files.ts";
import { loopback, Petstore } from "./client-fixture.ts";

const VARIABLES = [
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "AWS_PROFILE",
  "AWS_MAX_ATTEMPTS",
  "AWS_RETRY_MODE",
  "AWS_USE_FIPS_ENDPOINT",
  "AWS_USE_DUALSTACK_ENDPOINT",
  "AWS_ENDPOINT_URL",
  "AWS_ENDPOINT_URL_PET_STORE",
  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
  "AWS_SDK_UA_APP_ID",
];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "swage-config-"));
  for (const name of VARIABLES) vi.stubEnv(name, "");
  vi.stubEnv("AWS_CONFIG_FILE", join(folder, "config"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(folder, "credentials"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: "config" | "credentials", text: string): void => writeFileSync(join(folder, name), text);

test("shared files: comments, kinds of sections, nested values, and what is passed over", () => {
  const text = [
    "; at the start",
    "[default]",
    "region = eu-west-1 # after a blank",
    "key=a#b;c=d",
    "empty =",
    "s3 =",
    "  addressing_style = path",
    "\tmax = 5 ; five",
    "after = nested",
    "[profile  two words ]",
    "[profile dev]",
    "region=us-east-2",
    '[profile "quoted"]',
    "region = x",
    "[services mine]",
    "pet_store =",
    "  endpoint_url = http://localhost:1",
    "[sso-session s]",
    "sso_region = r",
    "no equals sign",
    "= no key",
  ].join("\r\n");
  expect(parseIni(text)).toEqual({
    default: { region: "eu-west-1", key: "a#b;c=d", "s3.addressing_style": "path", "s3.max": "5", after: "nested" },
    "profile.two words": {},
    "profile.dev": { region: "us-east-2" },
    "profile.quoted": { region: "x" },
    "services.mine": { "pet_store.endpoint_url": "http://localhost:1" },
    "sso-session.s": { sso_region: "r" },
  });
});

test("the region: said, then AWS_REGION, AWS_DEFAULT_REGION, the credentials file, the config file", async () => {
  const region = (config: ServiceClientConfig = {}): Promise<string> => new Petstore(config).config.region();
  await expect(region()).rejects.toMatchObject({ code: "NoRegionError" });
  write(
    "config",
    "[default]\nregion = from-config\n[profile dev]\nregion = from-dev\n[profile default]\nregion = from-typed\n",
  );
  expect(await region()).toBe("from-typed");
  expect(await region({ profile: "dev" })).toBe("from-dev");
  write("credentials", "[default]\nregion = from-credentials\n");
  expect(await region()).toBe("from-credentials");
  vi.stubEnv("AWS_PROFILE", "dev");
  expect(await region()).toBe("from-dev");
  vi.stubEnv("AWS_DEFAULT_REGION", "second");
  expect(await region()).toBe("second");
  vi.stubEnv("AWS_REGION", "first");
  expect(await region()).toBe("first");
  expect(await region({ region: "said" })).toBe("said");
  expect(await region({ region: async () => "asked" })).toBe("asked");
});

test("regions that are no host label are refused, FIPS pseudo regions are understood", async () => {
  for (const region of ["a b", "-x", "x-", "123", "a.b", "x".repeat(64)]) {
    await expect(new Petstore({ region }).config.region()).rejects.toMatchObject({ code: "InvalidRegionError" });
  }
  const { config } = new Petstore({ region: "fips-us-east-1" });
  expect([await config.region(), await config.useFipsEndpoint()]).toEqual(["us-east-1", true]);
  expect(await new Petstore({ region: "us-east-1" }).config.useFipsEndpoint()).toBe(false);
});

test("retries, FIPS, dual stack and the application's name from environment and files", async () => {
  const settings = async (config: ServiceClientConfig = {}): Promise<unknown[]> => {
    const resolved = new Petstore({ region: "r", ...config }).config;
    return [
      await resolved.maxAttempts(),
      await resolved.retryMode(),
      await resolved.useFipsEndpoint(),
      await resolved.useDualstackEndpoint(),
      await resolved.userAgentAppId(),
    ];
  };
  expect(await settings()).toEqual([3, "standard", false, false, undefined]);
  write(
    "config",
    "[default]\nmax_attempts=7\nretry_mode=adaptive\nuse_fips_endpoint=true\nuse_dualstack_endpoint=true\nsdk_ua_app_id=file\n",
  );
  expect(await settings()).toEqual([7, "adaptive", true, true, "file"]);
  vi.stubEnv("AWS_MAX_ATTEMPTS", "4");
  vi.stubEnv("AWS_RETRY_MODE", "standard");
  vi.stubEnv("AWS_USE_FIPS_ENDPOINT", "false");
  vi.stubEnv("AWS_USE_DUALSTACK_ENDPOINT", "false");
  vi.stubEnv("AWS_SDK_UA_APP_ID", "env");
  expect(await settings()).toEqual([4, "standard", false, false, "env"]);
  expect(
    await settings({ maxAttempts: 2, retryMode: "adaptive", useFipsEndpoint: true, userAgentAppId: "said" }),
  ).toEqual([2, "adaptive", true, false, "said"]);
  vi.stubEnv("AWS_MAX_ATTEMPTS", "many");
  vi.stubEnv("AWS_USE_FIPS_ENDPOINT", "maybe");
  const { config } = new Petstore({ region: "r" });
  await expect(config.maxAttempts()).rejects.toMatchObject({ code: "InvalidMaxRetryAttemptsError" });
  await expect(config.useFipsEndpoint()).rejects.toThrow("maybe");
});

test("the endpoint: said, the service's variable, the general one, the services section, the profile; or none of these", async () => {
  const endpoint = (config: ServiceClientConfig = {}): Promise<string> =>
    new Petstore({ region: "r", ...config }).meta.endpoint();
  expect(await endpoint()).toBe("https://petstore.r.example.com");
  write("config", "[default]\nendpoint_url = http://profile\n");
  expect(await endpoint()).toBe("http://profile");
  write(
    "config",
    "[default]\nendpoint_url = http://profile\nservices = s\n[services s]\npet_store =\n  endpoint_url = http://section\n",
  );
  expect(await endpoint()).toBe("http://section");
  vi.stubEnv("AWS_ENDPOINT_URL", "http://general");
  expect(await endpoint()).toBe("http://general");
  vi.stubEnv("AWS_ENDPOINT_URL_PET_STORE", "http://own:8080/base/");
  expect(await endpoint()).toBe("http://own:8080/base");
  expect(await endpoint({ endpoint: "https://said/" })).toBe("https://said");
  expect(await endpoint({ endpoint: new URL("https://url:1/x") })).toBe("https://url:1/x");
  expect(await endpoint({ endpoint: { url: "https://two" } })).toBe("https://two");
  expect(
    await endpoint({ endpoint: async () => ({ protocol: "http:", hostname: "parts", port: 5, path: "/p" }) }),
  ).toBe("http://parts:5/p");
  await expect(endpoint({ endpoint: "no-scheme" })).rejects.toMatchObject({ code: "EndpointResolutionError" });
  expect(await endpoint({ ignoreConfiguredEndpointUrls: true })).toBe("https://petstore.r.example.com");
  vi.stubEnv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
  expect(await endpoint()).toBe("https://petstore.r.example.com");
});

test("an endpoint's path, query and headers go with every request", async () => {
  const server = await loopback({});
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  const endpoint = { url: `${server.url}/base/?q=1`, headers: { "X-From": ["a", "b"] } };
  const client = new Petstore({
    region: "r",
    credentials,
    endpoint,
    endpointProvider: () => ({ url: `${server.url}/base/?q=1` }),
  });
  await client.getPet({ PetId: "7", Fields: ["f"] });
  client.destroy();
  await server.close();
  expect(server.sent[0]?.url).toBe("/base/pets/7?field=f&q=1");
  expect(server.sent[0]?.headers["x-from"]).toBe("a, b");
});

test("extensions see and change the configuration", async () => {
  const client = new Petstore({
    region: "before",
    extensions: [
      {
        configure(view) {
          view.setRegion(async () => "after");
          view.setCredentials({ accessKeyId: "x", secretAccessKey: "y" });
        },
      },
    ],
  });
  expect(await client.config.region()).toBe("after");
  expect((await client.config.credentials()).accessKeyId).toBe("x");
});

test("rule-set answers are kept by parameters, and asked anew when the region changes", async () => {
  let region = "one";
  const client = new Petstore({ region: async () => region });
  expect(await client.meta.endpoint()).toBe("https://petstore.one.example.com");
  region = "two";
  expect(await client.meta.endpoint()).toBe("https://petstore.two.example.com");
});
