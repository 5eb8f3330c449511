/** Doc → Markdown: what each kind of block and inline looks like on a page, and what is escaped where. */

import { describe, expect, test } from "vitest";
import { escapeMarkdown, inlineMarkdown, markdown } from "../../codegen/doc/markdown.ts";
import { parseDoc } from "../../codegen/doc/parse.ts";

const TABLE: readonly (readonly [rule: string, source: string, text: string])[] = [
  ["nothing", "", ""],
  ["a paragraph", "<p>The app <b>ID</b> of <i>one</i> <code>App</code>.</p>", "The app **ID** of *one* `App`."],
  ["paragraphs", "<p>a</p><p>b</p>", "a\n\nb"],
  ["a link", '<p><a href="https://a.example/x">t</a></p>', "[t](https://a.example/x)"],
  ["a link with brackets", '<p><a href="https://a.example/(x)">a [b]</a></p>', "[a \\[b\\]](<https://a.example/(x)>)"],
  ["an address that is its own text", "<p>https://a.example/x_y</p>", "<https://a.example/x_y>"],
  ["a reference that is known", "<p><a>ListApps</a></p>", "[ListApps](ListApps.md)"],
  ["a reference that is not", "<p><a>ListOther</a></p>", "ListOther"],
  ["a line break", "<p>a<br>b</p>", "a\\\nb"],
  ["a list", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"],
  ["an ordered list", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n   - b\n2. c"],
  ["items of several paragraphs", "<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n\n- c"],
  ["two lists in a row", "<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"],
  ["a note", "<note><p>a</p><p>b</p></note>", "> **Note:** a\n>\n> b"],
  ["a box that begins with a list", "<important><ul><li>a</li></ul></important>", "> **Important:**\n>\n> - a"],
  [
    "definitions",
    "<dl><dt>a</dt><dd>b</dd><dt><code>c</code></dt><dd><ul><li>d</li></ul></dd></dl>",
    "- **a**: b\n- **`c`**:\n  - d",
  ],
  [
    "a table",
    "<table><tr><th>A<th>B<tr><td>a|b<td><code>c|d</code></table>",
    "| A | B |\n| --- | --- |\n| a\\|b | `c\\|d` |",
  ],
  ["a listing", '<pre><code class="language-ts">a\n  b</code></pre>', "```ts\na\n  b\n```"],
  ["a listing with a fence in it", "<pre>a\n```\nb</pre>", "````\na\n```\nb\n````"],
  ["a heading", "<h2>a #</h2>", "## a \\#"],
  ["code with backticks", "<p><code>a`b</code> <code>`</code></p>", "``a`b`` `` ` ``"],
  ["marks in text", "<p>*a* _b_ `c` &lt;d> [e](f) \\*</p>", "\\*a\\* \\_b\\_ \\`c\\` \\<d> \\[e\\](f) \\\\\\*"],
  ["marks that mean nothing", "<p>a_b 2 &lt; 3 > 1 C:\\x [e] &amp; f</p>", "a_b 2 < 3 > 1 C:\\x [e] & f"],
  ["text that would be an entity", "<p>&amp;lt;</p>", "\\&lt;"],
  [
    "text that would begin a block",
    "<p>- a</p><p>1. b</p><p># c</p><p>&gt; d</p><p>---</p>",
    "\\- a\n\n1\\. b\n\n\\# c\n\n\\> d\n\n\\---",
  ],
  ["formulas", "<p>$a and $b</p><p>one $</p>", "\\$a and \\$b\n\none $"],
  ["addresses that are none", "<p>https://{a}.example</p>", "https\\://{a}.example"],
  ["a mark that ends with punctuation", "<p><b>Note:</b>text</p>", "**Note**:text"],
  ["a mark that Markdown cannot see", "<p>a<b>(b)</b>c</p>", "a<strong>(b)</strong>c"],
  ["U+2028", "<p>a\u2028b</p>", "a b"],
];

describe("Markdown", () => {
  test.each(TABLE)("%s", (_rule, source, text) => {
    expect(markdown(parseDoc(source), { link: (name) => (name === "ListApps" ? "ListApps.md" : undefined) })).toBe(
      text,
    );
  });

  test("headings move down, but not below the sixth level", () => {
    expect(markdown(parseDoc("<h1>a</h1><h5>b</h5>"), { headingBase: 2 })).toBe("### a\n\n###### b");
  });

  test("all lines are indented", () => {
    expect(markdown(parseDoc("<p>a</p><ul><li>b</li></ul>"), { indent: 2 })).toBe("  a\n\n  - b");
  });

  test("inlines stay on one line", () => {
    expect(inlineMarkdown([{ kind: "text", text: "a" }, { kind: "break" }, { kind: "code", text: "b" }])).toBe(
      "a<br>`b`",
    );
  });

  test("any text can be escaped", () => {
    expect(escapeMarkdown("  # a\n*b* ")).toBe("\\# a \\*b\\*");
  });
});
