/** Steps that a service has beside the ordinary ones: where they stand, that both roads run them, and what they leave alone. */
import { afterEach, expect, test, vi } from "vitest";
import {
  type CustomisedFacts,
  customised,
  endpointFrom,
  late,
  longPoll,
  omitRetryHeaders,
  roleAssumers,
} from "../../templates/runtime/client/customised.ts";
import {
  type MiddlewareStack,
  ServiceClient,
  type ServiceClientConfig,
  type StepFactory,
} from "../../templates/runtime/client/index.ts";
import { CreatePetCommand, fixed, GetPetCommand, type Loopback, loopback, service } from "./client-fixture.ts";

let server: Loopback | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

type Stack = MiddlewareStack<object, { $metadata: object }>;
interface Request {
  headers: Record<string, string>;
}

/** A step that says in a header of its own that it ran, and after which others. */
const marker =
  (name: string, options: object): StepFactory =>
  () => ({
    applyToStack: (stack: Stack) =>
      stack.add(
        ((next: (args: object) => unknown) => (args: { request: Request }) => {
          args.request.headers["x-steps"] = [args.request.headers["x-steps"], name].filter(Boolean).join(" ");
          return next(args);
        }) as never,
        { name, step: "build", override: true, ...options } as never,
      ),
  });

async function connect(facts: CustomisedFacts, config: ServiceClientConfig = {}): Promise<ServiceClient<never, never>> {
  server = await loopback({});
  const definition = { ...service, customised: customised(facts) };
  return new (class extends ServiceClient<never, never> {
    constructor() {
      super(definition, { ...fixed, endpoint: (server as Loopback).url, ...config });
    }
  })();
}

const get = () => new GetPetCommand({ PetId: "1" }) as never;
const create = () => new CreatePetCommand({ Name: "Tom", Token: "t" }) as never;
const steps = () => server?.sent.map(({ headers }) => headers["x-steps"]);

test("steps of all operations and of one stand in Smithy's order", async () => {
  const client = await connect({
    client: [marker("all", {})],
    operations: { GetPet: [marker("first", { priority: "high" }), marker("last", { priority: "low" })] },
  });
  await client.send(get());
  await client.send(create());
  expect(steps()).toEqual(["first all last", "all"]);
});

test("the order is found once for an operation, and an operation without a step never asks for it", async () => {
  const make = vi.fn(marker("one", {}));
  const client = await connect({ operations: { GetPet: [make] } });
  const resolve = vi.spyOn(client.middlewareStack, "resolve");
  for (let call = 0; call < 3; call += 1) await client.send(get());
  await client.send(create());
  expect(make).toHaveBeenCalledTimes(1);
  expect(resolve).not.toHaveBeenCalled();
  expect(steps()).toEqual(["one", "one", "one", undefined]);
});

test("a changed stack takes the ordinary road, with the same steps and the same bytes", async () => {
  const facts = { client: [marker("all", {})], operations: { GetPet: [marker("own", { priority: "low" })] } };
  const client = await connect(facts);
  await client.send(get());
  client.middlewareStack.add((next) => (args) => next(args), { name: "mine", step: "initialize" });
  await client.send(get());
  const [prepared, ordinary] = (server as Loopback).sent.map(({ headers, ...rest }) => ({
    ...rest,
    steps: headers["x-steps"],
  }));
  expect(ordinary?.steps).toBe("all own");
  expect({ ...prepared, rawHeaders: prepared?.rawHeaders.length }).toEqual({
    ...ordinary,
    rawHeaders: ordinary?.rawHeaders.length,
  });
});

test("a command's own middleware can stand beside a step", async () => {
  const client = await connect({ operations: { GetPet: [marker("own", {})] } });
  const command = new GetPetCommand({ PetId: "1" });
  const beside = marker("beside", {})({} as never);
  command.middlewareStack.addRelativeTo(
    ((next: (args: object) => unknown) => (args: { request: Request }) => {
      args.request.headers["x-before"] = String(args.request.headers["x-steps"]);
      return next(args);
    }) as never,
    { name: "before", relation: "before", toMiddleware: "own" },
  );
  command.middlewareStack.use(beside as never);
  await client.send(command as never);
  expect(server?.sent[0]?.headers).toMatchObject({ "x-before": "beside", "x-steps": "beside own" });
});

test("a late step loads at its first call, and stands where it is said to", async () => {
  const load = vi.fn(async () => marker("late", {}));
  const client = await connect({
    operations: { GetPet: [late(load, { name: "late", step: "build", priority: "high" }), marker("then", {})] },
  });
  expect(load).not.toHaveBeenCalled();
  await client.send(get());
  await client.send(get());
  expect(steps()).toEqual(["late then", "late then"]);
});

