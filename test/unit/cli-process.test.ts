/** The bundled program as a process, beside a hand-made client: what only shows there. */
import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CommandFacts, Index, Shape } from "../../templates/runtime/cli/table.ts";
import { repositoryRoot } from "../support/shared-folder.ts";
import { index, lines, pages, shapes } from "./cli-pets.ts";

const CLIENT = `
export class PetsClient {
  constructor(config) { this.config = config; }
  async send(command) { return command.run(this.config); }
  destroy() {}
}
const members = (count) => ({ Names: Array.from({ length: count }, (_, i) => "name " + i) });
export class PingCommand { run() { return {}; } }
export class PutPhotoCommand { constructor(input) { this.input = input; } run() { return {}; } }
export class GetPhotoCommand {
  run() { return { Type: "png", Body: (async function* () { for (let i = 0; i < 100; i += 1) yield new Uint8Array(50_000).fill(i); })() }; }
}
export class AdoptPetCommand {
  constructor(input) { this.input = input; }
  run(config) {
    if (this.input.Note === "sleep") return new Promise((resolve) => setTimeout(resolve, 30_000, {}));
    if (this.input.Note === "config") return { Names: [typeof config.requestHandler.httpsAgent] };
    return members(Number(this.input.Note));
  }
}
`;

/**
 * The tables as a package holds them: shapes are lines, and named by their numbers. A line of a shape that nothing reaches
 * stands between them, longer than what is read of the file at once.
 */
function dataFiles(): { readonly index: Index; readonly text: string } {
  const names = Object.keys(shapes);
  const first = lines.length + pages.length + 1;
  const key = <T extends string | undefined>(name: T): T =>
    (name === undefined ? name : String(first + names.indexOf(name))) as T;
  const row = (shape: Shape): Shape => {
    if (shape.type === "list") return { ...shape, member: key(shape.member) };
    if (shape.type === "map") return { ...shape, key: key(shape.key), value: key(shape.value) };
    if (!("members" in shape)) return shape;
    const members = Object.entries(shape.members).map(([name, one]) => [name, { ...one, shape: key(one.shape) }]);
    return { ...shape, members: Object.fromEntries(members) };
  };
  const facts = lines.map(
    ({ shapes: _, input, output, errors, ...rest }): CommandFacts => ({
      ...rest,
      ...(input === undefined ? {} : { input: key(input) }),
      ...(output === undefined ? {} : { output: key(output) }),
      errors: errors.map(key),
    }),
  );
  const rows = Object.entries(shapes).map(([name, shape]) => row({ name, ...shape }));
  const texts = [...facts, ...pages, "é".repeat(100_000), ...rows].map((value) => JSON.stringify(value));
  const lengths = texts.map((text) => Buffer.byteLength(text));
  return { index: { ...index, lengths }, text: texts.map((text) => `${text}\n`).join("") };
}

describe("the bundled program", () => {
  const folder = mkdtempSync(join(tmpdir(), "swage-cli-process-"));
  const main = join(folder, "dist/cli/main.cjs");
  const env = { ...process.env, HOME: folder, AWS_PAGER: "", AWS_CONFIG_FILE: join(folder, "none") };

  beforeAll(async () => {
    mkdirSync(join(folder, "dist/cli"), { recursive: true });
    const build = pathToFileURL(join(repositoryRoot, "codegen/build/cli-runtime.mjs")).href;
    const { buildCliRuntime } = (await import(build)) as { buildCliRuntime: (folder: string) => Promise<void> };
    await buildCliRuntime(join(folder, "dist/cli"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(join(folder, "dist/index.js"), CLIENT);
    const { index: written, text } = dataFiles();
    writeFileSync(join(folder, "dist/cli/index.json"), JSON.stringify(written));
    writeFileSync(join(folder, "dist/cli/commands.jsonl"), text);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const pets = (...words: readonly string[]): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [main, ...words], { encoding: "utf8", env, maxBuffer: 1e8, cwd: folder });

  it("answers without the client, and finds each command's line", () => {
    expect(pets("--version").stdout).toMatch(/^@shop\/pets\/2\.1\.0 node\/\d+\.\d+\.\d+ \w+\/\S+ swage\/0\.1\.0\n$/);
    expect(pets("help").stdout).toBe("PETS page\n");
    expect(pets("put-photo", "help").stdout).toContain("Puts a photo into an album: é.\n");
    expect(pets("put-photo", "help").stdout).toContain("\n       --body (streaming blob)\n");
    expect(pets("wait", "photo-ready", "help").stdout).toContain("OUTPUT\n       None\n");
    expect(pets("list-pets", "--generate-cli-skeleton", "yaml-input").stdout).toBe("Limit: 0\nNext: ''\n");
  });

  it("writes all of a large result before it ends", () => {
    const { status, stdout, stderr } = pets("adopt-pet", "--cli-input-json", '{"Note":"200000"}');
    expect([status, stderr]).toEqual([0, ""]);
    expect((JSON.parse(stdout) as { Names: readonly string[] }).Names).toHaveLength(200_000);
  });

  it("reads input from YAML, queries it, and prints a table: every part loads", () => {
    const words = ["--cli-input-yaml", "Note: '2'", "--query", "Names", "--output", "table"];
    expect(pets("adopt-pet", ...words).stdout).toContain("|  name 1  |");
    expect(
      pets("adopt-pet", "--cli-input-json", '{"Note":"config"}', "--no-verify-ssl", "--output", "text").stdout,
    ).toBe("NAMES\tobject\n");
  });

  it("ends with the codes of the reference", () => {
    expect(pets("nope").status).toBe(252);
    expect(pets("ping", "--profile", "nope").status).toBe(255);
    expect(pets("ping").status).toBe(0);
    expect(pets("list-pets").status).toBe(255);
  });

  it("streams to a file", () => {
    expect(pets("get-photo", "--id", "1", "photo.bin").status).toBe(0);
    const bytes = readFileSync(join(folder, "photo.bin"));
    expect([bytes.length, bytes[49_999], bytes[50_000], bytes.at(-1)]).toEqual([5_000_000, 0, 1, 99]);
  });

  it("is quiet when its reader has seen enough", () => {
    const line = `"${process.execPath}" "${main}" adopt-pet --cli-input-json '{"Note":"200000"}' | head -c 10`;
    const { stdout, stderr } = spawnSync("sh", ["-c", line], { encoding: "utf8", env });
    expect([stdout, stderr]).toEqual(['{\n    "Nam', ""]);
  });

  it("ends with 130 when interrupted", async () => {
    const child = spawn(process.execPath, [main, "adopt-pet", "--cli-input-json", '{"Note":"sleep"}'], { env });
    setTimeout(() => child.kill("SIGINT"), 800);
    const code = await new Promise((resolve) => child.on("exit", (status) => resolve(status)));
    expect(code).toBe(130);
  });
});
