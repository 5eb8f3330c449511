/**
 * The shared folder's zoo service as the two things that a generated package would hold: the command line's tables, and a
 * client of the runtime's own parts. Reads botocore's form directly, and only as far as the zoo needs it.
 */

import type * as Table from "../../templates/runtime/cli/table.ts";
import type { ClientModule } from "../../templates/runtime/cli/world.ts";
import {
  type OperationSchema,
  type SchemaRef,
  ServiceClient,
  ServiceCommand,
  type ServiceDefinition,
  ServiceException,
  type ServiceExceptionOptions,
  type StructureSchema,
  typeRegistries,
} from "../../templates/runtime/client/index.ts";
import { createPaginator, type PaginationConfiguration } from "../../templates/runtime/client/paginate.ts";
import { type Acceptor, createWaiter, type Matcher } from "../../templates/runtime/client/wait.ts";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import { restJson1 } from "../../templates/runtime/protocols/rest-json.ts";
import { readShared } from "../support/shared-folder.ts";
import { unit } from "./unit-table.ts";

interface BotoMember {
  readonly shape: string;
  readonly documentation?: string;
  readonly idempotencyToken?: boolean;
  readonly location?: "uri" | "querystring" | "header" | "headers";
  readonly locationName?: string;
  readonly jsonvalue?: boolean;
}
interface BotoShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, BotoMember>>;
  readonly required?: readonly string[];
  readonly member?: BotoMember;
  readonly key?: BotoMember;
  readonly value?: BotoMember;
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly union?: boolean;
  readonly document?: boolean;
  readonly streaming?: boolean;
  readonly eventstream?: boolean;
  readonly exception?: boolean;
  readonly timestampFormat?: string;
  readonly payload?: string;
  readonly documentation?: string;
  readonly error?: { readonly httpStatusCode: number };
}
interface BotoOperation {
  readonly name: string;
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode: number };
  readonly input?: { readonly shape: string };
  readonly output?: { readonly shape: string };
  readonly errors: readonly { readonly shape: string }[];
}
interface BotoPaginator {
  readonly input_token: string;
  readonly output_token: string;
  readonly limit_key?: string;
  readonly more_results?: string;
  readonly result_key: string | readonly string[];
  readonly non_aggregate_keys?: readonly string[];
}
interface BotoWaiter {
  readonly operation: string;
  readonly delay: number;
  readonly maxAttempts: number;
  readonly acceptors: readonly {
    readonly matcher: string;
    readonly argument?: string;
    readonly expected: string | number;
    readonly state: Acceptor["state"];
  }[];
}

const vectors = "spec/vectors";

/** Everything of the zoo; reads files, so call it inside a suite that has the shared folder. */
export function zoo(): Zoo {
  const json = <T>(name: string): T => JSON.parse(readShared(`${vectors}/${name}`)) as T;
  const { operations, shapes } = json<{
    readonly operations: Readonly<Record<string, BotoOperation>>;
    readonly shapes: Readonly<Record<string, BotoShape>>;
  }>("zoo-service-2.json");
  const { pagination } = json<{ readonly pagination: Readonly<Record<string, BotoPaginator>> }>(
    "zoo-paginators-1.json",
  );
  const { waiters } = json<{ readonly waiters: Readonly<Record<string, BotoWaiter>> }>("zoo-waiters-2.json");
  return { operations, shapes, pagination, waiters };
}

export interface Zoo {
  readonly operations: Readonly<Record<string, BotoOperation>>;
  readonly shapes: Readonly<Record<string, BotoShape>>;
  readonly pagination: Readonly<Record<string, BotoPaginator>>;
  readonly waiters: Readonly<Record<string, BotoWaiter>>;
}

/** C1.1, as far as the zoo's names go. */
function kebab(name: string): string {
  return name
    .replace(/([A-Z]{2,})s$/, (_, capitals: string) => `-${capitals.toLowerCase()}s`)
    .replace(/(.)([A-Z][a-z]+)/g, "$1-$2")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase();
}

const list = (value: string | readonly string[]): readonly string[] => (typeof value === "string" ? [value] : value);

// --- Tables of the command line

