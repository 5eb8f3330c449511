/** Calls of a hand-written client against a loopback server: results, errors, hooks, and that both roads are one. */
import { afterEach, expect, test, vi } from "vitest";
import {
  NoRegionError,
  ParamValidationError,
  ServiceException,
  TypeRegistry,
} from "../../templates/runtime/client/index.ts";
import {
  type Answer,
  BusyException,
  CreatePetCommand,
  DownloadCommand,
  fixed,
  GetPetCommand,
  type Loopback,
  loopback,
  NoPetException,
  Petstore,
  PetstoreClient,
  PetstoreServiceException,
  PrefixedPetCommand,
} from "./client-fixture.ts";

const open: { close(): void | Promise<void> }[] = [];

async function serve(...answers: Answer[]): Promise<Loopback> {
  const server = await loopback(...answers);
  open.push(server);
  return server;
}

function connect(server: Loopback, config: object = {}): Petstore {
  const client = new Petstore({ ...fixed, endpoint: server.url, ...config });
  open.push({ close: () => client.destroy() });
  return client;
}

/** The same client on the ordinary road: something has been added to its middleware. */
function ordinary(client: Petstore): Petstore {
  client.middlewareStack.add((next) => (args) => next(args), { step: "initialize", name: "nothing" });
  return client;
}

afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  for (const thing of open.splice(0).reverse()) await thing.close();
});

const pet: Answer = {
  body: '{"Pet":{"Id":"p 1","Name":"Ada"}}',
  headers: { "x-amzn-requestid": "r-1", "x-amz-id-2": "h", "x-amz-cf-id": "c", etag: "e1" },
};

const roads = [
  ["compiled", (client: Petstore) => client],
  ["ordinary", ordinary],
] as const;

test("both roads send the same bytes and give the same result", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2024-05-06T07:08:09Z") });
  vi.spyOn(crypto, "randomUUID").mockReturnValue("00000000-0000-4000-8000-000000000000");
  for (const command of [
    () => new GetPetCommand({ PetId: "p 1", Fields: ["a", "b&c"], Trace: "t" }),
    () => new CreatePetCommand({ Name: "Ünal" }),
    () => new DownloadCommand(),
  ]) {
    const server = await serve(pet);
    const first = await connect(server).send(command() as GetPetCommand);
    const second = await ordinary(connect(server)).send(command() as GetPetCommand);
    const ownStack = command() as GetPetCommand;
    ownStack.middlewareStack.add((next) => next, { step: "build", name: "mine" });
    await connect(server).send(ownStack);
    expect(server.sent).toHaveLength(3);
    expect(server.sent[1]).toEqual(server.sent[0]);
    expect(server.sent[2]).toEqual(server.sent[0]);
    if (!(ownStack instanceof DownloadCommand)) expect(second).toEqual(first);
  }
});

test.each(roads)("%s: output, metadata and headers", async (_, road) => {
  const server = await serve(pet);
  const output = await road(connect(server)).getPet({ PetId: "p 1", Trace: "t" });
  expect(output).toEqual({
    Pet: { Id: "p 1", Name: "Ada" },
    ETag: "e1",
    $metadata: {
      httpStatusCode: 200,
      requestId: "r-1",
      extendedRequestId: "h",
      cfId: "c",
      attempts: 1,
      totalRetryDelay: 0,
    },
  });
  const [sent] = server.sent;
  expect(sent?.url).toBe("/pets/p%201");
  expect(sent?.headers).toMatchObject({
    "x-trace": "t",
    "amz-sdk-request": "attempt=1; max=3",
    host: server.url.slice(7),
  });
  expect(sent?.headers["user-agent"]).toMatch(
    /^swage\/\S+ ua\/2\.1 os\/\S+ lang\/js md\/nodejs#\S+ api\/pet-store#1\.2\.3$/,
  );
  expect(sent?.headers["x-amz-user-agent"]).toMatch(/^swage\/\S+$/);
});

