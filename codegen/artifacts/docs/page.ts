/**
 * A page that is ready to be printed: where it goes, which template holds its words, and what fills the holes. Also the
 * pieces of Markdown that several kinds of pages have.
 */
import type { Doc } from "../../../templates/runtime/doc/tree.ts";
import type { Deprecation } from "../../model/types.ts";
import type { View } from "../../output/template.ts";
import { linkTo } from "./members-markdown.ts";
import { address, INDEX, type Place, prose } from "./site.ts";
import type { ErrorView, Link, MethodLine } from "./view.ts";

export interface Page {
  /** Relative to the package. */
  readonly path: string;
  readonly template: string;
  readonly words: View;
}

/** `[AmplifyBackend](../index.md) / [Client](../index.md#client) / getToken`. */
export function breadcrumb(place: Place, section: string, title: string): string {
  const { plan } = place.site;
  const service = plan.ref("aggregate", plan.model.service.id).name;
  const there = address(place, `${INDEX}#${section.toLowerCase()}`);
  return `[${service}](${address(place, INDEX)}) / [${section}](${there}) / ${title}`;
}

/** A quotation that says that something should not be used any more; empty for what should. */
export function deprecationBox(what: string, deprecated: Deprecation | undefined): string {
  if (deprecated === undefined) return "";
  const since = deprecated.since === undefined ? "" : ` since ${deprecated.since}`;
  const message = deprecated.message === undefined ? "" : ` ${deprecated.message}`;
  return `> **Deprecated${since}:** this ${what} is only kept so that old code goes on working.${message}`;
}

/** `- [getToken](client/getToken.md): Reads a challenge code.` */
export function methodLines(lines: readonly MethodLine[], place: Place): string {
  return lines
    .map(({ link, summary, deprecated }) => {
      const mark = deprecated === true ? " (deprecated)" : "";
      return `- ${linkTo(link, place)}${mark}${summary === "" ? "" : `: ${inline(summary, place)}`}`;
    })
    .join("\n");
}

/** `- [NotFoundException](…) (404, client): …`: the fault, the status, and whether a client tries again. */
export function errorLine(error: ErrorView, place: Place): string {
  const facts = [
    ...(error.status === undefined ? [] : [`HTTP ${error.status}`]),
    `${error.fault} fault`,
    error.retried ? "retried" : "not retried",
  ];
  const text = prose(place.site, place.page, error.doc.slice(0, 1), { indent: 2 }).trimStart();
  return `- ${linkTo(error.link, place)} (${facts.join(", ")})${text === "" ? "" : `: ${text}`}`;
}

export const links = (list: readonly Link[], place: Place): string => list.map((one) => linkTo(one, place)).join(", ");

/** The class that all errors of the service extend, where the list of them stands. */
export function baseLink(place: Place): string {
  const { plan } = place.site;
  const { name } = plan.ref("serviceException", plan.model.service.id);
  return linkTo({ text: name, path: `${INDEX}#exceptions` }, place);
}

/** Plain words inside a line. */
const inline = (text: string, { site, page }: Place): string => prose(site, page, words(text));

const words = (text: string): Doc => [{ kind: "paragraph", text: [{ kind: "text", text }] }];
