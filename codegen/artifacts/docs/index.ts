/**
 * `README.md` and `docs/`: the reference of the service as Markdown, a page for each operation, utility, paginator, waiter,
 * exception and nested type. What the pages say is decided in the views (`view*.ts`); words stand in `templates/*.hbs`.
 */
import type { OutputFile } from "../../output/files.ts";
import { render } from "../../output/template.ts";
import type { Declaration } from "../../plan/names.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Artifact } from "../artifact.ts";
import { pagesOf } from "./pages.ts";
import { INDEX } from "./site.ts";

export const docs: Artifact = {
  name: "docs",
  needs: ["types", "errors", "client", "paginators", "waiters"],
  declare(): Iterable<Declaration> {
    return [];
  },
  *emit(plan: Plan): Iterable<OutputFile> {
    const parts: Part[] = [];
    for (const { path, template, words } of pagesOf(plan)) {
      const text = tidyEnd(render(template, words));
      if (plan.options.docs === "pages" || !path.startsWith(DOCS)) yield { kind: "text", path, text };
      else parts.push({ path: path.slice(DOCS.length), text });
    }
    if (parts.length > 0) yield { kind: "text", path: `${DOCS}${INDEX}`, text: onePage(parts) };
  },
};

const DOCS = "docs/";

interface Part {
  /** Below `docs/`. */
  readonly path: string;
  readonly text: string;
}

/** The overview, which is also the table of contents, then what it leads to: methods by name, and paginators and waiters at the end. */
const ORDER = [INDEX, "client/", "types/", "exceptions/", "paginators/", "waiters/"];

function onePage(parts: readonly Part[]): string {
  const placeOf = ({ path }: Part): number => ORDER.findIndex((one) => path.startsWith(one));
  return parts
    .toSorted((a, b) => placeOf(a) - placeOf(b) || (a.path < b.path ? -1 : 1))
    .map(({ text }) => text)
    .join("\n");
}

/** Sections that are left out leave blank lines at the end. */
const tidyEnd = (text: string): string => `${text.trimEnd()}\n`;
