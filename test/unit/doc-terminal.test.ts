/** Doc → terminal text: layout of each block, wrapping by columns, styles that do not count. */

import { describe, expect, test } from "vitest";
import { parseDoc } from "../../codegen/doc/parse.ts";
import { displayWidth } from "../../templates/runtime/doc/layout.ts";
import { terminal } from "../../templates/runtime/doc/terminal.ts";

const TABLE: readonly (readonly [rule: string, source: string, text: string])[] = [
  ["nothing", "", ""],
  ["paragraphs", "<p>The app <b>ID</b>.</p><p>More.</p>", "The app ID.\n\nMore."],
  ["wrapping", "<p>aaaa bbbb cccc dddd eeee ffff gggg hhhh</p>", "aaaa bbbb cccc dddd eeee ffff\ngggg hhhh"],
  ["a word that is too long", `<p>a ${"b".repeat(40)} c</p>`, `a\n${"b".repeat(40)}\nc`],
  [
    "no break at a no-break space",
    "<p>aaaa bbbb cccc dddd eeee fff&nbsp;gggg</p>",
    "aaaa bbbb cccc dddd eeee\nfff\u00a0gggg",
  ],
  ["wide characters", "<p>一二三四五六七八九十一二三四五六</p>", "一二三四五六七八九十一二三四五\n六"],
  ["no line begins with a full stop", "<p>一二三四五六七八九十一二三四五。</p>", "一二三四五六七八九十一二三四\n五。"],
  ["combining marks", `<p>${"e\u0301".repeat(28)} a b</p>`, `${"e\u0301".repeat(28)} a\nb`],
  ["a line break", "<p>a<br>b</p>", "a\nb"],
  ["a list", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "* a\n* b\n\n  * c"],
  [
    "a list that wraps",
    "<ul><li>aaaa bbbb cccc dddd eeee ffff gggg</li></ul>",
    "* aaaa bbbb cccc dddd eeee\n  ffff gggg",
  ],
  ["a loose list", "<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "* a\n\n  b\n\n* c"],
  [
    "numbers",
    `<ol>${"<li>a</li>".repeat(10)}</ol>`,
    ` 1. a\n 2. a\n 3. a\n 4. a\n 5. a\n 6. a\n 7. a\n 8. a\n 9. a\n10. a`,
  ],
  ["a note", "<note><p>a</p><p>b</p></note>", "Note:\n   a\n\n   b"],
  ["definitions", "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>", "a\n    b\n\nc\n    d"],
  ["a listing, which is not wrapped", `<pre>a  b\n\n${"c".repeat(40)}</pre>`, `    a  b\n\n    ${"c".repeat(40)}`],
  ["a table that fits", "<table><tr><th>A<th>B<tr><td>aaa<td>b<tr><td>一<td>c</table>", "A    B\naaa  b\n一   c"],
  [
    "a table that does not fit",
    `<table><tr><th>A<th>B<tr><td>${"a ".repeat(10)}<td>b b b b b b</table>`,
    "* A: a a a a a a a a a a\n\n  B: b b b b b b",
  ],
  ["a link", '<p><a href="https://a.example">t</a></p>', "t"],
];

describe("text for a terminal", () => {
  test.each(TABLE)("%s", (_rule, source, text) => {
    expect(terminal(parseDoc(source), { width: 30 })).toBe(text);
  });

  test("is indented", () => {
    expect(terminal(parseDoc("<p>aaaa bbbb cccc dddd eeee</p><p>b</p>"), { width: 26, indent: 4 })).toBe(
      "    aaaa bbbb cccc dddd\n    eeee\n\n    b",
    );
  });

  test("shows addresses if asked, but not twice", () => {
    const doc = parseDoc('<p><a href="https://a.example">t</a>, https://b.example</p>');
    expect(terminal(doc, { width: 60, links: "address" })).toBe("t (https://a.example), https://b.example");
  });

  test("styles stand around words and take no room", () => {
    const doc = parseDoc("<p><b>aaaa bbbb</b>, <code>cccc</code> <i>dddd eeee</i></p>");
    const text = terminal(doc, {
      width: 20,
      bold: (s) => `<B>${s}</B>`,
      code: (s) => `<C>${s}</C>`,
      emphasis: (s) => `<I>${s}</I>`,
    });
    expect(text).toBe("<B>aaaa</B> <B>bbbb</B>, <C>cccc</C> <I>dddd</I>\n<I>eeee</I>");
  });
});

test.each([
  ["", 0],
  ["abc", 3],
  ["一二", 4],
  ["ｱ", 1],
  ["Ａ", 2],
  ["한글", 4],
  ["é", 1],
  ["e\u0301", 1],
  ["😀", 2],
  ["–…", 2],
  ["a\u200bb", 2],
])("%j takes %i columns", (text, width) => {
  expect(displayWidth(text)).toBe(width);
});
