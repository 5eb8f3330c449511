/**
 * The option tables that the `cli` artifact makes, against what the AWS CLI has for AmplifyBackend, and the rules of the
 * table (order, what is required, what is hidden) on shapes made for them.
 */
import { describe, expect, it } from "vitest";
import { type CommandOption, commandsOf, optionsOf } from "../../codegen/artifacts/cli/options.ts";
import { manualNames } from "../../codegen/artifacts/cli/service-page.ts";
import type { Operation } from "../../codegen/model/types.ts";
import type { Plan } from "../../codegen/plan/plan.ts";
import { describeWithShared, readShared } from "../support/shared-folder.ts";
import { operationOf, planOfFile, planOfShapes } from "./cli-artifact-plan.ts";
import { cliData } from "./cli-data.ts";

interface OptionFact {
  readonly option: string;
  readonly type: string;
  readonly required: boolean;
  readonly undocumented: boolean;
}
interface Facts {
  readonly operations: readonly {
    readonly name: string;
    readonly command: string;
    readonly cliOptions: readonly OptionFact[];
  }[];
}

/**
 * What pages is not the same: AWS's Smithy model does not say that ListBackendJobs does (botocore has that in a file of its
 * own), and our overlay makes one more operation page.
 */
const PAGES_OTHERWISE: Readonly<Record<string, string>> = {
  "AWS's own model": "ListBackendJobs",
  "our model": "ListS3Buckets",
};

/** The table as the AWS CLI has it: a line for each spelling. */
function spelled(plan: Plan, operation: Operation): readonly OptionFact[] {
  return optionsOf(plan, operation).flatMap((option) => spellingsOf(option));
}

/** Kinds that the AWS CLI calls otherwise. */
const TYPES: Readonly<Record<string, string>> = { enum: "string" };
const COUNTS: ReadonlySet<string> = new Set(["page-size", "max-items"]);

function spellingsOf(option: CommandOption): readonly OptionFact[] {
  if (option.kind === "own") {
    const type = COUNTS.has(option.name) ? "integer" : "string";
    return [{ option: `--${option.name}`, type, required: false, undocumented: false }];
  }
  const { name, target, hidden } = option;
  const names = target.kind === "boolean" ? [`--${name}`, `--no-${name}`] : [`--${name}`];
  const required = option.required && target.kind !== "boolean";
  return names.map((one) => ({ option: one, type: TYPES[target.kind] ?? target.kind, required, undocumented: hidden }));
}

describeWithShared("options of AmplifyBackend", () => {
  const facts = JSON.parse(readShared("spec/amplifybackend-facts.json")) as Facts;
  const plans = {
    "AWS's own model": planOfFile(`${process.env.SWAGE_SHARED ?? "../shared"}/models/smithy/amplifybackend.json`),
    "our model": planOfFile("model/amplifybackend"),
  };
  for (const [whose, plan] of Object.entries(plans)) {
    it(`${whose}: 31 commands`, () => {
      expect(commandsOf(plan).map((one) => plan.command(one))).toEqual(facts.operations.map(({ command }) => command));
    });
    for (const fact of facts.operations) {
      if (PAGES_OTHERWISE[whose] === fact.name) continue;
      it(`${whose}: ${fact.command}`, () => {
        const wanted = fact.cliOptions.map(({ option, type, required, undocumented }) => ({
          option,
          type,
          required,
          undocumented,
        }));
        expect(spelled(plan, operationOf(plan, fact.name))).toEqual(wanted);
      });
    }
  }

  it("our overlay makes list-s3-buckets page", () => {
    const plan = plans["our model"];
    expect(spelled(plan, operationOf(plan, "ListS3Buckets")).map(({ option }) => option)).toEqual([
      "--next-token",
      "--cli-input-json",
      "--cli-input-yaml",
      "--starting-token",
      "--max-items",
      "--generate-cli-skeleton",
    ]);
  });
});

describe("the table of options", () => {
  const text = { target: "smithy.api#String" };
  const required = { "smithy.api#required": {} };
  const plan = planOfShapes({
    "test#Open": operation("test#OpenInput", "test#OpenOutput"),
    "test#OpenInput": {
      type: "structure",
      members: {
        Zebra: text,
        Quiet: { target: "smithy.api#Boolean", traits: required },
        Token: { ...text, traits: { ...required, "smithy.api#idempotencyToken": {} } },
        Region: text,
        Output: { ...text, traits: required },
      },
    },
    "test#OpenOutput": {
      type: "structure",
      members: { Body: { target: "test#Stream", traits: { "smithy.api#httpPayload": {} } }, Kind: text },
    },
    "test#Stream": { type: "blob", traits: { "smithy.api#streaming": {} } },
    "test#Watch": operation("test#WatchInput", undefined),
    "test#WatchInput": { type: "structure", members: { Events: { target: "test#Events" } } },
    "test#Events": {
      type: "union",
      members: { one: { target: "test#Event" } },
      traits: { "smithy.api#streaming": {} },
    },
    "test#Event": { type: "structure", members: {} },
    "test#Ping": operation(undefined, undefined),
  });
  const namesOf = (name: string): readonly string[] =>
    spelled(plan, operationOf(plan, name)).map((one) => `${one.option}${one.required ? " *" : ""}`);

  it("keeps the model's order, asks for no boolean and no token, and renames what a global option would take", () => {
    expect(namesOf("Open")).toEqual([
      "--zebra",
      "--quiet",
      "--no-quiet",
      "--token",
      "--open-region",
      "--open-output *",
      "--outfile",
    ]);
  });

  it("gives an operation without input two ways to skip it, and none to one that streams", () => {
    expect(namesOf("Ping")).toEqual(["--cli-input-json", "--cli-input-yaml", "--generate-cli-skeleton"]);
  });

  it("makes no command of an operation that sends a stream of events", () => {
    expect(commandsOf(plan).map(({ name }) => name)).toEqual(["Open", "Ping"]);
  });

  it("names the streamed member in the data, and marks required and hidden as the parser reads them", () => {
    const { options, streamsOutput } = cliData(plan).commands.get("open") ?? {};
    expect(streamsOutput).toBe("Body");
    expect(options).toEqual([
      { name: "zebra", member: "Zebra" },
      { name: "quiet", member: "Quiet" },
      { name: "token", member: "Token" },
      { name: "open-region", member: "Region" },
      { name: "open-output", member: "Output", required: true },
    ]);
  });
});

