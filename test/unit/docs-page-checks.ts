/** What has to hold for any set of pages: links lead somewhere, anchors are unique on their page, code parses. */
import { dirname, join, normalize } from "node:path";
import { ts } from "ts-morph";
import { blocks, section } from "../seeds/page-reader.ts";

type Pages = ReadonlyMap<string, string>;

/** Links between pages that lead to no page or to no heading. */
export function brokenLinks(pages: Pages): readonly string[] {
  const broken: string[] = [];
  for (const [path, text] of pages) {
    const outside = text.replace(/^ *```[\s\S]*?^ *```$/gm, "").replace(/`[^`\n]+`/g, "");
    for (const [, href = ""] of outside.matchAll(/\]\(([^)\s]+)\)/g)) {
      const [file = "", anchor] = href.split("#");
      // Other addresses are the model's own.
      if (/^https?:/.test(href) || (file !== "" && !file.endsWith(".md"))) continue;
      const page = pages.get(file === "" ? path : normalize(join(dirname(path), file)));
      if (page === undefined || (anchor !== undefined && !places(page).has(anchor))) broken.push(`${path}: ${href}`);
    }
  }
  return broken;
}

/** Anchors of headings as GitHub makes them, and those that the page sets. */
const places = (page: string): ReadonlySet<string> =>
  new Set([
    ...(page.match(/^#+ .*$/gm) ?? []).map((line) => line.replace(/^#+ /, "").toLowerCase().replaceAll(" ", "-")),
    ...[...page.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id),
  ]);

/** Anchors that stand twice on one page. */
export function repeatedAnchors(pages: Pages): readonly string[] {
  return [...pages].flatMap(([path, text]) => {
    const anchors = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id);
    return anchors.filter((id, index) => anchors.indexOf(id) !== index).map((id) => `${path}: ${id}`);
  });
}

/** TypeScript listings that do not parse, as they are or with the first of all alternatives. Signatures are no code. */
export function brokenCode(pages: Pages): readonly string[] {
  const faults: string[] = [];
  for (const [path, text] of pages) {
    const calls = text.includes("\n## Signature\n") ? text.replace(section(text, "## Signature"), "") : text;
    for (const code of blocks(calls, "ts")) {
      for (const source of new Set([code, firstAlternatives(code)])) {
        const body = `async function listing() {\n${source.replace(/^import/gm, "// import")}\n}`;
        const { diagnostics = [] } = ts.transpileModule(body, { reportDiagnostics: true });
        for (const { messageText } of diagnostics) faults.push(`${path}: ${String(messageText)}\n${source}`);
      }
    }
  }
  return faults;
}

/** `"A" | "B"` → `"A"`. */
const firstAlternatives = (code: string): string =>
  code.replace(
    /("[^"]*"|true|\{ key: "value" \}|new Uint8Array\(\))(?: \| (?:"[^"]*"|\["value"\]|new \w+\(\)|\w+))+/g,
    "$1",
  );
