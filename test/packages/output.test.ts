/** What a run does to a folder: it writes what changed, keeps what is the user's, and refuses what it may not touch. */
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { repositoryRoot } from "../support/shared-folder.ts";
import { filesOf, SWAGE, shuffled, swage, workshop } from "../support/workshop.ts";

const MODEL = join(repositoryRoot, "model", "amplifybackend");
let place: ReturnType<typeof workshop>;
let out: string;
const generate = (...more: string[]): ReturnType<typeof swage> =>
  swage(["generate", "-i", MODEL, "-o", out, ...more], place.path);
const check = (): ReturnType<typeof swage> => swage(["check", "-i", MODEL, "-o", out], place.path);
const withoutStamp = (files: Readonly<Record<string, string>>): object =>
  Object.fromEntries(Object.entries(files).filter(([path]) => path !== ".swage-stamp.json"));

beforeEach(() => {
  place = workshop();
  out = join(place.path, "out");
});
afterEach(() => place.close());

describe("generate", () => {
  it("writes a package, then finds nothing to do", () => {
    const first = generate();
    expect(first).toMatchObject({ status: 0, stderr: "" });
    expect(first.stdout).toMatch(
      /AmplifyBackend {2}restJson1 {2}31 operations .* 2 paginators \(2 from the overlay\) {2}1 waiter \(1 from the overlay\)/,
    );
    const before = filesOf(out);
    const touched = statSync(join(out, "src/types.ts")).mtimeMs;
    const second = generate();
    expect(first.stdout).toMatch(
      /\nnext: npm i \.\/out {3}· {3}docs: out\/docs\/index\.md {3}· {3}try: npx amplifybackend help\n$/,
    );
    expect(second.stdout).toMatch(/^out\/ {2}\d+ files unchanged {2}[\d.]+ s\n$/);
    expect(filesOf(out)).toEqual(before);
    expect(statSync(join(out, "src/types.ts")).mtimeMs).toBe(touched);
    expect(check().status).toBe(0);
  });

  it("gives the same bytes for a model whose keys are shuffled", () => {
    generate();
    for (const seed of [3, 7]) {
      const folder = join(place.path, `shuffled-${seed}`);
      mkdirSync(folder);
      for (const name of ["model.json", "overlay.json"]) {
        const json: unknown = JSON.parse(readFileSync(join(MODEL, name), "utf8"));
        writeFileSync(join(folder, name), JSON.stringify(name === "model.json" ? shuffled(json, seed) : json));
      }
      const other = join(place.path, `out-${seed}`);
      expect(swage(["generate", "-i", folder, "-o", other], place.path).status).toBe(0);
      expect(withoutStamp(filesOf(other))).toEqual(withoutStamp(filesOf(out)));
    }
  });

  it("looks at the config again when it says more than before", () => {
    const write = (more: object): void =>
      writeFileSync(
        join(place.path, "swage.config.json"),
        JSON.stringify({ services: [{ input: MODEL, output: "out", ...more }] }),
      );
    write({});
    expect(swage(["generate"], place.path).status).toBe(0);
    write({ requird: "strict" });
    const again = swage(["generate"], place.path);
    expect(again.status).toBe(1);
    expect(again.stderr).toMatch(/SW4001 {2}swage\.config\.json:1:\d+[\s\S]*The key "requird" is not known/);
    write({ output: "{nam}" });
    expect(swage(["generate"], place.path).stderr).toMatch(/SW4001[\s\S]*Nothing is put in for \{nam\}/);
    expect(existsSync(join(place.path, "{nam}"))).toBe(false);
  });

  it.skipIf(!existsSync("/proc/self"))("says where nothing can be written, and does not try for ever", () => {
    const failed = swage(["generate", "-i", MODEL, "-o", "/proc/out/pets"], place.path);
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain("SW5003");
  });

  it("refuses to overwrite a file edited by hand, names it, and changes nothing", () => {
    generate();
    const edited = join(out, "src/types.ts");
    writeFileSync(edited, `${readFileSync(edited, "utf8")}// mine\n`);
    rmSync(join(out, "README.md"));
    const before = filesOf(out);
    const refused = generate();
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("SW5002");
    expect(refused.stderr).toContain("src/types.ts");
    expect(refused.stderr).toContain("--force");
    expect(filesOf(out)).toEqual(before);
    const checked = check();
    expect(checked.status).toBe(1);
    expect(checked.stderr).toContain("edited by hand: ");
    expect(checked.stderr).toContain("missing: ");
    expect(generate("--force").status).toBe(0);
    expect(readFileSync(edited, "utf8")).not.toContain("// mine");
    expect(check().status).toBe(0);
  });

  it("keeps a user's own file", () => {
    generate();
    writeFileSync(join(out, "src", "mine.ts"), "export {};\n");
    writeFileSync(join(out, "NOTES.md"), "mine\n");
    rmSync(join(out, "src/errors.ts"));
    expect(generate().status).toBe(0);
    expect(readFileSync(join(out, "NOTES.md"), "utf8")).toBe("mine\n");
    expect(existsSync(join(out, "src", "mine.ts"))).toBe(true);
    expect(existsSync(join(out, "src/errors.ts"))).toBe(true);
  });

  it("refuses a folder that is not its own", () => {
    mkdirSync(out);
    writeFileSync(join(out, "thesis.txt"), "years of work");
    const refused = generate();
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("SW5001");
    expect(Object.keys(filesOf(out))).toEqual(["thesis.txt"]);
  });

  it("removes what it no longer makes, and nothing else", () => {
    generate();
    const manifestPath = join(out, "swage-manifest.json");
    const manifest = JSON.parse(readFileSync(manifestPath, "utf8")) as { files: Record<string, string> };
    const readme = manifest.files["README.md"] ?? "";
    writeFileSync(join(out, "docs", "old.md"), readFileSync(join(out, "README.md")));
    writeFileSync(manifestPath, JSON.stringify({ ...manifest, files: { ...manifest.files, "docs/old.md": readme } }));
    expect(check().stderr).toContain("no longer generated: ");
    expect(generate().status).toBe(0);
    expect(existsSync(join(out, "docs", "old.md"))).toBe(false);
  });

  it.skipIf(process.getuid?.() === 0)("says when the folder cannot be written", () => {
    mkdirSync(out);
    chmodSync(out, 0o500);
    const failed = generate();
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain("SW5003");
  });

  it("says when the output is a file", () => {
    writeFileSync(out, "a file");
    const failed = generate();
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain("SW5003");
    expect(readFileSync(out, "utf8")).toBe("a file");
  });

  /** Starts a run over a model that says something new, and ends it with a signal as soon as `when` is so. */
  async function stopped(signal: NodeJS.Signals, text: string, when: () => boolean): Promise<NodeJS.Signals | null> {
    const model = JSON.parse(readFileSync(join(MODEL, "model.json"), "utf8")) as {
      shapes: Record<string, { traits: Record<string, unknown> }>;
    };
    const service = model.shapes["com.amazonaws.amplifybackend#AmplifyBackend"];
    if (service !== undefined) service.traits["smithy.api#documentation"] = text;
    writeFileSync(join(place.path, "model.json"), JSON.stringify(model));
    const child = spawn(process.execPath, [SWAGE, "generate", "-i", join(place.path, "model.json"), "-o", out], {
      stdio: "ignore",
    });
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once("exit", (_, by) => resolve(by)));
    const watch = setInterval(() => {
      if (!when()) return;
      clearInterval(watch);
      child.kill(signal);
    }, 1);
    const by = await ended;
    clearInterval(watch);
    return by;
  }
  const MOMENTS = {
    "before it has written anything": () => true,
    "while it lays files ready": () => existsSync(join(out, ".swage-stage")),
    "while it moves them into place": () => existsSync(join(out, ".swage-pending.json")),
  };

  it.each(Object.entries(MOMENTS))("is mended when it is killed %s", async (moment, when) => {
    swage(["generate", "-i", join(MODEL, "model.json"), "-o", out], place.path);
    await stopped("SIGKILL", `Changed, killed ${moment}.`, when);
    for (const [path, text] of Object.entries(filesOf(out)))
      if (path.endsWith(".json") && !path.includes(".swage-stage")) expect(() => JSON.parse(text), path).not.toThrow();
    const mended = swage(["generate", "-i", join(place.path, "model.json"), "-o", out], place.path);
    expect(mended.status).toBe(0);
    expect(mended.stderr).not.toMatch(/^(error|warning)/m);
    const left = Object.keys(filesOf(out)).filter(
      (path) => path.startsWith(".swage-stage") || path.includes("pending"),
    );
    expect(left).toEqual([]);
    expect(readFileSync(join(out, "src", "client.ts"), "utf8")).toContain(`killed ${moment}`);
  });

  it.each(Object.entries(MOMENTS))("leaves all old or all new at a Ctrl-C %s", async (moment, when) => {
    swage(["generate", "-i", join(MODEL, "model.json"), "-o", out], place.path);
    const before = filesOf(out);
    const by = await stopped("SIGINT", `Changed, stopped ${moment}.`, when);
    const after = filesOf(out);
    if (after["src/client.ts"] === before["src/client.ts"]) {
      expect(after).toEqual(before);
      expect(by).toBe("SIGINT");
    } else {
      const checked = swage(["check", "-i", join(place.path, "model.json"), "-o", out], place.path);
      expect(checked).toMatchObject({ status: 0 });
      expect(Object.keys(after).filter((path) => path.startsWith(".swage-stage"))).toEqual([]);
    }
  });
});

