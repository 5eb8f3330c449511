/** The program as a whole: what it answers without a call, how it reads a line, and with which code it ends. */
import { describe, expect, it } from "vitest";
import { readCommandLine, readGlobals } from "../../templates/runtime/cli/command-line.ts";
import type { Command } from "../../templates/runtime/cli/table.ts";
import { type Outcome, pets } from "./cli-pets.ts";

const given = ["--name", "Tom", "--pet", "Id=1", "--light", "ON", "--vaccinated"];
const adopt = (...words: readonly string[]): Promise<Outcome> => pets(["adopt-pet", ...given, ...words]);

describe("without a call", () => {
  it("--version, anywhere on the line", async () => {
    expect((await pets(["adopt-pet", "--version"])).out).toBe("@shop/pets/2.1.0 node/test swage/0.1.0\n");
  });

  it.each([
    [["help"], "PETS page\n"],
    [["--help"], "PETS page\n"],
    [["help", "adopt-pet"], "PETS page\n"],
    [["wait", "help"], "WAITERS page\n"],
  ])("%j shows a page without bold", async (words, page) => {
    const { exit, out, err, configs } = await pets(words);
    expect({ exit, out, err, configs }).toEqual({ exit: 0, out: page, err: "", configs: [] });
  });

  it.each([
    [
      ["adopt-pet", "help"],
      ["ADOPT-PET()", "       Adopts a pet.\n", "       --names (list)\n"],
    ],
    [["adopt-pet", "--help"], ["       --light (string) [required]\n"]],
    [
      ["adopt-pet", ...given, "help"],
      ["          * ON\n", "ERRORS\n       Sick ("],
    ],
    [
      ["ping", "-h"],
      ["PING()", "OUTPUT\n       None\n", "\nGLOBAL OPTIONS\n       all of them\n\n"],
    ],
    [
      ["wait", "photo-ready", "help"],
      ["pets wait photo-ready --id <value>\n", "Asks with get-photo every 3 seconds"],
    ],
  ])("%j lays a page out", async (words, parts) => {
    const { exit, out, err, configs } = await pets(words);
    expect({ exit, err, configs }).toEqual({ exit: 0, err: "", configs: [] });
    const text = out.replace(/\n +--id <value>/, " --id <value>");
    for (const part of parts) expect(text).toContain(part);
    expect(out).not.toContain("\u001b");
  });

  it("help pages go through a pager on a terminal, in bold unless NO_COLOR", async () => {
    const env = { PAGER: "most -x" };
    expect((await pets(["help"], { isTTY: true, env })).world.paged).toEqual([
      ["most -x", "\u001b[1mPETS\u001b[22m page\n"],
    ]);
    const plain = await pets(["help"], { isTTY: true, env: { ...env, NO_COLOR: "1" } });
    expect(plain.world.paged).toEqual([["most -x", "PETS page\n"]]);
  });

  it("words stand out on a terminal only, word by word", async () => {
    const words = ["wait", "photo-ready", "help"];
    const shown = (await pets(words, { isTTY: true })).world.paged[0]?.[1];
    expect(shown).toContain("\u001b[1mDESCRIPTION\u001b[22m\n");
    expect(shown).toContain(
      "       Waits until \u001b[4mthere\u001b[24m \u001b[4mis\u001b[24m a \u001b[1mphoto\u001b[22m.\n",
    );
    const { out } = await pets(words);
    expect(out).toContain(
      "       Waits until there is a photo.\n\n       Asks with get-photo every 3 seconds, 7 times",
    );
    expect(out).not.toContain("\u001b");
    expect(
      shown
        ?.split("\u001b")
        .join("")
        .replace(/\[\d+m/g, ""),
    ).toBe(out);
    expect((await pets(words, { isTTY: true, env: { NO_COLOR: "1" } })).world.paged[0]?.[1]).toBe(out);
  });

  it("a skeleton needs nothing else on the line; unions show one member, blobs are empty text", async () => {
    const { exit, out } = await pets(["adopt-pet", "--generate-cli-skeleton"]);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      Note: "",
      Pet: { Id: "", Kind: "CAT", Weight: 0, Photo: "", Tags: { KeyName: "" } },
      Food: { Meat: "" },
      Vaccinated: true,
      Extra: {},
    });
    expect(out).toContain('"Weight": 0.0');
    expect(Object.keys(JSON.parse(out) as object)).toEqual([
      "Note",
      "Name",
      "Pet",
      "Friends",
      "Names",
      "Light",
      "Vaccinated",
      "Food",
      "Extra",
      "Header",
      "Token",
    ]);
  });

  it("a YAML skeleton has comments, and quotes what YAML 1.1 would misread", async () => {
    const { out } = await pets(["adopt-pet", "--generate-cli-skeleton", "yaml-input"]);
    expect(out).toBe(`Note: ''
Name: ''  # [REQUIRED] What it is called.
Pet:  # [REQUIRED]${" "}
  Id: ''  # [REQUIRED] The id.
  Kind: CAT  # Valid values are: CAT, DOG.
  Weight: 0.0
  Born: 1970-01-01 00:00:00
  Photo: !!binary ''
  Tags:
    KeyName: ''
Friends:
- Id: ''  # [REQUIRED] The id.
  Kind: CAT  # Valid values are: CAT, DOG.
  Weight: 0.0
  Born: 1970-01-01 00:00:00
  Photo: !!binary ''
  Tags:
    KeyName: ''
Names:
- ''
Light: 'ON'  # [REQUIRED] Valid values are: ON, OFF.
Vaccinated: true  # [REQUIRED]${" "}
Food:
  Meat: ''
Extra: {}
Header: ''
Token: ''  # [REQUIRED]${" "}
`);
  });

  it("an output skeleton is checked like a call, printed like an answer, and never sent unsigned or signed", async () => {
    const refuses = () => {
      throw new Error("no request is sent for a skeleton");
    };
    const options = { answer: refuses };
    const { exit, out, configs } = await pets(
      ["adopt-pet", ...given, "--generate-cli-skeleton", "output", "--query", "Pet.Id"],
      options,
    );
    expect([exit, out]).toEqual([0, '"Id"\n']);
    expect(configs[0]).toMatchObject({ sign: false });
    const missing = await pets(["adopt-pet", "--generate-cli-skeleton", "output"], options);
    expect(missing.exit).toBe(252);
  });
});

