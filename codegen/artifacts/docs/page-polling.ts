/** Paginators' and waiters' views as pages. */
import { codeSpan } from "../../doc/markdown-inline.ts";
import { lowerFirst } from "../../plan/case.ts";
import { linkTo, memberList, typeText } from "./members-markdown.ts";
import { breadcrumb, type Page } from "./page.ts";
import { anchor, heads, type Place, prose, type Site } from "./site.ts";
import type { PaginatorView, WaiterView } from "./view.ts";

export function paginatorPage(site: Site, view: PaginatorView): Page {
  const place: Place = { site, page: view.path };
  const { functionName, method, outputType, limit } = view;
  const sizes = `${limit === undefined ? "" : "pageSize?, "}startingToken?, maxItems?`;
  return {
    path: `docs/${view.path}`,
    template: "docs-paginator",
    words: {
      ...heads(place),
      at: anchor(place, ""),
      name: view.name,
      breadcrumb: breadcrumb(place, "Paginators", view.name),
      operation: linkTo(view.operation, place),
      facts: reference(view.reference),
      signature: [
        `${functionName}(`,
        `  { client, ${sizes}, stopOnSameToken? },`,
        "  input,",
        `): Paginator<${outputType}, ${view.itemType.text}>`,
        "",
        `client.${functionName}(input, { ${sizes} })`,
        `client.getPaginator("${method}").paginate(input, { ${sizes} })`,
      ].join("\n"),
      functionName,
      outputType,
      itemType: typeText(view.itemType, place),
      requestSyntax: view.requestSyntax,
      lowLevelClient: lowLevelClient(site),
      limit: limit ?? "",
      handled: view.handled.map(codeSpan).join(" and "),
      parameters: memberList(view.parameters, place),
      items: view.items.map(codeSpan).join(", "),
      responseSyntax: view.responseSyntax,
      results: memberList(view.results, place),
      exampleInput: view.exampleInput,
      commandLine: view.commandLine ?? "",
    },
  };
}

export function waiterPage(site: Site, view: WaiterView): Page {
  const place: Place = { site, page: view.path };
  const { functionName } = view;
  return {
    path: `docs/${view.path}`,
    template: "docs-waiter",
    words: {
      ...heads(place),
      at: anchor(place, ""),
      name: view.name,
      breadcrumb: breadcrumb(place, "Waiters", view.name),
      deprecated: view.deprecated ? "yes" : "",
      description: prose(site, view.path, view.doc),
      operation: linkTo(view.operation, place),
      minDelay: String(view.minDelay),
      maxDelay: String(view.maxDelay),
      facts: reference(view.reference),
      signature: [
        `${functionName}(`,
        "  { client, maxWaitTime?, minDelay?, maxDelay?, delay?, maxAttempts?, abortSignal? },",
        "  input,",
        `): Promise<WaiterResult<${view.outputType}>>`,
        "",
        `client.${functionName}(input, maxWaitTime | { maxWaitTime?, … })`,
        `client.getWaiter("${lowerFirst(view.name)}").wait(input, { maxWaitTime?, … })`,
      ].join("\n"),
      functionName,
      requestSyntax: view.requestSyntax,
      lowLevelClient: lowLevelClient(site),
      parameters: memberList(view.parameters, place),
      rules: view.rules.map(({ state, when }) => ({ state, when: prose(site, view.path, when) })),
      exampleInput: view.exampleInput,
      commandLine: view.commandLine ?? "",
    },
  };
}

const reference = (address: string | undefined): string =>
  address === undefined ? "" : `[API reference](${address}) of the operation`;

const lowLevelClient = ({ plan }: Site): string => plan.ref("client", plan.model.service.id).name;
