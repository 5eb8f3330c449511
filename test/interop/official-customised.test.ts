/**
 * The customised services that are not among the twelve, made from botocore's models, beside the official clients where the
 * step shows on the wire.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { FIXED_UUID, pairFromBotocore, same } from "../support/official-pair.ts";
import { generateFromBotocore, loadFromBotocore } from "../support/twelve.ts";

const SERVICES = ["api-gateway", "glacier", "iot", "machine-learning", "rds", "s3-control", "sfn"];

describe("steps of other customised services", () => {
  beforeAll(() => {
    generateFromBotocore(SERVICES);
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-02T03:04:05Z") });
    vi.spyOn(globalThis.crypto, "randomUUID").mockReturnValue(FIXED_UUID);
  });
  afterAll(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it("API Gateway says what it accepts", async () => {
    const { sent } = await same(await pairFromBotocore("api-gateway", "APIGateway"), "GetRestApis", { limit: 3 });
    expect(sent[0]?.headers["accept"]).toBe("application/json");
  });

  it("Glacier has a default account, a version and hashes of trees", async () => {
    const pair = await pairFromBotocore("glacier", "Glacier");
    const { sent } = await same(pair, "UploadArchive", { vaultName: "v", body: new Uint8Array(1_500_000).fill(7) });
    expect(sent[0]?.url).toContain("/-/vaults/v/archives");
    expect(sent[0]?.headers["x-amz-sha256-tree-hash"]).toMatch(/^[0-9a-f]{64}$/);
    await same(pair, "ListVaults", { accountId: "-" });
  });

  it("IoT gets no headers that count attempts", async () => {
    const { sent } = await same(await pairFromBotocore("iot", "IoT"), "ListThings", {});
    expect(Object.keys(sent[0]?.headers ?? {}).filter((one) => one.startsWith("amz-sdk"))).toEqual([]);
  });

  it("Machine Learning predicts at the endpoint that its input names", async () => {
    const module = await loadFromBotocore("machine-learning");
    const Client = module["MachineLearningClient"] as new (
      config: object,
    ) => { send(command: object): Promise<object> };
    const Predict = module["PredictCommand"] as new (input: object) => object;
    const sent: { hostname: string; path: string }[] = [];
    const client = new Client({
      region: "us-east-1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      requestHandler: {
        handle: async (request: { hostname: string; path: string }) => {
          sent.push(request);
          return { response: { statusCode: 200, headers: {}, body: Buffer.from("{}") } };
        },
      },
    });
    const PredictEndpoint = "https://realtime.machinelearning.us-east-1.amazonaws.com";
    await client.send(new Predict({ MLModelId: "m", Record: {}, PredictEndpoint }));
    expect(sent).toMatchObject([{ hostname: "realtime.machinelearning.us-east-1.amazonaws.com", path: "/" }]);
  });

  it("RDS signs the URL that a copy across regions comes from", async () => {
    const pair = await pairFromBotocore("rds", "RDS");
    const copy = (region: string) => ({
      SourceDBSnapshotIdentifier: `arn:aws:rds:${region}:123456789012:snapshot:mine`,
      TargetDBSnapshotIdentifier: "copy",
    });
    const far = await same(pair, "CopyDBSnapshot", copy("us-west-2"));
    expect(decodeURIComponent(far.sent[0]?.body ?? "")).toContain("PreSignedUrl=https://rds.us-west-2.amazonaws.com/");
    const near = await same(pair, "CopyDBSnapshot", copy("eu-central-1"));
    expect(near.sent[0]?.body).not.toContain("PreSignedUrl");
  });

  it("S3 Control goes to outposts that ARNs name", async () => {
    const pair = await pairFromBotocore("s3-control", "S3Control", { useArnRegion: true });
    const outpost = "arn:aws:s3-outposts:us-west-2:123456789012:outpost:op-01234567890123456";
    await same(pair, "GetBucket", { AccountId: "123456789012", Bucket: `${outpost}:bucket:mine` });
    await same(pair, "GetAccessPoint", { AccountId: "123456789012", Name: `${outpost}:accesspoint:mine` });
    await same(pair, "GetAccessPoint", { AccountId: "123456789012", Name: "plain" });
    await same(pair, "CreateBucket", { Bucket: "mine", OutpostId: "op-01234567890123456" });
    await same(pair, "ListRegionalBuckets", { AccountId: "123456789012", OutpostId: "op-01234567890123456" });
    await same(pair, "DeleteJobTagging", { AccountId: "123456789012", JobId: "j" });
  });

  it("SFN waits for activities", async () => {
    await same(await pairFromBotocore("sfn", "SFN"), "GetActivityTask", { activityArn: "arn:aws:states:::activity:a" });
  });
});
