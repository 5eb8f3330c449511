/**
 * What stands on pages of help beyond the one command that the AWS CLI's manual page is there for: constraints, unions,
 * streams, recursion, pagination, examples, errors, and the pages above the operations.
 */
import { describe, expect, it } from "vitest";
import { commandLine, quoted } from "../../codegen/artifacts/cli/command-line.ts";
import { GLOBAL_WORDS } from "../../codegen/artifacts/cli/global-options.ts";
import { optionsOf } from "../../codegen/artifacts/cli/options.ts";
import { GLOBAL_OPTIONS } from "../../templates/runtime/cli/globals.ts";
import { operationOf, planOfFile, planOfShapes } from "./cli-artifact-plan.ts";
import { cliData } from "./cli-data.ts";

const plain = (text: string): string => text.replaceAll("\u001b[1m", "").replaceAll("\u001b[22m", "");
const of = (target: string, traits: object = {}): object => ({ target, traits });
const text = (documentation: string, traits: object = {}): object =>
  of("smithy.api#String", { "smithy.api#documentation": documentation, ...traits });

const plan = planOfShapes({
  "test#OpenCage": {
    type: "operation",
    input: of("test#OpenCageInput"),
    output: of("test#OpenCageOutput"),
    errors: [of("test#LionAwake")],
    traits: {
      "smithy.api#http": { method: "POST", uri: "/open" },
      "smithy.api#documentation": "<p>Opens a <b>cage</b>. Careful.</p>",
      "smithy.api#deprecated": { message: "Use UnlockCage." },
      "swage#destructive": { what: "the lion" },
      "smithy.api#examples": [
        {
          title: "Open it for Bob",
          input: { Name: "Bob's", Quiet: false, Names: ["a b", "c"], Cage: { Door: "it's" }, Count: 3 },
          output: { Found: true },
        },
        { title: "Asleep", input: { Name: "x" }, error: { shapeId: "test#LionAwake", content: { Message: "no" } } },
      ],
    },
  },
  "test#OpenCageInput": {
    type: "structure",
    members: {
      Name: text("<p>Whose cage.</p>", {
        "smithy.api#required": {},
        "smithy.api#length": { min: 3, max: 8 },
        "smithy.api#pattern": "^[a-z\u0001]+$",
      }),
      Quiet: of("smithy.api#Boolean", { "smithy.api#required": {} }),
      Count: of("smithy.api#Integer", { "smithy.api#range": { min: 1 } }),
      Names: of("test#Names"),
      Cage: of("test#Cage"),
      Choice: of("test#Choice"),
      Photo: of("test#Photo"),
      Facts: of("smithy.api#Document"),
      Labels: of("test#Labels"),
    },
  },
  "test#Names": { type: "list", member: of("smithy.api#String") },
  "test#Labels": { type: "map", key: of("smithy.api#String"), value: of("smithy.api#Long") },
  "test#Cage": {
    type: "structure",
    members: { Door: text("<p>Which door.</p><ul><li>front</li></ul>"), Inner: of("test#Cage") },
  },
  "test#Choice": { type: "union", members: { Lion: of("smithy.api#String"), Bear: of("smithy.api#String") } },
  "test#Photo": { type: "blob", traits: { "smithy.api#streaming": {} } },
  "test#OpenCageOutput": {
    type: "structure",
    members: { Found: of("smithy.api#Boolean", { "smithy.api#required": {} }) },
  },
  "test#LionAwake": {
    type: "structure",
    members: { Message: of("smithy.api#String") },
    traits: { "smithy.api#error": "client", "smithy.api#httpError": 429, "smithy.api#documentation": "<p>Run.</p>" },
  },
  "test#Silent": { type: "operation", traits: { "smithy.api#http": { method: "GET", uri: "/silent" } } },
});
const open = operationOf(plan, "OpenCage");
const data = cliData(plan);
const coloured = data.help("open-cage");
const page = plain(coloured);

