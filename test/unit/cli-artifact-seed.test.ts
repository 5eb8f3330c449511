/**
 * The generated page of `update-backend-auth`, against the manual page that the AWS CLI made of the same command: sections,
 * options, members with their types and levels, and the JSON Syntax block. The model is AWS's own, so that texts agree.
 */
import { expect, it } from "vitest";
import { describeWithShared, readShared } from "../support/shared-folder.ts";
import { planOfFile } from "./cli-artifact-plan.ts";
import { cliData } from "./cli-data.ts";

/** A line `Name -> (type)`, `--name (type)` or `(type)`, with the column that it begins in. */
interface Line {
  readonly column: number;
  readonly name: string;
  readonly type: string;
}

describeWithShared("the page of update-backend-auth", () => {
  const seed = readShared("seeds/004_456a48a537e4d6cd.txt").split("\n");
  const plan = planOfFile(`${process.env.SWAGE_SHARED ?? "../shared"}/models/smithy/amplifybackend.json`);
  const page = plainPage();
  const jsonSyntax = (lines: readonly string[]): readonly string[] => {
    const start = lines.indexOf("       JSON Syntax:");
    const end = lines.findIndex((line, index) => index > start && /^ {7}--/.test(line));
    const block = lines.slice(start + 1, end).filter((line) => line.trim() !== "");
    const margin = Math.min(...block.map((line) => line.search(/\S/)));
    return block.map((line) => line.slice(margin));
  };

  function plainPage(): readonly string[] {
    const text = cliData(plan).help("update-backend-auth");
    return text.replaceAll("\u001b[1m", "").replaceAll("\u001b[22m", "").split("\n");
  }

  it("begins and ends with the title, 78 columns wide", () => {
    expect(page[0]).toBe(seed[0]);
    expect(page.filter((line) => line !== "").at(-1)).toBe(seed.filter((line) => line !== "").at(-1));
  });

  it("has the sections of the manual page in their order", () => {
    const headings = (lines: readonly string[]): readonly string[] =>
      lines.filter((line) => /^[A-Z][A-Z ]+$/.test(line));
    const wanted = headings(seed);
    expect(wanted).toEqual(["NAME", "DESCRIPTION", "SYNOPSIS", "OPTIONS", "OUTPUT"]);
    expect(headings(page).filter((one) => wanted.includes(one))).toEqual(wanted);
  });

  it("says the name, the description and where to read on", () => {
    expect(page).toContainEqual(expect.stringMatching(/^ {7}update-backend-auth -/));
    for (const line of [
      "       Updates an existing backend authentication resource.",
      "       See also: AWS API Documentation",
    ])
      expect(page).toContain(line);
  });

  it("has every line of the synopsis", () => {
    const start = seed.indexOf("SYNOPSIS");
    const lines = seed.slice(start + 2, seed.indexOf("OPTIONS") - 1);
    expect(lines).toHaveLength(6);
    const own = page.slice(page.indexOf("SYNOPSIS") + 2, page.indexOf("OPTIONS"));
    expect(own.slice(0, lines.length).map((line) => line.trim())).toEqual(lines.map((line) => line.trim()));
  });

  it("has every option and member with its type at its column", () => {
    const wanted = entryLines(seed.slice(seed.indexOf("OPTIONS"), seed.indexOf("OUTPUT")));
    expect(wanted).toHaveLength(52);
    const own = entryLines(page.slice(page.indexOf("OPTIONS"), page.indexOf("GLOBAL OPTIONS")));
    // What was added to the model since the manual page was made.
    const added = own.findIndex(({ name }) => name === "VerificationMessage");
    const known = own.filter((_, index) => index < added || index >= added + 7);
    expect(known).toEqual(wanted);
  });

  it("has every member of the output", () => {
    const wanted = entryLines(seed.slice(seed.indexOf("OUTPUT")));
    expect(wanted).toHaveLength(6);
    expect(entryLines(page.slice(page.indexOf("OUTPUT"), page.indexOf("ERRORS")))).toEqual(wanted);
  });

  it("has the JSON Syntax block, and no shorthand: the structure is too deep for it", () => {
    const wanted = jsonSyntax(seed);
    const own = [...jsonSyntax(page)];
    const added = own.findIndex((line) => line.includes('"VerificationMessage"'));
    own.splice(added, 10);
    own[added - 1] = own[added - 1]?.replace(/,$/, "") ?? "";
    expect(own).toEqual(wanted);
    expect(page.join("\n")).not.toContain("Shorthand Syntax");
  });

  it("has the descriptions, word by word", () => {
    const words = (lines: readonly string[]): string =>
      lines
        .map((line) => line.trim())
        .join(" ")
        .replace(/(\w)- (?=[a-z])/g, "$1")
        .replace(/\s+/g, " ");
    const own = words(page);
    for (const text of [
      "The resource configuration for this request object.",
      "Describes the authorization configuration for the Amazon Cognito identity pool, provisioned as a part of your auth resource in the Amplify project.",
      "Describes the client_id (also called Services ID) that comes from Apple.",
      "Describes additional constraints on password requirements to sign in to the auth resource, configured as a part of your Amplify project.",
      "If the request fails, this error is returned.",
    ]) {
      expect(words(seed)).toContain(text);
      expect(own).toContain(text);
    }
  });

  it("marks what is required, with the values and bounds that the manual page did not have yet", () => {
    expect(page).toContain("       --resource-config (structure) [required]");
    expect(page).toContain("          AuthResources -> (string) [required]");
    expect(page.filter((line) => line.includes("Possible values:")).length).toBeGreaterThan(8);
  });
});

/** A pair of options counts as its first; marks behind the type do not count. */
function entryLines(lines: readonly string[]): readonly Line[] {
  return lines.flatMap((line): Line[] => {
    const found =
      /^( +)(?:(--[a-z-]+)(?: +\| +--[a-z-]+)? +|(\w+) -> )?\(([a-z]+)\)(?: \[required\]| Reads.*| +Prints.*)?$/.exec(
        line,
      );
    if (found === null) return [];
    const [, blanks = "", option, member, type = ""] = found;
    return [{ column: blanks.length, name: option ?? member ?? "", type }];
  });
}
