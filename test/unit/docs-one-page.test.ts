/** The reference on one page: all that stands on the pages, below the overview, with links that lead to its parts. */
import { describe, expect, it } from "vitest";
import { docs } from "../../codegen/artifacts/docs/index.ts";
import { DEFAULTS } from "../../codegen/options.ts";
import { planOfFolder } from "./docs-fixture.ts";
import { brokenLinks, repeatedAnchors } from "./docs-page-checks.ts";

const textsOf = (how: "pages" | "page"): ReadonlyMap<string, string> =>
  new Map(
    [...docs.emit(planOfFolder("amplifybackend", { ...DEFAULTS, docs: how }))].map((file) => {
      if (file.kind !== "text") throw new Error(`${file.path} is no text`);
      return [file.path, file.text];
    }),
  );

/** Without what tells where a page stands. */
const words = (text: string): readonly string[] =>
  text
    .replace(/<a id="[^"]*"><\/a>/g, "")
    .replace(/\]\([^)\s]*\)/g, "]")
    .replace(/^#+/gm, "#")
    .split("\n")
    .filter((line) => line !== "");

describe("the reference on one page", () => {
  const one = textsOf("page");
  const many = textsOf("pages");
  const page = one.get("docs/index.md") ?? "";

  it("is one file beside the README", () => {
    expect([...one.keys()].sort()).toEqual(["README.md", "docs/index.md"]);
    expect(one.get("README.md")).toBe(many.get("README.md"));
  });

  it("says all that the pages say", () => {
    const there = new Set(words(page));
    for (const [path, text] of many) {
      if (!path.startsWith("docs/")) continue;
      expect(
        words(text).filter((line) => !there.has(line)),
        path,
      ).toEqual([]);
    }
  });

  it("leads to its own parts", () => {
    expect(brokenLinks(one)).toEqual([]);
    expect(repeatedAnchors(one)).toEqual([]);
    expect(page).not.toMatch(/\]\([^)]*\.md/);
    expect(page).toContain("](#client/getToken)");
    expect(page).toContain('<a id="client/getToken.request.AppId"></a>');
  });

  it("has the overview first, methods by name, and paginators and waiters last", () => {
    const titles = [...page.matchAll(/^<a id="(\w+\/\w+)"><\/a>$/gm)].map(([, id = ""]) => id);
    const groups = [...new Set(titles.map((id) => id.split("/")[0]))];
    expect(groups).toEqual(["client", "types", "exceptions", "paginators", "waiters"]);
    const methods = titles.filter((id) => id.startsWith("client/"));
    expect(methods).toEqual(methods.toSorted());
    expect(page.startsWith("# AmplifyBackend\n")).toBe(true);
    expect(page.match(/^# /gm)).toHaveLength(1);
  });
});