export interface ZooTables {
  readonly index: Table.Index;
  /** Commands, then waiters. */
  readonly lines: readonly Table.Command[];
  readonly pages: readonly string[];
}

export function zooTables(model: Zoo): ZooTables {
  const isEvents = ({ output }: BotoOperation): boolean =>
    Object.values(model.shapes[output?.shape ?? ""]?.members ?? {}).some(
      ({ shape }) => model.shapes[shape]?.eventstream,
    );
  const commands = Object.values(model.operations)
    .filter((one) => !isEvents(one))
    .map((one) => commandOf(model, one));
  const waiters = Object.entries(model.waiters).map(([name, waiter]): Table.Command => {
    const operation = model.operations[waiter.operation];
    if (operation === undefined) throw new Error(`no operation ${waiter.operation}`);
    const { pagination: _, ...command } = commandOf(model, operation);
    const { maxAttempts } = waiter;
    // Nobody should wait for a test.
    const delay = 0;
    const asks = command.name;
    return {
      ...command,
      name: kebab(name),
      waiter: { name, waitUntil: `waitUntil${name}`, asks, delay, maxAttempts },
    };
  });
  const lines = [...commands, ...waiters];
  return {
    lines,
    pages: ["GLOBAL OPTIONS", "\u001b[1mZOO\u001b[22m\n", "\u001b[1mWAIT\u001b[22m\n"],
    index: {
      program: "zoo",
      package: "zoo-client",
      version: "1.0.0",
      swage: "0.0.0",
      serviceId: "Zoo",
      title: "Zoo Service",
      client: "ZooClient",
      commands: commands.map(({ name }) => name),
      waiters: waiters.map(({ name }) => name),
      globals: lines.length,
      help: lines.length + 1,
      waitHelp: lines.length + 2,
      lengths: [],
    },
  };
}

function commandOf(model: Zoo, operation: BotoOperation): Table.Command {
  const { name, input, output, errors } = operation;
  const paginator = model.pagination[name];
  const members = model.shapes[input?.shape ?? ""]?.members ?? {};
  const required = model.shapes[input?.shape ?? ""]?.required ?? [];
  const streamed = Object.entries(model.shapes[output?.shape ?? ""]?.members ?? {}).find(
    ([, { shape }]) => model.shapes[shape]?.streaming,
  );
  return {
    name: kebab(name),
    operation: name,
    command: `${name}Command`,
    options: Object.entries(members).map(([member, { idempotencyToken, shape }]) => ({
      name: kebab(member),
      member,
      required: required.includes(member) && !idempotencyToken && model.shapes[shape]?.type !== "boolean",
    })),
    shapes: Object.fromEntries(Object.entries(model.shapes).map(([key, shape]) => [key, tableShape(shape)])),
    ...(input === undefined ? {} : { input: input.shape }),
    ...(output === undefined ? {} : { output: output.shape }),
    ...(paginator === undefined ? {} : { pagination: paginationOf(name, paginator) }),
    errors: errors.map(({ shape }) => shape),
    ...(streamed === undefined ? {} : { streamsOutput: streamed[0] }),
  };
}

function paginationOf(operation: string, paginator: BotoPaginator): Table.Pagination {
  const { input_token, output_token, limit_key, more_results, result_key, non_aggregate_keys } = paginator;
  return {
    inputToken: [input_token],
    outputToken: [output_token],
    ...(limit_key === undefined ? {} : { limitKey: limit_key }),
    ...(more_results === undefined ? {} : { moreResults: more_results }),
    resultKeys: list(result_key),
    ...(non_aggregate_keys === undefined ? {} : { nonAggregateKeys: non_aggregate_keys }),
    paginator: `paginate${operation}`,
  };
}

