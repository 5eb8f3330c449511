/**
 * model/amplifybackend/model.json states the same facts as the real model of the service; only its sentences are ours.
 *
 * Facts are everything but documentation, at every depth: shape ids, targets, traits, bindings, the order of members and enum
 * values. The order of an operation's errors is that of the service's reference pages, which the real Smithy model lacks.
 */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { describeWithShared, readShared } from "../support/shared-folder.ts";
import {
  type Ast,
  type AstMember,
  type AstShape,
  enumValues,
  idsOf,
  type Json,
  type JsonObject,
  model,
  modelText,
  namespace,
  shapeAt,
  withoutDocumentation,
} from "./amplifybackend-model.ts";

const ERRORS = ["NotFoundException", "GatewayTimeoutException", "TooManyRequestsException", "BadRequestException"];

/** SHA-256 of the facts below. It changes only when a fact does; the suite on the real model proves it right. */
const FACTS_DIGEST = "9ffe8f2f48921e433adee8385a6993d7db4200345905ee4dfd80308c82a7b780";

describe("the facts of the model, on their own", () => {
  it("have not changed unnoticed", () => {
    expect(digestOf(model)).toBe(FACTS_DIGEST);
  });

  it("count 31 operations, all of them of the service", () => {
    const service = shapeAt(model, `${namespace}AmplifyBackend`);
    expect(service.operations?.map(({ target }) => target)).toEqual(idsOf(model, "operation"));
    expect(idsOf(model, "operation")).toHaveLength(31);
  });

  it("list the errors of every operation in the order of the reference pages", () => {
    for (const id of idsOf(model, "operation")) {
      expect(shapeAt(model, id).errors, id).toEqual(ERRORS.map((name) => ({ target: namespace + name })));
    }
  });

  it("name no shape that does not exist", () => {
    const targets = [...JSON.stringify(model.shapes).matchAll(/"target":"([^"]+)"/g)].map((match) => match[1] ?? "");
    const own = targets.filter((target) => target !== "smithy.api#Unit");
    expect(own.filter((target) => model.shapes[target] === undefined)).toEqual([]);
    expect(own.length).toBeGreaterThan(300);
  });

  it("stand in the file sorted by shape id, with two blanks of indent and a line end", () => {
    expect(Object.keys(model.shapes)).toEqual(Object.keys(model.shapes).sort());
    expect(modelText).toBe(`${JSON.stringify(model, null, 2)}\n`);
  });
});

describeWithShared("the facts of the model, against the real one", () => {
  const real = (): Ast => JSON.parse(readShared("models/smithy/amplifybackend.json")) as Ast;

  it("differ in nothing", () => {
    expect(differences(factsOf(model), factsOf(real()))).toEqual([]);
  });

  it("have the digest that this suite expects", () => {
    expect(digestOf(real())).toBe(FACTS_DIGEST);
  });

  it("would differ if one were wrong", () => {
    const id = `${namespace}CloneBackendRequest`;
    const shape = shapeAt(model, id);
    const { AppId, ...others } = shape.members ?? {};
    if (AppId === undefined) throw new Error("CloneBackendRequest has no AppId");
    const moved = { ...model, shapes: { ...model.shapes, [id]: { ...shape, members: { ...others, AppId } } } };
    expect(differences(factsOf(moved), factsOf(real()))).toEqual([
      `/shapes/${id}/members: order BackendEnvironmentName TargetEnvironmentName AppId, not AppId BackendEnvironmentName TargetEnvironmentName`,
    ]);
    const optional = {
      ...model,
      shapes: { ...model.shapes, [id]: { ...shape, members: { ...shape.members, AppId: { target: AppId.target } } } },
    };
    expect(differences(factsOf(optional), factsOf(real()))).toEqual([`/shapes/${id}/members/AppId/traits: missing`]);
  });
});

