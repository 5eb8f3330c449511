/** Packages of services with other schemes than SigV4: what they carry, what they take, and what they say when a peer is absent. */

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "../support/shared-folder.ts";
import { run, swage, workshop } from "../support/workshop.ts";

const place = workshop();
const home = join(place.path, "home");
afterAll(() => place.close());

const aws = (sdkId: string): object => ({ "aws.api#service": { sdkId, endpointPrefix: sdkId.toLowerCase() } });
const SCHEMES: Readonly<Record<string, object>> = {
  plain: { ...aws("Plain"), "aws.auth#sigv4": { name: "plain" } },
  wide: {
    ...aws("Wide"),
    "aws.auth#sigv4": { name: "wide" },
    "aws.auth#sigv4a": { name: "wide" },
    "smithy.api#auth": ["aws.auth#sigv4a"],
  },
  token: { ...aws("Token"), "smithy.api#httpBearerAuth": {} },
  own: { "smithy.api#httpBasicAuth": {}, "smithy.api#httpApiKeyAuth": { name: "x-key", in: "header" } },
};

const modelOf = (name: string): object => ({
  smithy: "2.0",
  shapes: {
    [`${name}#Pets`]: {
      type: "service",
      version: "1",
      operations: [{ target: `${name}#GetPet` }],
      traits: { "aws.protocols#awsJson1_0": {}, ...SCHEMES[name] },
    },
    [`${name}#GetPet`]: {
      type: "operation",
      input: { target: "smithy.api#Unit" },
      output: { target: "smithy.api#Unit" },
    },
  },
});

beforeAll(() => {
  mkdirSync(join(home, "node_modules"), { recursive: true });
  for (const name of Object.keys(SCHEMES)) {
    writeFileSync(join(place.path, `${name}.json`), JSON.stringify(modelOf(name)));
    const made = swage(
      ["generate", "-i", `${name}.json`, "-o", join("home", "node_modules", name), "--without", "docs,cli"],
      place.path,
    );
    expect(made.status, made.stderr).toBe(0);
  }
  writeFileSync(join(home, "package.json"), '{ "name": "home", "type": "module" }\n');
});

const packageJson = (name: string): { peerDependencies: object } =>
  JSON.parse(readFileSync(join(home, "node_modules", name, "package.json"), "utf8")) as never;

/** What a program prints; it knows the package `name` alone. */
function program(text: string, env: NodeJS.ProcessEnv = {}): string {
  writeFileSync(join(home, "program.mjs"), text);
  const { stdout, stderr } = run(process.execPath, ["program.mjs"], home, {
    PATH: process.env.PATH,
    HOME: place.path,
    ...env,
  });
  return stdout + stderr;
}

/** A call that ends before anything is sent. */
const call = (name: string, client: string, config: string): string => `
  import * as made from "${name}";
  const client = new made.${client}Client({ endpoint: "http://127.0.0.1:9", region: "us-east-1", maxAttempts: 1,
    requestHandler: { handle: async ({ headers }) => { console.log(headers.Authorization ?? headers.authorization); return { response: { statusCode: 200, headers: {}, body: new Uint8Array() } } } },
    ${config} });
  await client.send(new made.GetPetCommand()).catch((error) => console.log(error.code, error.message));
`;

describe("what a package carries", () => {
  it.each([
    ["plain", []],
    ["wide", ["auth-sigv4a.js", "auth.js"]],
    ["token", ["auth-bearer.js", "auth.js"]],
    ["own", ["auth-api-key.js", "auth-basic.js", "auth.js"]],
  ])("%s", (name, files) => {
    const folder = join(home, "node_modules", name, "dist", "runtime", "client");
    expect(
      readdirSync(folder)
        .filter((file) => /^auth.*\.js$/.test(file))
        .sort(),
    ).toEqual([...files].sort());
  });

  it("names the peers that its schemes may need", () => {
    const peers = (name: string): readonly string[] => Object.keys(packageJson(name).peerDependencies).sort();
    expect(peers("plain")).toEqual(["@aws-sdk/credential-provider-node", "zod"]);
    expect(peers("wide")).toEqual(["@aws-sdk/credential-provider-node", "@aws-sdk/signature-v4a", "zod"]);
    expect(peers("token")).toEqual(["@aws-sdk/token-providers", "zod"]);
    expect(peers("own")).toEqual(["zod"]);
  });
});