function tableShape(shape: BotoShape): Table.Shape {
  const bounds = {
    ...(shape.min === undefined ? {} : { min: shape.min }),
    ...(shape.max === undefined ? {} : { max: shape.max }),
  };
  switch (shape.type) {
    case "structure":
      if (shape.document) return { type: "document" };
      return {
        type: shape.union ? "union" : "structure",
        members: Object.fromEntries(
          Object.entries(shape.members ?? {}).map(([name, member]) => [name, tableMember(shape, name, member)]),
        ),
      };
    case "list":
      return { type: "list", member: shape.member?.shape ?? "", ...bounds };
    case "map":
      return { type: "map", key: shape.key?.shape ?? "", value: shape.value?.shape ?? "" };
    case "string":
      return { type: "string", ...bounds, ...(shape.enum === undefined ? {} : { enum: shape.enum }) };
    case "timestamp":
      return { type: "timestamp", format: "epoch-seconds" };
    case "blob":
      return { type: "blob", ...(shape.streaming ? { streaming: true } : {}) };
    default:
      return { type: shape.type as "integer", ...bounds };
  }
}

function tableMember(owner: BotoShape, name: string, member: BotoMember): Table.Member {
  const { shape, documentation, jsonvalue } = member;
  const comment = documentation?.replace(/<[^>]*>/g, "").split(/[.:]/)[0];
  return {
    shape,
    ...(owner.required?.includes(name) ? { required: true } : {}),
    ...(jsonvalue ? { jsonvalue } : {}),
    ...(comment === undefined ? {} : { comment: `${comment}.` }),
  };
}

// --- Client

const ns = "zoo";

class ZooServiceException extends ServiceException {
  constructor(options: ServiceExceptionOptions) {
    super(options);
    Object.setPrototypeOf(this, ZooServiceException.prototype);
  }
}

/** What `dist/index.js` of a generated package exports. `handler` takes the place of the network. */
export function zooModule(model: Zoo, handler: object): ClientModule {
  const schemas = new Map<string, SchemaRef>();
  const schemaOf = (name: string): SchemaRef => {
    const known = schemas.get(name);
    if (known !== undefined) return known;
    const made = schemaFor(name, model, schemaOf);
    schemas.set(name, made);
    return made;
  };
  const error = (name: string) => {
    const schema = schemaOf(name) as never;
    const Exception = class extends ZooServiceException {
      constructor(options: ServiceExceptionOptions) {
        super({ ...options, name, $fault: "client" });
        Object.assign(this, options);
      }
    };
    return [schema, Exception] as const;
  };
  const errors = Object.keys(model.shapes).filter((name) => model.shapes[name]?.exception);
  const base = [-3, "smithy.ts.sdk.synthetic.zoo", "ZooServiceException", 0, [], []] as never;
  const service: ServiceDefinition = {
    serviceId: "Zoo",
    serviceName: "Zoo",
    namespace: ns,
    apiVersion: "2020-01-01",
    clientName: "ZooClient",
    clientVersion: "1.0.0",
    protocol: restJson1,
    parts: everyPart,
    endpoint: ({ Endpoint }) => ({ url: Endpoint ?? "https://zoo.test" }),
    auth: [{ schemeId: "aws.auth#sigv4", name: "zoo" }],
    errors: typeRegistries([[base, ZooServiceException], ...errors.map(error)] as never),
    exception: ZooServiceException as never,
  };
  const module: Record<string, unknown> = {
    ZooClient: class extends ServiceClient<object, never, never> {
      constructor(config: { readonly requestHandler?: object }) {
        super(service, {
          ...config,
          requestHandler: "handle" in (config.requestHandler ?? {}) ? config.requestHandler : handler,
        } as never);
      }
    },
  };
  for (const operation of Object.values(model.operations)) {
    const { name, http, input, output } = operation;
    const path = http.requestUri.replace(/\{(\w+)(\+?)\}/g, (_, label: string, greedy: string) => {
      const entries = Object.entries(model.shapes[input?.shape ?? ""]?.members ?? {});
      return `{${entries.find(([, one]) => one.locationName === label)?.[0] ?? label}${greedy}}`;
    });
    const schema: OperationSchema = [
      9,
      ns,
      name,
      { http: [http.method, path, http.responseCode] },
      input === undefined ? unit : () => schemaOf(input.shape),
      output === undefined ? unit : () => schemaOf(output.shape),
    ];
    const Command = class extends ServiceCommand<object, never> {
      constructor(given: object) {
        super(schema, given);
      }
    };
    module[`${name}Command`] = Command;
    const paginator = model.pagination[name];
    if (paginator !== undefined) {
      module[`paginate${name}`] = createPaginator<PaginationConfiguration, object, object, unknown>({
        operation: name,
        command: Command,
        ...paginationOf(name, paginator),
      });
    }
    for (const [waiter, { operation: polled, acceptors, delay, maxAttempts }] of Object.entries(model.waiters)) {
      if (polled !== name) continue;
      module[`waitUntil${waiter}`] = createWaiter({
        name: waiter,
        command: Command,
        delay,
        minDelay: delay,
        maxAttempts,
        acceptors: acceptors.map((one) => ({ state: one.state, matcher: matcherOf(one) })),
      });
    }
  }
  return module;
}

