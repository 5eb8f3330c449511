/**
 * The services that need more than their model says: which steps, by which published package, and what their model has to
 * be read as. Data, by sdkId, with a reason each; whoever prints or runs it knows no service. What the published packages
 * do is theirs to know; versions stand in `packages.ts`.
 *
 * Source: what the official clients of these services install beside the ordinary steps.
 */
import { type Entry, gives, givesStructure, named, type Step, takes } from "./customised-entry.ts";

const S3 = "npm:@aws-sdk/middleware-sdk-s3/s3";
const S3_CONTROL = "npm:@aws-sdk/middleware-sdk-s3/s3-control";
const SQS = "npm:@aws-sdk/middleware-sdk-sqs";
const ROUTE_53 = "npm:@aws-sdk/middleware-sdk-route53";

const PRESIGNED_ELSEWHERE = "A copy across regions carries a URL that is signed for the region that it comes from.";
const PRESIGNED_URL_STEP = { name: "crossRegionPresignedUrlMiddleware", tags: ["CROSS_REGION_PRESIGNED_URL"] };
const afterEndpoint = { relation: "after", toMiddleware: "endpointV2Middleware" } as const;
const afterReading = { relation: "after", toMiddleware: "deserializerMiddleware" } as const;
const initialize = { step: "initialize" } as const;
const build = { step: "build" } as const;
const crossRegion = (...operations: readonly string[]): NonNullable<Entry["operations"]> => [
  {
    step: {
      name: "getCrossRegionPresignedUrlPlugin",
      from: "npm:@aws-sdk/middleware-sdk-rds",
      late: [{ ...PRESIGNED_URL_STEP, ...afterEndpoint }],
    },
    on: named(...operations),
  },
];
const OMIT_RETRY_HEADERS: Entry = {
  reason: "The service refuses requests with the headers that count attempts.",
  client: [{ name: "omitRetryHeaders", from: "runtime" }],
};
const sumChecked = (plugin: string, name: string): Step => ({
  name: plugin,
  from: SQS,
  late: [{ name, tags: ["VALIDATE_BODY_MD5"], ...initialize }],
});
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
          late: [{ ...PRESIGNED_URL_STEP, step: "serialize" }],
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
        step: {
          name: "getIdNormalizerPlugin",
          from: ROUTE_53,
          late: [{ name: "idNormalizerMiddleware", tags: ["ROUTE53_IDS"], ...initialize }],
        },
        on: takes("DelegationSetId", "HostedZoneId", "Id"),
      },
      {
        step: {
          name: "getChangeResourceRecordSetsPlugin",
          from: ROUTE_53,
          late: [
            {
              name: "changeResourceRecordSetsMiddleware",
              tags: ["ROUTE53_IDS", "CHANGE_RESOURCE_RECORD_SETS"],
              ...initialize,
            },
          ],
        },
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
    defaults: {
      signingEscapePath: { value: false },
      forcePathStyle: { value: false },
      useAccelerateEndpoint: { value: false },
      disableMultiregionAccessPoints: { value: false },
      followRegionRedirects: { value: false },
      bucketEndpoint: { value: false },
      expectContinueHeader: { value: 2_097_152 },
    },
    sessions: {
      setting: "s3ExpressIdentityProvider",
      method: "getS3ExpressIdentity",
      provider: { name: "S3ExpressIdentityProviderImpl", from: S3 },
      command: "CreateSession",
      parameter: "Bucket",
    },
    client: [
      {
        name: "getValidateBucketNamePlugin",
        from: S3,
        late: [
          { name: "validateBucketNameMiddleware", tags: ["VALIDATE_BUCKET_NAME"], ...initialize },
          { name: "bucketEndpointMiddleware", ...afterEndpoint },
        ],
      },
      {
        name: "getAddExpectContinuePlugin",
        from: S3,
        late: [{ name: "addExpectContinueMiddleware", tags: ["SET_EXPECT_HEADER", "EXPECT_HEADER"], ...build }],
      },
      {
        name: "getRegionRedirectMiddlewarePlugin",
        from: S3,
        late: [
          { name: "regionRedirectMiddleware", tags: ["REGION_REDIRECT", "S3"], ...initialize },
          {
            name: "regionRedirectEndpointMiddleware",
            tags: ["REGION_REDIRECT", "S3"],
            relation: "before",
            toMiddleware: "endpointV2Middleware",
          },
        ],
      },
      {
        name: "getS3ExpressPlugin",
        from: S3,
        late: [{ name: "s3ExpressMiddleware", tags: ["S3", "S3_EXPRESS"], ...build }],
      },
      { name: "sessionSigning", from: "runtime" },
    ],
    operations: [
      {
        step: {
          name: "getThrow200ExceptionsPlugin",
          from: S3,
          late: [{ name: "throw200ExceptionsMiddleware", tags: ["THROW_200_EXCEPTIONS", "S3"], ...afterReading }],
        },
        on: givesStructure,
      },
      {
        step: { name: "getSsecPlugin", from: S3, late: [{ name: "ssecMiddleware", tags: ["SSE"], ...initialize }] },
        on: takes("SSECustomerKey", "CopySourceSSECustomerKey"),
      },
      {
        step: {
          name: "getS3ExpiresMiddlewarePlugin",
          from: S3,
          late: [{ name: "s3ExpiresMiddleware", tags: ["S3"], ...afterReading }],
        },
        on: gives("Expires"),
      },
      {
        step: {
          name: "getLocationConstraintPlugin",
          from: S3,
          late: [
            {
              name: "locationConstraintMiddleware",
              tags: ["LOCATION_CONSTRAINT", "CREATE_BUCKET_CONFIGURATION"],
              ...initialize,
            },
          ],
        },
        on: named("CreateBucket"),
      },
      {
        step: {
          name: "getCheckContentLengthHeaderPlugin",
          from: S3,
          late: [
            {
              name: "getCheckContentLengthHeaderPlugin",
              tags: ["CHECK_CONTENT_LENGTH_HEADER"],
              step: "finalizeRequest",
            },
          ],
        },
        on: named("PutObject"),
      },
    ],
    unsignedUrls: true,
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
    defaults: { md5: { name: "Md5", from: "runtime/client/md5" }, useQueueUrlAsEndpoint: { value: true } },
    client: [{ name: "getQueueUrlPlugin", from: SQS, late: [{ name: "queueUrlMiddleware", ...afterEndpoint }] }],
    operations: [
      { step: sumChecked("getReceiveMessagePlugin", "receiveMessageMiddleware"), on: named("ReceiveMessage") },
      { step: LONG_POLL, on: named("ReceiveMessage") },
      { step: sumChecked("getSendMessagePlugin", "sendMessageMiddleware"), on: named("SendMessage") },
      { step: sumChecked("getSendMessageBatchPlugin", "sendMessageBatchMiddleware"), on: named("SendMessageBatch") },
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
