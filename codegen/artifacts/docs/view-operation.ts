/**
 * The view of an operation's page, point by point as the reference has them. Source: boto3's method pages, spec-docs D3.
 */
import { documentationOf } from "../../doc/of.ts";
import type { Example, Member, Operation, ShapeId } from "../../model/types.ts";
import type { Plan } from "../../plan/plan.ts";
import { commandLine } from "../cli/command-line.ts";
import { optionsOf, synopsisOf } from "../cli/options.ts";
import { inputIsOptional } from "../client/commands.ts";
import { exampleInput, exampleSource } from "./example.ts";
import { exceptionLink, operationLink, paginatorPath, type Site, waiterPath } from "./site.ts";
import { membersSyntax } from "./syntax.ts";
import type { ExampleView, MemberView, OperationView } from "./view.ts";
import { errorView } from "./view-error.ts";
import { memberViews } from "./view-members.ts";

/** Where the service's owner explains its operations. */
const REFERENCE = "https://docs.aws.amazon.com/goto/WebAPI";

/** What every result has beside its members. */
const METADATA = '$metadata: { httpStatusCode: 200, requestId: "string", attempts: 1, totalRetryDelay: 0 }';

export function operationView(site: Site, operation: Operation): OperationView {
  const { plan } = site;
  const method = plan.method(operation);
  const outputType = plan.ref("commandOutput", operation.id).name;
  const inputMembers = membersOf(operation.input, plan);
  const reference = referenceOf(plan, operation);
  const call = inputMembers.length === 0 ? "" : requestSyntax(operation, plan);
  const events = eventsOf(operation.output, plan);
  return {
    path: operationLink(site, operation).path,
    name: operation.name,
    method,
    doc: documentationOf(operation),
    ...(operation.deprecated === undefined ? {} : { deprecated: operation.deprecated }),
    ...(operation.destroys === undefined ? {} : { destroys: operation.destroys }),
    ...(reference === undefined ? {} : { reference }),
    ...(operation.http === undefined ? {} : { http: operation.http }),
    signature: signature(operation, method, plan),
    requestSyntax: `const response = await client.${method}(${call});`,
    parameters: parameters(site, operation),
    outputType,
    resultDoc: operation.output === undefined ? [] : documentationOf(plan.shape(operation.output)),
    responseSyntax: `const response: ${outputType} = ${responseSyntax(operation, plan)};`,
    results: results(site, operation),
    ...(events === undefined ? {} : { events }),
    errors: operation.errors.map((id) => errorView(site, id)),
    ...(operation.pagination === undefined
      ? {}
      : { paginator: { text: plan.ref("paginator", operation.id).name, path: paginatorPath(operation) } }),
    waiters: operation.waiters.map((waiter) => ({
      text: plan.ref(`waiter:${waiter.name}`, operation.id).name,
      path: waiterPath(waiter),
    })),
    ...commandOf(site, operation),
    examples: operation.examples.map((one) => exampleView(site, operation, one)),
  };
}

/** The members of an input or output; none where there is none. */
export function membersOf(id: ShapeId | undefined, plan: Plan): readonly Member[] {
  const shape = id === undefined ? undefined : plan.shape(id);
  return shape?.kind === "structure" ? shape.members : [];
}

export function referenceOf(plan: Plan, operation: Operation): string | undefined {
  const { docId } = plan.model.service;
  return docId === undefined ? undefined : `${REFERENCE}/${docId}/${operation.name}`;
}

function signature(operation: Operation, method: string, plan: Plan): string {
  const input = plan.ref("commandInput", operation.id).name;
  const output = plan.ref("commandOutput", operation.id).name;
  const mark = inputIsOptional(operation, plan) ? "?" : "";
  return [
    `client.${method}(input${mark}: ${input}, options?: HttpHandlerOptions): Promise<${output}>`,
    `client.send(new ${plan.ref("command", operation.id).name}(input), options?): Promise<${output}>`,
  ].join("\n");
}

