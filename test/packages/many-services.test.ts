/** Several services in one run of the built command: patterns, names, choices of artifacts, and what one bad model does. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesOf, type Ran, swage, workshop } from "../support/workshop.ts";

const place = workshop();
afterAll(() => place.close());

const smithy = (name: string): object => ({
  smithy: "2.0",
  shapes: {
    [`zoo#${name.replace(" ", "")}`]: {
      type: "service",
      version: "1",
      operations: [{ target: "zoo#Feed" }],
      traits: { "aws.protocols#restJson1": {}, "aws.api#service": { sdkId: name } },
    },
    "zoo#Feed": {
      type: "operation",
      input: { target: "zoo#FeedInput" },
      traits: { "smithy.api#http": { method: "POST", uri: "/" } },
    },
    "zoo#FeedInput": { type: "structure", members: { Much: { target: "smithy.api#Integer" } } },
  },
});
const botocore = {
  metadata: { apiVersion: "1", endpointPrefix: "cages", serviceId: "Cages", protocol: "json", jsonVersion: "1.1" },
  operations: { Clean: { http: { method: "POST", requestUri: "/" } } },
  shapes: {},
};

function put(path: string, json: object): void {
  mkdirSync(join(place.path, path, ".."), { recursive: true });
  writeFileSync(join(place.path, path), JSON.stringify(json));
}
const config = (json: object): void => put("swage.config.json", json);
const packageOf = (folder: string): { readonly name: string; readonly [key: string]: unknown } =>
  JSON.parse(readFileSync(join(place.path, folder, "package.json"), "utf8"));

beforeAll(() => {
  put("models/lions/model.json", smithy("Lions"));
  put("models/seals/model.json", smithy("Seals"));
  put("models/cages/2020-01-01/service-2.json", botocore);
  put("models/readme/notes.txt", {});
});

describe("a config over a pattern", () => {
  const all = {
    without: ["docs", "mock"],
    package: { name: "@zoo/{name}", version: "2.0.0" },
    services: [{ input: "models/*/", output: "out/{name}" }],
  };
  let first: Ran;
  beforeAll(() => {
    config(all);
    first = swage(["generate"], place.path);
  });

  it("makes a package of each model, of either form, and counts them", () => {
    expect(first.stderr).toBe("");
    expect(first.status).toBe(0);
    const lines = first.stdout.trim().split("\n");
    expect(lines.slice(0, 3).map((line) => line.split(/ {2,}/).slice(0, 3))).toEqual([
      ["service-2.json", "Cages", "awsJson1_1"],
      ["model.json", "Lions", "restJson1"],
      ["model.json", "Seals", "restJson1"],
    ]);
    expect(lines[3]).toMatch(/^3 services {2}3 operations {2}\d+ files written {2}/);
  });

  it("says once for all what stands beside the services", () => {
    expect(packageOf("out/cages")).toMatchObject({ name: "@zoo/cages", version: "2.0.0" });
    expect(packageOf("out/lions")).toMatchObject({ name: "@zoo/lions", version: "2.0.0" });
    expect(existsSync(join(place.path, "out/lions/docs"))).toBe(false);
    expect(existsSync(join(place.path, "out/lions/man"))).toBe(false);
    expect(packageOf("out/lions")).not.toHaveProperty("man");
  });

  it("finds nothing to do the second time, and checks what it has made", () => {
    const again = swage(["generate"], place.path);
    expect(again.stdout.trim().split("\n").at(-1)).toMatch(/^3 services {2}3 operations {2}\d+ files unchanged/);
    expect(swage(["check"], place.path)).toMatchObject({ status: 0 });
  });

  it("makes only what has changed", () => {
    const model = { ...botocore, operations: { ...botocore.operations, Lock: botocore.operations.Clean } };
    put("models/cages/2020-01-01/service-2.json", model);
    const { stdout } = swage(["generate"], place.path);
    expect(stdout).toMatch(/Cages.*2 operations.*out\/cages\/ {2}\d+ files written/);
    expect(stdout).toMatch(/^out\/lions\/ {2}\d+ files unchanged/m);
    expect(stdout.trim().split("\n").at(-1)).toMatch(/^3 services {2}4 operations {2}\d+ files written {2}.*unchanged/);
  });

  it("goes on when a model is bad, writes nothing for that one, and ends with 1", () => {
    put("models/apes/model.json", { smithy: "2.0", shapes: {} });
    put("models/seals/model.json", smithy("Seal Pool"));
    const { status, stdout, stderr } = swage(["generate"], place.path);
    expect(status).toBe(1);
    expect(stderr).toMatch(/SW1005/);
    expect(existsSync(join(place.path, "out/apes"))).toBe(false);
    expect(packageOf("out/seals")["description"]).toMatch(/Seal Pool/);
    expect(stdout.trim().split("\n").at(-1)).toMatch(/^4 services {2}1 failed \(models\/apes\) {2}4 operations/);
    put("models/apes/model.json", smithy("Apes"));
  });

  it("takes another config, and says when a pattern or an output cannot be meant", () => {
    put("other.json", { services: [{ input: "models/lion*", output: "other" }] });
    expect(swage(["validate", "--config", "other.json"], place.path)).toMatchObject({ status: 0 });
    // What lies beside models and is none.
    put("beside/zoo.json", smithy("Zoo"));
    for (const name of ["swage.config.json", "overlay.json", "package.json"]) put(`beside/${name}`, {});
    put("other.json", { services: [{ input: "beside/*.json", output: "other" }] });
    expect(swage(["validate", "--config", "other.json"], place.path)).toMatchObject({ status: 0 });
    put("other.json", {
      services: [
        { input: "models/*/", output: "other" },
        { input: "nothing/*", output: "x" },
      ],
    });
    const { status, stderr } = swage(["generate", "--config", "other.json"], place.path);
    expect(status).toBe(1);
    expect(stderr).toMatch(/SW4007 .*\n.*models\/apes and models\/cages would both be written to other/);
    expect(stderr).toMatch(/SW4003 {2}other\.json:1:\d+\n.*nothing\/\* matches no model/);
    expect(existsSync(join(place.path, "other"))).toBe(false);
  });
});

