/**
 * What customised services do beyond their models, beside the official clients: the same requests in the same order, and the same
 * outcome, for answers that make the steps do their work.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Canned, FIXED_UUID, pairOf, type Sent, same } from "../support/official-pair.ts";
import { describeWithShared } from "../support/shared-folder.ts";
import { generateTwelve } from "../support/twelve.ts";

const XML = { "content-type": "application/xml" };
const SESSION =
  '<?xml version="1.0" encoding="UTF-8"?><CreateSessionResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Credentials>' +
  "<SessionToken>the session</SessionToken><SecretAccessKey>session secret</SecretAccessKey>" +
  "<AccessKeyId>SESSIONKEY</AccessKeyId><Expiration>2026-01-02T04:04:05Z</Expiration></Credentials></CreateSessionResult>";

describeWithShared("steps of customised services", () => {
  beforeAll(() => {
    generateTwelve(["s3", "sqs", "route-53", "ec2"]);
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-02T03:04:05Z") });
    vi.spyOn(globalThis.crypto, "randomUUID").mockReturnValue(FIXED_UUID);
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
  });
  afterAll(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  describe("S3", () => {
    it("opens one session for a directory bucket and signs with it", async () => {
      const pair = await pairOf("s3", "S3");
      const input = { Bucket: "stars--euc1-az1--x-s3", Key: "a" };
      const answer = ({ url }: Sent): Canned => (url.includes("?session") ? { headers: XML, body: SESSION } : {});
      const first = await same(pair, "HeadObject", input, answer);
      expect(first.sent.map(({ url }) => new URL(url).search)).toEqual(["?session=", ""]);
      expect(first.sent[1]?.headers["x-amz-s3session-token"]).toBe("the session");
      expect(first.sent[1]?.headers["authorization"]).toContain(
        "Credential=SESSIONKEY/20260102/eu-central-1/s3express",
      );
      const second = await same(pair, "HeadObject", input, answer);
      expect(second.sent).toHaveLength(1);
    });

    it("goes after a bucket to its region", async () => {
      const pair = await pairOf("s3", "S3", { followRegionRedirects: true });
      const { sent, error } = await same(pair, "HeadObject", { Bucket: "far-bucket", Key: "k" }, ({ url }) =>
        url.includes("us-west-2") ? {} : { statusCode: 301, headers: { "x-amz-bucket-region": "us-west-2" } },
      );
      expect(sent.map(({ url }) => new URL(url).hostname)).toEqual([
        "far-bucket.s3.eu-central-1.amazonaws.com",
        "far-bucket.s3.us-west-2.amazonaws.com",
      ]);
      expect(error).toBeUndefined();
    });

    it("takes an error under status 200 for an error", async () => {
      const pair = await pairOf("s3", "S3");
      const body = '<?xml version="1.0"?><Error><Code>InternalError</Code><Message>We are sorry</Message></Error>';
      const input = { Bucket: "my-bucket", Key: "k", CopySource: "other/k" };
      const { error } = await same(pair, "CopyObject", input, () => ({ headers: XML, body }));
      expect(error).toMatchObject({ name: "InternalError", $metadata: { httpStatusCode: 503 } });
      const nothing = await same(pair, "CopyObject", input, () => ({ headers: XML, body: "" }));
      expect(nothing.error?.message).toBe("S3 aborted request");
    });

    it("keeps what is no date as text", async () => {
      const pair = await pairOf("s3", "S3");
      const head = async (expires: string) =>
        (await same(pair, "HeadObject", { Bucket: "my-bucket", Key: "k" }, () => ({ headers: { expires } }))).value;
      expect(await head("tomorrow")).toMatchObject({ ExpiresString: "tomorrow" });
      expect(await head("Thu, 01 Jan 2026 00:00:00 GMT")).toMatchObject({
        Expires: new Date("2026-01-01T00:00:00Z"),
        ExpiresString: "Thu, 01 Jan 2026 00:00:00 GMT",
      });
    });

    it("hashes customer keys, and encodes those that are not", async () => {
      const pair = await pairOf("s3", "S3");
      const input = {
        Bucket: "my-bucket",
        Key: "k",
        SSECustomerAlgorithm: "AES256",
        SSECustomerKey: "0123456789abcdef",
      };
      const { sent } = await same(pair, "PutObject", { ...input, Body: "x" });
      expect(sent[0]?.headers).toMatchObject({
        "x-amz-server-side-encryption-customer-key": "MDEyMzQ1Njc4OWFiY2RlZg==",
        "x-amz-server-side-encryption-customer-key-md5": expect.stringMatching(/==$/),
      });
    });

    it("constrains a new bucket, and waits for leave to send a large body", async () => {
      const pair = await pairOf("s3", "S3");
      const made = await same(pair, "CreateBucket", { Bucket: "my-bucket" });
      expect(made.sent[0]?.body).toContain("<LocationConstraint>eu-central-1</LocationConstraint>");
      const small = await same(pair, "PutObject", { Bucket: "my-bucket", Key: "k", Body: "x" });
      expect(small.sent[0]?.headers["expect"]).toBeUndefined();
      const large = await same(pair, "PutObject", { Bucket: "my-bucket", Key: "k", Body: new Uint8Array(2_097_152) });
      expect(large.sent[0]?.headers["expect"]).toBe("100-continue");
    });

    it("refuses bucket names that are paths, and takes URLs when told to", async () => {
      const refused = await same(await pairOf("s3", "S3"), "HeadBucket", { Bucket: "a/b" });
      expect(refused.error?.name).toBe("InvalidBucketName");
      const pair = await pairOf("s3", "S3", { bucketEndpoint: true });
      const { sent } = await same(pair, "HeadObject", { Bucket: "https://elsewhere.example.com/base", Key: "k" });
      expect(sent[0]?.url).toBe("https://elsewhere.example.com/base/k");
    });

    it.each([
      ["accelerate", { useAccelerateEndpoint: true }],
      ["dual stack", { useDualstackEndpoint: true }],
      ["path style", { forcePathStyle: true }],
      ["FIPS", { useFipsEndpoint: true, region: "us-east-1" }],
      ["ARN regions", { useArnRegion: true }],
      ["own endpoint", { endpoint: "http://localhost:9000/base/", forcePathStyle: true }],
    ])("finds its host: %s", async (_, settings) => {
      const pair = await pairOf("s3", "S3", settings);
      const outcomes = [];
      for (const Bucket of ["my-bucket", "dotted.bucket", "arn:aws:s3:us-west-2:123456789012:accesspoint:mine"])
        outcomes.push(await same(pair, "HeadObject", { Bucket, Key: "a b/c" }).catch((error: Error) => error));
      expect(outcomes.filter((one) => one instanceof Error)).toEqual([]);
    });
  });

  describe("SQS", () => {
    const QueueUrl = "https://sqs.eu-central-1.amazonaws.com/123456789012/q";
    const answer = (body: object): Canned => ({
      body: JSON.stringify(body),
      headers: { "content-type": "application/x-amz-json-1.0" },
    });

    it("checks the sums of bodies", async () => {
      const pair = await pairOf("sqs", "SQS");
      const send = (sum: string) =>
        same(pair, "SendMessage", { QueueUrl, MessageBody: "hello" }, () =>
          answer({ MessageId: "1", MD5OfMessageBody: sum }),
        );
      expect((await send("5d41402abc4b2a76b9719d911017c592")).error).toBeUndefined();
      expect((await send("00000000000000000000000000000000")).error?.message).toBe("InvalidChecksumError");
      const received = await same(pair, "ReceiveMessage", { QueueUrl }, () =>
        answer({ Messages: [{ MessageId: "m-1", Body: "hello", MD5OfBody: "0" }] }),
      );
      expect(received.error?.message).toContain("m-1");
      const off = await pairOf("sqs", "SQS", { md5: false });
      const trusted = await same(off, "SendMessage", { QueueUrl, MessageBody: "hello" }, () =>
        answer({ MD5OfMessageBody: "0" }),
      );
      expect(trusted.error).toBeUndefined();
    });

    it("goes to the queue's host, unless told otherwise", async () => {
      const elsewhere = "https://sqs.us-west-2.amazonaws.com/1/q";
      const there = await same(await pairOf("sqs", "SQS"), "PurgeQueue", { QueueUrl: elsewhere });
      expect(there.sent[0]?.url).toBe("https://sqs.us-west-2.amazonaws.com/");
      const here = await same(await pairOf("sqs", "SQS", { useQueueUrlAsEndpoint: false }), "PurgeQueue", {
        QueueUrl: elsewhere,
      });
      expect(here.sent[0]?.url).toBe("https://sqs.eu-central-1.amazonaws.com/");
      const own = await pairOf("sqs", "SQS", { endpoint: "http://localhost:9324" });
      expect((await same(own, "PurgeQueue", { QueueUrl: elsewhere })).sent[0]?.url).toBe("http://localhost:9324/");
    });
  });

  it("Route 53 takes identifiers with their prefixes", async () => {
    const pair = await pairOf("route-53", "Route53");
    const { sent } = await same(pair, "GetHostedZone", { Id: "/hostedzone/Z1" });
    expect(sent[0]?.url).toBe("https://route53.amazonaws.com/2013-04-01/hostedzone/Z1");
  });

  it("EC2 signs the URL that a copy comes from", async () => {
    const pair = await pairOf("ec2", "EC2");
    const { sent } = await same(pair, "CopySnapshot", { SourceRegion: "us-west-2", SourceSnapshotId: "snap-1" });
    expect(decodeURIComponent(sent[0]?.body ?? "")).toContain("PresignedUrl=https://ec2.us-west-2.amazonaws.com/");
  });
});
