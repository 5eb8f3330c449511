/** Who signs what, and where it goes, in clients of real models: over both roads, with the official package's signature beside ours. */
import { HttpRequest } from "@smithy/core/protocols";
import { SignatureV4 } from "@smithy/signature-v4";
import { beforeAll, expect, it } from "vitest";
import { evaluatePackage } from "../support/evaluate.ts";
import { loadSound } from "../support/model.ts";
import { describeWithShared, sharedPath } from "../support/shared-folder.ts";
import { fixed } from "./client-fixture.ts";

interface Client {
  readonly config: { readonly sha256: never };
  readonly middlewareStack: { add(middleware: object, options: object): void };
  send(command: object): Promise<object>;
}
type Class<Made> = new (argument: object) => Made;
type Package = Readonly<Record<string, Class<never>>>;

const loadPackage = async (name: string): Promise<Package> =>
  (await evaluatePackage(loadSound(sharedPath(`models/smithy/${name}.json`)).plan)) as never;

interface Asked {
  readonly made: Package;
  readonly service: string;
  readonly operation: string;
  readonly input?: object;
  readonly config?: object;
  readonly body?: string;
}

/** The request of one call, after both roads have sent the same. */
async function requestOf({
  made,
  service,
  operation,
  input = {},
  config = {},
  body = "{}",
}: Asked): Promise<HttpRequest & { config: Client["config"] }> {
  const found: HttpRequest[] = [];
  const requestHandler = {
    handle: async (request: HttpRequest) => {
      found.push(request);
      return { response: { statusCode: 200, headers: {}, body: new TextEncoder().encode(body) } };
    },
  };
  const Made = made[`${service}Client`] as unknown as Class<Client>;
  const Command = made[`${operation}Command`] as unknown as Class<object>;
  let { config: last } = new Made({ ...fixed, requestHandler, ...config });
  for (const road of ["compiled", "stack"]) {
    const client = new Made({ ...fixed, requestHandler, ...config });
    last = client.config;
    if (road === "stack") client.middlewareStack.add((next: unknown) => next, { name: "nothing" });
    await client.send(new Command(input));
  }
  const plain = ({ headers, hostname, path, query, method }: HttpRequest): object => {
    const { authorization = "", "amz-sdk-invocation-id": _, "x-amz-date": __, ...rest } = headers;
    return { hostname, path, query, method, headers: rest, authorization: authorization.replace(/Signature=.*/, "") };
  };
  const [first, second] = found as [HttpRequest, HttpRequest];
  expect(plain(second)).toEqual(plain(first));
  return Object.assign(first, { config: last });
}

/** The same request under the package's signature. */
async function signedByPackage(
  request: HttpRequest & { config: Client["config"] },
  service: string,
  region: string,
  escapes: boolean,
): Promise<string | undefined> {
  const { authorization: _, "x-amz-date": date = "", ...headers } = request.headers;
  const signer = new SignatureV4({
    credentials: fixed.credentials as never,
    region,
    service,
    sha256: request.config.sha256,
    uriEscapePath: escapes,
  });
  const given = new HttpRequest({ ...request, headers } as never);
  const signingDate = new Date(date.replace(/^(....)(..)(..T..)(..)/, "$1-$2-$3:$4:"));
  return (await signer.sign(given, { signingDate })).headers["authorization"];
}

describeWithShared("Cognito user pools", () => {
  let made: Package;
  beforeAll(async () => {
    made = await loadPackage("cognito-identity-provider");
  });
  const service = "CognitoIdentityProvider";
  const nobody = { credentials: async () => Promise.reject(new Error("nobody is asked")) };

  it("what a user calls goes out unsigned, and asks nobody", async () => {
    const input = { AuthFlow: "USER_PASSWORD_AUTH", ClientId: "c" };
    const { headers } = await requestOf({ made, service, operation: "InitiateAuth", input, config: nobody });
    expect(headers["authorization"]).toBeUndefined();
    expect(headers["x-amz-security-token"]).toBeUndefined();
  });

  it("what an administrator calls is signed as the package signs it", async () => {
    const request = await requestOf({ made, service, operation: "ListUsers", input: { UserPoolId: "us-west-2_a" } });
    expect(request.headers["authorization"]).toBe(await signedByPackage(request, "cognito-idp", "us-west-2", true));
    const asked = requestOf({
      made,
      service,
      operation: "ListUsers",
      input: { UserPoolId: "us-west-2_a" },
      config: nobody,
    });
    await expect(asked).rejects.toThrow("nobody is asked");
  });
});