describe("the command line", () => {
  it("explains itself", () => {
    expect(swage(["--help"], place.path).stdout).toContain("swage generate -i <model> -o <folder>");
    expect(swage(["--version"], place.path).stdout).toMatch(/^swage\/\d/);
    expect(swage(["generat"], place.path)).toMatchObject({ status: 2 });
    expect(swage(["generate"], place.path).stderr).toContain("SW4004");
    expect(swage(["generate", "-i", "nowhere.json", "-o", out], place.path).stderr).toContain("SW4003");
  });

  it("reads files in UTF-8, and says so of others", () => {
    const text = '{ "smithy": "2.0",\n  "metadata": { "said": "caf\u00e9" }, "shapes": {} }';
    writeFileSync(join(place.path, "wide.json"), `\uFEFF${text}`, "utf16le");
    writeFileSync(join(place.path, "latin.json"), text, "latin1");
    for (const name of ["wide.json", "latin.json"]) {
      const { stderr, status } = swage(["validate", "-i", name], place.path);
      expect(status).toBe(1);
      expect(stderr).toMatch(new RegExp(`SW1001 {2}${name}:\\d+:\\d+\\n.*not in UTF-8`));
    }
  });

  it.skipIf(process.platform === "win32")("reads no pipes: a model is read more than once", () => {
    execFileSync("mkfifo", [join(place.path, "pipe")]);
    const { stderr, status } = swage(["validate", "-i", "pipe"], place.path);
    expect(status).toBe(1);
    expect(stderr).toContain("pipe is neither a file nor a folder.");
  });

  it("says nothing of options where there is no command line", () => {
    const shapes = {
      "a#Demo": {
        type: "service",
        version: "1",
        operations: [{ target: "a#Get" }],
        traits: { "aws.protocols#awsJson1_0": {} },
      },
      "a#Get": { type: "operation", input: { target: "a#In" } },
      "a#In": { type: "structure", members: { version: { target: "smithy.api#String" } } },
    };
    writeFileSync(join(place.path, "version.json"), JSON.stringify({ smithy: "2.0", shapes }));
    const warnings = (...words: string[]) =>
      swage(["generate", "-i", "version.json", "-o", "version", ...words], place.path).stderr;
    expect(warnings()).toContain("SW2002");
    expect(warnings("--without", "cli,docs")).toBe("");
  });

  it("inspects a model as JSON", () => {
    const { stdout, status } = swage(["inspect", "-i", MODEL], place.path);
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as { operations: unknown[] }).operations).toHaveLength(31);
  });

  it("prints one JSON object with --json", () => {
    const result = JSON.parse(generate("--json").stdout) as Record<string, unknown>;
    expect(result).toMatchObject({ failed: false, unchanged: 0 });
  });

  it("reads a config, and says where it is wrong", () => {
    const config = join(place.path, "swage.config.json");
    writeFileSync(
      config,
      JSON.stringify({ services: [{ input: MODEL, output: "out", package: { name: "@acme/amplify" } }] }),
    );
    expect(swage(["generate"], place.path).status).toBe(0);
    expect((JSON.parse(readFileSync(join(out, "package.json"), "utf8")) as { name: string }).name).toBe(
      "@acme/amplify",
    );
    writeFileSync(config, '{\n  "services": [\n    { "input": "x", "outptu": "y" }\n  ]\n}\n');
    const wrong = swage(["generate"], place.path);
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toMatch(/SW4001 {2}swage\.config\.json:3:21/);
    expect(wrong.stderr).toContain('did you mean "output"?');
    const facts = { name: "Foo Bar", version: "one" };
    writeFileSync(config, JSON.stringify({ services: [{ input: MODEL, output: "out", package: facts }] }));
    const { stderr } = swage(["generate"], place.path);
    expect(stderr).toContain("a name that npm takes is expected");
    expect(stderr).toContain("a version of three numbers is expected");
    writeFileSync(config, "{");
    expect(swage(["generate"], place.path).stderr).toContain("hint: the config has to be JSON");
  });
});
