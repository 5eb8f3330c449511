/** Doc → man source: macros and escapes; and that groff and mandoc, where they are installed, have nothing to say to it. */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parseDoc } from "../../codegen/doc/parse.ts";
import { roff, roffCode, roffInlines, roffLine, roffMacro, roffText } from "../../codegen/doc/roff.ts";

const TABLE: readonly (readonly [rule: string, source: string, text: string])[] = [
  ["nothing", "", ""],
  [
    "fonts",
    "<p>a <b>b</b> <i>c</i> <code>--d</code> <b><i>e</i> f</b></p>",
    "a \\fBb\\fR \\fIc\\fR \\fB\\-\\-d\\fR \\fB\\f(BIe\\fB f\\fR",
  ],
  ["paragraphs", "<p>a</p><p>b</p>", "a\n.PP\nb"],
  ["a line that would be a request", "<p>.SH</p><p>'x</p>", "\\&.SH\n.PP\n\\&'x"],
  ["backslashes and accents", "<p>\\n ~ ^</p>", "\\(rsn \\(ti \\(ha"],
  ["other characters", "<p>é – 😀 a&nbsp;b</p>", "\\[u00E9] \\[u2013] \\[u1F600] a\\~b"],
  ["a line break", "<p>a<br>b</p>", "a\n.br\nb"],
  ["a list", "<ul><li>a</li><li>b</li></ul>", ".IP \\(bu 2\na\n.IP \\(bu 2\nb"],
  ["a nested list", "<ul><li>a<ul><li>b</li></ul></li></ul>c", ".IP \\(bu 2\na\n.RS 2\n.IP \\(bu 2\nb\n.RE\n.PP\nc"],
  ["numbers", "<ol><li>a</li></ol>", ".IP 1. 3\na"],
  ["a note", "<note>a</note>", "\\fBNote:\\fR\n.RS 4\na\n.RE"],
  ["definitions", "<dl><dt>a</dt><dd>b</dd></dl>", ".TP 4\n\\fBa\\fR\nb"],
  ["a listing", "<pre>a\n.b\n\n  -c '\\</pre>", ".RS 4\n.nf\na\n\\&.b\n\n  \\-c \\(aq\\(rs\n.fi\n.RE"],
  ["a heading", "<h2>a b</h2><p>c</p>", "\\fBa b\\fR\n.PP\nc"],
];

describe("man source", () => {
  test.each(TABLE)("%s", (_rule, source, text) => {
    expect(roff(parseDoc(source))).toBe(text);
  });

  test("helpers", () => {
    expect(roffText("a-b \\ é")).toBe("a-b \\(rs \\[u00E9]");
    expect(roffCode("--a 'b' `c`")).toBe("\\-\\-a \\(aqb\\(aq \\(gac\\(ga");
    expect(roffLine(".a\n b")).toBe("\\&.a b");
    expect(roffMacro("SH", "SEE ALSO")).toBe('.SH "SEE ALSO"');
    expect(roffMacro("TH", "A", "1", "", 'b "c"')).toBe('.TH A 1 "" "b \\(dqc\\(dq"');
    expect(
      roffInlines([
        { kind: "text", text: "a" },
        { kind: "break" },
        { kind: "strong", children: [{ kind: "text", text: "b" }] },
      ]),
    ).toBe("a \\fBb\\fR");
  });

  test("addresses are shown if asked", () => {
    const doc = parseDoc('<p><a href="https://a.example">t</a></p>');
    expect(roff(doc, { links: "address" })).toBe("t (https://a.example)");
  });
});

/** Everything that a Doc can be, twice nested, with text that means something to roff. */
const PAGE = `<p>.dot 'quote \\back é 😀 - &lt;x&gt; <b>b <i>bi</i></b> <code>--x</code></p><h2>Head - "x"</h2>
<ul><li>a</li><li><p>b</p><p>c</p><ul><li>d<ol><li>e</li><li><pre>.f</pre></li></ol></li></ul></li><li><pre>g</pre></li></ul>
<note><p>h</p><ul><li>i</li></ul></note><dl><dt>.j</dt><dd><p>k</p><note>l</note></dd><dt>m</dt><dd><ul><li>n</li></ul></dd><dt>o</dt></dl>
<table><tr><th>p<th>q<tr><td>r<td><code>s</code></table><important><pre>t

  u</pre></important>v<br>w <h3>x</h3><p>z</p><ul><li>y</li></ul>`;

const sources = (): readonly string[] => {
  const model = resolve(
    import.meta.dirname,
    "../..",
    process.env["SWAGE_SHARED"] ?? "../shared",
    "models/smithy/kms.json",
  );
  if (!existsSync(model)) return [PAGE];
  const found: string[] = [PAGE];
  JSON.parse(readFileSync(model, "utf8"), (key, value: unknown) => {
    if (key === "smithy.api#documentation" && typeof value === "string") found.push(value);
    return value;
  });
  return found;
};

const page = (): string => {
  const sections = sources().map((source, index) => `.SH "SECTION ${index}"\n${roff(parseDoc(source)) || "None"}`);
  return `.TH TEST 1 2020-01-01 "swage" "Commands"\n.SH NAME\ntest \\- everything\n${sections.join("\n")}\n`;
};

const installed = (program: string): boolean => {
  const found =
    spawnSync(program, program === "mandoc" ? ["-Tlint"] : ["--version"], { input: "" }).error === undefined;
  if (!found) console.log(`skipped: ${program} is not installed`);
  return found;
};

describe("formatters", () => {
  test.skipIf(!installed("groff"))("groff warns of nothing", () => {
    // Lines that cannot be filled are a matter of width, not of the source.
    const run = spawnSync("groff", ["-man", "-ww", "-Wbreak", "-Tutf8", "-rLL=100n"], {
      input: page(),
      encoding: "utf8",
    });
    expect(run.stderr).toBe("");
    expect(run.stdout.length).toBeGreaterThan(1000);
  });

  test.skipIf(!installed("mandoc"))("mandoc finds nothing worth a warning", () => {
    const run = spawnSync("mandoc", ["-Tlint", "-Wwarning"], { input: page(), encoding: "utf8" });
    expect(run.stdout).toBe("");
  });
});
