/**
 * What holds for every text: reading keeps its words, printing takes any Doc, and what is printed means what was meant. The
 * judge of Markdown is a parser that is not ours (micromark, with GitHub's extensions).
 */

import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { htmlDoc } from "../../codegen/doc/html-doc.ts";
import { isEven, usualDoc } from "../../codegen/doc/html-usual.ts";
import { tsdoc } from "../../codegen/doc/jsdoc.ts";
import { escapeMarkdown, markdown } from "../../codegen/doc/markdown.ts";
import { parseDoc } from "../../codegen/doc/parse.ts";
import { roff } from "../../codegen/doc/roff.ts";
import { skeletonComment } from "../../codegen/doc/skeleton-comment.ts";
import { tidyInlines } from "../../codegen/doc/tidy.ts";
import { displayWidth, fill } from "../../templates/runtime/doc/layout.ts";
import { terminal } from "../../templates/runtime/doc/terminal.ts";
import { firstSentence, plainText } from "../../templates/runtime/doc/text.ts";
import type { Block, Doc, Inline } from "../../templates/runtime/doc/tree.ts";
import { tsdocBlock } from "../support/comment.ts";

const RUNS = 1500;

/** No prefix of a tag's name, no entity, no scheme: nothing but a word. */
const word = fc.constantFrom("wolf", "Wxyz", "kept9", "日本", "x́", "ünï", "Q");

const MARKS = [
  ..."*_`~<>[]()!#+-=|\\&;:\"'.,{}@$/^%1 \n\t",
  ...[
    "**",
    "```",
    "](",
    "<!",
    "*/",
    "/*",
    "{@",
    "\n\n",
    "    ",
    "\n- ",
    "\n1. ",
    "\n> ",
    "\n# ",
    "\n---\n",
    "  \n",
    "&lt;",
  ],
  ...[
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<code>",
    "</code>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "<a>",
    "</a>",
  ],
  ...[
    "<note>",
    "</note>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<pre>",
    "</pre>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<br/>",
  ],
  ...['<a href="x">', "<my-name>", "<Region>", "\u2028", "\u2029", "\u00a0", "\u0000", "\u001b", "\ud800", "😀"],
];

