/** Doc → documentation comments: their form, and that TypeScript finds in them the tags that were meant and no others. */

import fc from "fast-check";
import { ts } from "ts-morph";
import { describe, expect, test } from "vitest";
import { tsdoc, tsdocText } from "../../codegen/doc/jsdoc.ts";
import { parseDoc } from "../../codegen/doc/parse.ts";
import { paragraph } from "../../templates/runtime/doc/text.ts";
import { tsdocBlock } from "../support/comment.ts";

const LONG = `<p>${"word ".repeat(30)}</p>`;

describe("the comment", () => {
  test.each([
    ["is absent without text", "", [], {}, ""],
    ["is one line if it fits", "<p>The app ID.</p>", [], {}, "/** The app ID. */"],
    ["is indented", "<p>The app ID.</p>", [], { indent: 2 }, "  /** The app ID. */"],
    ["has a tag alone", "", ["@public"], {}, "/** @public */"],
    [
      "has tags below its text",
      "<p>a</p>",
      ["@public", "@deprecated b"],
      {},
      "/**\n * a\n *\n * @public\n * @deprecated b\n */",
    ],
    [
      "keeps the lines of an example",
      "<p>a</p>",
      ["@example\nb(\n  1,\n);"],
      {},
      "/**\n * a\n *\n * @example\n * b(\n *   1,\n * );\n */",
    ],
    ["has empty lines without blanks", "<p>a</p><p>b</p>", [], { indent: 2 }, "  /**\n   * a\n   *\n   * b\n   */"],
    ["has listings as they are", "<pre>a  b\n    c</pre>", [], {}, "/**\n * ```\n * a  b\n *     c\n * ```\n */"],
    [
      "does not end early",
      "<p>*/ <code>a/*/b</code></p><pre>*/</pre>",
      [],
      {},
      "/**\n * \\*\\/ `a/*\\/b`\n *\n * ```\n * *\\/\n * ```\n */",
    ],
    ["does not begin tags", "<p>@a b@c (@d) e @f {@link g}</p>", [], {}, "/** \\@a b@c (@d) e \\@f \\{\\@link g} */"],
    [
      "does not begin tags in listings",
      "<pre>@a\n  @b c@d e @f</pre>",
      [],
      {},
      "/**\n * ```\n * \\@a\n *   \\@b c@d e \\@f\n * ```\n */",
    ],
    ["breaks code where a tag would begin", "<p><code>jq @json {x}</code></p>", [], {}, "/** `jq` `@json {x}` */"],
    [
      "has no line ends that only some see",
      "<pre>a\u2028b\u2029c</pre>",
      ["@x a\u2028b"],
      {},
      "/**\n * ```\n * a\n * b\n * c\n * ```\n *\n * @x a b\n */",
    ],
    ["has headings and boxes", "<h1>a</h1><note>b</note>", [], {}, "/**\n * ### a\n *\n * > **Note:** b\n */"],
    ["drops a mark that Markdown cannot see", "<p>a<b>(b)</b>c</p>", [], {}, "/** a(b)c */"],
  ] as const)("%s", (_rule, source, tags, options, text) => {
    expect(tsdocBlock(parseDoc(source), tags, options)).toBe(text);
  });

  test("wraps", () => {
    const lines = tsdocBlock(parseDoc(LONG), [], { indent: 4, width: 60 }).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(lines.length).toBe(5);
  });

  test("wraps nowhere that a block or tag would begin", () => {
    const text = tsdoc(
      paragraph("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ", { kind: "code", text: "x - y = 1. # >" }),
      [],
      { width: 43 },
    );
    expect(
      text
        .split("\n")
        .slice(1)
        .filter((line) => /^[-@#>]|^1\./.test(line)),
    ).toEqual([]);
    expect(text.replace(/\s+/g, " ")).toContain("`x - y = 1. # >`");
  });

  test("links to what exists in the code", () => {
    const link = (name: string): string | undefined => (name === "ListApps" ? "ListAppsCommand" : undefined);
    expect(tsdoc(parseDoc("<p><a>ListApps</a> <a>Other</a></p>"), [], { link })).toBe(
      "{@link ListAppsCommand | ListApps} Other",
    );
  });

  test("tags take plain text", () => {
    expect(tsdocText("Use @x or */ <b>\n now.")).toBe("Use \\@x or \\*\\/ \\<b> now.");
  });
});

/** The tags that TypeScript's own parser finds. */
function tagsIn(comment: string): readonly string[] {
  const source = ts.createSourceFile("a.ts", `${comment}\nexport const a = 1;\n`, ts.ScriptTarget.Latest, true);
  expect(source.statements.length).toBe(1);
  const statement = source.statements[0];
  return statement === undefined ? [] : ts.getJSDocTags(statement).map((tag) => tag.tagName.text);
}

describe("TypeScript", () => {
  const pieces = fc.array(
    fc.constantFrom(
      "@a",
      "@",
      " ",
      "\n",
      "`",
      "{",
      "}",
      "{@link x}",
      "*/",
      "/*",
      "*",
      "word",
      "<p>",
      "</p>",
      "<pre>",
      "</pre>",
      "<code>",
      "</code>",
      "\u2028",
      "- ",
    ),
    { maxLength: 30 },
  );

  test("finds the tags that were meant and no others", () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 43, max: 80 }), (parts, width) => {
        expect(tagsIn(tsdocBlock(parseDoc(parts.join("")), ["@public"], { width }))).toEqual(["public"]);
      }),
      { numRuns: 1000 },
    );
  });
});
