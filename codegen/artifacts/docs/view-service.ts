/**
 * The view of a service's own page: all methods, utilities among them, errors, paginators, waiters, types, and the
 * parameters of its endpoint rules. Source: boto3's service page, spec-docs D2 and D9.
 */

import { firstSentence } from "../../../templates/runtime/doc/text.ts";
import { documentationOf } from "../../doc/of.ts";
import { endpointKeys } from "../../model/endpoint-parameters.ts";
import type { Model } from "../../model/types.ts";
import { kebab } from "../../plan/case.ts";
import { exampleSettings } from "../client/setup.ts";
import { errorShapes } from "../errors/index.ts";
import { methodPath, operationLink, paginatorPath, type Site, typeLink, waiterPath } from "./site.ts";
import type { MethodLine, ParameterLine, ServiceView } from "./view.ts";
import { errorView } from "./view-error.ts";

/** What every client can do beside its operations, and what for. */
export const UTILITIES: Readonly<Record<string, string>> = {
  canPaginate: "Says whether an operation's result comes in pages.",
  destroy: "Closes the connections that the client keeps open.",
  generatePresignedUrl: "Signs a call as a URL that somebody without credentials can open.",
  getPaginator: "Gives the paginator of an operation by the operation's name.",
  getWaiter: "Gives a waiter by its name.",
};

export function serviceView(site: Site): ServiceView {
  const { plan } = site;
  const { service, operations } = plan.model;
  const operationLines = operations.map((one) => ({
    link: operationLink(site, one),
    deprecated: one.deprecated !== undefined,
    summary: firstSentence(documentationOf(one)),
  }));
  const utilities = Object.entries(UTILITIES).map(([name, summary]) => ({
    link: { text: name, path: methodPath(name) },
    summary,
  }));
  return {
    title: service.title,
    version: service.version,
    doc: documentationOf(service),
    client: plan.ref("aggregate", service.id).name,
    lowLevelClient: plan.ref("client", service.id).name,
    settings: exampleSettings(service),
    methods: byText([...operationLines, ...utilities]),
    errors: errorShapes(plan.model).map((shape) => errorView(site, shape.id)),
    paginators: byText(
      operations
        .filter((one) => one.pagination !== undefined)
        .map((one) => ({
          link: { text: plan.ref("paginator", one.id).name, path: paginatorPath(one) },
          summary: `Pages through ${one.name}.`,
        })),
    ),
    waiters: byText(
      operations.flatMap((one) =>
        one.waiters.map((waiter) => ({
          link: { text: plan.ref(`waiter:${waiter.name}`, one.id).name, path: waiterPath(waiter) },
          summary: firstSentence(documentationOf(waiter)) || `Asks ${one.name} again and again.`,
        })),
      ),
    ),
    types: site.types.flatMap((shape) => {
      const link = typeLink(site, shape.id);
      return link === undefined ? [] : [{ link, summary: firstSentence(documentationOf(shape)) }];
    }),
    contextParameters: contextParameters(plan.model),
  };
}

/** By name, whatever the case of its letters, as the reference sorts. */
function byText(lines: readonly MethodLine[]): readonly MethodLine[] {
  const order = ({ link }: MethodLine): string => `${kebab(link.text)} ${link.text}`;
  return [...lines].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** What the endpoint rules let a client set beside region, FIPS and dual stack. */
function contextParameters(model: Model): readonly ParameterLine[] {
  return endpointKeys(model).map(({ key, type, documentation }) => ({
    name: key,
    type,
    doc: documentation === "" ? [] : documentationOf({ documentation }),
  }));
}