/** A member as the inventory of facts states it. */
interface MemberFact {
  readonly name: string;
  readonly shape: string;
  readonly type: string;
  readonly required: boolean;
  readonly location: string;
  readonly wireName: string;
  readonly enum?: readonly Json[];
  readonly sensitive?: true;
  readonly min?: number;
  readonly max?: number;
  readonly memberShape?: string;
  readonly memberType?: string;
  readonly memberEnum?: readonly Json[];
  readonly hasDocumentation?: boolean;
}
interface Inventory {
  readonly operationCount: number;
  readonly operations: readonly {
    readonly name: string;
    readonly method: string;
    readonly uri: string;
    readonly successCode: number;
    readonly inputShape: string;
    readonly input: readonly MemberFact[];
    readonly outputShape: string;
    readonly output: readonly MemberFact[];
    readonly errors: readonly { readonly name: string; readonly httpStatusCode: number }[];
  }[];
  readonly exceptions: readonly {
    readonly name: string;
    readonly httpStatusCode: number;
    readonly fault: string;
    readonly members: readonly MemberFact[];
  }[];
  readonly enums: Readonly<Record<string, readonly string[]>>;
  readonly shapes: Readonly<
    Record<
      string,
      { readonly type: string; readonly members?: readonly MemberFact[]; readonly required?: readonly string[] }
    >
  >;
}

describeWithShared("the facts of the model, against the inventory", () => {
  const inventory = JSON.parse(readShared("spec/amplifybackend-facts.json")) as Inventory;

  it("agree on operations, their HTTP bindings and their errors", () => {
    const ours = idsOf(model, "operation").map((id) => {
      const operation = shapeAt(model, id);
      const http = operation.traits?.["smithy.api#http"] as JsonObject;
      return {
        name: nameOf(id),
        method: http.method,
        uri: http.uri,
        successCode: http.code,
        inputShape: nameOf(operation.input?.target ?? ""),
        outputShape: nameOf(operation.output?.target ?? ""),
        errors: (operation.errors ?? []).map(({ target }) => ({
          name: nameOf(target),
          httpStatusCode: shapeAt(model, target).traits?.["smithy.api#httpError"],
        })),
      };
    });
    const theirs = inventory.operations.map(
      ({ name, method, uri, successCode, inputShape, input, outputShape, errors }) => ({
        name,
        method,
        uri: withMemberNames(uri, input),
        successCode,
        inputShape,
        outputShape,
        errors,
      }),
    );
    expect(ours).toEqual(theirs);
    expect(ours).toHaveLength(inventory.operationCount);
  });

  it("agree on every member of every input and output", () => {
    for (const operation of inventory.operations) {
      expect(memberFacts(operation.inputShape), operation.name).toEqual(operation.input.map(comparable));
      expect(memberFacts(operation.outputShape), operation.name).toEqual(operation.output.map(comparable));
    }
  });

  it("agree on every shape, its members and what it requires", () => {
    const ours = Object.keys(model.shapes).filter((id) => !["operation", "service"].includes(shapeAt(model, id).type));
    expect(ours.map(nameOf).sort()).toEqual(Object.keys(inventory.shapes).sort());
    for (const [name, shape] of Object.entries(inventory.shapes)) {
      expect(plainType(shapeAt(model, namespace + name)), name).toBe(shape.type);
      if (shape.members === undefined) continue;
      const members = memberFacts(name);
      expect(members, name).toEqual(shape.members.map(comparable));
      const required = members.filter((member) => member.required).map((member) => member.name);
      expect(required.sort(), name).toEqual([...(shape.required ?? [])].sort());
    }
  });

  it("agree on enums and on errors with their statuses and faults", () => {
    const enums = Object.fromEntries(idsOf(model, "enum").map((id) => [nameOf(id), enumValues(shapeAt(model, id))]));
    expect(enums).toEqual(inventory.enums);
    const errors = Object.keys(model.shapes)
      .filter((id) => shapeAt(model, id).traits?.["smithy.api#error"] !== undefined)
      .map((id) => ({
        name: nameOf(id),
        httpStatusCode: shapeAt(model, id).traits?.["smithy.api#httpError"],
        fault: shapeAt(model, id).traits?.["smithy.api#error"],
        members: memberFacts(nameOf(id)),
      }));
    expect(errors).toEqual(inventory.exceptions.map((error) => ({ ...error, members: error.members.map(comparable) })));
  });
});

function nameOf(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}

/** The inventory has no type for enums: they are strings there. */
function plainType(shape: AstShape): string {
  return shape.type === "enum" ? "string" : shape.type;
}

