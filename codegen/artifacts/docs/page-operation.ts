/** An operation's view as a page. */
import type { View } from "../../output/template.ts";
import { linkTo, memberList } from "./members-markdown.ts";
import { baseLink, breadcrumb, deprecationBox, errorLine, type Page } from "./page.ts";
import { anchor, heads, type Place, prose, type Site } from "./site.ts";
import type { ExampleView, OperationView } from "./view.ts";

export function operationPage(site: Site, view: OperationView): Page {
  const place: Place = { site, page: view.path };
  const { http, command, reference, events } = view;
  const facts = [
    ...(reference === undefined ? [] : [`[API reference](${reference})`]),
    ...(http === undefined ? [] : [`\`${http.method} ${http.uri}\``]),
    ...(command === undefined ? [] : [`\`${command.name}\``]),
  ];
  return {
    path: `docs/${view.path}`,
    template: "docs-operation",
    words: {
      ...heads(place),
      at: anchor(place, ""),
      method: view.method,
      breadcrumb: breadcrumb(place, "Client", view.method),
      deprecated: deprecationBox("operation", view.deprecated),
      destroys: view.destroys?.replace(/\.$/, "") ?? "",
      description: prose(site, view.path, view.doc),
      facts: facts.join(" · "),
      signature: view.signature,
      requestSyntax: view.requestSyntax,
      parameters: memberList(view.parameters, place),
      outputType: view.outputType,
      resultDescription: prose(site, view.path, view.resultDoc),
      status: http === undefined ? "" : String(http.code),
      events: events ?? "",
      responseSyntax: view.responseSyntax,
      results: memberList(view.results, place),
      errors: view.errors.map((one) => errorLine(one, place)).join("\n"),
      base: baseLink(place),
      paginator: view.paginator === undefined ? "" : linkTo(view.paginator, place),
      waiters: view.waiters.map((one) => ({ waiter: linkTo(one, place) })),
      command: command?.name ?? "",
      synopsis: command?.synopsis ?? "",
      examples: view.examples.map((one) => exampleWords(one, place)),
    },
  };
}

function exampleWords(example: ExampleView, place: Place): View {
  return {
    h: heads(place).h,
    title: example.title,
    description: prose(place.site, place.page, example.doc),
    call: example.call,
    result: example.result ?? "",
    error: example.error === undefined ? "" : linkTo(example.error.link, place),
    errorMembers: example.error?.members ?? "",
    commandLine: example.commandLine ?? "",
  };
}