test.each(roads)("%s: a modelled error is its class", async (_, road) => {
  const server = await serve({
    status: 404,
    headers: { "x-amzn-errortype": "NoPetException:http://x/", "x-amzn-requestid": "r" },
    body: '{"message":"gone","Message":"gone","PetId":"7"}',
  });
  const error = await road(connect(server))
    .getPet({ PetId: "7" })
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(NoPetException);
  expect(error).toBeInstanceOf(PetstoreServiceException);
  expect(error).toBeInstanceOf(ServiceException);
  expect(error).not.toBeInstanceOf(BusyException);
  expect(error).toMatchObject({
    name: "NoPetException",
    code: "NoPetException",
    $fault: "client",
    message: "gone",
    PetId: "7",
    $metadata: { httpStatusCode: 404, requestId: "r", attempts: 1 },
  });
  expect((error as ServiceException).$response?.statusCode).toBe(404);
  expect(Object.keys(error as object)).not.toContain("$response");
});

test.each(roads)("%s: an error's own member `code` stays what the answer says", async (_, road) => {
  const refusal = (body: string) => ({ status: 503, headers: { "x-amzn-errortype": "BusyException" }, body });
  const server = await serve(refusal('{"message":"busy","code":"E-7"}'), refusal('{"message":"busy"}'));
  const client = road(connect(server, { maxAttempts: 1 }));
  const call = () => client.getPet({ PetId: "7" }).catch((thrown: unknown) => thrown);
  expect(await call()).toMatchObject({ name: "BusyException", code: "E-7" });
  expect(await call()).toMatchObject({ name: "BusyException", code: "BusyException" });
});

test.each([
  [
    { status: 400, body: '{"__type":"ns#Odd","message":"m","detail":5}' },
    { name: "Odd", code: "Odd", message: "m", detail: 5, $fault: "client" },
  ],
  [
    { status: 400, body: "" },
    { name: "Unknown", code: "400", message: "UnknownError" },
  ],
  [
    { status: 403, body: "<html>" },
    { name: "Unknown", code: "403", $fault: "client" },
  ],
])("an error that the model does not know: %j", async (answer, expected) => {
  const server = await serve(answer);
  const error = await connect(server, { maxAttempts: 1 })
    .getPet({ PetId: "7" })
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(PetstoreServiceException);
  expect(error).not.toBeInstanceOf(NoPetException);
  expect(error).toMatchObject(expected);
});

test.each(roads)("%s: an answer that is no JSON says where to look", async (_, road) => {
  const server = await serve({ status: 200, body: "{nope" });
  const error = await road(connect(server, { maxAttempts: 1 }))
    .getPet({ PetId: "7" })
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SyntaxError);
  expect((error as Error).message).toContain("Deserialization error");
  expect(error).toMatchObject({ $metadata: { httpStatusCode: 200 } });
});

test.each(roads)("%s: callbacks get the result, or the error", async (_, road) => {
  const server = await serve(pet, { status: 404, headers: { "x-amzn-errortype": "NoPetException" } });
  const client = road(connect(server));
  const call = (): Promise<unknown[]> => new Promise((done) => client.getPet({ PetId: "1" }, (...args) => done(args)));
  expect(await call()).toEqual([null, expect.objectContaining({ ETag: "e1" })]);
  const [error, nothing] = await call();
  expect(error).toBeInstanceOf(NoPetException);
  expect(nothing).toBeUndefined();
  const viaSend = new Promise((done) => client.send(new GetPetCommand({ PetId: "1" }), {}, (error) => done(error)));
  expect(await viaSend).toBeInstanceOf(NoPetException);
});

test("middleware sees and changes the request, whether on client or command, and can be taken out", async () => {
  const server = await serve(pet);
  const client = connect(server);
  const plugin = {
    applyToStack: (stack: Petstore["middlewareStack"]) =>
      stack.add(
        (next) => (args) => {
          (args.request as { headers: Record<string, string> }).headers["x-mine"] = "1";
          return next(args);
        },
        { step: "build", name: "mine" },
      ),
  };
  client.middlewareStack.use(plugin);
  await client.getPet({ PetId: "1" });
  client.middlewareStack.remove("mine");
  await client.getPet({ PetId: "1" });
  const command = new GetPetCommand({ PetId: "1" });
  command.middlewareStack.addRelativeTo(
    ((next: (args: object) => unknown) => (args: { request: { headers: Record<string, string> } }) => {
      args.request.headers["x-late"] = "2";
      return next(args);
    }) as never,
    { relation: "before", toMiddleware: "awsAuthMiddleware", name: "late" },
  );
  await client.send(command);
  expect(server.sent.map(({ headers }) => [headers["x-mine"], headers["x-late"]])).toEqual([
    ["1", undefined],
    [undefined, undefined],
    [undefined, "2"],
  ]);
  expect(server.sent[0]?.headers.authorization).toContain("x-mine");
  expect(server.sent[2]?.headers.authorization).toContain("x-late");
});

