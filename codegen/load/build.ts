/**
 * From the Ast to the Model: finds the service, walks what it reaches, and decides each member's presence and wire
 * position. It knows the traits of a client; it knows no file format, and no TypeScript.
 */
import type { Diagnostics } from "../diagnostics.ts";
import { arrangeExamples } from "../model/examples.ts";
import { httpBinding, wireOf } from "../model/http.ts";
import { presence } from "../model/presence.ts";
import type {
  Bounds,
  Constraints,
  Deprecation,
  EnumValue,
  ErrorFacts,
  Member,
  Model,
  Operation,
  Service,
  Shape,
  ShapeId,
  SimpleKind,
} from "../model/types.ts";
import { type Ast, type AstMember, type AstShape, membersOf, nameOf, PRELUDE_KINDS, UNIT } from "./ast.ts";
import { operationExtras } from "./behaviour.ts";
import { digestOf } from "./digest.ts";

type TraitBag = Readonly<Record<string, unknown>>;
/** Trait ids as constants: put together anew for each member, they would cost more than what is read by them. */
const T = {
  auth: "smithy.api#auth",
  default: "smithy.api#default",
  deprecated: "smithy.api#deprecated",
  documentation: "smithy.api#documentation",
  enum: "smithy.api#enum",
  enumValue: "smithy.api#enumValue",
  error: "smithy.api#error",
  httpError: "smithy.api#httpError",
  idempotencyToken: "smithy.api#idempotencyToken",
  idempotent: "smithy.api#idempotent",
  length: "smithy.api#length",
  mixin: "smithy.api#mixin",
  pattern: "smithy.api#pattern",
  range: "smithy.api#range",
  readonly: "smithy.api#readonly",
  required: "smithy.api#required",
  retryable: "smithy.api#retryable",
  sensitive: "smithy.api#sensitive",
  sparse: "smithy.api#sparse",
  title: "smithy.api#title",
  uniqueItems: "smithy.api#uniqueItems",
} as const;

/** The model of the one service of the Ast; `undefined`, with diagnostics, where there is none or several. */
export function buildModel(ast: Ast, diagnostics: Diagnostics): Model | undefined {
  const isService = ({ type, traits }: AstShape): boolean => type === "service" && !(T.mixin in (traits ?? {}));
  const services = [...ast.shapes].filter(([, shape]) => isService(shape)).map(([id]) => id);
  const [id, second] = services;
  if (id === undefined) {
    diagnostics.report("SW1005", "The model has no service shape.", {
      ...(ast.shapes.size === 0
        ? {}
        : { place: { ...ast.place([...ast.shapes.keys()][0] ?? UNIT), path: ["shapes"] } }),
      hint: 'add a shape of type "service"',
    });
    return undefined;
  }
  if (second !== undefined) {
    for (const one of services) {
      diagnostics.report("SW1006", `The model has ${services.length} services: ${services.join(", ")}.`, {
        shape: one,
        place: ast.place(one, [], true),
        hint: "one package is made of one service: put each into a file of its own",
      });
    }
    return undefined;
  }
  const shape = ast.shapes.get(id) as AstShape;
  const service = serviceOf(ast, id, shape);
  const operationIds = reachOperations(ast, shape);
  const common = (shape.errors ?? []).map(({ target }) => target);
  const rename = shape.rename ?? {};
  const operations = operationIds
    .map((one) => operationOf(ast, one, common, shape.traits ?? {}, diagnostics))
    .sort((a, b) => compare(a.name, b.name));
  const shapes = reachShapes(ast, operations, rename, diagnostics);
  return { service, operations: operations.map((one) => arrangeExamples(one, shapes)), shapes, digest: digestOf(ast) };
}

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function serviceOf(ast: Ast, id: ShapeId, shape: AstShape): Service {
  const traits = shape.traits ?? {};
  const aws = (traits["aws.api#service"] ?? {}) as { sdkId?: string; docId?: string; endpointPrefix?: string };
  const sdkId = aws.sdkId ?? nameOf(id);
  const version = shape.version ?? "";
  const signing = (traits["aws.auth#sigv4"] ?? traits["aws.auth#sigv4a"]) as { name: string } | undefined;
  const schemes = Object.keys(traits)
    .filter(
      (one) => AUTH_SCHEMES.has(one) || "smithy.api#authDefinition" in (ast.shapes.get(one as ShapeId)?.traits ?? {}),
    )
    .sort() as ShapeId[];
  const docId =
    aws.docId ?? (aws.endpointPrefix !== undefined && version !== "" ? `${aws.endpointPrefix}-${version}` : undefined);
  return {
    id,
    name: nameOf(id),
    sdkId,
    version,
    title: (traits[T.title] as string | undefined) ?? sdkId,
    documentation: documentation(traits),
    ...(docId === undefined ? {} : { docId }),
    ...(aws.endpointPrefix === undefined ? {} : { endpointPrefix: aws.endpointPrefix }),
    ...(signing === undefined ? {} : { signingName: signing.name }),
    protocols: Object.keys(traits)
      .filter((one) => PROTOCOLS.has(one))
      .sort() as ShapeId[],
    auth: (traits[T.auth] as ShapeId[] | undefined) ?? schemes,
    traits,
  };
}

