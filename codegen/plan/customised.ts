/**
 * The services that need more than their model says: which steps, by which published package, and what their model has to
 * be read as. Data, by sdkId, with a reason each; whoever prints or runs it knows no service. What the published packages
 * do is theirs to know; versions stand in `packages.ts`.
 *
 * Source: what the official clients of these services install beside the ordinary steps.
 */
import type { Model, Operation, ShapeId } from "../model/types.ts";

/** A function that something exports: `npm:@aws-sdk/middleware-sdk-sqs`, or the runtime itself. */
export interface Exported {
  readonly name: string;
  readonly from: `npm:${string}` | `runtime/${string}` | "runtime";
}

/** A function that makes a step of the client's configuration; with `given`, one that makes that function first. */
export interface Step extends Exported {
  readonly given?: string;
  /** Options under which the step stands, for one whose package is loaded at the first call that needs it. */
  readonly late?: Readonly<Record<string, unknown>>;
}

/** A key of the client's configuration that a step brings along. */
export interface Setting {
  readonly name: string;
  readonly type: string;
  readonly documentation: string;
}

/** What an official client exports beside what its model gives. */
export interface FurtherExports {
  readonly names: readonly string[];
  /** The runtime's function that makes them, out of the client and these commands. */
  readonly maker: string;
  readonly commands: readonly string[];
}

export interface Entry {
  readonly reason: string;
  readonly settings?: readonly Setting[];
  /** Settings that stand where the caller gives none. */
  readonly defaults?: Readonly<Record<string, Exported | { readonly value: unknown }>>;
  /** Fill in the configuration. `session` names the command that opens a session. */
  readonly resolve?: readonly (Exported & { readonly session?: string })[];
  /** Steps of every operation. */
  readonly client?: readonly Step[];
  readonly operations?: readonly { readonly step: Step; readonly on: Selector }[];
  /** What stands in every URI and is said by the endpoint rules instead. */
  readonly uriWithout?: string;
  /** The endpoint rules say already what stands in the host prefix of every operation. */
  readonly hostPrefixes?: false;
  /** Operations that go out unsigned though their model does not say so. */
  readonly unsigned?: readonly string[];
  /** An output member that a caller also gets as the service wrote it. */
  readonly textBeside?: { readonly member: string; readonly name: string; readonly documentation: string };
  readonly exports?: FurtherExports;
  /** What the official client does and swage does not. */
  readonly missing?: readonly string[];
}

type Selector = (operation: Operation, model: Model) => boolean;

const S3 = "npm:@aws-sdk/middleware-sdk-s3/s3";
const S3_CONTROL = "npm:@aws-sdk/middleware-sdk-s3/s3-control";
const SQS = "npm:@aws-sdk/middleware-sdk-sqs";
const ROUTE_53 = "npm:@aws-sdk/middleware-sdk-route53";

const named =
  (...names: readonly string[]): Selector =>
  ({ name }) =>
    names.includes(name);

const membersOf = (model: Model, id: ShapeId | undefined): readonly string[] => {
  const shape = id === undefined ? undefined : model.shapes[id];
  return shape?.kind === "structure" ? shape.members.map((one) => one.name) : [];
};

const takes =
  (...names: readonly string[]): Selector =>
  ({ input }, model) =>
    membersOf(model, input).some((one) => names.includes(one));

const gives =
  (name: string): Selector =>
  ({ output }, model) =>
    membersOf(model, output).includes(name);

/** The output is no text, no bytes and no stream: its body is XML, or empty. */
const givesStructure: Selector = ({ output }, model) => {
  const shape = output === undefined ? undefined : model.shapes[output];
  if (shape?.kind !== "structure" || shape.id === "smithy.api#Unit") return false;
  const payload = shape.members.find((one) => one.wire.location === "payload");
  const kind = payload === undefined ? "structure" : model.shapes[payload.target]?.kind;
  return kind === "structure";
};

