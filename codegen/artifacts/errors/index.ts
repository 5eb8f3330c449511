/**
 * `src/errors.ts`: a class for every modelled error with a guard beside it, the service's base exception, and
 * `src/registries.ts`, by which a protocol finds the class of a wire code.
 */

import { paragraph } from "../../../templates/runtime/doc/text.ts";
import { documentationOf } from "../../doc/of.ts";
import { namespaceOf } from "../../model/shape-id.ts";
import { shapesByName } from "../../model/shapes.ts";
import type { Member, Model, Shape, StructureShape } from "../../model/types.ts";
import { serviceName } from "../../plan/case.ts";
import type { Declaration } from "../../plan/names.ts";
import type { Plan } from "../../plan/plan.ts";
import type { TsFile } from "../../ts/file.ts";
import { access, literal, raw } from "../../ts/literal.ts";
import { runtime, runtimeType } from "../../ts/runtime.ts";
import { deprecationTags } from "../../ts/tags.ts";
import type { Artifact } from "../artifact.ts";
import { propertyOf, typeName } from "../types/index.ts";

const MODULE = "src/errors";
const REGISTRIES = "src/registries";

export const errors: Artifact = {
  name: "errors",
  needs: ["types", "schemas"],
  *declare(model: Model): Iterable<Declaration> {
    const { id } = model.service;
    const base = baseName(model);
    yield { facet: "serviceException", id, wish: base, module: MODULE };
    yield { facet: "serviceExceptionSchema", id, wish: `${base}$`, module: REGISTRIES };
    yield { facet: "serviceGuard", id, wish: `is${base}`, module: MODULE, yields: true };
    yield { facet: "errorTypeRegistries", id, wish: "errorTypeRegistries", module: REGISTRIES };
    for (const shape of errorShapes(model)) {
      yield { facet: "errorClass", id: shape.id, wish: typeName(shape.name), module: MODULE };
      yield { facet: "guard", id: shape.id, wish: `is${typeName(shape.name)}`, module: MODULE, yields: true };
    }
  },
  *emit(plan: Plan) {
    const file = plan.file(
      `${MODULE}.ts`,
      "What a call can throw: a class for each modelled error, all of one base class, and a guard for each.",
    );
    addBase(plan, file);
    for (const shape of errorShapes(plan.model)) addError(shape, plan, file);
    yield file;
    yield registries(plan);
  },
};

/** By name. Many ask for it, and a large model has thousands of shapes to look through. */
export function errorShapes(model: Model): readonly StructureShape[] {
  const known = ERRORS.get(model);
  if (known !== undefined) return known;
  const found = shapesByName(model).filter(
    (shape): shape is StructureShape => shape.kind === "structure" && shape.error !== undefined,
  );
  ERRORS.set(model, found);
  return found;
}

const ERRORS: WeakMap<Model, readonly StructureShape[]> = new WeakMap();

/** `AmplifyBackendServiceException`; a modelled error of that name makes it `…SyntheticServiceException`, as officially. */
function baseName(model: Model): string {
  const service = serviceName(model.service.sdkId);
  const taken = errorShapes(model).some((one) => typeName(one.name) === `${service}ServiceException`);
  return `${service}${taken ? "Synthetic" : ""}ServiceException`;
}

function addBase(plan: Plan, file: TsFile): void {
  const { id } = plan.model.service;
  const { name } = plan.ref("serviceException", id);
  file.add({
    kind: "class",
    name,
    docs: paragraph(
      `Every error that ${plan.serviceName} answers with. A code that the model does not know makes one of these, with the code as its `,
      { kind: "code", text: "name" },
      ".",
    ),
    extends: file.use(runtime("client", "ServiceException")),
  });
  addGuard(plan.ref("serviceGuard", id).name, name, `error instanceof ${name}`, file);
}

