/**
 * Where endpoint parameters come from: the operation inputs of the models' own endpoint tests, through generated clients; and
 * paths into inputs against a JMESPath library.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { search } from "@jmespath-community/jmespath";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { pathExpression } from "../../codegen/artifacts/endpoints/context-path.ts";
import { load } from "../../codegen/generate.ts";
import { readContextPath } from "../../codegen/model/context-path.ts";
import type { Model, ShapeId } from "../../codegen/model/types.ts";
import { optionsOf } from "../../codegen/options.ts";
import { evaluatePackage } from "../support/evaluate.ts";
import { loadSound } from "../support/model.ts";
import { describeWithShared, readShared } from "../support/shared-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "swage-endpoints-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface OperationInput {
  readonly operationName: string;
  readonly operationParams?: object;
  readonly builtInParams?: Readonly<Record<string, unknown>>;
  readonly clientParams?: Readonly<Record<string, unknown>>;
}
interface TestCase {
  readonly documentation?: string;
  readonly expect: {
    readonly endpoint?: { readonly url: string; readonly properties?: object; readonly headers?: object };
    readonly error?: string;
  };
  readonly operationInputs?: readonly OperationInput[];
}

interface Stack {
  addRelativeTo(middleware: object, options: object): void;
}
interface Client {
  readonly middlewareStack: Stack;
  send(command: object): Promise<object>;
}
type Package = Record<string, new (argument: object) => object>;

/** Whatever the service speaks: the wire has no part in this. */
function planOfModel(name: string) {
  const json = JSON.parse(readShared(`models/smithy/${name}.json`)) as { shapes: Record<string, { traits?: object }> };
  const service = Object.values(json.shapes).find((one) => (one as { type?: string }).type === "service");
  const traits = Object.entries(service?.traits ?? {}).filter(([id]) => !id.startsWith("aws.protocols#"));
  Object.assign(service as object, { traits: { ...Object.fromEntries(traits), "aws.protocols#awsJson1_0": {} } });
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(json));
  return loadSound(file);
}

const KEYS: Readonly<Record<string, string>> = {
  "AWS::Region": "region",
  "AWS::UseFIPS": "useFipsEndpoint",
  "AWS::UseDualStack": "useDualstackEndpoint",
  "SDK::Endpoint": "endpoint",
  "AWS::Auth::AccountIdEndpointMode": "accountIdEndpointMode",
  "AWS::S3::Accelerate": "useAccelerateEndpoint",
  "AWS::S3::DisableMultiRegionAccessPoints": "disableMultiregionAccessPoints",
  "AWS::S3::ForcePathStyle": "forcePathStyle",
  "AWS::S3::UseArnRegion": "useArnRegion",
  "AWS::S3::UseGlobalEndpoint": "useGlobalEndpoint",
  "AWS::STS::UseGlobalEndpoint": "useGlobalEndpoint",
};

function configOf({ builtInParams = {}, clientParams = {} }: OperationInput): object {
  const accountId = builtInParams["AWS::Auth::AccountId"];
  const entries = Object.entries(builtInParams).flatMap(([id, value]) =>
    KEYS[id] === undefined ? [] : [[KEYS[id], value]],
  );
  return {
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    ignoreConfiguredEndpointUrls: true,
    credentials: { accessKeyId: "a", secretAccessKey: "s", ...(accountId === undefined ? {} : { accountId }) },
    ...clientParams,
    ...Object.fromEntries(entries),
  };
}