/** The inventory's labels are wire names (`{appId}`); Smithy's are member names (`{AppId}`). */
function withMemberNames(uri: string, input: readonly MemberFact[]): string {
  return uri.replace(/\{(\w+)\}/g, (_, label: string) => `{${input.find(({ wireName }) => wireName === label)?.name}}`);
}

/** Members of a structure of ours, in model order, stated as the inventory states them. */
function memberFacts(structure: string): readonly MemberFact[] {
  return Object.entries(shapeAt(model, namespace + structure).members ?? {}).map(([name, member]) =>
    memberFact(name, member),
  );
}

function memberFact(name: string, member: AstMember): MemberFact {
  const target = shapeAt(model, member.target);
  const element = target.member === undefined ? undefined : shapeAt(model, target.member.target);
  const range = target.traits?.["smithy.api#range"] as { readonly min: number; readonly max: number } | undefined;
  const label = member.traits?.["smithy.api#httpLabel"] !== undefined;
  return {
    name,
    shape: nameOf(member.target),
    type: plainType(target),
    required: member.traits?.["smithy.api#required"] !== undefined,
    location: label ? "uri" : "body",
    // A label has no wire name in Smithy: only its place in the path counts, which the test of the URIs compares.
    wireName: label ? "" : String(member.traits?.["smithy.api#jsonName"] ?? name),
    ...(target.type === "enum" && { enum: enumValues(target) }),
    ...(target.traits?.["smithy.api#sensitive"] !== undefined && { sensitive: true as const }),
    ...(range !== undefined && { min: range.min, max: range.max }),
    ...(element !== undefined && { memberShape: nameOf(target.member?.target ?? ""), memberType: plainType(element) }),
    ...(element?.type === "enum" && { memberEnum: enumValues(element) }),
  };
}

function comparable({ hasDocumentation, ...fact }: MemberFact): MemberFact {
  return fact.location === "uri" ? { ...fact, wireName: "" } : fact;
}

/** A model without its sentences, and with the errors of each operation in the order of the reference pages. */
function factsOf(ast: Ast): Json {
  const rank = ({ target }: { readonly target: string }): number => ERRORS.indexOf(nameOf(target));
  const shapes = Object.entries(ast.shapes).map(([id, shape]) => [
    id,
    shape.errors === undefined ? shape : { ...shape, errors: [...shape.errors].sort((a, b) => rank(a) - rank(b)) },
  ]);
  return withoutDocumentation({ ...ast, shapes: Object.fromEntries(shapes) } as unknown as Json);
}

/** SHA-256 of the facts; the order of keys counts for members only. */
function digestOf(ast: Ast): string {
  return createHash("sha256")
    .update(JSON.stringify(canonical(factsOf(ast))))
    .digest("hex");
}

function canonical(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(canonical);
  if (value === null || typeof value !== "object") return value;
  const object = value as JsonObject;
  const keys = Object.keys(object).sort();
  const sorted: JsonObject = Object.fromEntries(keys.map((key) => [key, canonical(object[key] ?? null)]));
  const members = object.members;
  return isObject(members) ? { ...sorted, "members in order": Object.keys(members) } : sorted;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One line for each place where the two differ. The order of keys counts below `members`, nowhere else. */
function differences(ours: Json, theirs: Json, place = ""): readonly string[] {
  if (Array.isArray(ours) && Array.isArray(theirs) && ours.length === theirs.length) {
    return (ours as readonly Json[]).flatMap((item, index) =>
      differences(item, (theirs as readonly Json[])[index] ?? null, `${place}/${index}`),
    );
  }
  if (!isObject(ours) || !isObject(theirs)) {
    const [a, b] = [JSON.stringify(ours), JSON.stringify(theirs)];
    return a === b ? [] : [`${place}: ${a}, not ${b}`];
  }
  const found = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])].flatMap((key) => {
    const [a, b] = [ours[key], theirs[key]];
    if (a === undefined) return [`${place}/${key}: missing`];
    if (b === undefined) return [`${place}/${key}: not in the real model`];
    return differences(a, b, `${place}/${key}`);
  });
  const [a, b] = [Object.keys(ours).join(" "), Object.keys(theirs).join(" ")];
  return found.length === 0 && place.endsWith("/members") && a !== b ? [`${place}: order ${a}, not ${b}`] : found;
}
