/** Libraries over DynamoDB, unchanged, over the generated client. */
import { beforeAll, expect, it } from "vitest";
import { describeDropIn, imported, required } from "../support/drop-in.ts";

type Values = Record<string, unknown>;
interface Client {
  send(command: object): Promise<Values>;
}
type Class<T = object> = new (...given: never[]) => T;
interface Documents {
  readonly DynamoDBDocumentClient: { from(client: object, options?: object): Client };
  readonly DynamoDBDocument: { from(client: object): Record<string, (input: object) => Promise<Values>> };
  readonly paginateQuery: (config: object, input: object) => AsyncIterable<Values>;
  readonly [command: string]: unknown;
}

describeDropIn("libraries over DynamoDB", (config) => {
  const TableName = "drop-in";
  const clients = () => required<Record<string, Class<Client>>>("@aws-sdk/client-dynamodb");
  const client = (): Client => new (clients()["DynamoDBClient"] as Class<Client>)(config() as never);
  const command = (from: Values, name: string, input: object): object => new (from[name] as Class)(input as never);

  beforeAll(async () => {
    const key = (AttributeName: string, KeyType: string) => ({ AttributeName, KeyType });
    const text = (AttributeName: string) => ({ AttributeName, AttributeType: "S" });
    await client().send(
      command(clients(), "CreateTableCommand", {
        TableName,
        KeySchema: [key("pk", "HASH"), key("sk", "RANGE")],
        AttributeDefinitions: [text("pk"), text("sk")],
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
  });

  it("@aws-sdk/lib-dynamodb writes and reads plain values", async () => {
    const lib = await imported<Documents>("@aws-sdk/lib-dynamodb");
    const documents = lib.DynamoDBDocumentClient.from(client(), { marshallOptions: { removeUndefinedValues: true } });
    const Item = { pk: "a", sk: "1", count: 3, list: [1, "x", null], tags: new Set(["p"]), bytes: new Uint8Array([1]) };
    await documents.send(command(lib, "PutCommand", { TableName, Item: { ...Item, gone: undefined } }));
    const got = await documents.send(command(lib, "GetCommand", { TableName, Key: { pk: "a", sk: "1" } }));
    expect(got["Item"]).toEqual(Item);
    const changed = await documents.send(
      command(lib, "UpdateCommand", {
        TableName,
        Key: { pk: "a", sk: "1" },
        UpdateExpression: "ADD #count :one",
        ExpressionAttributeNames: { "#count": "count" },
        ExpressionAttributeValues: { ":one": 1 },
        ReturnValues: "UPDATED_NEW",
      }),
    );
    expect(changed["Attributes"]).toEqual({ count: 4 });
  });

  it("@aws-sdk/lib-dynamodb batches, pages and aggregates", async () => {
    const lib = await imported<Documents>("@aws-sdk/lib-dynamodb");
    const documents = lib.DynamoDBDocumentClient.from(client());
    const puts = [1, 2, 3].map((n) => ({ PutRequest: { Item: { pk: "batch", sk: String(n), n } } }));
    await documents.send(command(lib, "BatchWriteCommand", { RequestItems: { [TableName]: puts } }));
    const input = { TableName, KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": "batch" } };
    const pages: unknown[] = [];
    for await (const page of lib.paginateQuery({ client: documents, pageSize: 2 }, { ...input }))
      pages.push(page["Items"]);
    expect(pages.flat()).toMatchObject([{ n: 1 }, { n: 2 }, { n: 3 }]);
    const all = lib.DynamoDBDocument.from(new (clients()["DynamoDB"] as Class)(config() as never));
    expect(await all["query"]?.(input)).toMatchObject({ Count: 3 });
  });

  it("@aws-sdk/lib-dynamodb gets the generated client's errors", async () => {
    const lib = await imported<Documents>("@aws-sdk/lib-dynamodb");
    const documents = lib.DynamoDBDocumentClient.from(client());
    const put = { TableName, Item: { pk: "once", sk: "1" }, ConditionExpression: "attribute_not_exists(pk)" };
    await documents.send(command(lib, "PutCommand", put));
    await expect(documents.send(command(lib, "PutCommand", put))).rejects.toBeInstanceOf(
      clients()["ConditionalCheckFailedException"],
    );
  });

  it("electrodb, in CommonJS, keeps entities", async () => {
    interface Entity {
      create(item: object): { go(): Promise<unknown> };
      update(key: object): { add(by: object): { go(): Promise<unknown> } };
      readonly query: Record<string, (key: object) => { go(): Promise<{ data: unknown }> }>;
    }
    const { Entity } = required<{ Entity: Class<Entity> }>("electrodb");
    const schema = {
      model: { entity: "task", version: "1", service: "flow" },
      attributes: {
        team: { type: "string", required: true },
        task: { type: "string", required: true },
        points: { type: "number" },
      },
      indexes: { primary: { pk: { field: "pk", composite: ["team"] }, sk: { field: "sk", composite: ["task"] } } },
    };
    const tasks = new Entity(schema as never, { client: client(), table: TableName } as never);
    await tasks.create({ team: "green", task: "one", points: 3 }).go();
    await tasks.update({ team: "green", task: "one" }).add({ points: 2 }).go();
    expect((await tasks.query["primary"]?.({ team: "green" }).go())?.data).toEqual([
      { team: "green", task: "one", points: 5 },
    ]);
    await expect(tasks.create({ team: "green", task: "one" }).go()).rejects.toThrow("conditional request failed");
  });

  it("dynamodb-toolbox keeps entities", async () => {
    const { Table } = await imported<{ Table: Class<{ build(action: unknown): Builder }> }>("dynamodb-toolbox/table");
    interface Builder {
      [step: string]: (given?: unknown) => Builder & { send(): Promise<Values> };
    }
    const { Entity } = await imported<{ Entity: Class<{ build(action: unknown): Builder }> }>(
      "dynamodb-toolbox/entity",
    );
    const schema = async (kind: string) =>
      (await imported<Record<string, (of?: object) => { key(): object }>>(`dynamodb-toolbox/schema/${kind}`))[kind];
    const [item, string, number] = await Promise.all([schema("item"), schema("string"), schema("number")]);
    const { PutItemCommand } = await imported<Values>("dynamodb-toolbox/entity/actions/put");
    const { GetItemCommand } = await imported<Values>("dynamodb-toolbox/entity/actions/get");
    const { QueryCommand } = await imported<Values>("dynamodb-toolbox/table/actions/query");
    const lib = await imported<Documents>("@aws-sdk/lib-dynamodb");
    const table = new Table({
      documentClient: lib.DynamoDBDocumentClient.from(client()),
      name: TableName,
      partitionKey: { name: "pk", type: "string" },
      sortKey: { name: "sk", type: "string" },
    } as never);
    const things = new Entity({
      name: "Thing",
      table,
      schema: item?.({ pk: string?.().key(), sk: string?.().key(), size: number?.() } as object),
    } as never);
    await things.build(PutItemCommand)["item"]?.({ pk: "box", sk: "1", size: 4 }).send();
    const got = await things.build(GetItemCommand)["key"]?.({ pk: "box", sk: "1" }).send();
    expect(got?.["Item"]).toMatchObject({ pk: "box", sk: "1", size: 4 });
    const found = await table.build(QueryCommand)["query"]?.({ partition: "box" })["entities"]?.(things).send();
    expect(found?.["Items"]).toHaveLength(1);
  });

  it("aws-sdk-client-mock stands in for clients and document clients", async () => {
    interface Mock {
      on(command: unknown, input?: object): Mock;
      resolvesOnce(output: object): Mock;
      resolves(output: object): Mock;
      rejects(error: Error): Mock;
      restore(): void;
      commandCalls(command: unknown): unknown[];
    }
    const { mockClient } = required<{ mockClient: (client: unknown) => Mock }>("aws-sdk-client-mock");
    const lib = required<Documents>("@aws-sdk/lib-dynamodb");
    const { DynamoDBClient, ListTablesCommand, DynamoDB } = clients() as Record<string, Class<Client>>;
    const plain = mockClient(DynamoDBClient);
    plain
      .on(ListTablesCommand)
      .resolvesOnce({ TableNames: ["one"] })
      .resolves({ TableNames: ["two"] });
    plain.on(ListTablesCommand, { Limit: 7 }).rejects(new Error("seven"));
    const names = async (input: object) =>
      (await client().send(command(clients(), "ListTablesCommand", input)))["TableNames"];
    expect(await names({})).toEqual(["one"]);
    expect(await names({})).toEqual(["two"]);
    await expect(names({ Limit: 7 })).rejects.toThrow("seven");
    const aggregated = new (DynamoDB as Class<unknown>)(config() as never) as { listTables(): Promise<Values> };
    expect((await aggregated.listTables())["TableNames"]).toEqual(["two"]);
    expect(plain.commandCalls(ListTablesCommand)).toHaveLength(4);
    plain.restore();
    expect(await names({})).toEqual([TableName]);

    const documents = mockClient(lib.DynamoDBDocumentClient);
    documents.on(lib["GetCommand"]).resolves({ Item: { id: 1 } });
    const got = await lib.DynamoDBDocumentClient.from(client()).send(
      command(lib, "GetCommand", { TableName, Key: { id: 1 } }),
    );
    expect(got).toEqual({ Item: { id: 1 } });
    documents.restore();
  });
});
