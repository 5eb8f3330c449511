/** A generated command, as a process against a server: members of odd names, numbers with all their digits, tables of them. */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Recorder } from "../support/recorder.ts";
import { swage, workshop } from "../support/workshop.ts";

const of = (name: string): object => ({ target: `smithy.api#${name}` });
const MODEL = {
  smithy: "2.0",
  shapes: {
    "odd.numbers#Odd": {
      type: "service",
      version: "1",
      operations: [{ target: "odd.numbers#Count" }],
      traits: { "aws.protocols#restJson1": {} },
    },
    "odd.numbers#Count": {
      type: "operation",
      input: { target: "odd.numbers#Numbers" },
      output: { target: "odd.numbers#Numbers" },
      traits: { "smithy.api#http": { method: "POST", uri: "/" } },
    },
    // As text: a literal's `__proto__` would be its prototype.
    "odd.numbers#Numbers": JSON.parse(`{ "type": "structure", "members": {
      "__proto__": ${JSON.stringify(of("String"))}, "constructor": ${JSON.stringify(of("String"))},
      "decimal": ${JSON.stringify(of("BigDecimal"))}, "ratio": ${JSON.stringify(of("Double"))},
      "when": ${JSON.stringify(of("Timestamp"))}, "mood": { "target": "odd.numbers#Mood" } } }`) as object,
    "odd.numbers#Mood": {
      type: "enum",
      members: { SPLIT: { ...of("Unit"), traits: { "smithy.api#enumValue": "in two\nlines" } } },
    },
  },
};

describe("odd members and numbers", () => {
  const place = workshop();
  const server = new Recorder();
  let url = "";
  beforeAll(async () => {
    writeFileSync(join(place.path, "model.json"), JSON.stringify(MODEL));
    const made = swage(["generate", "-i", "model.json", "-o", "odd", "--without", "docs"], place.path);
    expect(made.stderr).not.toContain("error");
    url = await server.start();
  });
  afterAll(async () => {
    await server.stop();
    place.close();
  });

  /** Not in step with this process, which the server runs in. */
  const odd = (...words: readonly string[]): Promise<{ status: number | null; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [
        join(place.path, "odd/dist/cli/main.cjs"),
        ...words,
        "--endpoint-url",
        url,
      ]);
      const texts = { stdout: "", stderr: "" };
      for (const name of ["stdout", "stderr"] as const)
        child[name].setEncoding("utf8").on("data", (text: string) => {
          texts[name] += text;
        });
      child.stdin.end();
      child.on("close", (status) => resolve({ status, ...texts }));
    });
  const sent = async (...words: readonly string[]): Promise<string | undefined> => {
    const { stderr } = await odd("count", ...words);
    expect(stderr).toBe("");
    return server.take().at(-1)?.body;
  };

  it("are sent under the names of what every object has", async () => {
    expect(await sent("--proto__", "p", "--constructor", "c")).toBe('{"__proto__":"p","constructor":"c"}');
    expect(await sent("--cli-input-json", '{"__proto__":"p","constructor":"c"}')).toBe(
      '{"__proto__":"p","constructor":"c"}',
    );
    const { status, stdout } = await odd("count", "help");
    expect(status).toBe(0);
    expect(stdout).toContain("--proto__ (string)");
  });

  it.each([
    ["1.10", "1.10"],
    ["+123456789012345678901234567890.5", "123456789012345678901234567890.5"],
    ["1e400", "1e400"],
    ["-.5", "-0.5"],
    ["5.", "5"],
  ])("decimals keep their digits: %s", async (given, digits) => {
    expect(await sent("--decimal", given)).toBe(`{"decimal":${digits}}`);
  });

  it("a day that no month has is no date", async () => {
    const { status, stderr } = await odd("count", "--when", "2024-02-30");
    expect(status).toBe(252);
    expect(stderr).toContain("Invalid type for parameter when, value: 2024-02-30");
    expect(server.take()).toEqual([]);
  });

  it("whole floats and decimals are cells of a table", async () => {
    server.answer = () => ({ body: '{"ratio":5.0,"decimal":1.12345678901234567890}' });
    const { stdout } = await odd("count", "--output", "table");
    expect(stdout.split("\n").slice(3, 6)).toEqual([
      "|         decimal         |  ratio  |",
      "+-------------------------+---------+",
      "|  1.12345678901234567890 |  5.0    |",
    ]);
  });

  it("a comment of the YAML skeleton stays on its line", async () => {
    const { stdout } = await odd("count", "--generate-cli-skeleton", "yaml-input");
    expect(stdout.split("\n").find((line) => line.includes("Valid values"))).toContain("in two lines.");
  });
});
