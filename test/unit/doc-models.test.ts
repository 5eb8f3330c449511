/**
 * The documentation of real service models: every character of text survives the reading, and every printer takes every
 * Doc. The expectation is made from the string by dropping the tags that these models use as markup; it knows nothing of
 * our reader. Time is printed, not asserted.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { markdown } from "../../codegen/doc/markdown.ts";
import { parseDoc } from "../../codegen/doc/parse.ts";
import { roff } from "../../codegen/doc/roff.ts";
import { terminal } from "../../templates/runtime/doc/terminal.ts";
import { plainText } from "../../templates/runtime/doc/text.ts";
import { tsdocBlock } from "../support/comment.ts";

const folder = resolve(import.meta.dirname, "../..", process.env["SWAGE_SHARED"] ?? "../shared", "models");
const required = process.env["SWAGE_REQUIRE_SHARED"] === "1";
const present = existsSync(folder);
if (!present) console.log(`skipped: no models at ${folder} (set SWAGE_SHARED)`);

const MARKUP = /<\/?(?:p|code|a|li|i|ul|b|note|dt|dd|important|dl|ol)(?:\s[^<>]*)?\/?>/g;

/** The text that the string shows: entities decoded, and no white space, because that may change. */
function expected(source: string): string {
  return source
    .replace(/<fullname>[\s\S]*?<\/fullname>/g, "")
    .replace(MARKUP, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replace(/&#x([0-9A-F]+);/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, "");
}

/** `plainText` without white space; the comma between two terms that share a definition is ours. */
const shown = (source: string): string => plainText(parseDoc(source)).replace(/\s+/g, "");

function documentation(file: string): readonly string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if ((key === "smithy.api#documentation" || key === "documentation") && typeof inner === "string")
        found.add(inner);
      else visit(inner);
    }
  };
  visit(JSON.parse(readFileSync(file, "utf8")));
  return [...found];
}

function modelFiles(): readonly string[] {
  if (!present) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /^smithy[\\/][^\\/]+\.json$|service-2\.json$/.test(path))
    .sort();
}

describe("the documentation of real models", () => {
  test.runIf(required || present)("there are models", () => {
    expect(modelFiles().length).toBeGreaterThan(0);
  });

  test.each(modelFiles().map((file) => [file] as const))("%s", (file) => {
    const sources = documentation(resolve(folder, file));
    const start = performance.now();
    const docs = sources.map(parseDoc);
    const time = performance.now() - start;
    console.log(`${file}: ${sources.length} texts read in ${time.toFixed(0)} ms`);

    const html = sources.filter((source) => /^\s*</.test(source));
    const lost = html.filter((source) => {
      const shared = source.match(/<\/dt>\s*<dt>/g)?.length ?? 0;
      const got = shown(source);
      return (
        got !== expected(source) && (shared === 0 || got.replaceAll(",", "") !== expected(source).replaceAll(",", ""))
      );
    });
    expect(lost).toEqual([]);

    for (const doc of docs) {
      expect(tsdocBlock(doc).slice(3, -2)).not.toContain("*/");
      const words =
        plainText(doc)
          .match(/[A-Za-z0-9]+/g)
          ?.join("") ?? "";
      const printed =
        terminal(doc, { width: 78, indent: 4 })
          .match(/[A-Za-z0-9]+/g)
          ?.join("") ?? "";
      // Printers add leads and numbers of their own, so theirs are at least as many.
      expect(printed.length).toBeGreaterThanOrEqual(words.length);
      expect(markdown(doc).length).toBeGreaterThanOrEqual(words.length);
      expect(
        roff(doc)
          .split("\n")
          .filter((line) => /^[.']/.test(line) && !MACRO.test(line)),
      ).toEqual([]);
    }
  });
});

const MACRO = /^\.(?:PP|br|nf|fi|RE|RS \d+|TP \d+|IP (?:\\\(bu|\d+\.) \d+)$/;
