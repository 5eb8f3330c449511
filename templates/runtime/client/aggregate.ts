/**
 * The aggregated client: a method for each operation, paginator and waiter, and what the Python client has beside them
 * (`canPaginate`, `getPaginator`, `getWaiter`, `generatePresignedUrl`, `exceptions`, `meta`). The methods are put on the
 * prototype; their types are generated.
 */

import { resolveEndpoint } from "../endpoint/endpoint.ts";
import { partition } from "../endpoint/endpoints.ts";
import type { ServiceExceptionConstructor } from "../schema/registry.ts";
import { OperationNotPageableError, UnknownClientMethodError, WaiterError } from "../service/errors.ts";
import type { MetadataBearer } from "../service/metadata.ts";
import type { ServiceClientResolvedConfig } from "../service/settings.ts";
import { stateOf } from "../service/state.ts";
import { define } from "../values/own-property.ts";
import { presign } from "./presign.ts";

type CommandClass = new (input: never) => object;
type Paginate = (config: never, input: never, ...rest: never[]) => object;
type Wait = (params: never, input: never) => Promise<unknown>;

export interface AggregateParts {
  /** By method name: `createBackend`. */
  readonly commands: { readonly [method: string]: CommandClass };
  /** By function name: `paginateListBackendJobs`. */
  readonly paginators?: { readonly [name: string]: Paginate };
  /** By function name: `waitUntilBackendJobComplete`. */
  readonly waiters?: { readonly [name: string]: Wait };
  /** By class name: `NotFoundException`. */
  readonly exceptions?: { readonly [name: string]: ServiceExceptionConstructor };
  /** The service's base exception, for codes that the model does not know. */
  readonly exception?: ServiceExceptionConstructor;
}

/** The modelled errors by name, and the one for a code that came over the wire. */
export type Exceptions = { readonly [name: string]: unknown } & {
  fromCode(code: string): ServiceExceptionConstructor;
};

export interface ClientMeta {
  readonly serviceId: string;
  readonly region: () => Promise<string>;
  /** The address that requests without parameters of their own go to. */
  readonly endpoint: () => Promise<string>;
  readonly partition: () => Promise<string>;
  /** Method name → operation name. */
  readonly methods: { readonly [method: string]: string };
}

export interface PresignedUrlOptions {
  readonly params?: object | undefined;
  /** Seconds. Default 3600. */
  readonly expiresIn?: number | undefined;
  readonly httpMethod?: string | undefined;
  readonly body?: "unsigned" | undefined;
}

/** What every aggregated client has beside its operations. `Classes` are the service's errors by name. */
export interface AggregateMethods<Classes extends object, Name extends string = string> {
  /** Whether an operation pages. @throws UnknownClientMethodError for a name that the client does not have. */
  canPaginate(name: Name | (string & {})): boolean;
  /** @throws OperationNotPageableError for an operation that does not page. */
  getPaginator(name: Name | (string & {})): {
    paginate(input?: object, configuration?: object): AsyncIterable<MetadataBearer>;
  };
  /** @throws WaiterError for a waiter that does not exist. */
  getWaiter(name: string): { wait(input: object, configuration?: object): Promise<unknown> };
  /** A URL that makes the call by itself until it expires; nothing is sent. */
  generatePresignedUrl(name: Name | (string & {}), options?: PresignedUrlOptions): Promise<string>;
  /** The service's error classes, for `instanceof`. */
  readonly exceptions: Classes & { fromCode(code: string): ServiceExceptionConstructor };
  readonly meta: ClientMeta;
}

interface Sender {
  readonly config: ServiceClientResolvedConfig;
  send(command: object, options?: unknown, callback?: unknown): unknown;
}

