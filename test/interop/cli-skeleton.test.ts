/**
 * `--generate-cli-skeleton` in its three forms, for every command: what the generated program prints is what the AWS CLI
 * prints. The package is made from AWS's own model, so that the documentation in comments agrees.
 *
 * The YAML is compared without what a YAML library did (how many blanks stand before a comment, whether a word is quoted).
 */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWithShared, readShared, repositoryRoot } from "../support/shared-folder.ts";
import { type Ran, run, swage, workshop } from "../support/workshop.ts";

const MODEL = resolve(repositoryRoot, process.env["SWAGE_SHARED"] ?? "../shared", "models/smithy/amplifybackend.json");
const AWS = process.env["SWAGE_AWS"] ?? "/usr/bin/aws";

interface Facts {
  readonly operations: readonly {
    readonly command: string;
    readonly cliOptions: readonly {
      readonly option: string;
      readonly type: string;
      readonly required: boolean;
      readonly member?: string;
    }[];
  }[];
}

/** No file, no metadata service and no setting of the machine takes part. */
const environment: NodeJS.ProcessEnv = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  LANG: "C.UTF-8",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_PAGER: "",
};

/** `ON` and `'ON'` are one, and so are one blank before a comment and two; a comment that is only a mark ends in no blank. */
const normalYaml = (text: string): readonly string[] =>
  text.split("\n").map((line) => {
    const [value = "", ...comment] = line.split(/ +# /);
    return [value.replace(/(: |- )'(\w+)'$/, "$1$2").trimEnd(), ...comment].join(" # ").trimEnd();
  });

const installed = existsSync(AWS);
if (!installed) {
  if (process.env["SWAGE_REQUIRE_SHARED"] === "1") throw new Error(`${AWS} is missing: install Debian's awscli`);
  console.warn(`skipped: skeletons of the AWS CLI: ${AWS} is missing (SWAGE_AWS names another)`);
}

describeWithShared("--generate-cli-skeleton", () => {
  const { operations } = JSON.parse(readShared("spec/amplifybackend-facts.json")) as Facts;
  const place = workshop();
  const bin = join(place.path, "amplifybackend", "dist", "cli", "main.cjs");
  const theirs = (...args: readonly string[]): Ran => run(AWS, ["amplifybackend", ...args], place.path, environment);
  const ours = (...args: readonly string[]): Ran => run(process.execPath, [bin, ...args], place.path, environment);

  beforeAll(() => {
    const made = swage(["generate", "-i", MODEL, "-o", join(place.path, "amplifybackend")], place.path);
    expect(made.stderr).not.toContain("error");
    expect(made.status).toBe(0);
  });
  afterAll(() => place.close());

  it("knows all commands", () => expect(operations).toHaveLength(31));

  for (const { command, cliOptions } of operations) {
    it.skipIf(!installed)(command, () => {
      const json = theirs(command, "--generate-cli-skeleton");
      expect(json.status).toBe(0);
      expect(ours(command, "--generate-cli-skeleton")).toEqual(json);
      expect(ours(command, "--generate-cli-skeleton", "input")).toEqual(json);

      const yaml = theirs(command, "--generate-cli-skeleton", "yaml-input");
      const ourYaml = ours(command, "--generate-cli-skeleton", "yaml-input");
      expect(yaml.status).toBe(0);
      expect(ourYaml.status).toBe(0);
      expect(normalYaml(ourYaml.stdout)).toEqual(normalYaml(yaml.stdout));

      const skeleton = JSON.parse(json.stdout) as Readonly<Record<string, unknown>>;
      const required = cliOptions
        .filter((one) => one.required)
        .flatMap(({ option, type, member = "" }) => [
          option,
          type === "string" ? "x" : JSON.stringify(skeleton[member]),
        ]);
      const request = [command, ...required, "--region", "us-east-1", "--generate-cli-skeleton", "output"];
      const output = theirs(...request);
      expect(output.status, output.stderr).toBe(0);
      expect(ours(...request)).toEqual(output);
    });

    it(`${command}: asks for what is required before it shows an output`, () => {
      const required = cliOptions.filter((one) => one.required).map(({ option }) => option);
      if (required.length === 0) return;
      const missing = ours(command, "--region", "us-east-1", "--generate-cli-skeleton", "output");
      expect(missing.status).toBe(252);
      expect(missing.stderr).toContain(`the following arguments are required: ${required.join(", ")}`);
    });
  }
});