/** Pieces of documentation in any order: far denser in trouble than random strings. */
const soup = fc
  .array(fc.oneof(word, fc.constantFrom(...MARKS)), { maxLength: 40 })
  .map((pieces) => pieces.join(""))
  // What stands behind a fence or in a definition's address is not shown, by the rules of Markdown.
  .filter((text) => !/```|~~~|\]:|<!--/.test(text));

const wordsOf = (text: string): readonly string[] => text.match(/wolf|Wxyz|kept9|日本|x́|ünï|Q/g) ?? [];

/** Every word that a Doc holds, addresses included: a word may become part of one. */
function held(doc: Doc): string {
  return JSON.stringify(doc, (key, value) =>
    key === "kind" || key === "language" || key === "name" ? undefined : value,
  );
}

describe("reading", () => {
  test("takes any string", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), soup), (text) => Array.isArray(parseDoc(text))),
      { numRuns: RUNS },
    );
  });

  test("keeps all words", () => {
    fc.assert(
      fc.property(soup, (text) => {
        const kept = wordsOf(held(parseDoc(text)));
        const missing = [...wordsOf(text)];
        for (const each of kept) if (missing.includes(each)) missing.splice(missing.indexOf(each), 1);
        expect(missing).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test("gives inlines in normal form", () => {
    fc.assert(
      fc.property(soup, (text) => {
        for (const block of parseDoc(text)) {
          if (block.kind !== "paragraph") continue;
          expect(tidyInlines(block.text)).toEqual(block.text);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("shortens any string", () => {
    fc.assert(
      fc.property(soup, (text) => {
        expect(firstSentence(parseDoc(text))).not.toContain("\n");
        expect(skeletonComment(text)).not.toMatch(/[\n\u2028\u2029]/);
      }),
      { numRuns: RUNS },
    );
  });
});

/** Well-formed HTML of the elements that are usual, with what stands at the edges of texts. */
const piece = fc
  .array(
    fc.constantFrom(
      "a",
      "Wxyz",
      " ",
      " ",
      "  ",
      ". ",
      " .",
      ":",
      "\n",
      "&lt;",
      "&",
      "\u00a0",
      "é",
      "://",
      "http://a.b",
    ),
    {
      maxLength: 4,
    },
  )
  .map((parts) => parts.join(""));
const around =
  (...elements: readonly (readonly [start: string, end: string])[]) =>
  (inner: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.tuple(fc.constantFrom(...elements), inner).map(([[start, end], text]) => start + text + end);
const several = (one: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(one, { maxLength: 3 }).map((parts) => parts.join(""));
const usual = fc.letrec<{ words: string; block: string; text: string }>((tie) => ({
  words: fc.oneof(
    { maxDepth: 4 },
    piece,
    around(["<code>", "</code>"])(piece),
    around(
      ["<i>", "</i>"],
      ["<b>", "</b>"],
      ["<a>", "</a>"],
      ['<a href="https://a.b/?c&amp;d">', "</a>"],
    )(several(tie("words"))),
  ),
  block: fc.oneof(
    { maxDepth: 3 },
    around(["<p>", "</p>"])(several(tie("words"))),
    fc.constantFrom(" ", "\n  ", "<p/>"),
    around(
      ["<ul> ", "</ul>"],
      ["<ol>", " </ol>"],
    )(several(around(["<li>", "</li>"], ["<li> ", " </li> "])(fc.oneof(several(tie("words")), tie("text"))))),
    around(["<dl>", "</dl>"])(
      several(fc.tuple(several(tie("words")), tie("text")).map(([term, body]) => `<dt>${term}</dt> <dd>${body}</dd>`)),
    ),
    around(["<note>", "</note>"], ["<important> ", "</important>"])(tie("text")),
  ),
  text: several(tie("block")),
})).text;

test("the usual form is read as any HTML is", () => {
  let read = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        { weight: 5, arbitrary: usual },
        soup.map((text) => `<p>${text}</p>`),
      ),
      (text) => {
        const doc = usualDoc(text, isEven(text));
        if (doc === undefined) return;
        read += 1;
        expect(doc).toEqual(htmlDoc(text));
      },
    ),
    { numRuns: 5000 },
  );
  expect(read).toBeGreaterThan(3000);
});

const phrase = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: word }, fc.constantFrom(...MARKS.filter((mark) => !/[\n\t\ud800]/.test(mark)))),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((pieces) => pieces.join("").replace(/[\p{Cc}\u2028\u2029]/gu, "?"));

const inline: fc.Arbitrary<Inline> = fc.letrec<{ inline: Inline; children: readonly Inline[] }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 2 },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("text" as const), text: phrase }) },
    fc.record({ kind: fc.constant("code" as const), text: phrase }),
    fc.record({ kind: fc.constant("strong" as const), children: tie("children") }),
    fc.record({ kind: fc.constant("emphasis" as const), children: tie("children") }),
    fc.record({
      kind: fc.constant("link" as const),
      href: fc.constantFrom(
        "https://a.example/x_y*z",
        "https://a.example/(a)?b&lt;c=1",
        "other.md",
        "https://a.example/a|b",
      ),
      children: tie("children"),
    }),
    fc.record({ kind: fc.constant("break" as const) }),
  ),
  children: fc.array(tie("inline"), { minLength: 1, maxLength: 3 }),
})).inline;

const inlines = fc
  .array(inline, { minLength: 1, maxLength: 5 })
  .map(tidyInlines)
  .filter((list) => list.length > 0);

const code = fc
  .array(fc.oneof(word, fc.constantFrom("\n", "  ", "```", "@x", "*/", ".SH", "'", "\\", "-", "<p>", "|")), {
    minLength: 1,
    maxLength: 8,
  })
  .map((pieces) => `a${pieces.join("")}z`);

