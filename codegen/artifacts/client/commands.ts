/** `src/commands.ts`: a class, its input and output, and the union of its errors for each operation, by name. */

import { paragraph } from "../../../templates/runtime/doc/text.ts";
import type { Doc } from "../../../templates/runtime/doc/tree.ts";
import { documentationOf } from "../../doc/of.ts";
import { isRetried } from "../../model/retried.ts";
import type { Operation, Shape, ShapeId } from "../../model/types.ts";
import type { Plan } from "../../plan/plan.ts";
import type { TsFile } from "../../ts/file.ts";
import { typeOnly } from "../../ts/form.ts";
import { literal } from "../../ts/literal.ts";
import { runtime, runtimeType } from "../../ts/runtime.ts";
import type { Method, Statement } from "../../ts/statement.ts";
import { deprecationTags, seeTags } from "../../ts/tags.ts";
import { directionOf } from "../../ts/types.ts";
import { instructionsOf } from "../endpoints/instructions.ts";
import { isBlobPayload, propertyOf } from "../types/index.ts";

export function commandsFile(plan: Plan): TsFile {
  const file = plan.file(
    "src/commands.ts",
    "A command for each operation, by name: what goes in, what comes out, what can be thrown.",
  );
  for (const operation of plan.model.operations) addCommand(operation, plan, file);
  return file;
}

/** Whether a call may leave its input out. */
export function inputIsOptional(operation: Operation, plan: Plan): boolean {
  if (operation.input === undefined) return true;
  const shape = plan.shape(operation.input);
  return shape.kind === "structure" && shape.members.every((member) => member.write === "optional");
}

function addCommand(operation: Operation, plan: Plan, file: TsFile): void {
  const name = plan.ref("command", operation.id).name;
  const input = plan.ref("commandInput", operation.id).name;
  const output = plan.ref("commandOutput", operation.id).name;
  const inputShape = operation.input === undefined ? [] : [file.useType(plan.ref("type", operation.input))];
  file.add(
    { kind: "interface", name: input, extends: inputShape, docs: paragraph("What ", code(name), " takes.") },
    outputInterface(output, operation.output, plan, file, paragraph("What ", code(name), " gives back.")),
    {
      kind: "type",
      name: plan.ref("operationError", operation.id).name,
      type: errorUnion(operation, plan, file),
      docs: paragraph("What ", code(name), " is modelled to throw."),
    },
    {
      kind: "class",
      name,
      docs: documentationOf(operation),
      tags: commandTags(operation, plan),
      extends: `${file.use(runtime("client", "ServiceCommand"))}${typeOnly(`<${input}, ${output}>`)}`,
      construct: {
        parameters: [{ name: "input", type: input, ...(inputIsOptional(operation, plan) ? { value: "{}" } : {}) }],
        body: [`super(${file.use(plan.ref("schema", operation.id))}, input);`],
      },
      methods: instructionsMethod(operation, plan, file),
    },
  );
}

/**
 * A structure that goes in as well has its body as it is given, a string or a stream; what comes out can be read.
 *
 * ```ts
 * export interface CopyCommandOutput extends Omit<File, "body">, MetadataBearer {
 *   body: StreamingBlobPayloadOutputTypes;
 * }
 * ```
 */
function outputInterface(name: string, id: ShapeId | undefined, plan: Plan, file: TsFile, docs: Doc): Statement {
  const metadata = file.use(runtimeType("client", "MetadataBearer"));
  if (id === undefined) return { kind: "interface", name, extends: [metadata], docs };
  const shape = plan.shape(id);
  const type = file.useType(plan.ref("type", id));
  const bodies =
    shape.kind === "structure" && directionOf(id, plan) === "write"
      ? shape.members.filter((one) => isBlobPayload(one, plan) || isStreamedBlob(plan.shape(one.target)))
      : [];
  if (bodies.length === 0) return { kind: "interface", name, extends: [type, metadata], docs };
  const names = bodies.map((one) => literal(one.name)).join(" | ");
  const properties = bodies.map((one) => propertyOf(one, "read", plan, file));
  return { kind: "interface", name, extends: [`Omit<${type}, ${names}>`, metadata], docs, properties };
}

const isStreamedBlob = ({ kind, traits }: Shape): boolean => kind === "blob" && "smithy.api#streaming" in traits;

/** Where the endpoint's parameters come from, where this service's endpoints depend on more than the usual. */
function instructionsMethod(operation: Operation, plan: Plan, file: TsFile): readonly Method[] {
  const instructions = instructionsOf(plan, operation);
  if (instructions === undefined) return [];
  return [
    {
      name: "getEndpointParameterInstructions",
      static: true,
      override: true,
      parameters: [],
      returns: file.use(runtimeType("client", "EndpointInstructions")),
      body: [`return ${file.use(instructions)};`],
    },
  ];
}

const code = (text: string): { kind: "code"; text: string } => ({ kind: "code", text });

function errorUnion(operation: Operation, plan: Plan, file: TsFile): string {
  if (operation.errors.length === 0) return file.useType(plan.ref("serviceException", plan.model.service.id));
  return operation.errors.map((id) => file.useType(plan.ref("errorClass", id))).join(" | ");
}

/** The example call, what it throws, and where to read on. */
export function commandTags(operation: Operation, plan: Plan): readonly string[] {
  const known = TAGS.get(plan) ?? new Map<ShapeId, readonly string[]>();
  TAGS.set(plan, known);
  const tags = known.get(operation.id) ?? tagsOf(operation, plan);
  known.set(operation.id, tags);
  return tags;
}

/** The command has them, and the method that sends it. */
const TAGS: WeakMap<Plan, Map<ShapeId, readonly string[]>> = new WeakMap();

function tagsOf(operation: Operation, plan: Plan): readonly string[] {
  return [
    ...deprecationTags(operation.deprecated, documentationOf(operation)),
    ...(operation.destroys === undefined ? [] : [`@remarks Destructive: ${operation.destroys.replace(/\.$/, "")}.`]),
    ...exampleTag(operation, plan),
    ...throwsTag(operation, plan),
    ...seeTags(plan, `${plan.package.bin} ${plan.command(operation)}`, `docs/client/${plan.method(operation)}.md`),
  ];
}

function exampleTag(operation: Operation, plan: Plan): readonly string[] {
  const example = operation.examples.find((one) => one.error === undefined);
  if (example === undefined) return [];
  const input =
    Object.keys((example.input ?? {}) as object).length === 0 && inputIsOptional(operation, plan)
      ? ""
      : literal(example.input, 0, 90);
  const { title } = example;
  return [
    `@example ${title.replace(/\.$/, "")}\n\`\`\`ts\nconst response = await client.${plan.method(operation)}(${input});\n\`\`\``,
  ];
}

/** `{@link NotFoundException} 404 · {@link TooManyRequestsException} 429 (retried)`. */
function throwsTag(operation: Operation, plan: Plan): readonly string[] {
  if (operation.errors.length === 0) return [];
  const each = operation.errors.map((id) => {
    const shape = plan.shape(id);
    const error = shape.kind === "structure" ? shape.error : undefined;
    const status = error?.status === undefined ? "" : ` ${error.status}`;
    return `{@link ${plan.ref("errorClass", id).name}}${status}${isRetried(error) ? " (retried)" : ""}`;
  });
  return [`@throws ${each.join(" · ")}`];
}