test("the steps stand under the official names and in the official order", () => {
  const client = new PetstoreClient(fixed);
  expect(client.middlewareStack.identify()).toEqual([
    "loggerMiddleware - initialize",
    "httpAuthSchemeMiddleware - before endpointV2Middleware",
    "endpointV2Middleware - before serializerMiddleware",
    "serializerMiddleware - serialize",
    "contentLengthMiddleware - build",
    "getUserAgentMiddleware - build",
    "hostHeaderMiddleware - build",
    "recursionDetectionMiddleware - build",
    "retryMiddleware - finalizeRequest",
    "httpSigningMiddleware (a.k.a. apiKeyMiddleware,tokenMiddleware,awsAuthMiddleware) - after retryMiddleware",
    "deserializerMiddleware - deserialize",
  ]);
});

test("a stub of the prototype's send takes all calls, as mock libraries do it", async () => {
  const send = vi
    .spyOn(PetstoreClient.prototype, "send")
    .mockImplementation((async () => ({ ETag: "stub", $metadata: {} })) as never);
  const client = new Petstore(fixed);
  expect(await client.getPet({ PetId: "1" })).toEqual({ ETag: "stub", $metadata: {} });
  expect(send.mock.calls[0]?.[0]).toBeInstanceOf(GetPetCommand);
});

test.each(roads)("%s: input that does not fit is refused before anything is sent", async (_, road) => {
  const server = await serve(pet);
  const client = road(connect(server));
  const error = await client.createPet({ Name: 5 } as never).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ParamValidationError);
  expect((error as ParamValidationError).issues.map(({ path }) => path)).toEqual([["Name"]]);
  await expect(client.getPet({} as never)).rejects.toThrow("PetId");
  expect(server.sent).toHaveLength(0);
  client.config.validate.input = "off";
  await client.createPet({ Name: 5 } as never);
  expect(server.sent).toHaveLength(1);
});

test("validation can warn, and look at answers too", async () => {
  const server = await serve({ body: '{"Pet":{"Name":"no id"}}' });
  const warn = vi.fn();
  const logger = { debug: vi.fn(), info: vi.fn(), warn, error: vi.fn() };
  const client = connect(server, { logger, validate: { input: "warn" } });
  await client.createPet({ Name: 5 } as never);
  expect(warn.mock.calls[0]?.[0]).toContain("Name");
  client.config.validate.output = "throw";
  await expect(client.getPet({ PetId: "1" })).rejects.toThrow("Id");
  await expect(ordinary(client).getPet({ PetId: "1" })).rejects.toThrow("Id");
});

test.each(roads)(
  "%s: an idempotency token is filled in once for all attempts, and the input stays as it was",
  async (_, road) => {
    const server = await serve({ status: 500 }, pet);
    const input = { Name: "n" };
    await road(connect(server)).createPet(input);
    const tokens = server.sent.map(({ body }) => (JSON.parse(body) as { Token: string }).Token);
    expect(tokens[0]).toMatch(/^[\da-f-]{36}$/);
    expect(tokens[1]).toBe(tokens[0]);
    expect(input).toEqual({ Name: "n" });
  },
);

test.each(roads)("%s: the logger gets one object a call, without what is sensitive", async (_, road) => {
  const server = await serve(
    { body: '{"Pet":{"Id":"1","Secret":"s3"}}' },
    { status: 404, headers: { "x-amzn-errortype": "NoPetException" } },
  );
  const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const client = road(connect(server, { logger }));
  await client.createPet({ Name: "n", Secret: "s1" });
  expect(logger.info.mock.calls).toEqual([
    [
      {
        clientName: "PetstoreClient",
        commandName: "CreatePetCommand",
        input: { Name: "n", Secret: "***SensitiveInformation***" },
        output: { Pet: { Id: "1", Secret: "***SensitiveInformation***" } },
        metadata: expect.objectContaining({ httpStatusCode: 200 }),
      },
    ],
  ]);
  await client.createPet({ Name: "n" }).catch(() => {});
  expect(logger.error.mock.calls[0]?.[0]).toMatchObject({
    commandName: "CreatePetCommand",
    metadata: { httpStatusCode: 404 },
  });
});

