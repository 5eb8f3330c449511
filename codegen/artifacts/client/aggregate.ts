/** `src/aggregate.ts`: the client with a method for each operation, paginator and waiter, as the official one has them. */

import { paragraph } from "../../../templates/runtime/doc/text.ts";
import type { Doc } from "../../../templates/runtime/doc/tree.ts";
import { documentationOf } from "../../doc/of.ts";
import type { Operation } from "../../model/types.ts";
import type { Plan } from "../../plan/plan.ts";
import type { TsFile } from "../../ts/file.ts";
import { literal, type Raw, raw } from "../../ts/literal.ts";
import { runtime, runtimeType } from "../../ts/runtime.ts";
import type { Method } from "../../ts/statement.ts";
import { errorShapes } from "../errors/index.ts";
import { commandTags, inputIsOptional } from "./commands.ts";
import { exampleSettings } from "./setup.ts";

/** A constant, not a class: the call that gives it its methods can be dropped from a bundle that does not mention it. */
export function aggregateFile(plan: Plan): TsFile {
  const file = plan.file("src/aggregate.ts", "The client with a method for each operation.");
  const { service } = plan.model;
  const name = plan.ref("aggregate", service.id).name;
  const methods = file.use(runtimeType("client", "AggregateMethods"));
  const client = file.use(plan.ref("client", service.id));
  file.add(
    {
      kind: "interface",
      name,
      docs: documentationOf(service),
      tags: [`@example\n\`\`\`ts\nconst client = new ${name}(${exampleSettings(plan.model.service)});\n\`\`\``],
      extends: [client, `${methods}<${exceptionsType(plan, file)}, ${methodNames(plan)}>`],
      methods: plan.model.operations.flatMap((operation) => [
        ...callMethods(operation, plan, file),
        ...pageMethods(operation, plan, file),
        ...waitMethods(operation, plan, file),
      ]),
    },
    {
      kind: "const",
      name,
      docs: documentationOf(service),
      type: `new (config?: ${file.useType(plan.ref("clientConfig", service.id))}) => ${name}`,
      value: `/* @__PURE__ */ ${file.use(runtime("client", "aggregate"))}(class ${name} extends ${client} {}, ${parts(plan, file)})`,
    },
  );
  return file;
}

function exceptionsType(plan: Plan, file: TsFile): string {
  const classes = errorShapes(plan.model).map(
    (shape) => `${plan.ref("errorClass", shape.id).name}: typeof ${file.use(plan.ref("errorClass", shape.id))}`,
  );
  return classes.length === 0 ? "{}" : `{ ${classes.join("; ")} }`;
}

const methodNames = (plan: Plan): string =>
  plan.model.operations.length === 0
    ? "never"
    : plan.model.operations.map((one) => literal(plan.method(one))).join(" | ");

/** Promise, callback, and callback with options. */
function callMethods(operation: Operation, plan: Plan, file: TsFile): readonly Method[] {
  const name = plan.method(operation);
  const output = file.useType(plan.ref("commandOutput", operation.id));
  const input = { name: "input", type: file.useType(plan.ref("commandInput", operation.id)) };
  const options = { name: "options", type: file.use(runtimeType("client", "HttpHandlerOptions")) };
  const callback = { name: "callback", type: `${file.use(runtimeType("client", "Callback"))}<${output}>` };
  const optional = inputIsOptional(operation, plan);
  return [
    {
      name,
      docs: documentationOf(operation),
      tags: commandTags(operation, plan),
      parameters: [
        { ...input, ...(optional ? { optional } : {}) },
        { ...options, optional: true },
      ],
      returns: `Promise<${output}>`,
    },
    { name, parameters: [input, callback], returns: "void" },
    { name, parameters: [input, options, callback], returns: "void" },
  ];
}

function pageMethods(operation: Operation, plan: Plan, file: TsFile): readonly Method[] {
  if (operation.pagination === undefined) return [];
  const ref = plan.ref("paginator", operation.id);
  const config = file.use(runtimeType("client", "PaginationOptions"));
  const input = {
    name: "input",
    type: file.useType(plan.ref("commandInput", operation.id)),
    ...(inputIsOptional(operation, plan) ? { optional: true } : {}),
  };
  return [
    {
      name: ref.name,
      docs: words("Pages through ", operation.name, "; ", `${ref.name}(…).items()`, " gives the items one by one."),
      parameters: [input, { name: "config", type: config, optional: true }],
      returns: `ReturnType<typeof ${file.use(ref)}>`,
    },
  ];
}

function waitMethods(operation: Operation, plan: Plan, file: TsFile): readonly Method[] {
  return operation.waiters.map((waiter) => {
    const ref = plan.ref(`waiter:${waiter.name}`, operation.id);
    const options = file.use(runtimeType("client", "WaiterOptions"));
    return {
      name: ref.name,
      docs: documentationOf(waiter),
      parameters: [
        { name: "input", type: file.useType(plan.ref("commandInput", operation.id)) },
        { name: "options", type: `number | ${options}`, optional: true },
      ],
      returns: `ReturnType<typeof ${file.use(ref)}>`,
    };
  });
}

const words = (before: string, name: string, between: string, call: string, after: string): Doc =>
  paragraph(before, { kind: "code", text: name }, between, { kind: "code", text: call }, after);

/** What the runtime puts on the prototype. */
function parts(plan: Plan, file: TsFile): string {
  const { operations } = plan.model;
  const commands = operations.map((one) => [plan.method(one), raw(file.use(plan.ref("command", one.id)))] as const);
  const paginators = operations
    .filter((one) => one.pagination !== undefined)
    .map((one) => [plan.ref("paginator", one.id).name, raw(file.use(plan.ref("paginator", one.id)))] as const);
  const waiters = operations.flatMap((one) =>
    one.waiters.map(
      (waiter) =>
        [
          plan.ref(`waiter:${waiter.name}`, one.id).name,
          raw(file.use(plan.ref(`waiter:${waiter.name}`, one.id))),
        ] as const,
    ),
  );
  const exceptions = errorShapes(plan.model).map(
    (one) => [plan.ref("errorClass", one.id).name, raw(file.use(plan.ref("errorClass", one.id)))] as const,
  );
  const table = (entries: readonly (readonly [string, Raw])[]): Record<string, Raw> => Object.fromEntries(entries);
  return literal({
    commands: table(commands),
    paginators: table(paginators),
    waiters: table(waiters),
    exceptions: table(exceptions),
    exception: raw(file.use(plan.ref("serviceException", plan.model.service.id))),
  });
}
