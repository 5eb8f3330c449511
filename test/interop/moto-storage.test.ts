/** S3 and DynamoDB: flows against moto with the generated clients. */
import { describe, expect, it } from "vitest";
import { describeWithMoto, textOf } from "../support/moto-suite.ts";

describeWithMoto("S3 and DynamoDB against moto", ["s3", "dynamodb"], (flows) => {
  describe("S3", () => {
    const Bucket = "flow-bucket";
    const s3 = () => flows("s3", "S3", { forcePathStyle: true });

    it("creates, waits, writes, reads, copies", async () => {
      const flow = s3();
      await flow.call("createBucket", { Bucket });
      expect(await flow.call("waitUntilBucketExists", { Bucket })).toMatchObject({ state: "SUCCESS" });
      const put = await flow.call("putObject", {
        Bucket,
        Key: "a folder/ünï + (1).txt",
        Body: "Grüße",
        ContentType: "text/plain",
        Metadata: { kind: "greeting" },
      });
      expect(put).toMatchObject({ ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/) });
      const got = await flow.call("getObject", { Bucket, Key: "a folder/ünï + (1).txt" });
      expect(got).toMatchObject({ ContentType: "text/plain", Metadata: { kind: "greeting" }, ContentLength: 7 });
      expect(await textOf(got["Body"])).toBe("Grüße");
      const copied = await flow.call("copyObject", {
        Bucket,
        Key: "copy",
        CopySource: `${Bucket}/${encodeURIComponent("a folder/ünï + (1).txt")}`,
      });
      expect(copied).toMatchObject({ CopyObjectResult: { LastModified: expect.any(Date) } });
    });

    it("pages through objects and takes a range", async () => {
      const flow = s3();
      for (let index = 0; index < 5; index += 1)
        await flow.call("putObject", { Bucket, Key: `many/${index}`, Body: new Uint8Array([65, 66, 67]) });
      const { pages, items } = await flow.all("paginateListObjectsV2", { Bucket, Prefix: "many/" }, "Contents", {
        pageSize: 2,
      });
      expect(pages).toBe(3);
      expect(items).toHaveLength(5);
      const part = await flow.call("getObject", { Bucket, Key: "many/0", Range: "bytes=1-" });
      expect(await textOf(part["Body"])).toBe("BC");
    });

    it("throws what the model says", async () => {
      const flow = s3();
      const missing = await flow.failure("getObject", { Bucket, Key: "nothing" });
      expect(missing).toBeInstanceOf(flow.exports["NoSuchKey"]);
      expect(missing).toMatchObject({ name: "NoSuchKey", $fault: "client", $metadata: { httpStatusCode: 404 } });
      const head = await flow.failure("headObject", { Bucket, Key: "nothing" });
      expect(head).toBeInstanceOf(flow.exports["NotFound"]);
      const taken = await flow.failure("createBucket", { Bucket: "no" });
      expect(taken).toBeInstanceOf(flow.exports["S3ServiceException"]);
      expect(taken).toMatchObject({ name: "InvalidBucketName" });
    });

    it("uploads in parts", async () => {
      const flow = s3();
      const { UploadId } = await flow.call("createMultipartUpload", { Bucket, Key: "parts" });
      const big = new Uint8Array(5 * 1024 * 1024).fill(120);
      const parts = [];
      for (const [index, Body] of [big, new Uint8Array([121])].entries()) {
        const PartNumber = index + 1;
        const { ETag } = await flow.call("uploadPart", { Bucket, Key: "parts", UploadId, PartNumber, Body });
        parts.push({ ETag, PartNumber });
      }
      await flow.call("completeMultipartUpload", { Bucket, Key: "parts", UploadId, MultipartUpload: { Parts: parts } });
      const head = await flow.call("headObject", { Bucket, Key: "parts" });
      expect(head["ContentLength"]).toBe(big.length + 1);
    });

    it("deletes", async () => {
      const flow = s3();
      const { items } = await flow.all("paginateListObjectsV2", { Bucket }, "Contents");
      const Objects = (items as { Key: string }[]).map(({ Key }) => ({ Key }));
      const { Deleted } = await flow.call("deleteObjects", { Bucket, Delete: { Objects } });
      expect(Deleted).toHaveLength(Objects.length);
      await flow.call("deleteBucket", { Bucket });
      expect(await flow.call("waitUntilBucketNotExists", { Bucket })).toMatchObject({ state: "SUCCESS" });
    });
  });

  describe("S3, elsewhere", () => {
    it("constrains a bucket to the client's region", async () => {
      const flow = flows("s3", "S3", { forcePathStyle: true, region: "eu-west-1" });
      await flow.call("createBucket", { Bucket: "flow-ireland" });
      expect(await flow.call("getBucketLocation", { Bucket: "flow-ireland" })).toMatchObject({
        LocationConstraint: "eu-west-1",
      });
    });

    it("refuses a bucket name with a slash before it sends", async () => {
      const refused = await flows("s3", "S3").failure("headBucket", { Bucket: "a/b" });
      expect(refused.message).toContain("shouldn't contain '/'");
    });
  });

  describe("DynamoDB", () => {
    const TableName = "flow";
    it("creates a table and waits for it", async () => {
      const flow = flows("dynamodb", "DynamoDB");
      await flow.call("createTable", {
        TableName,
        KeySchema: [
          { AttributeName: "pk", KeyType: "HASH" },
          { AttributeName: "sk", KeyType: "RANGE" },
        ],
        AttributeDefinitions: [
          { AttributeName: "pk", AttributeType: "S" },
          { AttributeName: "sk", AttributeType: "N" },
        ],
        BillingMode: "PAY_PER_REQUEST",
      });
      expect(await flow.call("waitUntilTableExists", { TableName })).toMatchObject({ state: "SUCCESS" });
    });

    it("writes, queries in pages and reads every kind of value", async () => {
      const flow = flows("dynamodb", "DynamoDB");
      for (let index = 0; index < 5; index += 1)
        await flow.call("putItem", { TableName, Item: { pk: { S: "a" }, sk: { N: String(index) } } });
      const { pages, items } = await flow.all(
        "paginateQuery",
        { TableName, KeyConditionExpression: "pk = :a", ExpressionAttributeValues: { ":a": { S: "a" } } },
        "Items",
        { pageSize: 2 },
      );
      expect(pages).toBeGreaterThanOrEqual(3);
      expect(items).toHaveLength(5);
      const Item = {
        pk: { S: "kinds" },
        sk: { N: "1" },
        bytes: { B: new Uint8Array([1, 2, 255]) },
        list: { L: [{ S: "x" }, { NULL: true }, { BOOL: false }] },
        map: { M: { inner: { SS: ["one", "two"] } } },
      };
      await flow.call("putItem", { TableName, Item });
      expect((await flow.call("getItem", { TableName, Key: { pk: Item.pk, sk: Item.sk } }))["Item"]).toEqual(Item);
    });

    it("throws what the model says, with its members", async () => {
      const flow = flows("dynamodb", "DynamoDB");
      const refused = await flow.failure("putItem", {
        TableName,
        Item: { pk: { S: "a" }, sk: { N: "0" } },
        ConditionExpression: "attribute_not_exists(pk)",
      });
      expect(refused).toBeInstanceOf(flow.exports["ConditionalCheckFailedException"]);
      const cancelled = await flow.failure("transactWriteItems", {
        TransactItems: [
          {
            Put: {
              TableName,
              Item: { pk: { S: "a" }, sk: { N: "0" } },
              ConditionExpression: "attribute_not_exists(pk)",
            },
          },
        ],
      });
      expect(cancelled).toBeInstanceOf(flow.exports["TransactionCanceledException"]);
      expect(cancelled["CancellationReasons"]).toMatchObject([{ Code: "ConditionalCheckFailed" }]);
      const missing = await flow.failure("describeTable", { TableName: "nothing" });
      expect(missing).toBeInstanceOf(flow.exports["ResourceNotFoundException"]);
    });

    it("deletes the table and waits until it is gone", async () => {
      const flow = flows("dynamodb", "DynamoDB");
      await flow.call("deleteTable", { TableName });
      expect(await flow.call("waitUntilTableNotExists", { TableName })).toMatchObject({ state: "SUCCESS" });
    });
  });
});