const doc: fc.Arbitrary<Doc> = fc.letrec<{ doc: Doc; block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 2 },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("paragraph" as const), text: inlines }) },
    fc.record({ kind: fc.constant("heading" as const), level: fc.integer({ min: 1, max: 6 }), text: inlines }),
    fc.record({ kind: fc.constant("code" as const), text: code }),
    fc.record({
      kind: fc.constant("table" as const),
      head: fc.tuple(inlines, inlines),
      rows: fc.array(fc.tuple(inlines, inlines), { maxLength: 2 }),
    }),
    fc.record({
      kind: fc.constant("list" as const),
      ordered: fc.boolean(),
      items: fc.array(tie("doc"), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant("admonition" as const),
      tone: fc.constantFrom("note" as const, "warning" as const),
      body: tie("doc"),
    }),
    fc.record({
      kind: fc.constant("definitions" as const),
      items: fc.array(fc.record({ term: inlines, body: tie("doc") }), { minLength: 1, maxLength: 2 }),
    }),
  ),
  doc: fc.array(tie("block"), { minLength: 1, maxLength: 3 }),
})).doc;

const render = (text: string): string =>
  micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });

const decode = (html: string): string =>
  html
    .replace(/<br ?\/?>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

const dense = (text: string): string => text.replace(/\s+/g, "");

/** With beginnings of addresses, which GitHub makes links of. */
const addressed = fc
  .tuple(phrase, fc.constantFrom("", "https://", "http://a.example/", "www.", "a@a.example"), phrase)
  .map((parts) => parts.join(""));

const barBehindBackslash: Doc = [
  { kind: "table", head: [[{ kind: "code", text: "^(a\\|_b\\|c_)*$" }], [{ kind: "text", text: "wolf" }]], rows: [] },
];

describe("Markdown", () => {
  test("any text shows as it is", () => {
    fc.assert(
      fc.property(addressed, (text) => {
        const shown = render(escapeMarkdown(text));
        expect(shown.replace(/<\/?(?:p|a)(?:\s[^>]*)?>/g, "")).not.toContain("<");
        expect(dense(decode(shown))).toBe(dense(text));
      }),
      { numRuns: RUNS },
    );
  });

  test("inlines keep their structure", () => {
    fc.assert(
      fc.property(inlines, (list) => {
        const printed = markdown([{ kind: "paragraph", text: list }]);
        expect(structure(htmlDoc(render(printed)))).toEqual(structure([{ kind: "paragraph", text: list }]));
      }),
      { numRuns: RUNS },
    );
  });

  test("blocks keep their structure", () => {
    fc.assert(
      fc.property(doc, (tree) => {
        const plain = tree.map(simple).filter((block) => block !== undefined);
        expect(shape(htmlDoc(render(markdown(plain))))).toEqual(shape(plain));
      }),
      { numRuns: RUNS, examples: [[barBehindBackslash]] },
    );
  });

  test("our own reader understands it", () => {
    fc.assert(
      fc.property(doc, (tree) => {
        const plain = tree.map(simple).filter((block) => block !== undefined);
        expect(dense(plainText(parseDoc(`Lead.\n\n${markdown(plain)}`)))).toBe(`Lead.${dense(plainText(plain))}`);
      }),
      { numRuns: RUNS },
    );
  });
});

/**
 * A Doc for comparison: its characters with the marks around each, in whatever order they are nested. Without blanks, and
 * without the stops that move out of a mark which could not be seen otherwise.
 */
function structure(tree: Doc): unknown {
  const leaves: { marks: string; text: string }[] = [];
  const visit = (list: readonly Inline[], marks: readonly string[]): void => {
    for (const each of list) {
      if (each.kind === "break") continue;
      if (each.kind !== "text" && each.kind !== "code") {
        // The HTML reader takes a link without an address for a reference.
        // GitHub links anything with an @ in it to a mailbox: harmless, and useful for real ones.
        if (each.kind === "link" && each.href.startsWith("mailto:")) {
          visit(each.children, marks);
          continue;
        }
        visit(each.children, [...marks, each.kind === "reference" ? "link" : each.kind]);
        continue;
      }
      const own = [...marks, each.kind].sort().join(" ");
      const last = leaves[leaves.length - 1];
      const text = dense(each.text).replace(/[.:,;?]/g, "");
      if (last?.marks === own) last.text += text;
      else if (text !== "") leaves.push({ marks: own, text });
    }
  };
  for (const block of tree) if (block.kind === "paragraph") visit(block.text, []);
  return leaves;
}

/** Blocks that Markdown has; the others are printed as combinations of them. */
function simple(block: Block): Block | undefined {
  if (block.kind === "admonition" || block.kind === "definitions") return undefined;
  if (block.kind !== "list") return block;
  const items = block.items
    .map((item) => item.map(simple).filter((inner) => inner !== undefined))
    .filter((item) => item.length > 0);
  return items.length === 0 ? undefined : { ...block, items };
}

function shape(tree: Doc): unknown {
  return tree.map((block) => {
    if (block.kind === "list") return { ordered: block.ordered, items: block.items.map(shape) };
    if (block.kind === "table") return { head: block.head.length, rows: block.rows.map((row) => row.length) };
    if (block.kind === "code")
      return {
        code: block.text
          .split("\n")
          .map((line) => line.trimEnd())
          .join("\n"),
      };
    return { kind: block.kind, words: dense(plainText([block])) };
  });
}

const anyDoc = fc.oneof(doc, soup.map(parseDoc));

describe("comments", () => {
  test("nothing ends them, and nothing in them begins a tag", () => {
    fc.assert(
      fc.property(anyDoc, fc.integer({ min: 40, max: 120 }), (tree, width) => {
        const block = tsdocBlock(tree, ["@deprecated because */ of @this"], { width });
        expect(block.slice(3, -2)).not.toContain("*/");
        expect(block).not.toMatch(/[\u2028\u2029]/);
        for (const line of tsdoc(tree, [], { width }).split("\n")) expect(line.trimStart()).not.toMatch(/^@/);
      }),
      { numRuns: RUNS },
    );
  });

  test("all words are there", () => {
    fc.assert(
      fc.property(anyDoc, (tree) => {
        const text = tsdoc(tree);
        for (const each of wordsOf(plainText(tree))) expect(text).toContain(each);
      }),
      { numRuns: RUNS },
    );
  });
});

/** Words and most of what stands between them in documentation, as one paragraph. */
const sentence = fc
  .array(fc.constantFrom("word", "a", "9", "’s", "日", ..." \t\u00a0\u2028.,;:!?'\"()-+=|/{}^$%#>*_`[]<&@\\"), {
    minLength: 1,
    maxLength: 20,
  })
  .map((pieces) => pieces.join(""));

test("a comment of plain words is what all comments are made as", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        sentence,
        sentence.map((text) => `Word ${text} word.`),
      ),
      fc.integer({ max: 60 }),
      (text, width) => {
        const one: Doc = [{ kind: "paragraph", text: [{ kind: "text", text }] }];
        // With links, nothing is taken for plain.
        expect(tsdoc(one, [], { width })).toBe(tsdoc(one, [], { width, link: () => undefined }));
      },
    ),
    { numRuns: 3000 },
  );
});

