/** HTML documentation strings → Doc: one row for each rule, the malformed forms of real models among them. */

import { describe, expect, test } from "vitest";
import { parseDoc } from "../../codegen/doc/parse.ts";
import type { Block, Inline } from "../../templates/runtime/doc/tree.ts";

const text = (value: string): Inline => ({ kind: "text", text: value });
const code = (value: string): Inline => ({ kind: "code", text: value });
const strong = (...children: Inline[]): Inline => ({ kind: "strong", children });
const emphasis = (...children: Inline[]): Inline => ({ kind: "emphasis", children });
const link = (href: string, ...children: Inline[]): Inline => ({ kind: "link", href, children });
const reference = (name: string, ...children: Inline[]): Inline => ({ kind: "reference", name, children });
const p = (...parts: (string | Inline)[]): Block => ({
  kind: "paragraph",
  text: parts.map((part) => (typeof part === "string" ? text(part) : part)),
});
const ul = (...items: Block[][]): Block => ({ kind: "list", ordered: false, items });
const ol = (...items: Block[][]): Block => ({ kind: "list", ordered: true, items });

const TABLE: readonly (readonly [rule: string, source: string, doc: readonly Block[]])[] = [
  ["nothing", "", []],
  ["only blanks and empty marks", " <p> </p>\n<p/><b></b>", []],
  ["a paragraph", "<p>The app ID.</p>", [p("The app ID.")]],
  ["two paragraphs", "<p>One.</p><p>Two.</p>", [p("One."), p("Two.")]],
  ["white space is single", "<p>\n   One\n\t two  </p>", [p("One two")]],
  ["no-break spaces stay", "<p>10&nbsp;GB</p>", [p("10\u00a0GB")]],
  ["U+2028 is a blank", "<p>One\u2028two</p>", [p("One two")]],
  [
    "marks",
    "<p><b>a</b> <i>b</i> <code>c</code></p>",
    [p(strong(text("a")), " ", emphasis(text("b")), " ", code("c"))],
  ],
  [
    "marks by other names",
    "<p><strong>a</strong><em>b</em><tt>c</tt></p>",
    [p(strong(text("a")), emphasis(text("b")), code("c"))],
  ],
  ["upper-case tags", "<P><B>a</B></P>", [p(strong(text("a")))]],
  ["blanks move out of marks", "<p>a<b> b </b>c</p>", [p("a ", strong(text("b")), " c")]],
  ["blanks move out of nested marks", "<p>a<b><i> b </i></b>c</p>", [p("a ", strong(emphasis(text("b"))), " c")]],
  ["blanks move out of code", "<p>a<code> b </code>c</p>", [p("a ", code("b"), " c")]],
  ["no blank is added before punctuation", "<p><code>a</code>, b</p>", [p(code("a"), ", b")]],
  [
    "a blank between a mark and its full stop",
    "<p><code>a</code> . <b>b</b> .c</p>",
    [p(code("a"), ". ", strong(text("b")), " .c")],
  ],
  [
    "a blank in a mark before its full stop",
    "<p><code>a </code>. <b>b </b>, c</p><note><p><code>a </code>. b <code>c </code>.d</p></note>",
    [
      p(code("a"), ". ", strong(text("b")), ", c"),
      { kind: "admonition", tone: "note", body: [p(code("a"), ". b ", code("c"), " .d")] },
    ],
  ],
  ["empty marks are dropped", "<p>a <b> </b><code/>b</p>", [p("a b")]],
  ["a mark in one of its own kind", "<p><i>a <i>b</i></i></p>", [p(emphasis(text("a b")))]],
  ["neighbours of one kind", "<p><code>a</code><code>b</code></p>", [p(code("ab"))]],
  ["marks in code are dropped", "<p><code>arn:<i>region</i>:x</code></p>", [p(code("arn:region:x"))]],
  ["a link", '<p><a href="https://a.example/x">t</a></p>', [p(link("https://a.example/x", text("t")))]],
  [
    "a link in single quotes",
    "<p><a target=x href='https://a.example'>t</a></p>",
    [p(link("https://a.example", text("t")))],
  ],
  [
    "entities in an address",
    '<p><a href="https://a.example/?a&amp;b">t</a></p>',
    [p(link("https://a.example/?a&b", text("t")))],
  ],
  [
    "an address that wraps",
    '<p><a href=" https://a.example/\n   x">t</a></p>',
    [p(link("https://a.example/x", text("t")))],
  ],
  [
    "a link without text",
    '<p>a <a href="https://a.example"></a></p>',
    [p("a ", link("https://a.example", text("https://a.example")))],
  ],
  ["a script is no link", '<p><a href="javascript:x()">t</a></p>', [p("t")]],
  ["a reference", "<p>see <a>ListApps</a>.</p>", [p("see ", reference("ListApps", text("ListApps")), ".")]],
  ["a reference with an empty address", '<p><a href="">A$b</a></p>', [p(reference("A$b", text("A$b")))]],
  ["a reference to a sentence is none", "<p><a>some words</a></p>", [p("some words")]],
  ["code in a reference", "<p><a><code>X</code></a></p>", [p(reference("X", code("X")))]],
  [
    "a link in code",
    '<p><code>a <a href="https://a.example">b</a></code></p>',
    [p(code("a"), " ", link("https://a.example", code("b")))],
  ],
  [
    "a bare address",
    "<p>see https://a.example/x_y.</p>",
    [p("see ", link("https://a.example/x_y", text("https://a.example/x_y")), ".")],
  ],
  ["a template is no address", "<p>https://{bucket}.a.example</p>", [p("https://{bucket}.a.example")]],
  [
    "a line break",
    "<p>a<br/>b<br>c</br>d</p>",
    [p("a", { kind: "break" }, "b", { kind: "break" }, "c", { kind: "break" }, "d")],
  ],
  ["entities", "<p>a &lt;b&gt; &amp; &#8212;&#x27;</p>", [p("a <b> & —'")]],
  ["bogus entities", "<p>&IAM; policies &#0; &amp &Bucket=x</p>", [p("&IAM; policies &#0; &amp &Bucket=x")]],
  ["a list", "<ul><li>a</li><li><p>b</p></li></ul>", [ul([p("a")], [p("b")])]],
  ["an ordered list", "<ol> <li>a</li> </ol>", [ol([p("a")])]],
  ["two paragraphs in an item", "<ul><li><p>a</p><p>b</p></li></ul>", [ul([p("a"), p("b")])]],
  ["a nested list", "<ul><li>a<ul><li>b</li></ul></li></ul>", [ul([p("a"), ul([p("b")])])]],
  ["items without end tags", "<ul><li>a<li>b<ul><li>c</ul></ul>d", [ul([p("a")], [p("b"), ul([p("c")])]), p("d")]],
  ["items without a list", "<li>a</li><li>b</li>", [ul([p("a")], [p("b")])]],
  ["text between items", "<ul>x<li>a</li><p>y</p><li>b</li></ul>", [ul([p("x")], [p("a"), p("y")], [p("b")])]],
  ["a list in a list without an item", "<ul><li>a</li><ul><li>b</li></ul></ul>", [ul([p("a"), ul([p("b")])])]],
  ["a list in a paragraph", "<p>a:<ul><li>b</li></ul></p>c", [p("a:"), ul([p("b")]), p("c")]],
  ["empty items", "<ul><li></li><li> <p/></li></ul>", []],
  ["a note", "<note><p>a</p></note>", [{ kind: "admonition", tone: "note", body: [p("a")] }]],
  ["an important box", "<important>a</important>", [{ kind: "admonition", tone: "important", body: [p("a")] }]],
  ["danger", "<danger>a</danger>", [{ kind: "admonition", tone: "warning", body: [p("a")] }]],
  ["an empty note", "<note> </note><p>a</p>", [p("a")]],
  [
    "text before a block",
    "a <b>b</b><note>c</note>",
    [p("a ", strong(text("b"))), { kind: "admonition", tone: "note", body: [p("c")] }],
  ],
  [
    "definitions",
    "<dl><dt>a</dt><dd><p>b</p></dd><dt><code>c</code><dd>d</dl>",
    [
      {
        kind: "definitions",
        items: [
          { term: [text("a")], body: [p("b")] },
          { term: [code("c")], body: [p("d")] },
        ],
      },
    ],
  ],
  [
    "two terms for one body",
    "<dl><dt>a</dt><dt>b</dt><dd>c</dd></dl>",
    [{ kind: "definitions", items: [{ term: [text("a, b")], body: [p("c")] }] }],
  ],
  ["a listing", "<pre>\n  a\n b &lt;\n</pre>", [{ kind: "code", text: "  a\n b <" }]],
  [
    "a listing with a language",
    '<pre><code class="language-json">{}</code></pre>',
    [{ kind: "code", language: "json", text: "{}" }],
  ],
  [
    "headings",
    "<h2>a <i>b</i></h2>c",
    [{ kind: "heading", level: 2, text: [text("a "), emphasis(text("b"))] }, p("c")],
  ],
  [
    "a table",
    "<table><tr><th>A</th><th>B</th></tr><tr><td>1<td><p>2</p><p>3</p></table>",
    [
      {
        kind: "table",
        head: [[text("A")], [text("B")]],
        rows: [[[text("1")], [text("2"), { kind: "break" }, text("3")]]],
      },
    ],
  ],
  ["dropped elements", "<fullname>AWS X</fullname><p>a</p><examples>b</examples>", [p("a")]],
  ["a dropped element that never ends is text", "<p><fullname>a</p>", [p("<fullname>a")]],
  ["comments are dropped", "<p>a<!-- b --> c</p>", [p("a c")]],
  ["a comment that never ends is text", "<p>a <!-- b</p>", [p("a <!-- b")]],
  ["placeholders are text", "<p>the <my-bucket-name> bucket</p>", [p("the <my-bucket-name> bucket")]],
  [
    "placeholders named like tags",
    "<p>table/<table> and <user@a.example></p>",
    [p("table/<table> and <user@a.example>")],
  ],
  [
    "placeholders in code",
    "<p><code>arn:<Region>:<account-id>/<key></code>.</p>",
    [p(code("arn:<Region>:<account-id>/<key>"), ".")],
  ],
  ["XML in code", '<p><code><Code a="b">x</Code></code></p>', [p(code('<Code a="b">x</Code>'))]],
  [
    "comparisons in code",
    "<p><code><=</code> <code><</code> <code><*></code></p>",
    [p(code("<="), " ", code("<"), " ", code("<*>"))],
  ],
  ["a tag alone in code is text", "<p><code><b></code> x</p>", [p(code("<b>"), " x")]],
  ["a block tag alone in code is text", "<p>the <code><p></code> tag</p>", [p("the ", code("<p>"), " tag")]],
  ["unknown elements leave their text", "<p><service-name>EC2</service-name> x</p>", [p("EC2 x")]],
  ["replaceables", "<p>s3://<replaceable>bucket</replaceable></p>", [p("s3://", emphasis(text("bucket")))]],
  ["marks without end tags", "<p><b>a</p><p>b</p>", [p(strong(text("a"))), p("b")]],
  ["crossed marks", "<p><b>a <i>b</b> c</i></p>", [p(strong(text("a "), emphasis(text("b"))), " c")]],
  ["stray end tags", "</p><p>a</b></p></ul>b", [p("a"), p("b")]],
  ["a block in a mark", "<p>x</p><b><p>a</p></b>", [p("x"), p("a")]],
  ["Markdown marks are text in HTML", "<p>*a* `b` _c_ \\* {d} */</p>", [p("*a* `b` _c_ \\* {d} */")]],
  ["control characters are shown", "<p>a\u001b[31mb\u0000</p>", [p("a\ufffd[31mb\ufffd")]],
];

describe("HTML becomes a Doc", () => {
  test.each(TABLE)("%s", (_rule, source, doc) => {
    expect(parseDoc(source)).toEqual(doc);
  });

  test("nesting without end neither throws nor loses text", () => {
    const source = `${"<ul><li>".repeat(5000)}deep${"<b><i>".repeat(5000)}er`;
    expect(JSON.stringify(parseDoc(source))).toContain("deep");
    expect(JSON.stringify(parseDoc(source))).toContain("er");
  });

  test.each([
    ["quotes that never end", '<a "'],
    ["placeholders", "<x y"],
    ["blanks in a tag", "<a                                "],
    ["unknown elements", "<x1>"],
    ["comments that never end", "<!--"],
    ["code", "<code>"],
    ["ends", "</p>"],
    ["bold", "<b>"],
  ])("long runs of %s are read without trying each pair", (_what, piece) => {
    // Anything quadratic runs into the test's time limit here; the text is kept all the same.
    for (const lead of ["<p>", ""]) {
      expect(JSON.stringify(parseDoc(`${lead}start ${piece.repeat(60_000)} end`))).toContain("end");
    }
  });
});