/** `GetBackendJob`, `getBackendJob` and `get_backend_job` are one. */
function plain(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

/** The client's class itself, with its methods on the prototype: a value, so that a bundler can drop what nobody uses. */
export function aggregate<Class>(client: { readonly prototype: object }, parts: AggregateParts): Class {
  const { commands, paginators = {}, waiters = {}, exceptions = {} } = parts;
  const methods: Record<string, unknown> = {};

  for (const [method, Command] of Object.entries(commands)) {
    methods[method] = function operation(this: Sender, input: never, options?: unknown, callback?: unknown): unknown {
      const command = new Command(input);
      if (typeof options === "function") return this.send(command, options);
      if (typeof callback === "function") return this.send(command, options ?? {}, callback);
      return this.send(command, options);
    };
  }
  for (const [name, paginate] of Object.entries(paginators)) {
    methods[name] ??= function pages(
      this: Sender,
      input: object = {},
      configuration?: object,
      ...rest: never[]
    ): object {
      return paginate({ ...configuration, client: this } as never, input as never, ...rest);
    };
  }
  for (const [name, wait] of Object.entries(waiters)) {
    methods[name] ??= async function until(
      this: Sender,
      input: object,
      configuration?: object | number,
    ): Promise<unknown> {
      const said = typeof configuration === "number" ? { maxWaitTime: configuration } : configuration;
      return wait({ ...said, client: this } as never, input as never);
    };
  }

  const byName = (
    table: object,
    prefix: string,
  ): { has(name: string): boolean; get(name: string): string | undefined } => {
    let names: Map<string, string> | undefined;
    const all = (): Map<string, string> =>
      (names ??= new Map(Object.keys(table).map((name) => [plain(name.slice(prefix.length)), name])));
    return { has: (name) => all().has(name), get: (name) => all().get(name) };
  };
  const known = byName(commands, "");
  const pageable = byName(paginators, "paginate");
  const waitable = byName(waiters, "waitUntil");
  const methodOf = (name: string): string => {
    const method = known.get(plain(name));
    if (method === undefined) throw new UnknownClientMethodError(name);
    return method;
  };

  methods.canPaginate = (name: string): boolean => {
    methodOf(name);
    return pageable.has(plain(name));
  };
  methods.getPaginator = function getPaginator(this: Sender, name: string): object {
    methodOf(name);
    const paginator = pageable.get(plain(name));
    if (paginator === undefined) throw new OperationNotPageableError(name);
    return {
      paginate: (input: object = {}, configuration: object = {}) =>
        (paginators[paginator] as Paginate)({ ...configuration, client: this } as never, input as never),
    };
  };
  methods.getWaiter = function getWaiter(this: Sender, name: string): object {
    const waiter = waitable.get(plain(name));
    if (waiter === undefined) throw new WaiterError(name, `Waiter does not exist: ${name}`);
    return {
      wait: (input: object, configuration: object = {}) =>
        (waiters[waiter] as Wait)({ ...configuration, client: this } as never, input as never),
    };
  };
  methods.generatePresignedUrl = async function generatePresignedUrl(
    this: Sender,
    name: string,
    { params = {}, ...options }: PresignedUrlOptions = {},
  ): Promise<string> {
    const Command = commands[methodOf(name)] as CommandClass;
    return presign(this as never, new Command(params as never) as never, options);
  };

  // On an object between the class and its base: an engine copies a prototype at each change, a thousand times for EC2.
  const between = Object.create(null) as object;
  for (const [name, value] of Object.entries(methods)) define(between, name, value);
  Object.setPrototypeOf(between, Object.getPrototypeOf(client.prototype) as object);
  Object.setPrototypeOf(client.prototype, between);
  getter(client.prototype, "exceptions", function exceptionsOf(this: Sender): object {
    const base = parts.exception ?? stateOf(this.config)?.service.exception;
    return exceptionTable(exceptions, base);
  });
  getter(client.prototype, "meta", function metaOf(this: Sender): ClientMeta {
    return meta(this.config, commands);
  });
  return client as Class;
}

function getter(prototype: object, name: string, get: () => unknown): void {
  Object.defineProperty(prototype, name, { get, configurable: true });
}

function exceptionTable(
  classes: { readonly [name: string]: ServiceExceptionConstructor },
  base: ServiceExceptionConstructor | undefined,
): object {
  const table = { ...classes, fromCode: (code: string) => (Object.hasOwn(classes, code) ? classes[code] : base) };
  return new Proxy(table, {
    get(target, name) {
      if (typeof name === "symbol" || name in target) return Reflect.get(target, name);
      throw new UnknownClientMethodError(
        `exceptions.${name}. Valid exceptions are: ${Object.keys(classes).sort().join(", ")}`,
      );
    },
  });
}

function meta(config: ServiceClientResolvedConfig, commands: { readonly [method: string]: CommandClass }): ClientMeta {
  const names = Object.entries(commands).map(([method, { name }]) => [method, name.replace(/Command$/, "")]);
  return {
    serviceId: config.serviceId,
    region: () => config.region(),
    endpoint: async () => {
      const state = stateOf(config);
      if (state === undefined) throw new UnknownClientMethodError("meta.endpoint");
      const { endpoint } = await resolveEndpoint(config, state, {}, undefined);
      return String(endpoint.url).replace(/\/$/, "");
    },
    partition: async () => partition(await config.region()).name,
    methods: Object.fromEntries(names) as Record<string, string>,
  };
}
