/**
 * Where the twelve services' models and the official clients of May 2026 are of different ages, by service and operation, with
 * the reason each. Nothing else may stand here; what no longer differs fails.
 */
export interface Skew {
  readonly requests?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly errors?: Readonly<Record<string, string>>;
  /** Exported names that the model cannot give. */
  readonly names?: Readonly<Record<string, string>>;
}

const ORDER = "The newer model requires other members than ours, and required members go first.";

const DISCOVERY =
  "botocore's model does not have the error by which endpoint discovery learns that an endpoint is gone.";
const HEAD = "botocore's model does not have the error of requests that get no body.";

const RETRIED = "The newer model says that the error is worth repeating.";

export const SKEW: Readonly<Record<string, Skew>> = {
  cloudwatch: { requests: { PutMetricAlarm: ORDER } },
  "cloudwatch-logs": {
    names: { paginateGetLogEvents: "botocore leaves this paginator out, since its token never ends." },
    requests: {
      PutDeliveryDestination: ORDER,
      StartLiveTail: "The newer model has another host prefix, `stream-` for `streaming-`.",
    },
  },
  dynamodb: {
    names: { InvalidEndpointException: DISCOVERY, InvalidEndpointException$: DISCOVERY },
    requests: { CreateTable: ORDER },
    errors: { ReplicatedWriteConflictException: RETRIED },
  },
  lambda: { outputs: { DeleteFunction: "The newer model gives back the status code; ours gives nothing." } },
  kms: { requests: { ReEncrypt: ORDER } },
  s3: {
    names: { NotFound: HEAD, NotFound$: HEAD },
    requests: {
      PutBucketOwnershipControls:
        "The newer model has a member that names the checksum's algorithm, and a header for it.",
    },
  },
  sts: { errors: { IDPCommunicationErrorException: RETRIED } },
};
