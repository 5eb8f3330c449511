/**
 * Code as users of the official clients and of libraries over them write it. It is only type-checked (`drop-in-types.test.ts`).
 */
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDB,
  DynamoDBClient,
  type DynamoDBClientConfig,
  PutItemCommand,
  type PutItemCommandInput,
  type PutItemCommandOutput,
  paginateScan,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import {
  GetObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { type Message, SQSClient } from "@aws-sdk/client-sqs";
import {
  DynamoDBDocument,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  paginateQuery,
} from "@aws-sdk/lib-dynamodb";
import { Upload } from "@aws-sdk/lib-storage";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { Entity } from "electrodb";
import { Consumer } from "sqs-consumer";

const config: DynamoDBClientConfig = { region: "us-east-1", maxAttempts: 2 };
const ddb = new DynamoDBClient(config);
const doc = DynamoDBDocumentClient.from(ddb, { marshallOptions: { removeUndefinedValues: true } });
export const full = DynamoDBDocument.from(new DynamoDB({}));
export async function f(): Promise<void> {
  const input: PutCommandInput = { TableName: "t", Item: { id: 1 } };
  await doc.send(new PutCommand(input));
  const { Item } = await doc.send(new GetCommand({ TableName: "t", Key: { id: 1 } }));
  console.log(Item?.["x"]);
  const put: PutItemCommandInput = { TableName: "t", Item: marshall({ id: 1 }) };
  const out: PutItemCommandOutput = await ddb.send(new PutItemCommand(put));
  console.log(out.$metadata.requestId, out.Attributes && unmarshall(out.Attributes));
  for await (const page of paginateScan({ client: ddb, pageSize: 3 }, { TableName: "t" }))
    console.log(page.Items?.[0] as Record<string, AttributeValue>);
  for await (const page of paginateQuery({ client: doc }, { TableName: "t" })) console.log(page.Items);
  await waitUntilTableExists({ client: ddb, maxWaitTime: 10 }, { TableName: "t" });
  try {
    await ddb.send(new PutItemCommand(put));
  } catch (e) {
    if (e instanceof ConditionalCheckFailedException) console.log(e.Item, e.name, e.$fault);
  }
  const s3c: S3ClientConfig = {
    forcePathStyle: true,
    followRegionRedirects: true,
    requestHandler: { requestTimeout: 3000 },
  };
  const s3 = new S3Client(s3c);
  const po: PutObjectCommandInput = { Bucket: "b", Key: "k", Body: "x" };
  await s3.send(new PutObjectCommand(po), { abortSignal: new AbortController().signal });
  const o = await s3.send(new GetObjectCommand({ Bucket: "b", Key: "k" }));
  console.log(await o.Body?.transformToString("utf8"));
  await new Upload({ client: s3, params: po }).done();
  await new Upload({ client: new S3({}), params: po }).done();
  console.log(await getSignedUrl(s3, new GetObjectCommand({ Bucket: "b", Key: "k" }), { expiresIn: 5 }));
  console.log(await createPresignedPost(s3, { Bucket: "b", Key: "k" }));
  const m = mockClient(S3Client);
  m.on(GetObjectCommand).resolves({ ContentLength: 3 });
  mockClient(doc).on(GetCommand).resolves({ Item: {} });
  new Entity(
    {
      model: { entity: "a", version: "1", service: "s" },
      attributes: { id: { type: "string" } },
      indexes: { p: { pk: { field: "pk", composite: ["id"] } } },
    },
    { client: ddb, table: "t" },
  );
  Consumer.create({ queueUrl: "q", sqs: new SQSClient({}), handleMessage: async (msg: Message) => msg });
  ddb.middlewareStack.add(
    (next, context) => async (args) => {
      console.log(context.commandName);
      return next(args);
    },
    { step: "build", name: "mine" },
  );
  s3.middlewareStack.clone();
  const ep = await s3.config.endpointProvider({ Region: "us-east-1", Bucket: "b" });
  console.log(ep.url);
  console.log(GetObjectCommand.getEndpointParameterInstructions());
}
