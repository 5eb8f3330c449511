/** What the comparison with the official clients needs to know of single services: settings, and texts that lead somewhere. */
import { official } from "../support/official-pair.ts";

/** What a client is told beside the ordinary, and why. */
export const SETTINGS: Readonly<Record<string, () => readonly [both: object, theirs: object]>> = {
  // Its model names awsQuery alone; the official client speaks JSON by now, and query when it is told to.
  cloudwatch: () => {
    const { AwsQueryProtocol } = official("@aws-sdk/core/protocols") as { AwsQueryProtocol: unknown };
    const protocolSettings = {
      defaultNamespace: "com.amazonaws.cloudwatch",
      xmlNamespace: "http://monitoring.amazonaws.com/doc/2010-08-01/",
      version: "2010-08-01",
      serviceTarget: "GraniteServiceVersion20100801",
    };
    return [{}, { protocol: AwsQueryProtocol, protocolSettings }];
  },
};

/** Members whose texts have to be something in particular before a request can go anywhere. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  Bucket: ["my-bucket", "a.dotted.bucket", "UpperCase", "arn:aws:s3:eu-central-1:123456789012:accesspoint/mine"],
  QueueUrl: ["https://sqs.eu-central-1.amazonaws.com/123456789012/q", "https://sqs.us-west-2.amazonaws.com/1/é"],
  CopySource: ["/other/key", "other/a%20b"],
  AccountId: ["123456789012"],
  RequestRoute: ["route-1"],
  SourceRegion: ["us-west-2"],
};

/** The same value with the texts of the table in the place of those that were made up. */
export function fitting(value: unknown, turn: number): unknown {
  if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((one) => fitting(one, turn));
  const entries = Object.entries(value).map(([name, one]) => {
    const texts = TEXTS[name];
    return [name, texts !== undefined && typeof one === "string" ? texts[turn % texts.length] : fitting(one, turn)];
  });
  return Object.fromEntries(entries);
}