test("a streaming output is a stream, on both roads", async () => {
  for (const [, road] of roads) {
    const server = await serve({ body: "some bytes" });
    const { Body } = await road(connect(server)).send(new DownloadCommand());
    let text = "";
    for await (const chunk of Body as AsyncIterable<Uint8Array>) text += new TextDecoder().decode(chunk);
    expect(text).toBe("some bytes");
  }
});

test.each(roads)("%s: a host prefix goes before the host, unless it is switched off", async (_, road) => {
  const seen: string[] = [];
  const requestHandler = {
    handle: async (request: { hostname: string }) => {
      seen.push(request.hostname);
      return { response: { statusCode: 200, headers: {}, body: new Uint8Array() } };
    },
  };
  for (const disableHostPrefix of [false, true]) {
    const client = road(new Petstore({ ...fixed, disableHostPrefix, requestHandler: requestHandler as never }));
    await client.send(new PrefixedPetCommand());
  }
  expect(seen).toEqual(["data.petstore.us-west-2.example.com", "petstore.us-west-2.example.com"]);
});

test("sign: false sends without a signature and asks nobody for credentials", async () => {
  const server = await serve(pet);
  for (const [, road] of roads) {
    const credentials = vi.fn();
    await road(connect(server, { sign: false, credentials })).getPet({ PetId: "1" });
    expect(credentials).not.toHaveBeenCalled();
  }
  expect(server.sent.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
});

test("inside a Lambda function the trace header travels on, unsigned", async () => {
  vi.stubEnv("AWS_LAMBDA_FUNCTION_NAME", "f");
  vi.stubEnv("_X_AMZN_TRACE_ID", "Root=1");
  const server = await serve(pet);
  for (const [, road] of roads) await road(connect(server)).getPet({ PetId: "1" });
  for (const { headers } of server.sent) {
    expect(headers["x-amzn-trace-id"]).toBe("Root=1");
    expect(headers.authorization).not.toContain("trace-id");
  }
});

test.each(roads)("%s: no region is said before anything else", async (_, road) => {
  for (const name of ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"]) vi.stubEnv(name, "");
  vi.stubEnv("AWS_CONFIG_FILE", "/nowhere");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere");
  const { region, ...rest } = fixed;
  const error = await road(new Petstore(rest))
    .getPet({ PetId: "1" })
    .catch((thrown: unknown) => thrown);
  expect(region).toBeDefined();
  expect(error).toBeInstanceOf(NoRegionError);
  expect((error as Error).message).toContain("Region is missing");
});

test("what the aggregated client has beside its operations", async () => {
  const client = new Petstore(fixed);
  expect(client.canPaginate("GetPet")).toBe(true);
  expect(client.canPaginate("get_pet")).toBe(true);
  expect(client.canPaginate("createPet")).toBe(false);
  expect(() => client.canPaginate("nope")).toThrow(expect.objectContaining({ code: "UnknownClientMethodError" }));
  expect(() => client.getPaginator("createPet")).toThrow(
    expect.objectContaining({ code: "OperationNotPageableError" }),
  );
  expect(() => client.getWaiter("nope")).toThrow(expect.objectContaining({ code: "WaiterError" }));
  expect(client.exceptions.fromCode("NoPetException")).toBe(NoPetException);
  expect(client.exceptions.fromCode("Odd")).toBe(PetstoreServiceException);
  expect(() => (client.exceptions as unknown as Record<string, unknown>).Nope).toThrow(
    "Valid exceptions are: BusyException, NoPetException",
  );
  expect(client.meta.methods).toEqual({ getPet: "GetPet", createPet: "CreatePet" });
  expect(await client.meta.endpoint()).toBe("https://petstore.us-west-2.example.com");
  expect(await client.meta.partition()).toBe("aws");
  expect(await new Petstore({ ...fixed, region: "cn-north-1" }).meta.partition()).toBe("aws-cn");
  expect(Object.keys(client)).not.toContain("getPet");
});

test("the registry answers as protocols ask", () => {
  const registry = new TypeRegistry("a");
  const schema: [-3, string, string, 0, [], []] = [-3, "a", "E", 0, [], []];
  registry.registerError(schema, NoPetException);
  expect(registry.getSchema("E")).toBe(schema);
  expect(registry.getErrorCtor(schema)).toBe(NoPetException);
  expect(() => registry.getSchema("b#E")).toThrow("b#E");
  expect(registry.getBaseException()).toBeUndefined();
});
