/**
 * Where the pages of a service stand below `docs/`, which shapes have one, and what a name in a text leads to. It knows
 * paths, not what stands on the pages.
 */

import type { Doc } from "../../../templates/runtime/doc/tree.ts";
import { type MarkdownOptions, markdown } from "../../doc/markdown.ts";
import { membersOf } from "../../model/graph.ts";
import { shapesOf } from "../../model/shapes.ts";
import type { Operation, Shape, ShapeId, Waiter } from "../../model/types.ts";
import type { Plan } from "../../plan/plan.ts";
import { commandsOf } from "../cli/options.ts";
import { errorShapes } from "../errors/index.ts";
import type { Link } from "./view.ts";

export interface Site {
  readonly plan: Plan;
  /** Nested structures, unions and enums, by name: those that have a page. */
  readonly types: readonly Shape[];
  /** The page that an `<a>Name</a>` in a text means. */
  readonly pageOf: (name: string) => string | undefined;
  /** Whether the command line has the operation. */
  readonly isCommand: (operation: Operation) => boolean;
}

/** The page on which something is printed. */
export interface Place {
  readonly site: Site;
  readonly page: string;
}

export const INDEX = "index.md";
export const methodPath = (method: string): string => `client/${method}.md`;
export const paginatorPath = (operation: Operation): string => `paginators/${operation.name}.md`;
export const waiterPath = (waiter: Waiter): string => `waiters/${waiter.name}.md`;
const typePath = (name: string): string => `types/${name}.md`;
const exceptionPath = (name: string): string => `exceptions/${name}.md`;

export function siteOf(plan: Plan): Site {
  const types = nestedShapes(plan);
  const pages = new Map<string, string>();
  for (const shape of types) pages.set(shape.name, typePath(plan.ref("type", shape.id).name));
  for (const shape of errorShapes(plan.model))
    pages.set(shape.name, exceptionPath(plan.ref("errorClass", shape.id).name));
  for (const operation of plan.model.operations) {
    for (const waiter of operation.waiters) pages.set(waiter.name, waiterPath(waiter));
    pages.set(operation.name, methodPath(plan.method(operation)));
  }
  const commands = new Set(commandsOf(plan));
  return { plan, types, pageOf: (name) => pages.get(name), isCommand: (operation) => commands.has(operation) };
}

/** The shapes with names that members mention, by name. Inputs and outputs stand on the pages of their operations. */
function nestedShapes(plan: Plan): readonly Shape[] {
  const all = shapesOf(plan.model);
  const mentioned = new Set(all.flatMap((shape) => membersOf(shape).map((member) => member.target)));
  return all
    .filter((shape) => mentioned.has(shape.id) && plan.names.has("type", shape.id))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The page of a nested structure, union or enum, or of an error; `undefined` for what is written out in place. */
export function typeLink(site: Site, id: ShapeId): Link | undefined {
  const { plan } = site;
  if (plan.names.has("errorClass", id)) return exceptionLink(site, id);
  if (!plan.names.has("type", id)) return undefined;
  const { name } = plan.ref("type", id);
  return { text: name, path: typePath(name) };
}

export function exceptionLink({ plan }: Site, id: ShapeId): Link {
  const { name } = plan.ref("errorClass", id);
  return { text: name, path: exceptionPath(name) };
}

export function operationLink({ plan }: Site, operation: Operation): Link {
  const method = plan.method(operation);
  return { text: method, path: methodPath(method) };
}

/** The address of a page as another page writes it: `../types/Settings.md`, or `#types/Settings` where all are one file. */
export function address({ site, page: from }: Place, to: string): string {
  if (site.plan.options.docs === "page")
    return to.startsWith(INDEX) ? to.slice(INDEX.length) || "#client" : `#${partOf(to)}`;
  const [folder, file] = split(to);
  const [here] = split(from);
  if (folder === here) return file;
  return `${here === "" ? "" : "../"}${to}`;
}

/** `types/Settings`: what a page is called where all pages are one file. */
const partOf = (page: string): string => page.replace(/\.md$/, "");

/** What stands in front of a page's title, of its other headings, and of its anchors, so that it can be a part of one file. */
export function heads({ site, page }: Place): { readonly top: string; readonly h: string } {
  return site.plan.options.docs === "page"
    ? { top: `<a id="${partOf(page)}"></a>\n\n##`, h: "#" }
    : { top: "#", h: "" };
}

/** The id of a place on a page. */
export const anchor = ({ site, page }: Place, id: string): string =>
  site.plan.options.docs === "page" ? `${partOf(page)}.${id}` : id;

function split(path: string): readonly [folder: string, file: string] {
  const at = path.lastIndexOf("/");
  return [path.slice(0, Math.max(0, at)), path.slice(at + 1)];
}

/** A text of the model on a page: names in it lead to their pages, and its headings stand below the page's own. */
export function prose(site: Site, page: string, doc: Doc, options: Omit<MarkdownOptions, "link"> = {}): string {
  const place: Place = { site, page };
  return markdown(doc, {
    headingBase: 2 + heads(place).h.length,
    ...options,
    link: (name) => {
      const found = site.pageOf(name);
      return found === undefined ? undefined : address(place, found);
    },
  });
}
