/**
 * The views of what calls an operation again and again: paginators until nothing is left, waiters until something has come
 * about. Source: boto3's paginator and waiter pages, spec-docs D7.
 */

import { paragraph } from "../../../templates/runtime/doc/text.ts";
import type { Doc, Inline } from "../../../templates/runtime/doc/tree.ts";
import { documentationOf } from "../../doc/of.ts";
import type { Matcher, Operation, Pagination, ShapeId, Waiter } from "../../model/types.ts";
import { kebab } from "../../plan/case.ts";
import { exampleSource, handledMembers, pagedInput, usualInput } from "./example.ts";
import { operationLink, paginatorPath, type Site, waiterPath } from "./site.ts";
import type { PaginatorView, TypeView, WaiterView } from "./view.ts";
import { typeView } from "./view-members.ts";
import {
  exampleCommandLine,
  membersOf,
  parameters,
  referenceOf,
  requestSyntax,
  responseSyntax,
  results,
} from "./view-operation.ts";

export function paginatorView(site: Site, operation: Operation, pagination: Pagination): PaginatorView {
  const { plan } = site;
  const handled = new Set(handledMembers(operation));
  const left = new Set(
    membersOf(operation.output, plan)
      .map((one) => one.name)
      .filter((name) => !merged(pagination).has(name)),
  );
  const functionName = plan.ref("paginator", operation.id).name;
  const example = pagedInput(operation, plan);
  const line = exampleCommandLine(site, operation, example);
  const reference = referenceOf(plan, operation);
  return {
    path: paginatorPath(operation),
    name: operation.name,
    operation: operationLink(site, operation),
    method: plan.method(operation),
    functionName,
    outputType: plan.ref("commandOutput", operation.id).name,
    itemType: itemType(site, operation, pagination),
    items: pagination.items,
    handled: [...handled],
    ...(pagination.pageSize === undefined ? {} : { limit: pagination.pageSize }),
    origin: pagination.origin,
    requestSyntax: `const pages = ${functionName}({ client }, ${requestSyntax(operation, plan, handled)});`,
    parameters: parameters(site, operation, handled),
    responseSyntax: `const all = ${responseSyntax(operation, plan, left, ['NextToken: "string"'])};`,
    results: results(site, operation, left),
    ...(reference === undefined ? {} : { reference }),
    exampleInput: exampleSource(
      example,
      operation.input,
      plan,
      `for await (const item of ${functionName}({ client }, ).items()) {`,
    ),
    ...(line === undefined ? {} : { commandLine: line }),
  };
}

/** The members of a page that all pages together still have: what pages list, and what is the same on each. */
const merged = ({ items, nonAggregateKeys = [] }: Pagination): ReadonlySet<string> =>
  new Set([...items, ...nonAggregateKeys].map((path) => /^\w+/.exec(path)?.[0] ?? path));

/** The type of one item of the first list; `unknown` where its path is more than names. */
function itemType(site: Site, operation: Operation, pagination: Pagination): TypeView {
  const { plan } = site;
  const [path] = pagination.items;
  let id: ShapeId | undefined = operation.output;
  for (const step of path?.split(".") ?? []) {
    id = membersOf(id, plan).find((one) => one.name === step)?.target;
    if (id === undefined) return { text: "unknown" };
  }
  const shape = id === undefined || path === undefined ? undefined : plan.shape(id);
  return shape?.kind === "list" ? typeView(site, shape.member.target, "read") : { text: "unknown" };
}

export function waiterView(site: Site, operation: Operation, waiter: Waiter): WaiterView {
  const { plan } = site;
  const functionName = plan.ref(`waiter:${waiter.name}`, operation.id).name;
  const example = usualInput(operation, plan);
  const line = exampleCommandLine(site, operation, example);
  const reference = referenceOf(plan, operation);
  const { bin } = plan.package;
  return {
    path: waiterPath(waiter),
    name: waiter.name,
    operation: operationLink(site, operation),
    method: plan.method(operation),
    functionName,
    outputType: plan.ref("commandOutput", operation.id).name,
    doc: documentationOf(waiter),
    deprecated: waiter.deprecated,
    minDelay: waiter.minDelay,
    maxDelay: waiter.maxDelay,
    rules: waiter.acceptors.map(({ state, matcher }) => ({ state, when: condition(matcher) })),
    ...(reference === undefined ? {} : { reference }),
    requestSyntax: `await ${functionName}({ client, maxWaitTime: 300 }, ${requestSyntax(operation, plan)});`,
    parameters: parameters(site, operation),
    exampleInput: exampleSource(
      example,
      operation.input,
      plan,
      `await ${functionName}({ client, delay: 5, maxAttempts: 20 }, `,
    ),
    ...(line === undefined
      ? {}
      : { commandLine: `${bin} wait ${kebab(waiter.name)}${line.slice(`${bin} ${plan.command(operation)}`.length)}` }),
  };
}

const code = (text: string): Inline => ({ kind: "code", text });

/** When an acceptor speaks, as a sentence without its full stop. */
function condition(matcher: Matcher): Doc {
  if ("success" in matcher) return paragraph(matcher.success ? "the call succeeds" : "the call fails");
  if ("errorType" in matcher) return paragraph("the call fails with ", code(matcher.errorType.replace(/^.*#/, "")));
  if ("status" in matcher) return paragraph("the call is answered with status ", code(String(matcher.status)));
  const { path, expected, comparator } = "output" in matcher ? matcher.output : matcher.inputOutput;
  const where = "output" in matcher ? "of the result" : "of input and result";
  switch (comparator) {
    case "stringEquals":
    case "booleanEquals":
      return paragraph(code(path), ` ${where} is `, code(expected));
    case "allStringEquals":
      return paragraph("every element of ", code(path), ` ${where} is `, code(expected));
    case "anyStringEquals":
      return paragraph("some element of ", code(path), ` ${where} is `, code(expected));
    default:
      return comparator satisfies never;
  }
}
