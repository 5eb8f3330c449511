/** The runtime as packages carry it: loads with nothing installed, no Node in browsers, declarations that stand alone. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { buildRuntime, type RuntimeManifest } from "../../codegen/build/runtime.mjs";

let folder: string;
let manifest: RuntimeManifest;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "swage-runtime-"));
  manifest = await buildRuntime(join(folder, "runtime"));
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({
      type: "module",
      sideEffects: false,
      browser: { "./runtime/client/index.js": "./runtime/client/index.browser.js" },
    }),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string): string => readFileSync(join(folder, "runtime", name), "utf8");
const scripts = (): string[] =>
  (readdirSync(join(folder, "runtime"), { recursive: true }) as string[]).filter((name) => name.endsWith(".js"));

test("the same sources give the same bytes", async () => {
  const again = join(folder, "again");
  await buildRuntime(again);
  for (const name of [...scripts(), "manifest.json", "THIRD-PARTY-NOTICES.txt"]) {
    expect(readFileSync(join(again, name), "utf8"), name).toBe(read(name));
  }
});

test("nothing is imported but files beside it; Node's modules only when they are needed", () => {
  for (const name of scripts()) {
    const imports = [...read(name).matchAll(/\b(?:from|import)\s*"([^"]+)"/g)].map(([, path]) => path);
    expect(imports.filter((path) => !path?.startsWith("."))).toEqual([]);
  }
  expect(manifest.entries["protocols/rest-json.js"]).toContain("client/index.browser.js");
});

test("every entry loads where no package is installed", () => {
  const names = scripts().map((name) => `./runtime/${name}`);
  writeFileSync(
    join(folder, "load.mjs"),
    `for (const name of ${JSON.stringify(names)}) await import(name); console.log("loaded");`,
  );
  expect(execFileSync(process.execPath, ["load.mjs"], { cwd: folder, encoding: "utf8" })).toBe("loaded\n");
});

test("declarations stand without any other package's, in the strictest setting", () => {
  const types = mkdtempSync(join(tmpdir(), "swage-types-"));
  onTestFinished(() => rmSync(types, { recursive: true, force: true }));
  cpSync(join(folder, "runtime"), join(types, "runtime"), { recursive: true });
  const entries = Object.keys(manifest.types).filter(
    (name) => !name.includes("credentials") && !name.includes("adaptive"),
  );
  writeFileSync(
    join(types, "all.ts"),
    entries.map((name, index) => `export * as e${index} from "./runtime/${name}";`).join("\n"),
  );
  const options = {
    strict: true,
    skipLibCheck: false,
    noEmit: true,
    module: "nodenext",
    target: "es2022",
    lib: ["ES2022", "DOM"],
    types: [],
    exactOptionalPropertyTypes: true,
  };
  writeFileSync(join(types, "tsconfig.json"), JSON.stringify({ compilerOptions: options, include: ["all.ts"] }));
  writeFileSync(join(types, "package.json"), '{"type":"module"}');
  const tsc = resolve("node_modules/typescript/bin/tsc");
  expect(execFileSync(process.execPath, [tsc, "-p", "."], { cwd: types, encoding: "utf8" })).toBe("");
  for (const name of Object.values(manifest.types).flat())
    expect(read(name)).not.toMatch(/(from|import\()\s*"(@|node:)/);
});

test("a browser's bundle takes the browser's platform, and none of Node's", async () => {
  const contents = 'import { ServiceClient } from "./runtime/client/index.js"; console.log(ServiceClient);';
  const bundle = async (platform: "browser" | "node"): Promise<string> => {
    const external = ["@aws-sdk/credential-provider-node"];
    const result = await build({
      stdin: { contents, resolveDir: folder },
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      platform,
      external,
    });
    return result.outputFiles[0]?.text ?? "";
  };
  const [inBrowser, inNode] = [await bundle("browser"), await bundle("node")];
  expect(inBrowser).not.toContain("node:");
  expect(inNode).toContain("getBuiltinModule");
  // What nobody uses falls out: the aggregated client, its presigner, the errors of paginators.
  for (const text of [inBrowser, inNode]) {
    expect(text).not.toContain("generatePresignedUrl");
    expect(text).not.toContain("X-Amz-SignedHeaders=host");
    expect(text).not.toContain("OperationNotPageableError");
  }
});

test("the notices name every package that has put code in", () => {
  const notices = read("THIRD-PARTY-NOTICES.txt");
  for (const name of ["@smithy/core", "@jmespath-community/jmespath"]) expect(notices).toContain(`\n${name} `);
  expect(notices).not.toContain("@smithy/types");
  expect(notices).toContain("Apache License");
});
