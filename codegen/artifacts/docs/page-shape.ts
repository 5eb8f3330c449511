/** A nested type's view as a page. */
import { memberList } from "./members-markdown.ts";
import { breadcrumb, deprecationBox, links, type Page } from "./page.ts";
import { anchor, heads, type Place, prose, type Site } from "./site.ts";
import type { ShapeView } from "./view.ts";

export function shapePage(site: Site, view: ShapeView): Page {
  const place: Place = { site, page: view.path };
  return {
    path: `docs/${view.path}`,
    template: "docs-type",
    words: {
      ...heads(place),
      name: view.name,
      breadcrumb: breadcrumb(place, "Types", view.name),
      deprecated: deprecationBox("type", view.deprecated),
      description: prose(site, view.path, view.doc),
      kind: kindText(view),
      sensitive: view.sensitive ? "yes" : "",
      members: memberList(view.members, place),
      values: view.values.map(({ name, value, doc, deprecated }) => ({
        anchor: anchor(place, `value.${value}`),
        value: String(value),
        name: name === undefined || name === value ? "" : `${view.name}.${name}`,
        deprecated: deprecated === undefined ? "" : "deprecated",
        description: prose(site, view.path, doc, { indent: 2 }).trimStart(),
      })),
      syntax: view.syntax,
      usedBy: links(view.usedBy, place),
    },
  };
}

function kindText({ kind, usage }: ShapeView): string {
  const way = usage.input && usage.output ? "sent and received" : usage.input ? "sent" : "received";
  if (kind === "structure") return `A structure that is ${way}.`;
  if (kind === "union")
    return `A union that is ${way}: exactly one of its members is set.${usage.output ? " A newer service may answer with one that this package does not know; it comes as `$unknown: [name, value]`." : ""}`;
  return `An enum that is ${way}.${usage.output ? " A newer service may answer with other values." : ""}`;
}
