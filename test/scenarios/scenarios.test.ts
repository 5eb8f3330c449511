/**
 * The scenarios: pages that explain a feature and fail when it breaks. A page holds a model, and excerpts of what is made of
 * it: `ts types.ts U` is the declaration U of src/types.ts, `md docs/index.md ## Heading` a section of a page, `text
 * diagnostics` what is found wrong. `RECORD=1` writes what is made into the page.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { emit, load } from "../../codegen/generate.ts";
import { locate } from "../../codegen/load/position.ts";
import { optionsOf } from "../../codegen/options.ts";
import type { OutputFile } from "../../codegen/output/files.ts";
import { printTs } from "../../codegen/ts/print.ts";
import { type Block, blocksOf, rewritten } from "../support/page.ts";
import { repositoryRoot } from "../support/shared-folder.ts";

const folder = join(repositoryRoot, "test", "scenarios");
const work = mkdtempSync(join(tmpdir(), "swage-scenarios-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A model without a service gets one, with an operation that takes and gives every shape of the page. */
function whole(text: string): string {
  const model = JSON.parse(text) as { shapes: Record<string, { type: string }> };
  if (Object.values(model.shapes).some((shape) => shape.type === "service" || shape.type === "operation")) return text;
  const [first = "a#X"] = Object.keys(model.shapes);
  const namespace = first.slice(0, first.indexOf("#"));
  const data = Object.keys(model.shapes);
  const members = Object.fromEntries(data.map((id, index) => [`m${index}`, { target: id }]));
  Object.assign(model.shapes, {
    [`${namespace}#Demo`]: {
      type: "service",
      version: "2024-01-01",
      operations: [{ target: `${namespace}#Call` }],
      traits: { "aws.protocols#restJson1": {} },
    },
    [`${namespace}#Call`]: {
      type: "operation",
      input: { target: `${namespace}#CallInput` },
      output: { target: `${namespace}#CallInput` },
      traits: { "smithy.api#http": { method: "POST", uri: "/" } },
    },
    [`${namespace}#CallInput`]: { type: "structure", members },
  });
  return JSON.stringify(model, null, 2);
}

/** What the generator makes of a page's model, as the answer to each expectation. */
function answers(name: string, blocks: readonly Block[]): (info: string) => string {
  const body = (info: string): string | undefined => blocks.find((one) => one.info === info)?.body;
  const path = join(work, `${name}.json`);
  writeFileSync(path, whole(body("json model") ?? "{}"));
  const overlay = body("json overlay");
  const overlayPath = join(work, `${name}.overlay.json`);
  if (overlay !== undefined) writeFileSync(overlayPath, overlay);
  const options = optionsOf(JSON.parse(body("json options") ?? "{}") as object);
  const result = load({
    input: path,
    ...(overlay === undefined ? {} : { overlay: overlayPath }),
    options,
    swage: "0.0.0",
  });
  const files = result.plan === undefined || result.diagnostics.failed ? [] : [...emit(result.plan)];
  return (info) => {
    const [language, file = "", ...rest] = info.split(" ");
    if (file === "diagnostics") {
      const texts = new Map([
        [path, readFileSync(path, "utf8")],
        ...(overlay === undefined ? [] : [[overlayPath, overlay] as const]),
      ]);
      return result.diagnostics.all
        .map(({ code, severity, place, shape, message, hint }) => {
          const at = place === undefined ? undefined : locate(texts.get(place.file) ?? "", place);
          const where =
            place === undefined
              ? ""
              : ` ${place.file === path ? "model.json" : "overlay.json"}${at === undefined ? "" : `:${at.line}:${at.column}`}`;
          return `${severity} ${code}${where}${shape === undefined ? "" : ` ${shape}`}\n  ${message}\n${hint === undefined ? "" : `  hint: ${hint}\n`}`;
        })
        .join("");
    }
    const found = files.find((one) => one.path === file || one.path === `src/${file}`);
    if (found === undefined) return `(no file ${file})\n`;
    return excerpt(language ?? "", textOf(found), rest.join(" "));
  };
}

function textOf(file: OutputFile): string {
  if (file.kind === "ts") return printTs(file);
  if (file.kind === "text") return file.text;
  return file.kind === "json" ? `${JSON.stringify(file.json, null, 2)}\n` : "";
}

/** A declaration of a TypeScript file, a section of a page, or the whole. */
function excerpt(language: string, text: string, what: string): string {
  if (what === "") return text;
  if (language === "ts") {
    const parts = text.split(/\n\n(?=(?:\/\*\*|export|const|function|class))/);
    const found = parts.filter((part) =>
      new RegExp(
        `^(?:export )?(?:declare )?(?:interface|type|const|class|function|namespace) ${what.replaceAll("$", "\\$")}(?![\\w$])`,
        "m",
      ).test(part),
    );
    return found.length === 0 ? `(no declaration ${what})\n` : `${found.map((part) => part.trimEnd()).join("\n\n")}\n`;
  }
  const lines = text.split("\n");
  const start = lines.indexOf(what);
  if (start < 0) return `(no section ${what})\n`;
  const depth = what.match(/^#+/)?.[0].length ?? 1;
  let listing = false;
  const length = lines.slice(start + 1).findIndex((line) => {
    if (/^ *```/.test(line)) listing = !listing;
    return !listing && new RegExp(`^#{1,${depth}} `).test(line);
  });
  return `${lines
    .slice(start, length < 0 ? undefined : start + 1 + length)
    .join("\n")
    .trimEnd()}\n`;
}

const isExpectation = ({ info }: Block): boolean => !info.startsWith("json ") || /\.json( |$)/.test(info);

describe.each(readdirSync(folder).filter((name) => name.endsWith(".md")))("%s", (name) => {
  const page = readFileSync(join(folder, name), "utf8");
  const blocks = blocksOf(page);
  const answer = answers(name.replace(/\.md$/, ""), blocks);
  const expectations = blocks.filter(isExpectation);

  it("says something", () => expect(expectations.length).toBeGreaterThan(0));

  if (process.env["RECORD"] === "1") {
    it("is recorded", () => {
      const text = rewritten(page, (block) => (isExpectation(block) ? answer(block.info) : undefined));
      writeFileSync(join(folder, name), text);
    });
    return;
  }
  it.each(expectations.map((block) => [block.info, block] as const))("%s", (info, block) => {
    expect(answer(info)).toBe(block.body);
  });
});
