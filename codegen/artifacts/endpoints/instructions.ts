/**
 * `src/endpoint-instructions.ts`: where the endpoint's parameters get their values, in the official client's form: a table
 * for the client, and one for each set of operations that need the same. Services whose endpoints depend on region and
 * switches alone have none.
 */
import { paragraph } from "../../../templates/runtime/doc/text.ts";
import {
  commonSources,
  isStandard,
  operationSources,
  type ParameterSource,
  type ParameterSources,
} from "../../model/endpoint-parameters.ts";
import type { Operation } from "../../model/types.ts";
import { lowerFirst, upperFirst } from "../../plan/case.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Ref, TsFile } from "../../ts/file.ts";
import { typeOnly } from "../../ts/form.ts";
import { literal, raw } from "../../ts/literal.ts";
import { runtimeType } from "../../ts/runtime.ts";
import { pathExpression } from "./context-path.ts";

const MODULE = "src/endpoint-instructions";
const ref = (name: string): Ref => ({ name, module: MODULE, typeOnly: false });

/** The table of an operation (without one: of the client); `undefined` where the runtime's own says all. */
export function instructionsOf(plan: Plan, operation?: Operation): Ref | undefined {
  if (isStandard(plan.model)) return undefined;
  if (operation === undefined) return ref("commonParams");
  const { sources } = operationSources(operation, plan.model);
  return ref(Object.keys(sources).length === 0 ? "commonParams" : nameOf(sources, operation));
}

/** The file, where there is anything to say. */
export function* instructionsFile(plan: Plan): Iterable<TsFile> {
  if (isStandard(plan.model)) return;
  const file = plan.file(`${MODULE}.ts`, "Where the endpoint's parameters get their values.");
  const type = file.use(runtimeType("client", "EndpointInstructions"));
  file.add({
    kind: "const",
    name: "commonParams",
    type,
    value: literal(commonSources(plan.model)),
    docs: paragraph("What the client's configuration gives."),
  });
  for (const [name, operations] of sets(plan)) {
    const [operation] = operations;
    const entries = Object.entries(operationSources(operation, plan.model).sources).map(
      ([parameter, source]) => [parameter, instruction(source, operation, plan, file)] as const,
    );
    // A spread would keep the table in every bundle: it may run something.
    const value = `/* @__PURE__ */ Object.assign({}, commonParams, ${literal(Object.fromEntries(entries))})`;
    file.add({ kind: "const", name, type, value, docs: paragraph(`${operations.map((one) => one.name).join(", ")}.`) });
  }
  yield file;
}

/** Operations by what they add, under the name of that. */
function sets({ model }: Plan): ReadonlyMap<string, readonly [Operation, ...(readonly Operation[])]> {
  const found = new Map<string, readonly [Operation, ...(readonly Operation[])]>();
  for (const operation of model.operations) {
    const { sources } = operationSources(operation, model);
    if (Object.keys(sources).length === 0) continue;
    const name = nameOf(sources, operation);
    const [first, ...others] = found.get(name) ?? [];
    found.set(name, first === undefined ? [operation] : [first, ...others, operation]);
  }
  return found;
}

/** Paths are compiled over the input of the operation that has them. */
function instruction(source: ParameterSource, operation: Operation, plan: Plan, file: TsFile): unknown {
  if (source.type !== "operationContextParams") return source;
  const input = file.useType(plan.ref("commandInput", operation.id));
  return { type: source.type, get: raw(`(input${typeOnly(`: ${input}`)}) => ${pathExpression(source.path, "input")}`) };
}

/** After what it says: `bucketKey`, `resourceArnOfTableName`, `operationTypeControlStreamArn`. */
function nameOf(sources: ParameterSources, operation: Operation): string {
  const words = Object.entries(sources).map(([parameter, source]) => {
    switch (source.type) {
      case "staticContextParams":
        if (source.value === true) return parameter;
        return /^"\w+"$/.test(JSON.stringify(source.value))
          ? `${parameter}${upperFirst(String(source.value))}`
          : `${parameter}Of${operation.name}`;
      case "contextParams":
        return source.name === parameter ? parameter : `${parameter}Of${upperFirst(source.name)}`;
      case "operationContextParams":
        return `${parameter}Of${operation.name}`;
      default:
        return parameter;
    }
  });
  return lowerFirst(words.map((one) => upperFirst(plain(one))).join(""));
}

const plain = (text: string): string => text.replaceAll(/[^A-Za-z0-9]+/g, "");
