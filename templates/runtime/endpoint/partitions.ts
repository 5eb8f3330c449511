/**
 * The partitions of AWS: groups of regions with host names of their own. Facts only, as AWS publishes them with its endpoint
 * rules; the regions of one begin alike, so no list of regions is kept. All partitions know FIPS and dual stack.
 */

export type PartitionRow = readonly [
  name: string,
  /** What its regions' names begin with, where a word and a number follow; the first has all that no other has. */
  start: string,
  dnsSuffix: string,
  dualStackDnsSuffix: string,
];

/** The first is the one for regions that fit none. */
export const PARTITIONS: readonly [PartitionRow, ...PartitionRow[]] = [
  ["aws", "", "amazonaws.com", "api.aws"],
  ["aws-cn", "cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn"],
  ["aws-eusc", "eusc-de", "amazonaws.eu", "api.amazonwebservices.eu"],
  ["aws-iso", "us-iso", "c2s.ic.gov", "api.aws.ic.gov"],
  ["aws-iso-b", "us-isob", "sc2s.sgov.gov", "api.aws.scloud"],
  ["aws-iso-e", "eu-isoe", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"],
  ["aws-iso-f", "us-isof", "csp.hci.ic.gov", "api.aws.hci.ic.gov"],
  ["aws-us-gov", "us-gov", "amazonaws.com", "api.aws"],
];

/** By partition: the region that stands for all of it, where a service has one place only. */
export const GLOBAL_REGIONS: Readonly<Record<string, string>> = {
  aws: "us-east-1",
  "aws-cn": "cn-northwest-1",
  "aws-eusc": "eusc-de-east-1",
  "aws-iso": "us-iso-east-1",
  "aws-iso-b": "us-isob-east-1",
  "aws-iso-e": "eu-isoe-west-1",
  "aws-iso-f": "us-isof-south-1",
  "aws-us-gov": "us-gov-west-1",
};
