/** Results of calls: what is printed in which format, pages, files, waiters, and how errors are told. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { jsonOutput } from "../../templates/runtime/cli/json-output.ts";
import { outputValue } from "../../templates/runtime/cli/output-value.ts";
import { type PetOptions, pets } from "./cli-pets.ts";

const adopt = ["adopt-pet", "--cli-input-json", "{}"];
const born = new Date("2023-11-14T22:13:20.500Z");
const answer = (): Readonly<Record<string, unknown>> => ({
  Extra: { b: [1, null], a: true },
  Names: [],
  Pet: { Weight: 5, Id: "7", Born: born, Photo: new Uint8Array([104, 105]), Secret: "not in the model" },
});

describe("output", () => {
  it("JSON in a text: numbers with all their digits; what is no JSON is text", () => {
    const shapes = {
      O: { type: "structure", members: { H: { shape: "S", jsonvalue: true } } },
      S: { type: "string" },
    } as const;
    const printed = (H: string): string => jsonOutput(outputValue("O", { H }, { shapes, timestamps: "iso8601" }));
    const text =
      '{\n    "H": {\n        "id": 12345678901234567890,\n        "half": 5.0,\n        "__proto__": []\n    }\n}\n';
    expect(printed('{"id": 12345678901234567890, "half": 5.0, "__proto__": []}')).toBe(text);
    expect(printed("{")).toBe('{\n    "H": "{"\n}\n');
  });

  it("json: the shape's order, floats with a point, what the model does not know left out", async () => {
    const { out, err } = await pets(adopt, { answer });
    expect(err).toBe("");
    expect(out.replace(/"Born": "[^"]*"/, '"Born": ""')).toBe(
      `{
    "Pet": {
        "Id": "7",
        "Weight": 5.0,
        "Born": "",
        "Photo": "aGk="
    },
    "Names": [],
    "Extra": {
        "b": [
            1,
            null
        ],
        "a": true
    }
}
`,
    );
  });

  it.each([
    ["yaml", "Extra:\n  a: true\n  b:\n  - 1\n  - null\nNames: []\n"],
    ["yaml-stream", "- Extra:\n    a: true\n    b:\n    - 1\n    - null\n  Names: []\n"],
    ["text", "EXTRA\tTrue\nB\t1\nB\tNone\n"],
    ["off", ""],
  ])("%s", async (format, text) => {
    const plain = () => ({ Extra: answer().Extra, Names: [] });
    expect((await pets([...adopt, "--output", format], { answer: plain })).out).toBe(text);
  });

  it("table: titled by the operation, coloured only when asked", async () => {
    const plain = () => ({ Names: ["a"] });
    const table = await pets([...adopt, "--output", "table"], { answer: plain });
    expect(table.out).toContain("|AdoptPet|");
    expect(table.out).not.toContain("\u001b");
    expect((await pets([...adopt, "--output", "table", "--color", "on"], { answer: plain })).out).toContain(
      "\u001b[34ma",
    );
  });

  it.each([
    ["Pet.Weight", "5.0\n"],
    ["Pet.[Id,Weight]", '[\n    "7",\n    5.0\n]\n'],
    ["[Pet][?Weight > `4`].Weight", "[\n    5.0\n]\n"],
    ["sum([Pet][].Weight)", "5.0\n"],
    ["avg(`[4, 6]`)", "5.0\n"],
    ["length(Pet.Id)", "1\n"],
    ["sort_by([Pet], &Weight)[0].Weight", "5.0\n"],
    ["Pet.Weight == `5`", "true\n"],
    ["type(Pet.Weight)", '"number"\n'],
    ["Pet.Weight.value", "null\n"],
    ["map(&Weight, [Pet])", "[\n    5.0\n]\n"],
    ["Nothing", "null\n"],
    ["Pet.[toString,constructor]", "[\n    null,\n    null\n]\n"],
  ])("--query %s", async (query, text) => {
    const { out, err } = await pets([...adopt, "--query", query], { answer });
    expect([err, out]).toEqual(["", text]);
  });

  it.each(["[?Id = 'a']", "'open", "Pet.", "a b", "Names[?@ == `a]"])(
    "--query %s does not compile: 252",
    async (query) => {
      expect(await pets([...adopt, "--query", query], { answer })).toMatchObject({ exit: 252, asked: [] });
    },
  );

  it("an empty answer prints nothing", async () => {
    expect(await pets(["ping"])).toMatchObject({ exit: 0, out: "", err: "" });
  });

  it("on a terminal goes to the pager, unless there is none or nothing", async () => {
    const options: PetOptions = { answer: () => ({ Names: ["a"] }), isTTY: true, env: { AWS_PAGER: "less -S" } };
    const paged = await pets(adopt, options);
    expect([paged.out, paged.world.paged[0]?.[0]]).toEqual(["", "less -S"]);
    expect((await pets([...adopt, "--no-cli-pager"], options)).world.paged).toEqual([]);
    expect((await pets(["ping"], options)).world.paged).toEqual([]);
    expect((await pets(adopt, { ...options, env: { AWS_PAGER: "" } })).out).not.toBe("");
  });

  it("the bytes of a stream go to the file, the rest is printed", async () => {
    async function* body() {
      yield new Uint8Array([1, 2]);
      yield new Uint8Array([3]);
    }
    const options = { answer: () => ({ Body: body(), Type: "png" }) };
    const { out, world } = await pets(["get-photo", "--id", "1", "out.png"], options);
    expect(out).toBe('{\n    "Type": "png"\n}\n');
    expect([...(world.written.get("out.png") ?? [])]).toEqual([1, 2, 3]);
    expect((await pets(["get-photo", "/nodir/x", "--id", "1"], options)).exit).toBe(255);
  });
});

describe("settings", () => {
  const folder = mkdtempSync(join(tmpdir(), "swage-cli-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const config = join(folder, "config");
  writeFileSync(
    config,
    "[default]\noutput = text\n[profile wire]\ncli_timestamp_format = wire\noutput = json\n[profile bad]\noutput = xml\n",
  );
  const env = { AWS_CONFIG_FILE: config };
  const plain = () => ({ Names: ["a"] });

  it("line, environment, profile, default: in this order", async () => {
    expect((await pets(adopt, { answer: plain, env })).out).toBe("NAMES\ta\n");
    expect((await pets(adopt, { answer: plain, env: { ...env, AWS_DEFAULT_OUTPUT: "yaml" } })).out).toBe(
      "Names:\n- a\n",
    );
    const line = await pets([...adopt, "--output", "json"], {
      answer: plain,
      env: { ...env, AWS_DEFAULT_OUTPUT: "yaml" },
    });
    expect(line.out).toBe('{\n    "Names": [\n        "a"\n    ]\n}\n');
  });

  it("timestamps as the wire has them", async () => {
    const { out } = await pets([...adopt, "--profile", "wire", "--query", "Pet.Born"], { answer, env });
    expect(out).toBe("1700000000.5\n");
  });

  it("a bad value is 253, an unknown profile 255, each before the call", async () => {
    const bad = await pets([...adopt, "--profile", "bad"], { env });
    expect(bad).toMatchObject({ exit: 253, asked: [] });
    expect(bad.err).toContain("Unknown output: xml");
    expect(await pets([...adopt, "--profile", "nope"], { env })).toMatchObject({ exit: 255, asked: [] });
  });

  it("leaves validation to the service where the profile says so", async () => {
    writeFileSync(join(folder, "lax"), "[default]\nparameter_validation = false\n");
    const { configs } = await pets(["ping"], { env: { AWS_CONFIG_FILE: join(folder, "lax") } });
    expect(configs[0]).toMatchObject({ validate: { input: "off" } });
  });

  it("hands only to the client what the line says", async () => {
    const { configs } = await pets(["ping", "--profile", "wire", "--cli-read-timeout", "0"], { env });
    expect(configs[0]).toEqual({
      profile: "wire",
      requestHandler: { connectionTimeout: 60_000, socketTimeout: 0 },
      validate: { input: "throw", level: "cli" },
      customUserAgent: [["swage-cli", "0.1.0"]],
    });
  });
});

describe("pages", () => {
  const listed = [
    { Pets: [{ Id: "1" }, { Id: "2" }], Owner: "me", Next: "p2" },
    { Pets: [{ Id: "3" }], Owner: "you" },
  ];

  it("are merged, with what is left over", async () => {
    const { out, walks } = await pets(["list-pets", "--max-items", "3", "--page-size", "2", "--starting-token", "t"], {
      listed,
      resumeToken: "abc",
    });
    expect(walks).toEqual([{ maxItems: 3, pageSize: 2, startingToken: "t", input: {} }]);
    expect(JSON.parse(out)).toEqual({ Pets: [{ Id: "1" }, { Id: "2" }, { Id: "3" }], Owner: "me", NextToken: "abc" });
    expect(Object.keys(JSON.parse(out) as object)).toEqual(["Pets", "Owner", "NextToken"]);
  });

  it("text and yaml-stream come page by page", async () => {
    const text = await pets(["list-pets", "--output", "text"], { listed, resumeToken: "abc" });
    expect(text.out).toBe("me\nPETS\t1\nPETS\t2\nPETS\t3\nNEXTTOKEN\tabc\n");
    const stream = await pets(["list-pets", "--output", "yaml-stream", "--query", "Pets[].Id"], { listed });
    expect(stream.out).toBe("- - '1'\n  - '2'\n- - '3'\n");
  });

  it.each([[["--no-paginate"]], [["--limit", "2"]], [["--next", "x"]], [["--cli-input-json", '{"Next":"x"}']]])(
    "%j sends one request",
    async (words) => {
      const { asked, walks, exit } = await pets(["list-pets", ...words]);
      expect([exit, walks, asked.length]).toEqual([0, [], 1]);
      const clash = await pets(["list-pets", ...words, "--max-items", "1"]);
      expect(clash.err).toContain("Cannot specify --no-paginate along with pagination arguments: --max-items");
      expect(clash.exit).toBe(252);
    },
  );

  it("an input file may configure them", async () => {
    const input = '{"PaginationConfig":{"MaxItems":2,"PageSize":1,"StartingToken":"t"}}';
    expect((await pets(["list-pets", "--cli-input-json", input])).walks).toEqual([
      { maxItems: 2, pageSize: 1, startingToken: "t", input: {} },
    ]);
  });
});

describe("wait", () => {
  it("runs the waiter at the model's pace and prints nothing", async () => {
    const { exit, out, err, walks } = await pets(["wait", "photo-ready", "--id", "1"]);
    expect({ exit, out, err, walks }).toEqual({
      exit: 0,
      out: "",
      err: "",
      walks: [{ delay: 3, maxAttempts: 7, input: { Id: "1" } }],
    });
  });

  it("tells why it failed: 255", async () => {
    const waits = (): never => {
      throw Object.assign(new Error("{}"), { code: "WaiterError", explanation: "Max attempts exceeded" });
    };
    const { exit, err } = await pets(["wait", "photo-ready", "--id", "1"], { waits });
    expect([exit, err]).toEqual([255, "\npets: [ERROR]: Waiter PhotoReady failed: Max attempts exceeded\n"]);
  });

  it("an error on this side is told as such", async () => {
    const reason = Object.assign(new Error("Parameter validation failed:\nx"), { name: "ParamValidationError" });
    const waits = (): never => {
      throw Object.assign(new Error("{}"), { code: "WaiterError", explanation: "An error occurred", reason });
    };
    expect((await pets(["wait", "photo-ready", "--id", "1"], { waits })).exit).toBe(252);
  });
});

describe("errors", () => {
  const failing = (error: object): PetOptions => ({
    answer: () => {
      throw Object.assign(new Error("It is ill"), error);
    },
  });
  const sick = failing({
    name: "Sick",
    $fault: "client",
    $metadata: { attempts: 3 },
    Message: "It is ill",
    Symptoms: ["cough", "fever"],
    Pet: { Id: "7", Tags: { a: "b" } },
    Other: "unmodelled",
  });

  it("of the service: 254, with code, operation, retries and details", async () => {
    const { exit, out, err } = await pets(adopt, sick);
    expect([exit, out]).toEqual([254, ""]);
    expect(err).toBe(
      "\npets: [ERROR]: An error occurred (Sick) when calling the AdoptPet operation (reached max retries: 2): It is ill\n\n" +
        "Additional error details:\nSymptoms: [cough, fever]\nPet: <complex value>\n\n" +
        "Use --cli-error-format json to see all details.\n",
    );
  });

  it("in the chosen format", async () => {
    const { err } = await pets([...adopt, "--cli-error-format", "json"], sick);
    expect(JSON.parse(err)).toEqual({
      Code: "Sick",
      Message: "It is ill",
      Symptoms: ["cough", "fever"],
      Pet: { Id: "7", Tags: { a: "b" } },
    });
    const legacy = await pets([...adopt, "--cli-error-format", "legacy"], sick);
    expect(legacy.err).not.toContain("Additional");
    const text = await pets(["adopt-pet"], { env: { AWS_CLI_ERROR_FORMAT: "text" } });
    expect(text.err).toMatch(/^ParamValidation\tthe following arguments are required: --name/);
    const wrong = await pets(adopt, { ...sick, env: { AWS_CLI_ERROR_FORMAT: "xml" } });
    expect(wrong.err).toContain("Invalid value for the error format: xml");
  });

  it.each([
    [{ name: "ParamValidationError", code: "ParamValidationError" }, 252, "(ParamValidation): It is ill"],
    [{ name: "NoRegionError", code: "NoRegionError" }, 253, "(NoRegion): You must specify a region."],
    [{ name: "CredentialsProviderError", code: "NoCredentialsError" }, 253, "(NoCredentials): Unable to locate"],
    [{ name: "CredentialsProviderError", code: "PartialCredentialsError" }, 255, "[ERROR]: It is ill"],
    [{ name: "TimeoutError", code: "ConnectTimeoutError" }, 255, "[ERROR]: It is ill"],
    [{ name: "TypeError" }, 255, "[ERROR]: It is ill"],
  ])("%j of the client", async (error, code, message) => {
    const { exit, err } = await pets(adopt, failing(error));
    expect(exit).toBe(code);
    expect(err).toContain(message);
  });

  it("an answer that cannot be read is told without what only a program can look at", async () => {
    const unread = "Unexpected token <\n  Deserialization error: to see the raw response, inspect {error}.$response.";
    const { exit, err } = await pets(adopt, failing({ name: "SyntaxError", message: unread }));
    expect([exit, err]).toEqual([255, "\npets: [ERROR]: Unexpected token <\n"]);
  });

  it("while a query runs: 255", async () => {
    expect((await pets([...adopt, "--query", "nope(@)"], { answer })).exit).toBe(255);
    expect((await pets([...adopt, "--query", "length(Pet.Nothing)"], { answer })).exit).toBe(255);
  });
});