function matcherOf({ matcher, argument = "", expected }: BotoWaiter["acceptors"][number]): Matcher {
  switch (matcher) {
    case "path":
      return { output: { path: argument, expected: String(expected), comparator: "stringEquals" } };
    case "pathAll":
      return { output: { path: argument, expected: String(expected), comparator: "allStringEquals" } };
    case "status":
      return { status: Number(expected) };
    default:
      return { errorType: String(expected) };
  }
}

function schemaFor(name: string, model: Zoo, schemaOf: (name: string) => SchemaRef): SchemaRef {
  const shape = model.shapes[name];
  if (shape === undefined) throw new Error(`no shape ${name}`);
  const bounds = [shape.min ?? null, shape.max ?? null];
  const bounded = shape.min !== undefined || shape.max !== undefined;
  const length = bounded ? { length: bounds } : {};
  const simple = (type: number, traits: object): SchemaRef => [0, ns, name, traits as never, type];
  switch (shape.type) {
    case "structure": {
      if (shape.document) return simple(15, {});
      const required = (shape.required ?? []).filter((one) => !shape.members?.[one]?.idempotencyToken);
      const names = [...required, ...Object.keys(shape.members ?? {}).filter((one) => !required.includes(one))];
      const refs = names.map((one) => memberRef(shape, one, schemaOf));
      const traits = shape.error === undefined ? {} : { error: "client", httpError: shape.error.httpStatusCode };
      if (shape.union) return [4, ns, name, traits, names, refs];
      if (shape.exception) return [-3, ns, name, traits, names, refs] as never;
      return [3, ns, name, traits, names, refs, required.length] satisfies StructureSchema;
    }
    case "list":
      return [1, ns, name, length, () => schemaOf(shape.member?.shape ?? "")];
    case "map":
      return [2, ns, name, {}, () => schemaOf(shape.key?.shape ?? ""), () => schemaOf(shape.value?.shape ?? "")];
    case "string":
      return simple(0, length);
    case "boolean":
      return simple(2, {});
    case "timestamp":
      return simple(shape.timestampFormat === "unixTimestamp" ? 7 : 4, {});
    case "blob":
      return shape.streaming ? simple(42, { streaming: 1 }) : simple(21, {});
    case "integer":
    case "long":
      return simple(1, { integer: 1, ...(bounded ? { range: bounds } : {}) });
    default:
      return simple(1, bounded ? { range: bounds } : {});
  }
}

function memberRef(owner: BotoShape, name: string, schemaOf: (name: string) => SchemaRef): SchemaRef {
  const member = owner.members?.[name];
  if (member === undefined) throw new Error(`no member ${name}`);
  const { location, locationName = name, idempotencyToken, jsonvalue, shape } = member;
  const traits = {
    ...(location === "uri" ? { httpLabel: 1 } : {}),
    ...(location === "querystring" ? { httpQuery: locationName } : {}),
    ...(location === "header" ? { httpHeader: locationName } : {}),
    ...(location === "headers" ? { httpPrefixHeaders: locationName } : {}),
    ...(location === undefined && locationName !== name ? { jsonName: locationName } : {}),
    ...(owner.payload === name ? { httpPayload: 1 } : {}),
    ...(idempotencyToken ? { idempotencyToken: 1 } : {}),
    ...(jsonvalue ? { mediaType: "application/json" } : {}),
  };
  return Object.keys(traits).length === 0 ? () => schemaOf(shape) : [() => schemaOf(shape), traits];
}