/** The endpoint that a client finds for one call, which goes no further. */
async function endpointOf(made: Package, service: string, input: OperationInput): Promise<TestCase["expect"]> {
  const client = new (made[`${service}Client`] as Package[string])(configOf(input)) as Client;
  let endpoint: { url: URL; properties?: object; headers?: object } | undefined;
  const stop = (_: unknown, context: { endpointV2: typeof endpoint }) => async () => {
    endpoint = context.endpointV2;
    return { response: {}, output: { $metadata: {} } };
  };
  client.middlewareStack.addRelativeTo(stop, { name: "stop", relation: "after", toMiddleware: "endpointV2Middleware" });
  try {
    await client.send(new (made[`${input.operationName}Command`] as Package[string])(input.operationParams ?? {}));
    const { url, properties = {}, headers = {} } = endpoint ?? { url: new URL("http://nowhere") };
    return { endpoint: { url: url.href.replace(/\/$/, ""), properties, headers } };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

describeWithShared("operation inputs of endpoint tests", () => {
  it.each([
    ["dynamodb", "DynamoDB", 145],
    ["s3", "S3", 186],
    ["sts", "STS", 18],
  ])("%s", async (name, service, count) => {
    const { model, plan } = planOfModel(name);
    const made = (await evaluatePackage(plan)) as Package;
    const { testCases } = model.service.traits["smithy.rules#endpointTests"] as { testCases: readonly TestCase[] };
    const cases = testCases.filter((one) => one.operationInputs !== undefined);
    expect(cases).toHaveLength(count);
    const wrong: object[] = [];
    for (const { documentation, expect: wanted, operationInputs = [] } of cases)
      for (const input of operationInputs) {
        const found = await endpointOf(made, service, input);
        const { endpoint, error } = wanted;
        const expected =
          endpoint === undefined
            ? { error }
            : {
                endpoint: {
                  properties: {},
                  headers: {},
                  ...endpoint,
                  url: new URL(endpoint.url).href.replace(/\/$/, ""),
                },
              };
        if (JSON.stringify(ordered(found)) !== JSON.stringify(ordered(expected)))
          wrong.push({ documentation, input, expected, found });
      }
    expect(wrong).toEqual([]);
  });

  it("says where each parameter comes from, as the official commands do", async () => {
    const { plan } = planOfModel("dynamodb");
    const made = (await evaluatePackage(plan)) as Package;
    const instructions = (name: string): Record<string, unknown> =>
      (
        made[name] as unknown as { getEndpointParameterInstructions(): Record<string, unknown> }
      ).getEndpointParameterInstructions();
    const common = {
      AccountId: { type: "builtInParams", name: "accountId" },
      AccountIdEndpointMode: { type: "builtInParams", name: "accountIdEndpointMode" },
      Endpoint: { type: "builtInParams", name: "endpoint" },
      Region: { type: "builtInParams", name: "region" },
      UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" },
      UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
    };
    expect(instructions("ListTablesCommand")).toEqual(common);
    expect(instructions("GetItemCommand")).toEqual({
      ...common,
      ResourceArn: { type: "contextParams", name: "TableName" },
    });
    const { get } = instructions("TransactGetItemsCommand")["ResourceArnList"] as { get(input: object): unknown };
    const items = [{ Get: { TableName: "a" } }, {}, { Get: { TableName: "b" } }];
    expect(get({ TransactItems: items })).toEqual(["a", "b"]);
    expect(get({})).toBeUndefined();
    const client = new (made["DynamoDBClient"] as Package[string])({}) as unknown as {
      readonly config: { endpointProvider(params: object): { readonly url: URL } };
    };
    expect(client.config.endpointProvider({ Region: "eu-west-1" }).url).toEqual(
      new URL("https://dynamodb.eu-west-1.amazonaws.com"),
    );
  });
});

/** The same with keys in one order. */
const ordered = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(ordered)
    : typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, one]) => [key, ordered(one)]),
        )
      : value;

// --- Paths