describe("flags", () => {
  it("take what a shell has made of a pattern", () => {
    const ran = swage(
      ["generate", "-i", "models/lions/model.json", "models/seals/model.json", "-o", "expanded", "--only", "types"],
      place.path,
    );
    expect(ran.status).toBe(0);
    expect(ran.stdout).toMatch(/^2 services {2}2 operations/m);
    expect(swage(["generate", "models/lions/model.json", "-o", "expanded"], place.path)).toMatchObject({ status: 2 });
  });

  it("take patterns, and put each package into a folder below the output", () => {
    const { status } = swage(["generate", "-i", "models/{lions,seals}", "-o", "flat", "--only", "types"], place.path);
    expect(status).toBe(0);
    expect(Object.keys(filesOf(join(place.path, "flat"))).some((path) => path.startsWith("lions/src/types.ts"))).toBe(
      true,
    );
    expect(existsSync(join(place.path, "flat/seals/src/types.ts"))).toBe(true);
  });
});

describe("artifacts", () => {
  const made = (name: string, ...flags: readonly string[]): readonly string[] => {
    const { status, stderr } = swage(["generate", "-i", "models/lions", "-o", name, ...flags], place.path);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    return Object.keys(filesOf(join(place.path, name)));
  };

  it("bring what they need, and nothing else", () => {
    const files = made("client", "--only", "types,client");
    expect(files).toEqual(expect.arrayContaining(["src/types.ts", "src/client.ts", "src/schemas.ts", "dist/index.js"]));
    expect(files.filter((path) => /^(docs|man|dist\/cli)\/|validators|README/.test(path))).toEqual([]);
    expect(packageOf("client")).not.toHaveProperty("bin");
    expect(Object.keys(packageOf("client")["exports"] as object)).toEqual([".", "./package.json"]);
    expect(packageOf("client")["files"]).toEqual(["dist", "src", "THIRD-PARTY-NOTICES.txt"]);
  });

  it("that are left out leave no trace in what is there", () => {
    made("small", "--without", "docs,cli,validators");
    const text = readFileSync(join(place.path, "small/src/commands.ts"), "utf8");
    expect(text).not.toMatch(/docs\/client|@see/);
  });

  it("alone have entries of their own", () => {
    made("types", "--only=types");
    expect(packageOf("types")).not.toHaveProperty("main");
    expect(packageOf("types")["exports"]).toHaveProperty("./types");
  });

  it("leave when they are no longer chosen, and are minded by check", () => {
    made("changing");
    expect(existsSync(join(place.path, "changing/docs"))).toBe(true);
    expect(swage(["check", "-i", "models/lions", "-o", "changing", "--without", "docs"], place.path).status).toBe(1);
    made("changing", "--without", "docs");
    expect(existsSync(join(place.path, "changing/docs"))).toBe(false);
    expect(existsSync(join(place.path, "changing/man"))).toBe(false);
  });

  it("that cannot be chosen so are said before anything is read", () => {
    const refused = (...flags: readonly string[]): string => {
      const { status, stderr } = swage(["generate", "-i", "models/lions", "-o", "never", ...flags], place.path);
      expect(status).toBe(1);
      expect(existsSync(join(place.path, "never"))).toBe(false);
      return stderr;
    };
    expect(refused("--without", "schemas")).toMatch(/schemas is needed by .*client/);
    expect(refused("--only", "cliant")).toMatch(/There is no artifact cliant.\n.*did you mean client\?/);
    expect(refused("--without", "package")).toMatch(/cannot be left out/);
  });
});

describe("a folder with both forms", () => {
  it("asks which is meant", () => {
    put("both/model.json", smithy("Both"));
    put("both/service-2.json", botocore);
    const { status, stderr } = swage(["inspect", "-i", "both"], place.path);
    expect(status).toBe(1);
    expect(stderr).toMatch(/SW4005[\s\S]*--format smithy, or --format botocore/);
    const named = (format: string): unknown =>
      JSON.parse(swage(["inspect", "-i", "both", "--format", format], place.path).stdout).service.sdkId;
    expect([named("smithy"), named("botocore")]).toEqual(["Both", "Cages"]);
  });

  it("is merged of the files that are Smithy's", () => {
    const { shapes } = smithy("Parts") as { shapes: Record<string, unknown> };
    const { "zoo#FeedInput": input, ...rest } = shapes;
    put("parts/service.json", { smithy: "2.0", shapes: rest });
    put("parts/shapes.json", { smithy: "2.0", shapes: { "zoo#FeedInput": input } });
    put("parts/package.json", { name: "somebody else's" });
    const model = JSON.parse(swage(["inspect", "-i", "parts"], place.path).stdout);
    expect(Object.keys(model.shapes)).toContain("zoo#FeedInput");
  });
});
