/** The generated package as others see it: packed, installed into an empty folder, type-checked, judged, bundled. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PACKAGE } from "../support/generated.ts";
import { repositoryRoot } from "../support/shared-folder.ts";
import { run, workshop } from "../support/workshop.ts";

const tool = (path: string): string => join(repositoryRoot, "node_modules", path);
const place = workshop();
const home = join(place.path, "home");
const installed = join(home, "node_modules", "amplifybackend");
let tarball: string;

beforeAll(() => {
  mkdirSync(home, { recursive: true });
  const packed = run("npm", ["pack", "--silent", "--pack-destination", place.path, PACKAGE], place.path);
  expect(packed.status, packed.stderr).toBe(0);
  tarball = join(place.path, packed.stdout.trim().split("\n").at(-1) ?? "");
  mkdirSync(installed, { recursive: true });
  expect(run("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"], place.path).status).toBe(0);
  writeFileSync(join(home, "package.json"), '{ "name": "home", "type": "module" }\n');
});
afterAll(() => place.close());

const CONSUMER = `
import { AmplifyBackend, AmplifyBackendClient, GetBackendJobCommand, type GetBackendJobCommandOutput, isNotFoundException, NotFoundException, paginateListBackendJobs, presign, Status, waitUntilBackendJobComplete } from "amplifybackend";

const client = new AmplifyBackendClient({ region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } });
const output: GetBackendJobCommandOutput = await client.send(new GetBackendJobCommand({ AppId: "a", BackendEnvironmentName: "b", JobId: "c" }));
const app: string = output.AppId ?? "";
// @ts-expect-error AppId is required
new GetBackendJobCommand({ BackendEnvironmentName: "b", JobId: "c" });
// @ts-expect-error unknown keys of the configuration are refused
new AmplifyBackendClient({ regoin: "us-east-1" });
for await (const job of paginateListBackendJobs({ client, pageSize: 5 }, { AppId: app, BackendEnvironmentName: "b" }).items()) {
  const id: string | undefined = job.JobId;
  const application: string = job.AppId;
  console.log(id, application);
}
const aggregate = new AmplifyBackend({ region: "us-east-1" });
const models = await aggregate.getBackendAPIModels({ AppId: "a", BackendEnvironmentName: "b", ResourceName: "c" });
const open: string | undefined = models.Status;
const known: boolean = models.Status === Status.LATEST;
aggregate.createToken({ AppId: "a" }, (error, data) => console.log(error, data?.ChallengeCode));
const url: string = await presign(client, new GetBackendJobCommand({ AppId: "a", BackendEnvironmentName: "b", JobId: "c" }), { expiresIn: 60 });
const done = await waitUntilBackendJobComplete({ client, maxWaitTime: 60 }, { AppId: "a", BackendEnvironmentName: "b", JobId: "c" });
try { await aggregate.listS3Buckets(); } catch (error) { if (isNotFoundException(error)) { const what: string | undefined = error.ResourceType; console.log(what, error instanceof NotFoundException); } }
export { open, known, url, done };
`;

describe("types", () => {
  it.each([
    ["TypeScript 5.9", "typescript5/bin/tsc"],
    ["TypeScript 7", "typescript/bin/tsc"],
  ])("pass in an empty folder under %s, strict, libraries checked", (_, tsc) => {
    writeFileSync(join(home, "consumer.ts"), CONSUMER);
    const flags = [
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "false",
      "--target",
      "es2022",
      "--lib",
      "es2022,dom",
      "--module",
      "nodenext",
    ];
    const { status, stdout } = run(process.execPath, [tool(tsc), ...flags, "consumer.ts"], home);
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  it.each([
    ["typescript5/bin/tsc", "src"],
    ["typescript/bin/tsc", "src"],
  ])("hold inside the package itself (%s)", (tsc) => {
    const { stdout } = run(process.execPath, [tool(tsc), "-p", join(PACKAGE, "tsconfig.json")], repositoryRoot);
    expect(stdout).toBe("");
  });

  it("are assignable to the interfaces of @smithy/types", () => {
    const check = `
import type { Client, Command, Pluggable } from "@smithy/types";
import { AmplifyBackendClient, GetTokenCommand, type ServiceInputTypes, type ServiceOutputTypes, type GetTokenCommandInput, type GetTokenCommandOutput, type AmplifyBackendClientResolvedConfig } from "../../generated/amplifybackend/dist/index.js";
declare const client: AmplifyBackendClient;
declare const command: GetTokenCommand;
export const asClient: Client<ServiceInputTypes, ServiceOutputTypes, AmplifyBackendClientResolvedConfig> = client;
export const asAnyClient: Client<any, any, any> = client;
export const asCommand: Command<ServiceInputTypes, GetTokenCommandInput, ServiceOutputTypes, GetTokenCommandOutput, AmplifyBackendClientResolvedConfig> = command;
export const asAnyCommand: Command<any, any, any, any, any> = command;
declare const anyPlugin: Pluggable<any, any>;
declare const plugin: Pluggable<ServiceInputTypes, ServiceOutputTypes>;
client.middlewareStack.use(anyPlugin);
client.middlewareStack.use(plugin);
client.middlewareStack.use({ applyToStack: (stack) => stack.add((next) => (args) => next(args), { name: "own" }) });
`;
    const folder = join(repositoryRoot, "test", ".work");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "assignable.ts"), check);
    const flags = [
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "--target",
      "es2022",
      "--module",
      "nodenext",
      "--ignoreConfig",
    ];
    const { stdout } = run(
      process.execPath,
      [tool("typescript/bin/tsc"), ...flags, join(folder, "assignable.ts")],
      repositoryRoot,
    );
    expect(stdout).toBe("");
  });
});

describe("judges", () => {
  it("publint has nothing to say", () => {
    const { status, stdout } = run(process.execPath, [tool("publint/src/cli.js"), PACKAGE, "--strict"], repositoryRoot);
    expect(stdout).not.toMatch(/Warnings|Errors/);
    expect(status).toBe(0);
  });

  it("attw has nothing to say (esm-only)", () => {
    const { status, stdout, stderr } = run(
      process.execPath,
      [tool("@arethetypeswrong/cli/dist/index.js"), tarball, "--profile", "esm-only", "--format", "ascii"],
      place.path,
    );
    expect({ status, report: status === 0 ? "" : `${stdout}${stderr}` }).toEqual({ status: 0, report: "" });
  });
});

describe("on its own", () => {
  it("imports and calls from a folder without node_modules", () => {
    const alone = join(place.path, "alone");
    cpSync(installed, alone, { recursive: true });
    expect(existsSync(join(alone, "node_modules"))).toBe(false);
    const script = `
      import { createServer } from "node:http";
      const { AmplifyBackendClient, GetTokenCommand } = await import("./dist/index.js");
      const server = createServer((request, response) => response.end(JSON.stringify({ appId: request.url })));
      await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
      const client = new AmplifyBackendClient({ region: "us-east-1", endpoint: "http://127.0.0.1:" + server.address().port, credentials: { accessKeyId: "a", secretAccessKey: "b" } });
      const output = await client.send(new GetTokenCommand({ AppId: "x", SessionId: "y" }));
      console.log(output.AppId, output.$metadata.httpStatusCode);
      client.destroy();
      server.close();`;
    const { stdout, stderr } = run(process.execPath, ["--input-type=module", "-e", script], alone);
    expect(stderr).toBe("");
    expect(stdout).toBe("/backend/x/challenge/y 200\n");
  });

  it("loads by require where Node can", () => {
    const script =
      'const m = require("amplifybackend"); console.log(typeof m.AmplifyBackendClient, typeof m.paginateListBackendJobs)';
    const { stdout } = run(process.execPath, ["--no-warnings", "-e", script], home);
    expect(stdout).toBe("function function\n");
  });

  it("has no top-level await, lint-disable line or any in what it ships", () => {
    const { stdout } = run(
      "grep",
      ["-rnE", "eslint-disable|biome-ignore|ts-ignore|: any\\b|<any>|as any\\b", join(PACKAGE, "src")],
      repositoryRoot,
    );
    expect(stdout).toBe("");
  });
});

describe("bundles", () => {
  const size = async (platform: "node" | "browser"): Promise<number> => {
    const entry = join(home, `bundle-${platform}.mjs`);
    writeFileSync(
      entry,
      'import { AmplifyBackendClient, GetBackendCommand } from "amplifybackend";\nconsole.log(new AmplifyBackendClient({}).send(new GetBackendCommand({ AppId: "a" })));\n',
    );
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      format: "esm",
      platform,
      target: "es2022",
      write: false,
      external: ["@aws-sdk/credential-provider-node"],
      logLevel: "error",
    });
    return outputFiles.reduce((sum, file) => sum + file.contents.length, 0) / 1024;
  };

  it("client and one operation for Node stay within 60 KB", async () => {
    const kilobytes = await size("node");
    console.info(`bundle for Node: ${kilobytes.toFixed(1)} KB`);
    expect(kilobytes).toBeLessThanOrEqual(60);
  });

  it("client and one operation for browsers stay within 50 KB", async () => {
    const kilobytes = await size("browser");
    console.info(`bundle for browsers: ${kilobytes.toFixed(1)} KB`);
    expect(kilobytes).toBeLessThanOrEqual(50);
  });

  it("says whose code it carries", () => {
    const notices = readFileSync(join(installed, "THIRD-PARTY-NOTICES.txt"), "utf8");
    for (const name of ["@smithy/core"]) expect(notices).toContain(name);
  });
});