describe("terminal", () => {
  test("all words, and no blanks at line ends", () => {
    fc.assert(
      fc.property(anyDoc, fc.integer({ min: 30, max: 100 }), (tree, width) => {
        const text = terminal(tree, { width, indent: 2 });
        const printed = [...wordsOf(dense(text))];
        // At least once each time: a table that does not fit repeats its head in every row.
        for (const each of wordsOf(dense(plainText(tree)))) {
          expect(printed).toContain(each);
          printed.splice(printed.indexOf(each), 1);
        }
        for (const line of text.split("\n")) expect(line).not.toMatch(/ $/);
      }),
      { numRuns: RUNS },
    );
  });

  test("no control characters but line ends", () => {
    fc.assert(
      fc.property(soup, (text) => {
        expect(terminal(parseDoc(text), { width: 60 })).not.toMatch(/(?!\n)\p{Cc}/u);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("roff", () => {
  const MACRO = /^\.(?:PP|br|nf|fi|RE|RS \d+|TP \d+|IP (?:\\\(bu|\d+\.) \d+)$/;

  test("no line is a request by accident", () => {
    fc.assert(
      fc.property(anyDoc, (tree) => {
        for (const line of roff(tree).split("\n")) {
          if (/^[.']/.test(line)) expect(line).toMatch(MACRO);
          // Every backslash begins an escape that we know.
          expect(
            line.replace(/\\(?:\((?:rs|ha|ti|aq|ga|bu|dq)|f[RBI]|f\(BI|\[u[0-9A-F]{4,6}\]|[-&~%:])/g, ""),
          ).not.toContain("\\");
          expect(line).toMatch(/^[\x20-\x7e]*$/);
        }
      }),
      { numRuns: RUNS },
    );
  });
});

/** Texts of a few characters that mean something where lines are filled and sentences cut. */
const bits = (...units: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...units), { maxLength: 30 }).map((list) => list.join(""));

test("a comment of a skeleton is the first sentence of the words between the tags", () => {
  const cut = (raw: string): string => {
    const words = raw
      .replace(/<[^<>]*>/g, "")
      .replace(/\s+/g, " ")
      .trim();
    const stop = words.search(/[.:]/);
    return words === "" ? "" : `${stop < 0 ? words : words.slice(0, stop)}.`;
  };
  fc.assert(
    fc.property(bits("<", ">", ".", ":", " ", "\n", "a", "b", "b\u00a0", "<p>", "</p>", '<a href="x.y:z">'), (raw) => {
      expect(skeletonComment(raw)).toBe(cut(raw));
    }),
    { numRuns: 2000 },
  );
});

test("lines are filled with words as long as they fit, whatever they are made of", () => {
  const greedy = (words: readonly string[], width: number): readonly string[] =>
    words.reduce<string[]>((lines, one) => {
      const line = lines.at(-1);
      const longer = `${line} ${one}`;
      if (line === undefined || displayWidth(longer) > width) lines.push(one);
      else lines[lines.length - 1] = longer;
      return lines;
    }, []);
  fc.assert(
    fc.property(
      bits("a", "bc", "defgh", "é", "e\u0301", " ", " ", "  "),
      fc.integer({ min: 3, max: 12 }),
      (text, width) => {
        const words = text.split(" ").filter((one) => one !== "");
        expect(fill(text, width)).toEqual(greedy(words, width));
      },
    ),
    { numRuns: 2000 },
  );
});

test("styles change nothing of what is seen, and stand around words", () => {
  const piece = fc.record({
    text: bits("a", "bc", " ", "é", "日", ", "),
    kind: fc.constantFrom("text", "code", "strong"),
  });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.integer({ min: 20, max: 30 }), (pieces, width) => {
      const text = pieces.map(
        (one): Inline =>
          one.kind === "strong"
            ? { kind: "strong", children: [{ kind: "text", text: one.text }] }
            : { kind: one.kind as "text" | "code", text: one.text },
      );
      const doc: Doc = [{ kind: "paragraph", text }];
      const styled = terminal(doc, { width, bold: (word) => `[${word}]`, code: (word) => `{${word}}` });
      expect(styled.replace(/[[\]{}]/g, "")).toBe(terminal(doc, { width }));
      for (const [marked] of styled.matchAll(/\[[^\]]*\]|\{[^}]*\}/g)) expect(marked).toMatch(/^.[^ \n]+.$/s);
    }),
    { numRuns: 1000 },
  );
});