function addError(shape: StructureShape, plan: Plan, file: TsFile): void {
  const { name } = plan.ref("errorClass", shape.id);
  const base = plan.ref("serviceException", plan.model.service.id).name;
  const members = errorFields(shape, plan);
  const fault = literal(shape.error?.fault ?? "client");
  const retryable = retryableOf(shape);
  const options = file.use(runtimeType("client", "ExceptionOptions"));
  file.add({
    kind: "class",
    name,
    docs: documentationOf(shape),
    tags: [...statusTag(shape), ...deprecationTags(shape.deprecated)],
    extends: base,
    properties: [
      // Said, not set: the base class does that, and the constructor for the members.
      { name: "name", declare: true, readonly: true, type: literal(shape.name) },
      { name: "$fault", declare: true, readonly: true, type: fault },
      ...(retryable === undefined
        ? []
        : [{ name: "$retryable", override: true, readonly: true, type: retryable.type, value: retryable.value }]),
      ...members.map((member) => ({ ...propertyOf(member, "read", plan, file), declare: true })),
    ],
    construct: {
      parameters: [{ name: "options", type: `${options}<${name}, ${base}>` }],
      body: [
        `super(options, ${literal(shape.name)}, ${fault});`,
        ...members.map((member) => `this${access(member.name)} = options${access(member.name)};`),
      ],
    },
  });
  addGuard(plan.ref("guard", shape.id).name, name, `error instanceof ${name}`, file);
}

/**
 * What every error has of its own, and of what kind a modelled member has to be to take its place. One of another kind, or
 * of a name that every object has (`constructor`), is no field.
 */
const INHERITED = new Map<string, readonly Shape["kind"][] | "any">([
  ["message", []],
  ["name", []],
  ["stack", []],
  ["code", ["string", "enum"]],
  ["cause", "any"],
]);

/** The members that are fields of an error's class beside what every error has. */
export function errorFields(shape: StructureShape, plan: Plan): readonly Member[] {
  return shape.members.filter((member) => {
    const kinds = INHERITED.get(member.name) ?? (member.name in Object.prototype ? [] : "any");
    return kinds === "any" || kinds.includes(plan.shape(member.target).kind);
  });
}

function statusTag(shape: StructureShape): readonly string[] {
  const status = shape.error?.status;
  return status === undefined ? [] : [`@remarks HTTP status ${status}, fault of the ${shape.error?.fault}.`];
}

function retryableOf(shape: StructureShape): { type: string; value: string } | undefined {
  if (shape.error?.throttling === true) return { type: "{ readonly throttling: true }", value: "{ throttling: true }" };
  return shape.error?.retryable === true ? { type: "{ readonly throttling?: boolean }", value: "{}" } : undefined;
}

function addGuard(name: string, type: string, test: string, file: TsFile): void {
  file.add({
    kind: "function",
    name,
    docs: paragraph("Whether a caught value is ", { kind: "code", text: type }, "."),
    parameters: [{ name: "error", type: "unknown" }],
    returns: `error is ${type}`,
    body: [`return ${test};`],
  });
}

/** The base first, then the modelled errors by name. */
function registries(plan: Plan): TsFile {
  const file = plan.file(
    `${REGISTRIES}.ts`,
    "How a protocol finds the class of an error: by the code that the wire carries.",
  );
  const { id } = plan.model.service;
  const base = plan.ref("serviceException", id);
  const schema = plan.ref("serviceExceptionSchema", id).name;
  file.add({
    kind: "const",
    name: schema,
    type: file.use(runtimeType("client", "ErrorSchema")),
    value: literal([-3, `smithy.ts.sdk.synthetic.${namespaceOf(id)}`, base.name, 0, [], []]),
  });
  const pairs = errorShapes(plan.model).map((shape) => [
    raw(file.use(plan.ref("schema", shape.id))),
    raw(file.use(plan.ref("errorClass", shape.id))),
  ]);
  const all = [[raw(schema), raw(file.use(base))], ...pairs];
  const registry = file.use(runtimeType("client", "TypeRegistry"));
  file.add({
    kind: "const",
    name: plan.ref("errorTypeRegistries", id).name,
    type: `${registry}[]`,
    value: `/* @__PURE__ */ ${file.use(runtime("client", "typeRegistries"))}(${literal(all)})`,
    docs: paragraph("The error classes by shape, in the form that the official protocol classes take."),
  });
  return file;
}