/** Without `leaveOut`, which is for what a paginator sees to itself. */
export function requestSyntax(operation: Operation, plan: Plan, leaveOut: ReadonlySet<string> = new Set()): string {
  const members = membersOf(operation.input, plan).filter((one) => !leaveOut.has(one.name));
  return operation.input === undefined ? "{}" : membersSyntax(members, operation.input, "write", plan);
}

/** `more`: lines behind the members, of what no model names. */
export function responseSyntax(
  operation: Operation,
  plan: Plan,
  leaveOut: ReadonlySet<string> = new Set(),
  more: readonly string[] = [METADATA],
): string {
  const members = membersOf(operation.output, plan).filter((one) => !leaveOut.has(one.name));
  return membersSyntax(members, operation.output ?? operation.id, "read", plan, more);
}

/** Top-level members of the input, each with its place on the wire and its option. */
export function parameters(
  site: Site,
  operation: Operation,
  leaveOut: ReadonlySet<string> = new Set(),
): readonly MemberView[] {
  const { plan } = site;
  if (operation.input === undefined) return [];
  const members = membersOf(operation.input, plan).filter((one) => !leaveOut.has(one.name));
  const options = site.isCommand(operation) ? plan.optionNames(operation) : undefined;
  const views = memberViews(members, operation.input, "request", { site, direction: "write", depth: "all" });
  return members.flatMap((member, index) => {
    const view = views[index];
    const option = options?.get(member.name);
    return view === undefined
      ? []
      : [{ ...view, wire: member.wire, ...(option === undefined ? {} : { option: `--${option}` }) }];
  });
}

export function results(
  site: Site,
  operation: Operation,
  leaveOut: ReadonlySet<string> = new Set(),
): readonly MemberView[] {
  const { plan } = site;
  if (operation.output === undefined) return [];
  const members = membersOf(operation.output, plan).filter((one) => !leaveOut.has(one.name));
  const views = memberViews(members, operation.output, "response", { site, direction: "read", depth: "all" });
  return members.flatMap((member, index) => {
    const view = views[index];
    return view === undefined ? [] : [{ ...view, wire: member.wire }];
  });
}

/** The output member that is a stream of events. */
function eventsOf(id: ShapeId | undefined, plan: Plan): string | undefined {
  return membersOf(id, plan).find((member) => {
    const target = plan.shape(member.target);
    return target.kind === "union" && "smithy.api#streaming" in target.traits;
  })?.name;
}

function commandOf(site: Site, operation: Operation): Pick<OperationView, "command"> {
  const { plan } = site;
  if (!site.isCommand(operation)) return {};
  const name = `${plan.package.bin} ${plan.command(operation)}`;
  const lines = optionsOf(plan, operation)
    .map(synopsisOf)
    .filter((line) => line !== undefined);
  return { command: { name, synopsis: [name, ...lines].join(" \\\n    ") } };
}

function exampleView(site: Site, operation: Operation, example: Example): ExampleView {
  const { plan } = site;
  const line = exampleCommandLine(site, operation, example.input);
  const { error, output } = example;
  const gives = output !== undefined && Object.keys(output as object).length > 0;
  const call = `${error === undefined && gives ? "const response = " : ""}await client.${plan.method(operation)}(`;
  return {
    title: example.title.replace(/\.$/, ""),
    doc: example.documentation === undefined ? [] : documentationOf({ documentation: example.documentation }),
    call: `${call}${exampleInput(example.input, operation, plan, call)});`,
    ...(gives ? { result: exampleSource(output, operation.output, plan) } : {}),
    ...(error === undefined
      ? {}
      : {
          error: {
            link: exceptionLink(site, error.shapeId),
            members: exampleSource(error.content ?? {}, error.shapeId, plan),
          },
        }),
    ...(line === undefined ? {} : { commandLine: line }),
  };
}

/** The same call for a shell; `undefined` where the operation has no command. */
export function exampleCommandLine(site: Site, operation: Operation, input: unknown): string | undefined {
  const { plan } = site;
  if (!site.isCommand(operation)) return undefined;
  const given = (input ?? {}) as Readonly<Record<string, unknown>>;
  return commandLine(plan.model, `${plan.package.bin} ${plan.command(operation)}`, optionsOf(plan, operation), given);
}