describe("a peer that is not there", () => {
  it("is named by the one error of a call that is signed for several regions", () => {
    const said = program(call("wide", "Wide", 'credentials: { accessKeyId: "a", secretAccessKey: "b" }'));
    expect(said).toContain(
      "MissingPackageError This request is signed with SigV4a, which needs the package @aws-sdk/signature-v4a",
    );
  });

  it("is not asked for where the caller, or the environment, has a token", () => {
    expect(program(call("token", "Token", 'token: "t"'))).toBe("Bearer t\n");
    expect(program(call("token", "Token", ""), { AWS_BEARER_TOKEN_TOKEN: "e" })).toBe("Bearer e\n");
    expect(program(call("token", "Token", ""))).toContain(
      "NoIdentityError GetPet has to say who is calling, and nobody has told the client: give it `token` (or AWS_BEARER_TOKEN_TOKEN in the environment).",
    );
  });

  it("finds the token of the profile's single sign-on once it is there", () => {
    mkdirSync(join(place.path, ".aws", "sso", "cache"), { recursive: true });
    const config =
      "[default]\nsso_session = work\n[sso-session work]\nsso_start_url = https://example.com/start\nsso_region = us-east-1\n";
    writeFileSync(join(place.path, ".aws", "config"), config);
    const file = `${createHash("sha1").update("work").digest("hex")}.json`;
    const token = { accessToken: "single", expiresAt: new Date(Date.now() + 3_600_000).toISOString() };
    writeFileSync(join(place.path, ".aws", "sso", "cache", file), JSON.stringify(token));
    const peer = join(repositoryRoot, "node_modules", "@aws-sdk", "token-providers");
    mkdirSync(join(home, "node_modules", "@aws-sdk", "token-providers"), { recursive: true });
    const target = JSON.stringify(join(peer, "dist-cjs", "index.js"));
    writeFileSync(join(home, "node_modules", "@aws-sdk", "token-providers", "package.json"), '{ "main": "index.cjs" }');
    writeFileSync(
      join(home, "node_modules", "@aws-sdk", "token-providers", "index.cjs"),
      `const real = require(${target}); exports.nodeProvider = real.nodeProvider;`,
    );
    expect(program(call("token", "Token", ""))).toContain("Bearer single\n");
  });
});

describe("the configuration's type", () => {
  it("has the keys of the model's schemes, and no others", () => {
    const consumer = `
      import { PetsClient as Own } from "own";
      import { PlainClient as Plain } from "plain";
      import { TokenClient as Token } from "token";
      import { WideClient as Wide } from "wide";
      const credentials = { accessKeyId: "a", secretAccessKey: "b" };
      new Plain({ region: "a", credentials });
      new Wide({ region: "a", credentials, sigv4aSigningRegionSet: ["*"] });
      new Token({ region: "a", token: async () => ({ token: "t", expiration: new Date() }) });
      new Own({ apiKey: "k", basicAuth: { username: "u", password: "p" }, endpoint: "https://example.com" });
      // @ts-expect-error no token
      new Plain({ token: "t" });
      // @ts-expect-error no regions of a signature
      new Plain({ sigv4aSigningRegionSet: ["*"] });
      // @ts-expect-error no credentials
      new Token({ credentials });
      // @ts-expect-error no region
      new Own({ region: "us-east-1" });
      // @ts-expect-error a name alone says nothing
      new Own({ basicAuth: { username: "u" } });
    `;
    writeFileSync(join(home, "consumer.ts"), consumer);
    const tsc = join(repositoryRoot, "node_modules", "typescript", "bin", "tsc");
    const flags = [
      "--noEmit",
      "--strict",
      "--target",
      "es2022",
      "--lib",
      "es2022,dom",
      "--module",
      "nodenext",
      "consumer.ts",
    ];
    expect(run(process.execPath, [tsc, ...flags], home).stdout).toBe("");
  });
});