describe("reading the line", () => {
  it("takes global options anywhere, abbreviated or not", async () => {
    const { configs } = await pets(["--regio", "eu-west-1", "ping", "--no-sign", "--endpoint=http://x"]);
    expect(configs[0]).toMatchObject({ region: "eu-west-1", sign: false, endpoint: "http://x" });
  });

  it("a boolean is a pair of flags, the last one winning", async () => {
    expect((await adopt("--no-vaccinated")).asked[0]?.input.Vaccinated).toBe(false);
    expect((await adopt("--no-vaccinated", "--vaccinated")).asked[0]?.input.Vaccinated).toBe(true);
  });

  it("keeps members in model order, whatever the line's order", async () => {
    const { asked } = await pets(["adopt-pet", "--vaccinated", "--light", "ON", "--pet", "Id=1", "--name", "Tom"]);
    expect(Object.keys(asked[0]?.input ?? {})).toEqual(["Name", "Pet", "Light", "Vaccinated"]);
  });

  it.each([
    [["adopt-pet", "--name", "x"], "the following arguments are required: --pet, --light"],
    [[], "the following arguments are required: command"],
    [["get-photo", "--id", "1"], "the following arguments are required: outfile"],
    [["adopt-pe"], "Found invalid choice 'adopt-pe'\n\nMaybe you meant:\n\n  * adopt-pet\n"],
    [["wait", "foto-ready"], "Found invalid choice 'foto-ready'\n\nMaybe you meant:\n\n  * photo-ready\n"],
    [["ping", "--output", "jsn"], "argument --output: Found invalid choice 'jsn'"],
    [["adopt-pet", ...given, "--n", "x"], "ambiguous option: --n could match"],
    [["ping", "--cli-"], "ambiguous option: --cli- could match --cli-read-timeout, --cli-connect-timeout"],
    [["adopt-pet", ...given, "--note"], "argument --note: expected one argument"],
    [["adopt-pet", ...given, "--vaccinated=yes"], "argument --vaccinated: ignored explicit argument 'yes'"],
    [["ping", "--cli-read-timeout", "x"], "argument --cli-read-timeout: invalid int value: 'x'"],
    [["adopt-pet", "--generate-cli-skeleton", "yaml"], "argument --generate-cli-skeleton: Found invalid choice 'yaml'"],
    [["list-pets", "--max-items", "x"], "argument --max-items: invalid int value: 'x'"],
  ])("%j: 252, with the usage", async (words, message) => {
    const { exit, out, err, configs } = await pets(words);
    expect({ exit, out, configs }).toEqual({ exit: 252, out: "", configs: [] });
    expect(err).toContain(message);
    expect(err).toMatch(/^\npets: \[ERROR\]: An error occurred \(ParamValidation\): /);
    expect(err).toContain("\n\nusage: pets [options] <command> [parameters]\n");
  });

  it("tells all unknown options at once, usage first", async () => {
    const { exit, err } = await adopt("--bogus", "1", "extra");
    expect(exit).toBe(252);
    expect(err).toMatch(/^\nusage: pets [\s\S]*\n\n\npets: \[ERROR\]: Unknown options: --bogus, 1, extra\n$/);
  });

  it("says that there is no prompt instead of waiting for one", async () => {
    expect(await pets(["ping", "--cli-auto-prompt"])).toMatchObject({ exit: 255 });
    expect(await pets(["ping"], { env: { AWS_CLI_AUTO_PROMPT: "on" } })).toMatchObject({ exit: 255 });
    expect(await pets(["ping", "--cli-auto-prompt", "--no-cli-auto-prompt"])).toMatchObject({ exit: 252 });
    const off = await pets(["ping", "--no-cli-auto-prompt"], { env: { AWS_CLI_AUTO_PROMPT: "on" } });
    expect(off.exit).toBe(0);
  });

  it("refuses an endpoint without a scheme, and a query that does not compile, before anything else", async () => {
    expect((await pets(["nope", "--endpoint-url", "x.test"])).err).toContain('Bad value for --endpoint-url "x.test"');
    expect((await pets(["adopt-pet", "--query", "a["])).err).toContain("Bad value for --query a[");
    expect((await pets(["ping", "--query", ""])).exit).toBe(252);
  });
});