const OWN = "smithy.api#String";
const structure = (members: Readonly<Record<string, string>>): object => ({
  type: "structure",
  members: Object.fromEntries(Object.entries(members).map(([name, target]) => [name, { target }])),
});
const MODEL = {
  smithy: "2.0",
  shapes: {
    "a#Svc": {
      type: "service",
      version: "1",
      operations: [{ target: "a#Op" }],
      traits: { "aws.protocols#awsJson1_0": {} },
    },
    "a#Op": { type: "operation", input: { target: "a#In" }, output: { target: "smithy.api#Unit" } },
    "a#In": structure({ Name: OWN, Items: "a#Items", Map: "a#Map", Lists: "a#Lists", Inner: "a#Item" }),
    "a#Item": structure({ Name: OWN, Other: OWN, Names: "a#Names", Deep: "a#Deep" }),
    "a#Deep": structure({ Name: OWN, Names: "a#Names" }),
    "a#Names": { type: "list", member: { target: OWN } },
    "a#Items": { type: "list", member: { target: "a#Item" } },
    "a#Lists": { type: "list", member: { target: "a#Names" } },
    "a#Map": { type: "map", key: { target: OWN }, value: { target: "a#Item" } },
  },
};

function loadModel(traits: object = {}): ReturnType<typeof load> {
  const file = join(folder, "paths.json");
  const operation = { ...MODEL.shapes["a#Op"], traits };
  writeFileSync(file, JSON.stringify({ ...MODEL, shapes: { ...MODEL.shapes, "a#Op": operation } }));
  return load({ input: file, options: optionsOf({}), swage: "0.0.0" });
}

const text = fc.option(fc.constantFrom("a", "b", "c"), { nil: undefined });
const names = fc.option(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 3 }), { nil: undefined });
const deep = fc.option(fc.record({ Name: text, Names: names }), { nil: undefined });
const item = fc.record({ Name: text, Other: text, Names: names, Deep: deep });
const input = fc.record({
  Name: text,
  Items: fc.option(fc.array(item, { maxLength: 3 }), { nil: undefined }),
  Map: fc.dictionary(fc.constantFrom("x", "y", "z"), item),
  Lists: fc.option(fc.array(fc.array(fc.constantFrom("a", "b"), { maxLength: 3 }), { maxLength: 3 }), {
    nil: undefined,
  }),
  Inner: fc.option(item, { nil: undefined }),
});

describe("paths into inputs", () => {
  const model = loadModel().model as Model;

  it.each([
    "Name",
    "Inner.Deep.Name",
    "Inner.Names[0]",
    "Items[-1].Name",
    "Items[*].Name",
    "Items[*].Deep.Name",
    "Items[].Names[]",
    "Items[*].Names[]",
    "Items[*].Names[*]",
    "Items[*].Names[0]",
    "Items[*].[Name, Deep.Name, Other][]",
    "Lists[]",
    "Lists[*][0]",
    "keys(Map)",
    "Map.x.Name",
    '"Inner"."Name"',
  ])("%s", (path) => {
    const read = readContextPath(path, "a#In" as ShapeId, model);
    if (!("path" in read)) throw new Error(read.fault.message);
    const run = new Function("input", `return ${pathExpression(read.path, "input")};`) as (value: unknown) => unknown;
    fc.assert(
      fc.property(input, (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as never;
        // What is not there is null in JMESPath and undefined here; a list made of names keeps its holes either way.
        expect(JSON.parse(JSON.stringify(run(plain) ?? null))).toEqual(search(plain, path));
      }),
    );
  });

  it.each([
    ["Items[*].Nmae", "a#Item has no member Nmae.", "did you mean Name?"],
    ["Items.Name", "Items.Name: there is nothing that has a member Name.", undefined],
    ["Name[*]", "Name[*]: brackets want a list, and smithy.api#String is none.", undefined],
    ["length(Items)", 'length(Items) cannot be read from "length(Items)" on.', /a path is made of/],
    ["keys(Items)", "keys(Items): keys() takes a map or a structure.", undefined],
  ])("%s is a diagnostic", (path, message, hint) => {
    const { diagnostics } = loadModel({ "smithy.rules#operationContextParams": { Names: { path } } });
    const [found] = diagnostics.all.filter((one) => one.code === "SW1022");
    expect(found?.message).toBe(message);
    if (hint !== undefined) expect(found?.hint).toMatch(hint);
    expect(found?.place?.path?.slice(-3)).toEqual(["smithy.rules#operationContextParams", "Names", "path"]);
  });
});
