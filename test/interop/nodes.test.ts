/**
 * A package made from the real AWS model, on every Node line and TypeScript that is supported: it type-checks, is accepted by
 * publint and attw, loads by import and by require, and answers calls.
 */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWithShared, repositoryRoot } from "../support/shared-folder.ts";
import { run, swage, workshop } from "../support/workshop.ts";

const MODEL = resolve(repositoryRoot, process.env["SWAGE_SHARED"] ?? "../shared", "models/smithy/amplifybackend.json");
const tool = (path: string): string => join(repositoryRoot, "node_modules", path);

describeWithShared("a package made from the real model", () => {
  const place = workshop();
  const home = join(place.path, "home");
  const out = join(home, "node_modules", "amplifybackend");
  const nodes = join(place.path, "nodes");

  beforeAll(() => {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, "package.json"), '{ "type": "module" }\n');
    const made = swage(["generate", "-i", MODEL, "-o", out], place.path);
    // The optional peer that `./validators` is written with.
    symlinkSync(join(repositoryRoot, "node_modules", "zod"), join(home, "node_modules", "zod"));
    expect(made.stderr).not.toContain("error");
    expect(made.status).toBe(0);
    expect(made.stdout).toContain("2 paginators (2 inferred)");
  });
  afterAll(() => place.close());

  it.each(["typescript5/bin/tsc", "typescript/bin/tsc"])("type-checks strict under %s", (tsc) => {
    expect(run(process.execPath, [tool(tsc), "-p", join(out, "tsconfig.json")], home).stdout).toBe("");
    writeFileSync(
      join(home, "use.ts"),
      'import { AmplifyBackend } from "amplifybackend";\nexport const client = new AmplifyBackend({ region: "us-east-1" });\n',
    );
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
    expect(run(process.execPath, [tool(tsc), ...flags, "use.ts"], home).stdout).toBe("");
  });

  it("passes publint and attw", () => {
    expect(run(process.execPath, [tool("publint/src/cli.js"), out, "--strict"], home).stdout).not.toMatch(
      /Warnings|Errors/,
    );
    const packed =
      run("npm", ["pack", "--silent", "--pack-destination", place.path, out], place.path)
        .stdout.trim()
        .split("\n")
        .at(-1) ?? "";
    const attw = run(
      process.execPath,
      [
        tool("@arethetypeswrong/cli/dist/index.js"),
        join(place.path, packed),
        "--profile",
        "esm-only",
        "--format",
        "ascii",
      ],
      home,
    );
    expect({ status: attw.status, report: attw.status === 0 ? "" : attw.stdout }).toEqual({ status: 0, report: "" });
  });

  const SCRIPT = `
    const { createServer } = require("node:http");
    const ours = require("amplifybackend");
    (async () => {
      const again = await import("amplifybackend");
      const server = createServer((request, response) => {
        const missing = request.url.includes("missing");
        response.writeHead(missing ? 404 : 200, missing ? { "x-amzn-errortype": "NotFoundException" } : {});
        response.end(JSON.stringify(missing ? { message: "gone", resourceType: "app" } : { appId: "a", jobs: [{ appId: "a", backendEnvironmentName: "b", jobId: "j" }] }));
      });
      await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
      const client = new ours.AmplifyBackend({ region: "us-east-1", endpoint: "http://127.0.0.1:" + server.address().port, credentials: { accessKeyId: "a", secretAccessKey: "b" } });
      const token = await client.getToken({ AppId: "a", SessionId: "s" });
      const items = [];
      for await (const job of again.paginateListBackendJobs({ client }, { AppId: "a", BackendEnvironmentName: "b" }).items()) items.push(job.JobId);
      const error = await client.getBackend({ AppId: "missing" }).catch((caught) => caught);
      console.log(JSON.stringify([token.AppId, items, error.name, error instanceof again.NotFoundException, error.ResourceType]));
      client.destroy();
      server.close();
    })();`;

  it.each(["20.19.0", "22", "24"])("loads by require and import on Node %s, and answers calls", (version) => {
    const platform = `node-${process.platform}-${process.arch}`;
    const prefix = join(nodes, version);
    mkdirSync(prefix, { recursive: true });
    const install = run(
      "npm",
      ["install", "--silent", "--no-save", "--prefix", prefix, `${platform}@${version}`],
      prefix,
    );
    expect(install.status, install.stderr).toBe(0);
    const node = join(prefix, "node_modules", platform, "bin", "node");
    expect(run(node, ["--version"], home).stdout).toMatch(new RegExp(`^v${version.replaceAll(".", "\\.")}`));
    const { stdout, stderr } = run(node, ["--no-warnings", "--input-type=commonjs", "-e", SCRIPT], home);
    expect(stderr).toBe("");
    expect(stdout).toBe('["a",["j"],"NotFoundException",true,"app"]\n');
  });
});
