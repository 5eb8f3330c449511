/**
 * The manual pages: what whatis, groff and mandoc make of them. Formatters are not on every machine: a suite without one
 * says so and is skipped.
 */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { cli } from "../../codegen/artifacts/cli/index.ts";
import { planOfFile, planOfShapes } from "./cli-artifact-plan.ts";

const plan = planOfFile("model/amplifybackend");
const hostile = planOfShapes({
  "test#Odd": {
    type: "operation",
    input: { target: "test#OddInput" },
    traits: {
      "smithy.api#http": { method: "POST", uri: "/odd" },
      "smithy.api#documentation":
        "<p>.SH of a page that 'begins' with a dot, a \\ and \"quotes\".</p><h3>Head</h3><ul><li><h4>Deep</h4>x</li></ul>",
      "smithy.api#examples": [{ title: ".TH", input: { Name: ".'\\\"" } }],
    },
  },
  "test#OddInput": {
    type: "structure",
    members: {
      Name: {
        target: "smithy.api#String",
        traits: {
          "smithy.api#pattern": "^arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}(-gov)?-[a-z]+-\\d{1}:\\d{12}:function:[\\w-]+$",
        },
      },
      Deep: { target: "test#Deep0" },
    },
  },
  ...Object.fromEntries(
    Array.from({ length: 14 }, (_, level) => [
      `test#Deep${level}`,
      {
        type: "structure",
        members: {
          Below: {
            target: level === 13 ? "smithy.api#String" : `test#Deep${level + 1}`,
            traits: { "smithy.api#documentation": "<p>Antidisestablishmentarianism, once more.</p>" },
          },
        },
      },
    ]),
  ),
});
const pages = [plan, hostile].flatMap((one) =>
  [...cli.emit(one)].flatMap((file) =>
    file.path.startsWith("man/") && "text" in file ? [{ path: file.path, text: file.text }] : [],
  ),
);

const run = (program: string, args: readonly string[], input: string): { text: string; status: number | null } => {
  const { stdout, stderr, status } = spawnSync(program, args, { input, encoding: "utf8" });
  return { text: `${stdout}${stderr}`, status };
};

/** A suite for a formatter, or the reason why there is none. */
function describeWith(program: string, body: () => void): void {
  if (spawnSync(program, ["--version"]).error === undefined) {
    describe(program, body);
    return;
  }
  console.warn(`skipped: manual pages with ${program}: it is not installed`);
  describe.skip(program, () => it("is not installed", () => undefined));
}

describe("manual pages", () => {
  const update = pages.find(({ path }) => path === "man/amplifybackend-update-backend-auth.1")?.text ?? "";

  it("have a name that whatis finds, and no date", () => {
    expect(update.split("\n").slice(0, 5)).toEqual([
      '.TH UPDATE\\-BACKEND\\-AUTH 1 "" "amplifybackend 1.0.0" AmplifyBackend',
      ".ad l",
      ".SH NAME",
      "amplifybackend\\-update\\-backend\\-auth \\- Changes how users sign in to the app",
      "in a backend environment",
    ]);
  });

  it("close every indentation that they open", () => {
    for (const { path, text } of pages) {
      const count = (macro: RegExp): number => text.match(macro)?.length ?? 0;
      expect(count(/^\.RS\b/gm), path).toBe(count(/^\.RE\b/gm));
      expect(count(/^\.nf\b/gm), path).toBe(count(/^\.fi\b/gm));
    }
  });

  it("are ASCII, so that no locale changes them", () => {
    for (const { path, text } of pages) expect(/^[\n\x20-\x7e]*$/.test(text), path).toBe(true);
  });
});

describeWith("groff", () => {
  it("says nothing about any page", () => {
    for (const { path, text } of pages) {
      expect(run("groff", ["-man", "-Tutf8", "-ww", "-z"], text), path).toEqual({ text: "", status: 0 });
    }
  });

  it("shows words of the model as they are", () => {
    const odd = pages.find(({ path }) => path === "man/zoo-odd.1")?.text ?? "";
    const shown = run("groff", ["-man", "-Tutf8", "-P-c", "-P-b", "-P-u"], odd).text.replaceAll(/\s+/g, " ");
    expect(shown).toContain(".SH of a page that 'begins' with a dot, a \\ and \"quotes\".");
    expect(shown).toContain("zoo odd --name '.'\\''\\\"'");
  });
});

describeWith("mandoc", () => {
  it("finds no error in any page", () => {
    for (const { path, text } of pages) {
      expect(run("mandoc", ["-T", "lint", "-W", "error"], text), path).toEqual({ text: "", status: 0 });
    }
  });
});
