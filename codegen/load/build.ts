/**
 * From the Ast to the Model: finds the service, its operations, and walks what these reach. It knows the traits of services
 * and operations; what a shape is, `shape.ts` says. It knows no file format, and no TypeScript.
 */

import type { Diagnostics } from "../diagnostics.ts";
import { arrangeExamples } from "../model/examples.ts";
import { membersOf } from "../model/graph.ts";
import { httpBinding } from "../model/http.ts";
import { nameOf } from "../model/shape-id.ts";
import type { Deprecation, Model, Operation, Service, Shape, ShapeId } from "../model/types.ts";
import { type Ast, type AstShape, UNIT } from "./ast.ts";
import { operationExtras } from "./behaviour.ts";
import { digestOf } from "./digest.ts";
import { documentation, shapeOf, type TraitBag } from "./shape.ts";

/** Trait ids as constants. */
const T = {
  auth: "smithy.api#auth",
  default: "smithy.api#default",
  deprecated: "smithy.api#deprecated",
  idempotent: "smithy.api#idempotent",
  mixin: "smithy.api#mixin",
  readonly: "smithy.api#readonly",
  title: "smithy.api#title",
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
  // The order in a file is nearly this one: to sort is to look, and it is done once.
  const ids = [...ast.shapes.keys()].sort();
  const shapes = reachShapes(ast, ids, operations, rename, diagnostics);
  return {
    service,
    operations: operations.map((one) => arrangeExamples(one, shapes)),
    shapes,
    digest: digestOf(ast, ids),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

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
  const { pagination, waiters, examples, destroys } = operationExtras(ast, id, traits, serviceTraits);
  return {
    id,
    name: nameOf(id),
    documentation: documentation(traits),
    input,
    output,
    errors: errorsOf(shape, common),
    http,
    readonly: T.readonly in traits,
    idempotent: T.idempotent in traits,
    deprecated: traits[T.deprecated] as Deprecation | undefined,
    pagination,
    waiters,
    examples,
    destroys,
    traits,
  };
}

/** The operation's own, then those of the service, each once. */
function errorsOf({ errors = [] }: AstShape, common: readonly ShapeId[]): readonly ShapeId[] {
  const own = errors.map(({ target }) => target);
  return common.length === 0 && own.length < 2 ? own : [...new Set([...own, ...common])];
}

/** Everything that the operations reach, by id. @param ids of all shapes of the Ast, in order. */
function reachShapes(
  ast: Ast,
  ids: readonly ShapeId[],
  operations: readonly Operation[],
  rename: Readonly<Record<string, string>>,
  diagnostics: Diagnostics,
): Model["shapes"] {
  const defaults = defaultsOf(ast);
  const found = new Map<ShapeId, Shape>();
  const queue: ShapeId[] = [];
  for (const { input, output, errors } of operations) {
    if (input !== undefined) queue.push(input);
    if (output !== undefined) queue.push(output);
    queue.push(...errors);
  }
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (found.has(id)) continue;
    const shape = shapeOf(ast, id, rename[id] ?? nameOf(id), defaults, diagnostics);
    found.set(id, shape);
    for (const { target } of membersOf(shape)) queue.push(target);
  }
  const prelude = [...found.keys()].filter((id) => !ast.shapes.has(id));
  const shapes: Record<ShapeId, Shape> = {};
  for (const id of prelude.length === 0 ? ids : [...ids, ...prelude].sort()) {
    const shape = found.get(id);
    if (shape !== undefined) shapes[id] = shape;
  }
  return shapes;
}

/** Defaults by the shapes that say them. */
function defaultsOf(ast: Ast): ReadonlyMap<ShapeId, unknown> {
  const defaults = new Map<ShapeId, unknown>();
  for (const [id, { traits }] of ast.shapes)
    if (traits !== undefined && T.default in traits) defaults.set(id, traits[T.default]);
  return defaults;
}