const PRESIGNED_ELSEWHERE = "A copy across regions carries a URL that is signed for the region that it comes from.";
/** One operation of hundreds needs it: nobody else loads its package. */
const PRESIGNED_URL_STEP = {
  name: "crossRegionPresignedUrlMiddleware",
  tags: ["CROSS_REGION_PRESIGNED_URL"],
  override: true,
};
const crossRegion = (...operations: readonly string[]): NonNullable<Entry["operations"]> => [
  {
    step: {
      name: "getCrossRegionPresignedUrlPlugin",
      from: "npm:@aws-sdk/middleware-sdk-rds",
      late: { ...PRESIGNED_URL_STEP, relation: "after", toMiddleware: "endpointV2Middleware" },
    },
    on: named(...operations),
  },
];
const OMIT_RETRY_HEADERS: Entry = {
  reason: "The service refuses requests with the headers that count attempts.",
  client: [{ name: "omitRetryHeaders", from: "runtime" }],
};
const LONG_POLL: Step = { name: "longPoll", from: "runtime" };

export const CUSTOMISED: Readonly<Record<string, Entry>> = {
  "API Gateway": {
    reason: "Without an Accept header the service answers in another form.",
    client: [{ name: "getAcceptHeaderPlugin", from: "npm:@aws-sdk/middleware-sdk-api-gateway" }],
  },
  ConnectParticipant: OMIT_RETRY_HEADERS,
  DataBrew: OMIT_RETRY_HEADERS,
  DocDB: { reason: PRESIGNED_ELSEWHERE, operations: crossRegion("CopyDBClusterSnapshot") },
  EC2: {
    reason: PRESIGNED_ELSEWHERE,
    operations: [
      {
        step: {
          name: "getCopySnapshotPresignedUrlPlugin",
          from: "npm:@aws-sdk/middleware-sdk-ec2",
          // Behind the serializer: it adds to the body that has been written.
          late: { ...PRESIGNED_URL_STEP, step: "serialize" },
        },
        on: named("CopySnapshot"),
      },
    ],
  },
  Glacier: {
    reason: "A default account, a version header and tree hashes of what is uploaded.",
    defaults: { bodyChecksumGenerator: { name: "bodyChecksumGenerator", from: "npm:@aws-sdk/body-checksum-node" } },
    client: [{ name: "getGlacierPlugin", from: "npm:@aws-sdk/middleware-sdk-glacier" }],
  },
  IoT: OMIT_RETRY_HEADERS,
  "Kinesis Video Signaling": OMIT_RETRY_HEADERS,
  "Machine Learning": {
    reason: "Predict goes to the endpoint that its input names; the published package is no longer kept.",
    operations: [{ step: { name: "endpointFrom", from: "runtime", given: "PredictEndpoint" }, on: named("Predict") }],
  },
  Neptune: { reason: PRESIGNED_ELSEWHERE, operations: crossRegion("CopyDBClusterSnapshot", "CreateDBCluster") },
  RDS: {
    reason: PRESIGNED_ELSEWHERE,
    operations: crossRegion(
      "CopyDBClusterSnapshot",
      "CopyDBSnapshot",
      "CreateDBCluster",
      "CreateDBInstanceReadReplica",
      "StartDBInstanceAutomatedBackupsReplication",
    ),
  },
  "Route 53": {
    reason: "Identifiers come with a prefix that the service does not take back.",
    operations: [
      {
        step: { name: "getIdNormalizerPlugin", from: ROUTE_53 },
        on: takes("DelegationSetId", "HostedZoneId", "Id"),
      },
      {
        step: { name: "getChangeResourceRecordSetsPlugin", from: ROUTE_53 },
        on: named("ChangeResourceRecordSets"),
      },
    ],
  },
  S3: {
    reason: "Buckets in host names, errors under status 200, customer keys, regions of buckets, directory buckets.",
    settings: [
      {
        name: "bucketEndpoint",
        type: "boolean",
        documentation: "`Bucket` of the input is the URL that requests go to. Default false.",
      },
      {
        name: "disableS3ExpressSessionAuth",
        type: "boolean | (() => Promise<boolean | undefined>)",
        documentation: "Directory buckets are signed for as all others are, without a session. Default false.",
      },
      {
        name: "expectContinueHeader",
        type: "boolean | number",
        documentation:
          "Whether a body waits until the service asks for it, or the bytes from which it does. Default 2 MiB.",
      },
      {
        name: "followRegionRedirects",
        type: "boolean",
        documentation: "A call for a bucket of another region is repeated there. Default false.",
      },
      {
        name: "s3ExpressIdentityProvider",
        type: "{ getS3ExpressIdentity(identity: AwsCredentialIdentity, properties: { Bucket: string }): Promise<AwsCredentialIdentity> }",
        documentation: "Where sessions of directory buckets come from. Default: this client's `CreateSession`.",
      },
    ],
    defaults: { signingEscapePath: { value: false } },
    resolve: [{ name: "resolveS3Config", from: S3, session: "CreateSession" }],
    client: [
      { name: "getValidateBucketNamePlugin", from: S3 },
      { name: "getAddExpectContinuePlugin", from: S3 },
      { name: "getRegionRedirectMiddlewarePlugin", from: S3 },
      { name: "getS3ExpressPlugin", from: S3 },
      { name: "sessionSigning", from: "runtime" },
    ],
    operations: [
      { step: { name: "getThrow200ExceptionsPlugin", from: S3 }, on: givesStructure },
      {
        step: { name: "getSsecPlugin", from: S3 },
        on: takes("SSECustomerKey", "CopySourceSSECustomerKey"),
      },
      { step: { name: "getS3ExpiresMiddlewarePlugin", from: S3 }, on: gives("Expires") },
      { step: { name: "getLocationConstraintPlugin", from: S3 }, on: named("CreateBucket") },
      { step: { name: "getCheckContentLengthHeaderPlugin", from: S3 }, on: named("PutObject") },
    ],
    uriWithout: "/{Bucket}",
    textBeside: {
      member: "Expires",
      name: "ExpiresString",
      documentation: "`Expires` as the service wrote it, also where that is no date.",
    },
  },
  "S3 Control": {
    reason: "Outposts are named by ARNs, and an outpost has a host of its own.",
    hostPrefixes: false,
    resolve: [{ name: "resolveS3ControlConfig", from: S3_CONTROL }],
    operations: [
      {
        step: { name: "getRedirectFromPostIdPlugin", from: S3_CONTROL },
        on: named("CreateBucket", "ListRegionalBuckets"),
      },
      {
        step: { name: "getProcessArnablesPlugin", from: S3_CONTROL },
        on: (operation, model) =>
          takes("AccountId", "Name", "Bucket")(operation, model) &&
          !named("CreateBucket", "ListRegionalBuckets")(operation, model),
      },
    ],
  },
  SFN: {
    reason: "An activity is waited for at the service.",
    operations: [{ step: LONG_POLL, on: named("GetActivityTask") }],
  },
  SQS: {
    reason: "A queue's URL says where its requests go, and bodies are checked against their MD5 sums.",
    settings: [
      {
        name: "useQueueUrlAsEndpoint",
        type: "boolean",
        documentation: "Requests go to the host of `QueueUrl`. Default true.",
      },
      {
        name: "md5",
        type: "HashConstructor | false",
        documentation: "Computes the sums that messages are checked against; `false` leaves the check out.",
      },
    ],
    defaults: { md5: { name: "Md5", from: "runtime/client/md5" } },
    resolve: [{ name: "resolveQueueUrlConfig", from: SQS }],
    client: [{ name: "getQueueUrlPlugin", from: SQS }],
    operations: [
      { step: { name: "getReceiveMessagePlugin", from: SQS }, on: named("ReceiveMessage") },
      { step: LONG_POLL, on: named("ReceiveMessage") },
      { step: { name: "getSendMessagePlugin", from: SQS }, on: named("SendMessage") },
      { step: { name: "getSendMessageBatchPlugin", from: SQS }, on: named("SendMessageBatch") },
    ],
  },
  STS: {
    reason:
      "Whoever trades a token for credentials has none to sign with; credential providers take their roles from here.",
    unsigned: ["AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"],
    exports: {
      names: ["getDefaultRoleAssumer", "getDefaultRoleAssumerWithWebIdentity", "decorateDefaultCredentialProvider"],
      maker: "roleAssumers",
      commands: ["AssumeRole", "AssumeRoleWithWebIdentity"],
    },
  },
  SWF: {
    reason: "Tasks are waited for at the service.",
    operations: [{ step: LONG_POLL, on: named("PollForActivityTask", "PollForDecisionTask") }],
  },
  "Transcribe Streaming": {
    reason: "The answer repeats what was asked for where the service leaves it out.",
    client: [{ name: "echoInput", from: "runtime" }],
    missing: ["the WebSocket transport of browsers: streams need HTTP/2, which browsers do not give to a program"],
  },
};