/** Protocol traits that a model may carry; which of them swage speaks is `plan/protocol.ts`'s business. */
const PROTOCOLS: ReadonlySet<string> = new Set([
  "aws.protocols#restJson1",
  "aws.protocols#restXml",
  "aws.protocols#awsJson1_0",
  "aws.protocols#awsJson1_1",
  "aws.protocols#awsQuery",
  "aws.protocols#ec2Query",
  "smithy.protocols#rpcv2Cbor",
  "smithy.protocols#rpcv2Json",
  "alloy#simpleRestJson",
]);
const AUTH_SCHEMES: ReadonlySet<string> = new Set([
  "aws.auth#sigv4",
  "aws.auth#sigv4a",
  "smithy.api#httpApiKeyAuth",
  "smithy.api#httpBasicAuth",
  "smithy.api#httpBearerAuth",
  "smithy.api#httpDigestAuth",
]);

/** The operations of a service or resource and of all resources below it, each once. */
function reachOperations(ast: Ast, from: AstShape, seen: Set<ShapeId> = new Set()): readonly ShapeId[] {
  const lifecycle = ["create", "put", "read", "update", "delete", "list"].flatMap((key) => {
    const one = from.type === "resource" ? (from[key] as { target: ShapeId } | undefined) : undefined;
    return one === undefined ? [] : [one];
  });
  for (const { target } of [...(from.operations ?? []), ...(from.collectionOperations ?? []), ...lifecycle])
    seen.add(target);
  for (const { target } of from.resources ?? []) {
    const resource = ast.shapes.get(target);
    if (resource === undefined || seen.has(target)) continue;
    seen.add(target);
    reachOperations(ast, resource, seen);
  }
  return [...seen].filter((id) => ast.shapes.get(id)?.type === "operation");
}

function operationOf(
  ast: Ast,
  id: ShapeId,
  common: readonly ShapeId[],
  serviceTraits: TraitBag,
  diagnostics: Diagnostics,
): Operation {
  const shape = ast.shapes.get(id) as AstShape;
  const traits = shape.traits ?? {};
  const input = shape.input?.target === UNIT ? undefined : shape.input?.target;
  const output = shape.output?.target === UNIT ? undefined : shape.output?.target;
  const http = httpBinding(
    id,
    traits,
    input === undefined ? undefined : ast.shapes.get(input),
    (steps) => ast.place(id, steps),
    diagnostics,
  );
  return {
    id,
    name: nameOf(id),
    documentation: documentation(traits),
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
    errors: [...new Set([...(shape.errors ?? []).map(({ target }) => target), ...common])],
    ...(http === undefined ? {} : { http }),
    readonly: T.readonly in traits,
    idempotent: T.idempotent in traits,
    ...deprecation(traits),
    ...operationExtras(ast, id, traits, serviceTraits),
    traits,
  };
}

/** Everything that the operations reach, by id. */
function reachShapes(
  ast: Ast,
  operations: readonly Operation[],
  rename: Readonly<Record<string, string>>,
  diagnostics: Diagnostics,
): Model["shapes"] {
  const found = new Map<ShapeId, Shape>();
  const queue = operations.flatMap((one) => [one.input, one.output, ...one.errors]).filter((one) => one !== undefined);
  while (queue.length > 0) {
    const id = queue.pop() as ShapeId;
    if (found.has(id)) continue;
    const shape = shapeOf(ast, id, rename[id] ?? nameOf(id), diagnostics);
    found.set(id, shape);
    if ("members" in shape) queue.push(...shape.members.map((one) => one.target));
    if (shape.kind === "list") queue.push(shape.member.target);
    if (shape.kind === "map") queue.push(shape.key.target, shape.value.target);
  }
  const ids = [...found.keys()].sort();
  return Object.fromEntries(ids.map((id) => [id, found.get(id) as Shape]));
}