describe("the data of AmplifyBackend's command line", () => {
  const plan = planOfFile("model/amplifybackend");
  const { files, commands: data } = cliData(plan);

  it("finds every command and waiter by its line", () => {
    expect(data.size).toBe(32);
    for (const [name, command] of data) expect(command.name).toBe(name);
  });

  it("pages what the overlay says, with the package's paginator", () => {
    expect(data.get("list-backend-jobs")?.pagination).toEqual({
      inputToken: ["NextToken"],
      outputToken: ["NextToken"],
      limitKey: "MaxResults",
      resultKeys: ["Jobs"],
      paginator: "paginateListBackendJobs",
    });
    expect(
      data
        .get("list-backend-jobs")
        ?.options.filter(({ hidden }) => hidden)
        .map(({ name }) => name),
    ).toEqual(["max-results", "next-token"]);
  });

  it("has the errors of an operation with what they are", () => {
    const { errors = [], shapes = {} } = data.get("get-backend") ?? {};
    expect(errors.map((key) => [shapes[key]?.name, shapes[key]])).toEqual([
      ["NotFoundException", expect.objectContaining({ error: { status: 404 } })],
      ["GatewayTimeoutException", expect.objectContaining({ error: { status: 504 } })],
      ["TooManyRequestsException", expect.objectContaining({ error: { status: 429 } })],
      ["BadRequestException", expect.objectContaining({ error: { status: 400 } })],
    ]);
  });

  it("marks what destroys, and nothing else", () => {
    const marked = [...data.values()].filter(({ destroys }) => destroys !== undefined).map(({ name }) => name);
    expect(marked).toEqual(plan.model.operations.filter((one) => one.destroys !== undefined).map(plan.command));
    expect(marked).toContain("delete-backend");
    expect(marked).not.toContain("get-backend");
  });

  it("has a waiter with the options of the operation that it asks with", () => {
    const line = data.get("backend-job-complete");
    expect(line?.waiter).toEqual({
      name: "BackendJobComplete",
      waitUntil: "waitUntilBackendJobComplete",
      asks: "get-backend-job",
      delay: 5,
      maxAttempts: 120,
    });
    expect(line?.options).toEqual(data.get("get-backend-job")?.options);
    expect(line?.output).toBeUndefined();
  });

  it("has every key that a shape, an input or an output names", () => {
    for (const { name, shapes, input, output, errors } of data.values()) {
      const named = Object.values(shapes).flatMap((shape): readonly string[] => {
        if ("members" in shape) return Object.values(shape.members).map((one) => one.shape);
        if (shape.type === "list") return [shape.member];
        return shape.type === "map" ? [shape.key, shape.value] : [];
      });
      for (const key of [...named, input, output, ...errors]) {
        if (key !== undefined) expect(Object.keys(shapes), `${name} names ${key}`).toContain(key);
      }
    }
  });

  it("is made of data files in dist and manual pages outside it", () => {
    const paths = files.map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith("dist/"))).toEqual([
      "dist/cli/index.json",
      "dist/cli/commands.jsonl",
    ]);
    expect(paths.filter((path) => path.startsWith("man/"))).toEqual(manualNames(plan).map((name) => `man/${name}.1`));
    expect(manualNames(plan)).toHaveLength(34);
    expect(paths).toEqual(
      expect.arrayContaining([
        "man/amplifybackend.1",
        "man/amplifybackend-update-backend-auth.1",
        "man/amplifybackend-wait.1",
        "man/amplifybackend-wait-backend-job-complete.1",
      ]),
    );
  });
});

function operation(input: string | undefined, output: string | undefined): object {
  return {
    type: "operation",
    ...(input === undefined ? {} : { input: { target: input } }),
    ...(output === undefined ? {} : { output: { target: output } }),
    traits: { "smithy.api#http": { method: "POST", uri: `/${input?.replace("#", "/") ?? "none"}` } },
  };
}
