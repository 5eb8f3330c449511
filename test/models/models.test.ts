/**
 * The models beside this file, each in both forms: the package is generated, type-checked and imported by the runner that takes
 * all other models as well, and then looked at where the model is there to break something.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "../support/shared-folder.ts";
import { run, workshop } from "../support/workshop.ts";

const place = workshop();
let report = { status: null as number | null, stdout: "", stderr: "" };
beforeAll(() => {
  const runner = join(repositoryRoot, "test", "models", "run.mjs");
  // Inside of the repository, so that the validators find their peer.
  report = run(process.execPath, [runner, "ours", "--keep", "--work", WORK], place.path);
});
afterAll(() => place.close());

const WORK = join(repositoryRoot, "test", ".work", "our-models");
type Exports = Readonly<Record<string, unknown>>;
type Class<T = object> = new (argument: object) => T;
interface Client {
  send(command: object): Promise<Record<string, unknown>>;
}
const load = async (name: string, entry = "index.js"): Promise<Exports> =>
  (await import(/* @vite-ignore */ pathToFileURL(join(WORK, name, "dist", entry)).href)) as Exports;

const FORMS = ["smithy", "botocore"] as const;

it("are generated in both forms and in each protocol that they speak, type-checked and imported", () => {
  expect(report.stdout).toContain("11 models");
  expect(report.stdout.split("\n").filter((line) => !line.startsWith("ok "))).toEqual([
    "",
    expect.stringMatching(/ 0 with faults/),
    "",
  ]);
  expect(report).toMatchObject({ status: 0, stderr: "" });
});

/** A client whose requests are answered by a function, and what it was asked. */
function answering(
  exports: Exports,
  name: string,
  answer: { readonly statusCode?: number; readonly headers?: object; readonly body?: unknown },
): { readonly client: Client; readonly asked: { path: string; query: object; body: string }[] } {
  const asked: { path: string; query: object; body: string }[] = [];
  const requestHandler = {
    handle: async (request: { path: string; query: object; body: string }) => {
      asked.push(request);
      const { statusCode = 200, headers = {}, body = {} } = answer;
      const bytes = new TextEncoder().encode(JSON.stringify(body));
      return { response: { statusCode, headers, body: new Blob([bytes]).stream() } };
    },
  };
  const Client = exports[`${name}Client`] as Class<Client>;
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  const client = new Client({
    region: "us-east-1",
    endpoint: "https://localhost",
    credentials,
    token: { token: "t" },
    requestHandler,
    maxAttempts: 1,
  });
  return { client, asked };
}

describe.each(FORMS)("obstacle-course (%s)", (form) => {
  const name = `ours-${form}-obstacle-course`;

  it("has reserved words with a _, and what shadows a global under its own name", async () => {
    const exports = await load(name);
    expect(Object.keys(exports)).toEqual(
      expect.arrayContaining([
        "ObstacleCourseClient",
        "ObstacleCourse",
        "ObstacleCourseSyntheticServiceException",
        "ObstacleCourseServiceException",
        "ServiceException",
        "LowerCaseCommand",
        "_Record$",
        "_Error",
        "_Math",
        "JSON",
        "TextEncoder",
        "OtherRecord$",
        "LowerCaseError",
        "isLowerCaseError",
      ]),
    );
  });

  /** In the model's order. */
  const WORDS = `{${[
    '"words":{"class":"5","then":"1","__proto__":"3","toString":"4","hasOwnProperty":"6"}',
    '"wordsUnion":{"then":"x"}',
    String.raw`"vOddValues":"it's \"quoted\""`,
    String.raw`"vByOdd":{"a\nb":"b c"}`,
    '"vByNoName":{"constructor":0,"__proto__":-1,"toString":0}',
  ].join(",")}}`;

  it("sends members of every name, and reads them back", async () => {
    const exports = await load(name);
    const words = JSON.parse(WORDS) as object;
    const { client, asked } = answering(exports, "ObstacleCourse", { body: words });
    const Command = exports["SendCommand"] as Class;
    const output = await client.send(new Command(words));
    const { $metadata: _, ...members } = output;
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual(words);
    expect(JSON.stringify(members)).toBe(WORDS);
    expect(Object.getPrototypeOf(members["words"])).toBe(Object.prototype);
  });

  it("throws errors that have the members of every error", async () => {
    const exports = await load(name);
    const { client } = answering(exports, "ObstacleCourse", {
      statusCode: 400,
      headers: { "x-amzn-errortype": "Timeout", "content-type": "application/json" },
      body: { name: "n", stack: "s", code: "c", fault: "f", message: "m", cause: "d" },
    });
    const Command = exports["SendCommand"] as Class;
    const error = await client.send(new Command({})).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(exports["Timeout"]);
    expect(error).toMatchObject({ message: "m", fault: "f", $fault: "client" });
  });

  it("has validators that know the names", async () => {
    const { EveryThingSchema, NoNamesSchema } = (await load(name, "validators.js")) as unknown as Record<
      string,
      { safeParse(value: unknown): { success: boolean } }
    >;
    expect(EveryThingSchema?.safeParse({ vNoNames: "*/", words: { class: "1" } }).success).toBe(true);
    expect(EveryThingSchema?.safeParse({ vNoNames: "no" }).success).toBe(false);
    expect(NoNamesSchema?.safeParse("b c").success).toBe(true);
    const byName = { constructor: 0, toString: -1 };
    expect(EveryThingSchema?.safeParse({ vNoNames: "toString", vByNoName: byName }).success).toBe(true);
    expect(EveryThingSchema?.safeParse({ vByNoName: { valueOf: 0 } }).success).toBe(false);
  });
});