function shapeOf(ast: Ast, id: ShapeId, name: string, diagnostics: Diagnostics): Shape {
  const raw: AstShape = ast.shapes.get(id) ?? { type: PRELUDE_KINDS[nameOf(id)] ?? "structure" };
  const traits = raw.traits ?? {};
  const base = {
    id,
    name,
    documentation: documentation(traits),
    ...deprecation(traits),
    sensitive: T.sensitive in traits,
    constraints: constraints(traits),
    traits,
  };
  const member = (owner: AstMember, as: string): Member => memberOf(ast, id, as, owner, diagnostics);
  const missing: AstMember = { target: UNIT };
  switch (raw.type) {
    case "structure":
    case "union": {
      const members = membersOf(raw).map(([as, one]) => member(one, as));
      if (raw.type === "union") return { ...base, kind: "union", members };
      const error = errorFacts(traits);
      return { ...base, kind: "structure", members, ...(error === undefined ? {} : { error }) };
    }
    case "list":
    case "set": {
      const unique = raw.type === "set" ? { ...base.constraints, uniqueItems: true } : base.constraints;
      return {
        ...base,
        constraints: unique,
        kind: "list",
        member: member(raw.member ?? missing, "member"),
        sparse: T.sparse in traits,
      };
    }
    case "map":
      return {
        ...base,
        kind: "map",
        key: member(raw.key ?? missing, "key"),
        value: member(raw.value ?? missing, "value"),
        sparse: T.sparse in traits,
      };
    case "enum":
      return { ...base, kind: "enum", values: membersOf(raw).map(([as, one]) => enumValue(as, one, as)) };
    case "intEnum":
      return { ...base, kind: "intEnum", values: membersOf(raw).map(([as, one]) => enumValue(as, one, Number.NaN)) };
    case "string": {
      const old = traits[T.enum] as { value: string; name?: string; documentation?: string }[] | undefined;
      if (old === undefined) return { ...base, kind: "string" };
      const values = old.map((one) => ({
        value: one.value,
        documentation: one.documentation ?? "",
        ...(one.name === undefined ? {} : { name: one.name }),
      }));
      return { ...base, kind: "enum", values };
    }
    default:
      return { ...base, kind: raw.type as SimpleKind };
  }
}

function enumValue<T extends string | number>(name: string, member: AstMember, fallback: T): EnumValue<T> {
  const traits = member.traits ?? {};
  return {
    name,
    value: (traits[T.enumValue] as T | undefined) ?? fallback,
    documentation: documentation(traits),
    ...deprecation(traits),
  };
}

function memberOf(ast: Ast, owner: ShapeId, name: string, raw: AstMember, diagnostics: Diagnostics): Member {
  const traits = raw.traits ?? {};
  const target = ast.shapes.get(raw.target)?.traits ?? {};
  const required = T.required in traits;
  // `null` on the member takes away what the target says.
  const fallback = T.default in traits ? traits[T.default] : target[T.default];
  const hasDefault = fallback !== undefined && fallback !== null;
  const token = T.idempotencyToken in traits;
  const { write, read } = presence(required, hasDefault, token);
  if (required && hasDefault) {
    diagnostics.report(
      "SW2041",
      "The member is required and has a default: the default is sent when a caller gives no value.",
      {
        shape: `${owner}$${name}`,
        place: ast.place(owner, ["members", name, "traits", T.default]),
        hint: "drop one of the two traits",
      },
    );
  }
  const deprecated = traits[T.deprecated] as Deprecation | undefined;
  const member: Member = {
    name,
    target: raw.target,
    documentation: documentation(traits),
    required,
    write,
    read,
    idempotencyToken: token,
    sensitive: T.sensitive in traits,
    constraints: constraints(traits),
    wire: wireOf(name, traits),
    traits,
  };
  if (!hasDefault && deprecated === undefined) return member;
  return {
    ...member,
    ...(hasDefault ? { default: fallback } : {}),
    ...(deprecated === undefined ? {} : { deprecated }),
  };
}

const documentation = (traits: TraitBag): string => (traits[T.documentation] as string | undefined) ?? "";

function deprecation(traits: TraitBag): { deprecated?: Deprecation } {
  const value = traits[T.deprecated] as Deprecation | undefined;
  return value === undefined ? {} : { deprecated: value };
}

const NONE: Constraints = {};

function constraints(traits: TraitBag): Constraints {
  const { [T.length]: length, [T.range]: range, [T.pattern]: pattern } = traits;
  const unique = T.uniqueItems in traits;
  if (length === undefined && range === undefined && pattern === undefined && !unique) return NONE;
  return {
    ...(length === undefined ? {} : { length: length as Bounds }),
    ...(range === undefined ? {} : { range: range as Bounds }),
    ...(pattern === undefined ? {} : { pattern: pattern as string }),
    ...(unique ? { uniqueItems: true } : {}),
  };
}

function errorFacts(traits: TraitBag): ErrorFacts | undefined {
  const fault = traits[T.error] as "client" | "server" | undefined;
  if (fault === undefined) return undefined;
  const status = traits[T.httpError] as number | undefined;
  const retryable = traits[T.retryable] as { throttling?: boolean } | undefined;
  return {
    fault,
    ...(status === undefined ? {} : { status }),
    retryable: retryable !== undefined,
    throttling: retryable?.throttling === true,
  };
}