describeWithShared("the token service", () => {
  it("trades tokens unsigned, though the model does not say so, and signs the rest", async () => {
    const made = await loadPackage("sts");
    const body =
      "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult/></AssumeRoleWithWebIdentityResponse>";
    const input = { RoleArn: "arn:aws:iam::123456789012:role/r", RoleSessionName: "name", WebIdentityToken: "token" };
    const unsigned = await requestOf({ made, service: "STS", operation: "AssumeRoleWithWebIdentity", input, body });
    expect(unsigned.headers["authorization"]).toBeUndefined();
    expect(unsigned.hostname).toBe("sts.us-west-2.amazonaws.com");
    const identity = "<GetCallerIdentityResponse><GetCallerIdentityResult/></GetCallerIdentityResponse>";
    const config = { region: "us-west-1", useGlobalEndpoint: true };
    const global = await requestOf({ made, service: "STS", operation: "GetCallerIdentity", config, body: identity });
    expect(global.hostname).toBe("sts.amazonaws.com");
    expect(global.headers["authorization"]).toBe(await signedByPackage(global, "sts", "us-east-1", true));
  });
});

describeWithShared("DynamoDB", () => {
  let made: Package;
  beforeAll(async () => {
    made = await loadPackage("dynamodb");
  });
  const credentials = { ...(fixed.credentials as object), accountId: "123456789012" };
  const get = (config: object, TableName = "table"): Promise<HttpRequest> =>
    requestOf({ made, service: "DynamoDB", operation: "GetItem", input: { TableName, Key: {} }, config });

  it("goes to the account's endpoint where the account is known", async () => {
    expect((await get({})).hostname).toBe("dynamodb.us-west-2.amazonaws.com");
    expect((await get({ credentials })).hostname).toBe("123456789012.ddb.us-west-2.amazonaws.com");
    expect((await get({ credentials, accountIdEndpointMode: "disabled" })).hostname).toBe(
      "dynamodb.us-west-2.amazonaws.com",
    );
    await expect(get({ accountIdEndpointMode: "required" })).rejects.toThrow(/AccountIdEndpointMode is required/);
    await expect(get({ accountIdEndpointMode: "perhaps" })).rejects.toThrow(
      "Invalid value for accountIdEndpointMode: perhaps",
    );
  });

  it("or to that of the table's own account", async () => {
    const arn = "arn:aws:dynamodb:us-west-2:333333333333:table/t";
    expect((await get({ credentials }, arn)).hostname).toBe("333333333333.ddb.us-west-2.amazonaws.com");
  });
});

describeWithShared("Kinesis", () => {
  it("goes where the stream's ARN says, by what the operation does", async () => {
    const made = await loadPackage("kinesis");
    const StreamARN = "arn:aws:kinesis:us-west-2:123456789012:stream/s";
    const host = async (operation: string, input: object): Promise<string> =>
      (await requestOf({ made, service: "Kinesis", operation, input })).hostname;
    expect(await host("PutRecords", { Records: [{ Data: new Uint8Array(1), PartitionKey: "k" }], StreamARN })).toBe(
      "123456789012.data-kinesis.us-west-2.amazonaws.com",
    );
    expect(await host("DescribeStreamSummary", { StreamARN })).toBe(
      "123456789012.control-kinesis.us-west-2.amazonaws.com",
    );
    expect(await host("ListStreams", {})).toBe("kinesis.us-west-2.amazonaws.com");
  });
});

describeWithShared("S3", () => {
  let made: Package;
  beforeAll(async () => {
    made = await loadPackage("s3");
  });
  const head = (Bucket: string, config: object = {}): Promise<HttpRequest & { config: Client["config"] }> =>
    requestOf({ made, service: "S3", operation: "HeadObject", input: { Bucket, Key: "a b/c" }, config, body: "" });

  it("signs paths as they are, for the bucket's host", async () => {
    const request = await head("bucket");
    expect(request).toMatchObject({ hostname: "bucket.s3.us-west-2.amazonaws.com", path: "/a%20b/c" });
    expect(request.headers["authorization"]).toBe(await signedByPackage(request, "s3", "us-west-2", false));
  });

  it("takes the official client's keys", async () => {
    expect(await head("bucket", { forcePathStyle: true })).toMatchObject({
      hostname: "s3.us-west-2.amazonaws.com",
      path: "/bucket/a%20b/c",
    });
    const nested = { clientContextParams: { forcePathStyle: true } };
    expect((await head("bucket", nested)).hostname).toBe("s3.us-west-2.amazonaws.com");
    expect((await head("bucket", { useAccelerateEndpoint: true })).hostname).toBe("bucket.s3-accelerate.amazonaws.com");
    const arn = "arn:aws:s3:eu-west-1:123456789012:accesspoint:p";
    const point = await head(arn, { useArnRegion: async () => true });
    expect(point.hostname).toBe("p-123456789012.s3-accesspoint.eu-west-1.amazonaws.com");
    expect(point.headers["authorization"]).toBe(await signedByPackage(point, "s3", "eu-west-1", false));
    await expect(head(arn, { useArnRegion: false })).rejects.toThrow(/region from ARN/);
  });

  it("signs for every region where an access point spans several", async () => {
    const { headers, hostname } = await head("arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap");
    expect(hostname).toBe("mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com");
    expect(headers).toMatchObject({
      "x-amz-region-set": "*",
      authorization: expect.stringMatching(/^AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/s3\/aws4_request/),
    });
    const refused = head("arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap", {
      disableMultiregionAccessPoints: true,
    });
    await expect(refused).rejects.toThrow(/Multi-Region/);
  });
});