describe("the page of a command", () => {
  it("warns of what is lost before anything else, then of the deprecation", () => {
    const description = page.slice(page.indexOf("DESCRIPTION"), page.indexOf("SYNOPSIS"));
    expect(description).toMatch(/^DESCRIPTION\n {7}Warning:\n {10}What is lost when this runs: the lion\./);
    expect(description.indexOf("Deprecated: Use UnlockCage.")).toBeLessThan(description.indexOf("Opens a cage."));
  });

  it("puts headings and options in bold, and nothing else in other colours", () => {
    expect(coloured).toContain("\u001b[1mOPTIONS\u001b[22m\n");
    expect(coloured).toContain("\u001b[1m--quiet\u001b[22m | \u001b[1m--no-quiet\u001b[22m (boolean) [required]");
    expect(page).not.toContain("\u001b");
  });

  it("keeps its text within 78 columns", () => {
    const wide = page.split("\n").filter((line) => line.length > 78 && !line.includes("https://"));
    expect(wide).toEqual([]);
  });

  it("says bounds in their order, with control characters spelt out", () => {
    expect(page).toContain(
      "       --name (string) [required]\n          Whose cage.\n\n          Constraints:\n\n" +
        "          * min: 3\n          * max: 8\n          * pattern: ^[a-z\\u0001]+$\n",
    );
    expect(page).toContain("--count (integer)\n          Constraints:\n\n          * min: 1\n");
  });

  it("shows a required boolean without brackets", () => {
    expect(page).toContain("\n          --quiet | --no-quiet\n");
    expect(page).toContain("\n          [--count <value>]\n");
  });

  it("says how a union and a stream are given", () => {
    expect(page).toContain(
      "--choice (tagged union structure)\n          Note:\n             Exactly one of these may be given: Lion, Bear.",
    );
    expect(page).toContain("--photo (streaming blob)\n          Note:\n             The value is the path of a file");
  });

  it("shows a list of texts as words, a map with its names, a document as JSON only", () => {
    expect(page).toContain('       Syntax:\n\n           "string" "string" ...');
    expect(page).toContain("          key -> (string)\n\n          value -> (long)\n");
    expect(page).toContain("       --facts (document)\n\n       JSON Syntax:\n\n           {...}");
  });

  it("opens a recursive structure once and then says so, with the member's name", () => {
    const cage = page.slice(page.indexOf("--cage (structure)"), page.indexOf("--choice (tagged"));
    expect(cage.match(/Door -> \(string\)/g)).toHaveLength(2);
    expect(cage).toContain("              Inner -> (structure)\n                 ( ... recursive ... )\n");
  });

  it("explains documents, where there are any", () => {
    expect(page).toContain("Members and options of type document");
    expect(plain(data.help("silent"))).not.toContain("type document");
  });

  it("gives examples as command lines that a shell runs, with what comes back", () => {
    const examples = page.slice(page.indexOf("EXAMPLES"), page.indexOf("OUTPUT"));
    expect(examples).toContain("       Open it for Bob\n");
    expect(examples).toContain(
      "$ zoo open-cage \\\n               --name 'Bob'\\''s' \\\n               --no-quiet \\\n",
    );
    expect(examples).toContain("--names 'a b' c \\\n");
    expect(examples).toContain(`--cage '{"Door":"it'\\''s"}'`);
    expect(examples).toContain('"Found": true');
    expect(examples).toContain("The service answers with LionAwake; the exit code is 254:");
  });

  it("marks what the result always has, and says None where there is nothing", () => {
    expect(page).toContain("OUTPUT\n       Found -> (boolean) [required]\n");
    expect(plain(data.help("silent"))).toContain("OUTPUT\n       None\n");
  });

  it("lists errors with their status, and whether they are retried", () => {
    expect(page).toContain("ERRORS\n       LionAwake (HTTP 429, retried, exit code 254)\n          Run.\n");
  });
});

