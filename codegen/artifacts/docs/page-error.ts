/** An exception's view as a page. */
import type { Operation } from "../../model/types.ts";
import { memberList } from "./members-markdown.ts";
import { baseLink, breadcrumb, deprecationBox, links, type Page } from "./page.ts";
import { sampleCall } from "./sample.ts";
import { anchor, heads, type Place, prose, type Site } from "./site.ts";
import type { ExceptionView } from "./view.ts";

/** `thrower`: an operation that lists the error, or any other. */
export function exceptionPage(site: Site, view: ExceptionView, thrower: Operation | undefined): Page {
  const place: Place = { site, page: view.path };
  return {
    path: `docs/${view.path}`,
    template: "docs-exception",
    words: {
      ...heads(place),
      at: anchor(place, ""),
      name: view.name,
      breadcrumb: breadcrumb(place, "Exceptions", view.name),
      deprecated: deprecationBox("error", view.deprecated),
      description: prose(site, view.path, view.doc),
      status: view.status === undefined ? "not modelled" : String(view.status),
      fault: view.fault,
      retried: view.retried ? "yes, up to `maxAttempts`" : "no",
      base: baseLink(place),
      guard: view.guard,
      members: memberList(view.members, place),
      syntax: view.syntax,
      package: site.plan.package.name,
      call: thrower === undefined ? "" : indented(sampleCall(site, thrower).call),
      thrownBy: links(view.thrownBy, place),
    },
  };
}

/** Source as the body of a block: lines after the first, two blanks deeper. */
export const indented = (source: string): string => source.replaceAll("\n", "\n  ");
