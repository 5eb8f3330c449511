/** Credentials: each source, their order, what a missing package is told like, and how long answers are kept. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AwsCredentialIdentity, ServiceClientConfig } from "../../templates/runtime/client/index.ts";
import { Petstore } from "./client-fixture.ts";

let folder: string;
const open: (() => void)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "swage-credentials-"));
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) vi.stubEnv(name, "");
  vi.stubEnv("AWS_CONFIG_FILE", join(folder, "config"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(folder, "credentials"));
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
});
afterEach(() => {
  vi.doUnmock("@aws-sdk/credential-provider-node");
  vi.unstubAllEnvs();
  vi.useRealTimers();
  for (const close of open.splice(0)) close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: "config" | "credentials", text: string): void => writeFileSync(join(folder, name), text);
const find = (config: ServiceClientConfig = {}): Promise<AwsCredentialIdentity> =>
  new Petstore({ region: "r", ...config }).config.credentials();

async function answering(answer: (request: IncomingMessage) => [status: number, body: unknown]): Promise<string> {
  const server = createServer((request, response) => {
    const [status, body] = answer(request);
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("none anywhere is one error, when credentials are needed and not before", async () => {
  const client = new Petstore({ region: "r" });
  await expect(client.getPet({ PetId: "1" })).rejects.toMatchObject({
    name: "CredentialsProviderError",
    code: "NoCredentialsError",
    message: "Could not load credentials from any providers",
  });
});

test("environment", async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AK");
  await expect(find()).rejects.toMatchObject({
    code: "PartialCredentialsError",
    message: expect.stringContaining("AWS_SECRET_ACCESS_KEY"),
  });
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "SK");
  expect(await find()).toEqual({ accessKeyId: "AK", secretAccessKey: "SK" });
  vi.stubEnv("AWS_SESSION_TOKEN", "T");
  vi.stubEnv("AWS_CREDENTIAL_EXPIRATION", "2030-01-02T03:04:05Z");
  expect(await find()).toEqual({
    accessKeyId: "AK",
    secretAccessKey: "SK",
    sessionToken: "T",
    expiration: new Date("2030-01-02T03:04:05Z"),
  });
});

test("files: the credentials file before the config file, a said profile before the environment", async () => {
  write(
    "config",
    "[default]\naws_access_key_id = C\naws_secret_access_key = C\n[profile dev]\naws_access_key_id = D\naws_secret_access_key = D\naws_session_token = DT\n",
  );
  expect((await find()).accessKeyId).toBe("C");
  write("credentials", "[default]\naws_access_key_id = F\naws_secret_access_key = F\n[half]\naws_access_key_id = H\n");
  expect((await find()).accessKeyId).toBe("F");
  vi.stubEnv("AWS_PROFILE", "dev");
  expect(await find()).toEqual({ accessKeyId: "D", secretAccessKey: "D", sessionToken: "DT" });
  vi.stubEnv("AWS_ACCESS_KEY_ID", "E");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "E");
  expect((await find()).accessKeyId).toBe("E");
  expect((await find({ profile: "dev" })).accessKeyId).toBe("D");
  await expect(find({ profile: "half" })).rejects.toMatchObject({ code: "PartialCredentialsError" });
  await expect(find({ profile: "nobody" })).rejects.toMatchObject({ code: "ProfileNotFound" });
});

test("a process that prints them", async () => {
  const answer = (more: object): string =>
    JSON.stringify({ Version: 1, AccessKeyId: "P", SecretAccessKey: "PS", SessionToken: "PT", ...more });
  const script = join(folder, "print.cjs");
  write("config", `[default]\ncredential_process = ${process.execPath} "${script}"\n`);
  const printing = (text: string): void => writeFileSync(script, `process.stdout.write(${JSON.stringify(text)})`);
  printing(answer({}));
  expect(await find()).toEqual({ accessKeyId: "P", secretAccessKey: "PS", sessionToken: "PT" });
  for (const text of [
    answer({ Version: 2 }),
    answer({ Expiration: "2001-01-01T00:00:00Z" }),
    answer({ AccessKeyId: 5 }),
    "nonsense",
  ]) {
    printing(text);
    await expect(find()).rejects.toMatchObject({ name: "CredentialsProviderError" });
  }
  writeFileSync(script, "process.exit(3)");
  await expect(find()).rejects.toThrow("credential_process of profile default failed");
});

test("a container's endpoint, with the token of its file", async () => {
  const asked: unknown[] = [];
  const url = await answering((request) => {
    asked.push(request.headers.authorization);
    return asked.length === 1
      ? [500, ""]
      : [200, { AccessKeyId: "K", SecretAccessKey: "S", Token: "T", Expiration: "2030-01-01T00:00:00Z" }];
  });
  vi.stubEnv("AWS_CONTAINER_CREDENTIALS_FULL_URI", `${url}/creds`);
  vi.stubEnv("AWS_CONTAINER_AUTHORIZATION_TOKEN", "plain");
  const file = join(folder, "token");
  writeFileSync(file, "from file\n");
  vi.stubEnv("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file);
  expect(await find()).toEqual({
    accessKeyId: "K",
    secretAccessKey: "S",
    sessionToken: "T",
    expiration: new Date("2030-01-01T00:00:00Z"),
  });
  expect(asked).toEqual(["from file", "from file"]);
  vi.stubEnv("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://example.com/creds");
  await expect(find()).rejects.toThrow("not accepted");
});

test("instance metadata, version 2", async () => {
  const asked: string[] = [];
  const url = await answering(({ method, url, headers }) => {
    asked.push(
      `${method} ${url} ${headers["x-aws-ec2-metadata-token"] ?? headers["x-aws-ec2-metadata-token-ttl-seconds"]}`,
    );
    if (method === "PUT") return [200, "session"];
    if (url?.endsWith("/")) return [200, "my-role\nother"];
    return [
      200,
      { Code: "Success", AccessKeyId: "I", SecretAccessKey: "IS", Token: "IT", Expiration: "2001-01-01T00:00:00Z" },
    ];
  });
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "false");
  vi.stubEnv("AWS_EC2_METADATA_SERVICE_ENDPOINT", url);
  const credentials = await find();
  expect(credentials).toMatchObject({ accessKeyId: "I", sessionToken: "IT" });
  expect(credentials.expiration?.getTime()).toBeGreaterThan(Date.now());
  const roles = "/latest/meta-data/iam/security-credentials/";
  expect(asked).toEqual(["PUT /latest/api/token 21600", `GET ${roles} session`, `GET ${roles}my-role session`]);
});

test("an instance that gives none is no credentials, and says why", async () => {
  const url = await answering(() => [404, ""]);
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "");
  vi.stubEnv("AWS_EC2_METADATA_SERVICE_ENDPOINT", url);
  await expect(find()).rejects.toMatchObject({
    code: "NoCredentialsError",
    cause: expect.objectContaining({ message: expect.stringContaining("404") }),
  });
});

test.each([
  ["role_arn", "[default]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = y\n"],
  ["sso_session", "[default]\nsso_session = s\n"],
  ["login_session", "[default]\nlogin_session = s\n"],
])("%s goes to the package outside, or names it when it is not there", async (setting, text) => {
  write("config", text);
  vi.doMock("@aws-sdk/credential-provider-node", () => ({
    defaultProvider: (init: object) => async () => ({ accessKeyId: "OUT", secretAccessKey: "S", init }),
  }));
  expect(await find()).toMatchObject({ accessKeyId: "OUT", init: { profile: "default" } });
  vi.doMock("@aws-sdk/credential-provider-node", () => {
    throw new Error("Cannot find package");
  });
  await expect(find()).rejects.toMatchObject({
    name: "CredentialsProviderError",
    message: `Profile default sets ${setting}, which needs the package @aws-sdk/credential-provider-node. Install it next to this client: npm i @aws-sdk/credential-provider-node`,
  });
});

test("a provider is asked once for many calls, and again five minutes before the end", async () => {
  let asked = 0;
  const start = Date.parse("2024-05-06T00:00:00Z");
  vi.useFakeTimers({ toFake: ["Date"], now: start });
  const provider = async (): Promise<AwsCredentialIdentity> => {
    asked += 1;
    return { accessKeyId: `A${asked}`, secretAccessKey: "S", expiration: new Date(Date.now() + 3_600_000) };
  };
  const { config } = new Petstore({ region: "r", credentials: provider });
  const both = await Promise.all([config.credentials(), config.credentials()]);
  expect(both.map(({ accessKeyId }) => accessKeyId)).toEqual(["A1", "A1"]);
  vi.setSystemTime(start + 3_299_000);
  expect((await config.credentials()).accessKeyId).toBe("A1");
  vi.setSystemTime(start + 3_301_000);
  expect((await config.credentials()).accessKeyId).toBe("A2");
  expect((await config.credentials({ forceRefresh: true })).accessKeyId).toBe("A3");
});

test("a provider that failed is asked again; credentials can be set later; the default can be replaced", async () => {
  const credentials = vi
    .fn()
    .mockRejectedValueOnce(new Error("not yet"))
    .mockResolvedValue({ accessKeyId: "L", secretAccessKey: "S" });
  const { config } = new Petstore({ region: "r", credentials });
  await expect(config.credentials()).rejects.toThrow("not yet");
  expect((await config.credentials()).accessKeyId).toBe("L");
  config.credentials = (async () => ({ accessKeyId: "N", secretAccessKey: "S" })) as never;
  expect((await config.credentials()).accessKeyId).toBe("N");
  const credentialDefaultProvider = vi.fn(() => async () => ({ accessKeyId: "Z", secretAccessKey: "S" }));
  expect((await find({ credentialDefaultProvider })).accessKeyId).toBe("Z");
});