describe("values", () => {
  it("converts by shape at every depth", async () => {
    const { asked, err } = await pets([
      "adopt-pet",
      ...["--name", "Tom", "--light", "ON", "--vaccinated"],
      ...["--pet", "Id=7,Weight=5,Born=2020-01-01,Photo=aGk=,Tags={a=b}"],
      ...["--friends", '[{"Id":"8","Weight":5,"Born":1577836800,"Photo":"aGk="}]'],
      ...["--names", "a,b", "c", "--food", '{"Grams":12}', "--extra", "[1,null]", "--header", '{"a": 1}'],
    ]);
    const born = new Date("2020-01-01T00:00:00Z");
    const hi = new Uint8Array([104, 105]);
    expect(err).toBe("");
    expect(asked[0]?.input).toEqual({
      Name: "Tom",
      Pet: { Id: "7", Weight: 5, Born: born, Photo: hi, Tags: { a: "b" } },
      Friends: [{ Id: "8", Weight: 5, Born: born, Photo: hi }],
      Names: ["a,b", "c"],
      Light: "ON",
      Vaccinated: true,
      Food: { Grams: 12 },
      Extra: [1, null],
      Header: '{"a":1}',
    });
  });

  it("JSON in a header keeps all digits, in ASCII as the reference writes it", async () => {
    const header = '{"id": 12345678901234567890, "half": 5.0, "é": [1e2, -0, null, "\\n"], "__proto__": 1}';
    const { asked, err } = await pets(["adopt-pet", ...given, "--header", header]);
    expect(err).toBe("");
    expect(asked[0]?.input.Header).toBe(
      String.raw`{"id":12345678901234567890,"half":5.0,"\u00e9":[100.0,0,null,"\n"],"__proto__":1}`,
    );
  });

  it("--cli-binary-format raw-in-base64-out takes text as it is, also from the config file's key", async () => {
    const { asked } = await pets([
      "adopt-pet",
      ...given,
      "--friends",
      "Id=1,Photo=hi",
      "--cli-binary-format",
      "raw-in-base64-out",
    ]);
    expect(asked[0]?.input.Friends).toEqual([{ Id: "1", Photo: new TextEncoder().encode("hi") }]);
  });

  it.each([
    [["--pet", "Id=1,Weight=x"], "Error parsing parameter '--pet': invalid float value: 'x'"],
    [["--food", "Grams=x"], "Error parsing parameter '--food': invalid int value: 'x'"],
    [
      ["--extra", "a=b"],
      "Error parsing parameter '--extra': Invalid JSON: Expecting value: line 1 column 1 (char 0)\nJSON received: a=b",
    ],
    [["--pet", "[1]x"], "Error parsing parameter '--pet': Invalid JSON: Extra data: line 1 column 4 (char 3)"],
    [
      ["--food", '{"Grams":5.0}'],
      "Invalid type for parameter Food.Grams, value: 5.0, type: float, valid types: integer",
    ],
    [["--friends", '{"Id":"1"}', "Id=2"], "Error parsing parameter '--friends': Invalid JSON:\nId=2"],
    [
      ["--note", "file:///nobody/x"],
      "Unable to load paramfile file:///nobody/x: [Errno 2] No such file or directory: '/nobody/x'",
    ],
    [["--friends", "Photo=a"], 'Invalid base64: "a"'],
  ])("%j: 252", async (words, message) => {
    const { exit, err, asked } = await adopt(...words);
    expect(asked).toEqual([]);
    expect(exit).toBe(252);
    expect(err).toContain(message);
  });

  it("an option replaces the file's member as a whole, and nothing is required any more", async () => {
    const file = JSON.stringify({ Name: "A", Pet: { Id: "1", Weight: 3 }, Extra: { deep: [1] } });
    const { asked } = await pets(["adopt-pet", "--cli-input-json", file, "--pet", "Id=2"]);
    expect(asked[0]?.input).toEqual({ Pet: { Id: "2" }, Name: "A", Extra: { deep: [1] } });
  });

  it("reads YAML 1.2", async () => {
    const yaml =
      "Name: on\nNote: 2020-01-01\nPet:\n  Weight: 0x10\n  Born: 2020-01-01\n  Photo: !!binary aGk=\nNames: [yes]\n";
    const { asked } = await pets(["adopt-pet", "--cli-input-yaml", yaml]);
    expect(asked[0]?.input).toEqual({
      Name: "on",
      Note: "2020-01-01",
      Pet: { Weight: 16, Born: new Date("2020-01-01T00:00:00Z"), Photo: new Uint8Array([104, 105]) },
      Names: ["yes"],
    });
  });

  it.each([
    [
      ["--cli-input-json", "[]"],
      "Error parsing parameter '--cli-input-json': Invalid type: expecting map, received list",
    ],
    [["--cli-input-json", "{"], "Error parsing parameter 'cli-input-json': Invalid JSON received."],
    [["--cli-input-yaml", "a: [b"], "Error parsing parameter 'cli-input-yaml': Invalid YAML received."],
    [["--cli-input-json", "{}", "--cli-input-yaml", "{}"], "Only one --cli-input- parameter may be specified."],
  ])("%j: 252", async (words, message) => {
    const { exit, err } = await pets(["adopt-pet", ...words]);
    expect(exit).toBe(252);
    expect(err).toContain(message);
  });

  it("`__proto__` is a key like any other", async () => {
    const { asked } = await adopt("--extra", '{"__proto__":{"polluted":1}}');
    expect(Object.keys(asked[0]?.input.Extra as object)).toEqual(["__proto__"]);
    expect("polluted" in {}).toBe(false);
  });
});

it("a member named like a pagination option is reached with --no-paginate only", () => {
  const command: Command = {
    name: "list-cages",
    operation: "ListCages",
    command: "ListCagesCommand",
    options: [{ name: "max-items", member: "MaxItems" }],
    shapes: {
      Integer: { type: "integer" },
      Request: { type: "structure", members: { MaxItems: { shape: "Integer" } } },
    },
    input: "Request",
    pagination: { inputToken: ["M"], outputToken: ["M"], resultKeys: ["Cages"], paginator: "paginateListCages" },
    errors: [],
  };
  const read = (...words: readonly string[]) => {
    const { globals, rest } = readGlobals(words);
    const { members, own } = readCommandLine(command, rest, globals);
    return { members: [...members.values()], own: [...own] };
  };
  expect(read("--max-items", "3")).toEqual({ members: [], own: [["max-items", "3"]] });
  expect(read("--max-items", "3", "--no-paginate")).toEqual({ members: [["3"]], own: [] });
});