describe("a command line", () => {
  const line = (input: Readonly<Record<string, unknown>>): string =>
    commandLine(plan.model, "zoo open-cage", optionsOf(plan, open), input);

  it("fits one line where it can", () => {
    expect(line({ Name: "bob", Count: -3 })).toBe("zoo open-cage --name bob --count -3");
  });
  it("ties a value that looks like an option to its name", () => {
    expect(line({ Name: "--bob" })).toBe("zoo open-cage --name=--bob");
  });
  it("gives words of a list as JSON where one would be read as something else", () => {
    expect(line({ Names: ["[a", "b"] })).toBe(`zoo open-cage --names '["[a","b"]'`);
    expect(line({ Names: [] })).toBe("zoo open-cage --names");
  });
  it("names a file for a stream", () => {
    expect(line({ Photo: "c29tZQ==" })).toBe("zoo open-cage --photo path/to/file");
  });
  it("quotes what a shell gives a meaning", () => {
    for (const word of ["", "a b", "$HOME", "`ls`", "a*", "~", "#x", "!", 'a"b', "a\\b", "(a)", "a;b", "a\nb"])
      expect(quoted(word)).toBe(`'${word}'`);
    expect(quoted("it's")).toBe("'it'\\''s'");
    expect(quoted("a1_b-c.d/e:f,g@h=i+j%k")).toBe("a1_b-c.d/e:f,g@h=i+j%k");
  });
});

describe("pages above the operations", () => {
  const real = planOfFile("model/amplifybackend");
  const realData = cliData(real);
  const service = plain(realData.pages.help);

  it("lists every command of the service by name, with help and wait", () => {
    const listed = service.slice(service.indexOf("AVAILABLE COMMANDS"), service.indexOf("SEE ALSO"));
    const names = [...listed.matchAll(/^ {7}([a-z0-9-]+) +\S/gm)].map((found) => found[1]);
    expect(names).toEqual([...real.model.operations.map(real.command), "help", "wait"].sort());
    expect(listed).toMatch(/delete-backend +\S/);
  });

  it("leaves out deprecated commands, and wait where there is nothing to wait for", () => {
    const zoo = plain(data.pages.help);
    const listed = zoo.slice(zoo.indexOf("AVAILABLE COMMANDS"), zoo.indexOf("SEE ALSO"));
    expect(listed).not.toContain("open-cage");
    expect(listed).toContain("silent");
    expect(listed).not.toContain("wait");
    expect(data.pages.waitHelp).toBeUndefined();
  });

  it("describes the service and its global options", () => {
    expect(service.startsWith("AMPLIFYBACKEND()")).toBe(true);
    for (const option of ["--debug (boolean)", "--output (string)", "--cli-read-timeout (int)", "* yaml-stream"])
      expect(service).toContain(option);
  });

  it("describes the global options that the program takes, in its order", () => {
    const described = Object.entries(GLOBAL_WORDS).map(([name, { type, choices }]) => ({ name, type, choices }));
    const taken = GLOBAL_OPTIONS.map(({ name, flag, integer, choices }) => ({
      name,
      type: flag === true ? "boolean" : integer === true ? "int" : "string",
      choices,
    }));
    expect(described).toEqual(taken);
  });

  it("says of a waiter how long it asks, and that it prints nothing", () => {
    const text = plain(realData.help("backend-job-complete")).replaceAll(/\s+/g, " ");
    expect(text).toContain("amplifybackend wait backend-job-complete --app-id <value>");
    expect(text).toContain("Asks with get-backend-job every 5 seconds, 120 times at most");
    expect(text).toContain("OUTPUT None");
    expect(plain(realData.pages.waitHelp ?? "")).toContain("       backend-job-complete  ");
  });

  it("makes a waiter's text of its first success where the model has none", () => {
    const acceptors = (path: string, comparator: string): object => ({
      acceptors: [{ state: "success", matcher: { output: { path, expected: "DONE", comparator } } }],
    });
    const waiting = planOfShapes({
      "test#Look": {
        type: "operation",
        traits: {
          "smithy.api#http": { method: "GET", uri: "/look" },
          "smithy.waiters#waitable": {
            OneDone: acceptors("Status", "stringEquals"),
            AllDone: acceptors("Jobs[].Status", "allStringEquals"),
            Gone: { acceptors: [{ state: "success", matcher: { errorType: "NotFound" } }] },
          },
        },
      },
    });
    const made = cliData(waiting);
    expect(made.index.waiters).toEqual(["all-done", "gone", "one-done"]);
    expect(plain(made.help("all-done"))).toContain("all-done - Waits until Jobs[].Status is DONE for all elements\n");
    expect(plain(made.help("gone"))).toContain("gone - Waits until NotFound is thrown\n");
    expect(plain(made.help("one-done"))).toContain("one-done - Waits until Status is DONE\n");
  });
});
