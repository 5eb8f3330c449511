/** The bare words of documentation: plain text, first sentence, and the comments of YAML skeletons. */

import { describe, expect, test } from "vitest";
import { parseDoc } from "../../codegen/doc/parse.ts";
import { skeletonComment } from "../../codegen/doc/skeleton-comment.ts";
import { firstSentence, isEmpty, paragraph, plainText } from "../../templates/runtime/doc/text.ts";

test("plain text has a line for each block", () => {
  const source =
    "<h1>A</h1><p>b <i>c</i><br>d</p><ul><li>e</li><li>f<ul><li>g</li></ul></li></ul><note>h</note>" +
    "<dl><dt>i</dt><dd>j</dd></dl><table><tr><th>k<th>l<tr><td>m<td>n</table><pre>o\n p</pre>";
  expect(plainText(parseDoc(source))).toBe("A\nb c\nd\ne\nf\ng\nh\ni\nj\nk\tl\nm\tn\no\n p");
});

test("empty texts give empty Docs", () => {
  expect(isEmpty(parseDoc(" <p> </p> "))).toBe(true);
  expect(isEmpty(parseDoc("a"))).toBe(false);
});

test("a paragraph is made of words and inlines", () => {
  expect(plainText(paragraph("What ", { kind: "code", text: "X" }, " takes."))).toBe("What X takes.");
});

describe("the first sentence", () => {
  test.each([
    ["is all there is", "<p>The app ID</p>", "The app ID"],
    ["ends with a full stop", "<p>The app ID. More. And more.</p>", "The app ID."],
    ["ends with other marks", "<p>Really? Yes.</p>", "Really?"],
    ["does not end within a name", "<p>Uses node.js 20.1 now. More.</p>", "Uses node.js 20.1 now."],
    [
      "does not end behind an abbreviation",
      "<p>Things, e.g. this one, i.e. that. More.</p>",
      "Things, e.g. this one, i.e. that.",
    ],
    ["keeps what closes it", '<p>It says "no." More.</p>', 'It says "no."'],
    ["is without marks", "<p>The <code>app</code>\n <b>ID</b>.</p><p>b</p>", "The app ID."],
    ["comes from the first block", "<ul><li>One. Two.</li></ul><p>b</p>", "One."],
    ["may be Japanese", "<p>これはペンです。はい。</p>", "これはペンです。"],
    ["is empty without text", "", ""],
  ])("%s", (_rule, source, sentence) => {
    expect(firstSentence(parseDoc(source))).toBe(sentence);
  });
});

describe("the comment in a skeleton", () => {
  test.each([
    ["ends at the first full stop", "<p>First by order, optional. More text.</p>", "First by order, optional."],
    ["ends at the first colon", "<p>A color: pick one.</p>", "A color."],
    ["ends within a name too", "<p>Uses node.js.</p>", "Uses node."],
    ["ends with a full stop anyway", "<p>A flag</p>", "A flag."],
    ["has no tags", '<p>The <code>app</code> <a href="https://a.example">ID</a>.</p>', "The app ID."],
    ["is on one line", "<p>The app\n      ID</p>", "The app ID."],
    ["keeps entities", "<p>1 &lt; 2</p>", "1 &lt; 2."],
    ["is empty without text", "<p> </p>", ""],
  ])("%s", (_rule, raw, comment) => {
    expect(skeletonComment(raw)).toBe(comment);
  });
});