test("what the caller says wins over defaults, and resolvers see both", async () => {
  const seen = vi.fn();
  const client = await connect(
    { defaults: { forcePathStyle: true, profile: "a" }, resolve: [(config: object) => seen({ ...config }) ?? config] },
    { profile: "b" },
  );
  expect(client.config).toMatchObject({ forcePathStyle: true, profile: "b" });
  expect(seen).toHaveBeenCalledWith(expect.objectContaining({ forcePathStyle: true, profile: "b" }));
});

test("sessions are kept by a class that is loaded with the first one, and opened by the client's own command", async () => {
  const load = vi.fn(
    async () =>
      class {
        readonly open: (of: string) => Promise<unknown>;
        constructor(open: (of: string) => Promise<unknown>) {
          this.open = open;
        }
        async sessionOf(of: string): Promise<unknown> {
          return this.open(of);
        }
      },
  );
  const client = await connect({
    sessions: { setting: "keeper", method: "sessionOf", load, command: GetPetCommand as never, parameter: "PetId" },
  });
  expect(load).not.toHaveBeenCalled();
  const { keeper } = client.config as unknown as { keeper: { sessionOf(of: string): Promise<object> } };
  await keeper.sessionOf("7");
  expect(await keeper.sessionOf("8")).toHaveProperty("$metadata");
  expect(load).toHaveBeenCalledTimes(1);
  expect(server?.sent.map(({ url }) => url)).toEqual(["/pets/7", "/pets/8"]);
});

test("headers that count attempts are left out on demand", async () => {
  const client = await connect({ client: [omitRetryHeaders] });
  await client.send(get());
  expect(Object.keys(server?.sent[0]?.headers ?? {}).filter((name) => name.startsWith("amz-sdk"))).toEqual([]);
});

test("long polls ask for tokens of their own", async () => {
  const scopes: string[] = [];
  const token = { getRetryCount: () => 0, getRetryDelay: () => 0 };
  const retryStrategy = {
    acquireInitialRetryToken: async (scope: string) => {
      scopes.push(scope);
      return token;
    },
    refreshRetryTokenForRetry: async () => token,
    recordSuccess: () => undefined,
  };
  const client = await connect({ operations: { GetPet: [longPoll] } }, { retryStrategy });
  await client.send(get());
  await client.send(create());
  expect(scopes).toEqual([":longpoll", ""]);
});

test("an input member can say where the call goes", async () => {
  const client = await connect({ operations: { GetPet: [endpointFrom("Trace")] } }, { endpoint: "http://127.0.0.1:1" });
  await client.send(new GetPetCommand({ PetId: "1", Trace: `${server?.url}/predict` }) as never);
  expect(server?.sent[0]?.url).toBe("/predict");
});

test("role assumers keep one client, take its settings from the parent, and give what the service gave", async () => {
  const made: { region?: unknown; logger?: unknown }[] = [];
  class Client {
    readonly config = { region: async () => "eu-west-1" };
    readonly middlewareStack = { use: vi.fn() };
    constructor(config: { region?: unknown }) {
      made.push(config);
    }
    async send({ input }: { input: object }): Promise<object> {
      const AssumedRoleUser = { Arn: "arn:aws:sts::123456789012:assumed-role/r/s" };
      return { Credentials: { AccessKeyId: "A", SecretAccessKey: "S", SessionToken: "T" }, AssumedRoleUser, input };
    }
  }
  class Command {
    readonly input: object;
    constructor(input: object) {
      this.input = input;
    }
  }
  const { getDefaultRoleAssumer, decorateDefaultCredentialProvider } = roleAssumers(Client as never, Command, Command);
  const logger = {};
  const assume = getDefaultRoleAssumer({ parentClientConfig: { region: "us-west-1", logger } });
  const source = { accessKeyId: "a", secretAccessKey: "b" };
  const identity = await assume(source, { RoleArn: "r" });
  await assume(source, { RoleArn: "r" });
  expect(identity).toMatchObject({
    accessKeyId: "A",
    secretAccessKey: "S",
    sessionToken: "T",
    accountId: "123456789012",
  });
  expect(made).toHaveLength(1);
  expect(made[0]).toMatchObject({ region: "us-west-1", logger });
  const provider = vi.fn((given: object) => given);
  expect(decorateDefaultCredentialProvider(provider)({ profile: "p" })).toMatchObject({
    profile: "p",
    roleAssumer: expect.any(Function),
    roleAssumerWithWebIdentity: expect.any(Function),
  });
});
