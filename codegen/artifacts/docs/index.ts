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

export const docs: Artifact = {
  name: "docs",
  needs: ["types", "errors", "client", "paginators", "waiters"],
  declare(): Iterable<Declaration> {
    return [];
  },
  *emit(plan: Plan): Iterable<OutputFile> {
    for (const { path, template, words } of pagesOf(plan))
      yield { kind: "text", path, text: tidyEnd(render(template, words)) };
  },
};

/** Sections that are left out leave blank lines at the end. */
const tidyEnd = (text: string): string => `${text.trimEnd()}\n`;