describe.each(FORMS)("recursive (%s)", (form) => {
  const name = `ours-${form}-recursive`;
  let deep: object = { leaf: { none: {} } };
  for (let depth = 0; depth < 200; depth += 1)
    deep = depth % 2 === 0 ? { children: [deep] } : { byName: { x: [deep] } };

  it("sends and reads values as deep as they come", async () => {
    const exports = await load(name);
    const tree = { tree: deep, self: { name: "a", self: { name: "b" } } };
    const { client, asked } = answering(exports, "Loops", { body: tree });
    const Command = exports["TurnCommand"] as Class;
    const output = await client.send(new Command(tree));
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual(tree);
    expect(output).toMatchObject({ tree: deep });
  });

  it("validates them", async () => {
    const { InputSchema } = (await load(name, "validators.js")) as unknown as Record<
      string,
      { safeParse(value: unknown): { success: boolean } }
    >;
    expect(InputSchema?.safeParse({ tree: deep }).success).toBe(true);
    expect(InputSchema?.safeParse({ tree: { children: [{ children: [{ leaf: 1 }] }] } }).success).toBe(false);
  });
});

describe("kitchen-sink", () => {
  const OPERATIONS =
    "CreateTool DeleteTool Describe GetPhoto GetTool Host ListMeta ListTools Ping PutAny PutNote PutPhoto PutTool PutUnion Same Tell UpdateTool Watch";

  it.each(FORMS)("has the operations of resources, whatever they hang under (%s)", async (form) => {
    const exports = await load(`ours-${form}-kitchen-sink`);
    const commands = Object.keys(exports).filter((one) => /^[A-Z]\w+Command$/.test(one));
    expect(commands.sort()).toEqual(OPERATIONS.split(" ").map((one) => `${one}Command`));
  });

  it("asks for an endpoint where there is none", async () => {
    const exports = await load("ours-smithy-kitchen-sink");
    const Client = exports["WorkshopClient"] as Class<Client>;
    const Command = exports["PingCommand"] as Class;
    const error = await new Client({ token: { token: "t" } }).send(new Command({})).catch((caught: unknown) => caught);
    expect((error as Error).message).toMatch(/endpoint/);
  });

  it("has the members of mixins before its own, and what `apply` says of them", async () => {
    const { readFileSync } = await import("node:fs");
    const types = readFileSync(join(WORK, "ours-smithy-kitchen-sink", "src", "types.ts"), "utf8");
    const tool = /export interface Tool \{[\s\S]*?^\}/m.exec(types)?.[0] ?? "";
    const members = [...tool.matchAll(/^ {2}(\w+)\??:/gm)].map(([, one]) => one);
    expect(members.slice(0, 5)).toEqual(["createdAt", "changedAt", "tags", "id", "name"]);
    expect(tool).toContain("/** What people have tied to the tool. */\n  tags?");
    expect(types).toMatch(/^export interface CommonPart /m);
  });
});
