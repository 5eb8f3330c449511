/**
 * The partitions of AWS: groups of regions with host names of their own. Facts only, as AWS publishes them with its endpoint
 * rules; every region of a partition fits its pattern, so no list of regions is kept. All of them know FIPS and dual stack.
 */

export interface PartitionRow {
  readonly name: string;
  /** The start of its regions' names, as a pattern; a word and a number follow. */
  readonly regions: string;
  readonly dnsSuffix: string;
  readonly dualStackDnsSuffix: string;
  readonly implicitGlobalRegion: string;
}

/** The first is the one for regions that fit none. */
export const PARTITIONS: readonly [PartitionRow, ...PartitionRow[]] = /* @__PURE__ */ table(
  "aws|us,eu,ap,sa,ca,me,af,il,mx|amazonaws.com|api.aws|us-east-1",
  "aws-cn|cn|amazonaws.com.cn|api.amazonwebservices.com.cn|cn-northwest-1",
  "aws-eusc|eusc-de|amazonaws.eu|api.amazonwebservices.eu|eusc-de-east-1",
  "aws-iso|us-iso|c2s.ic.gov|api.aws.ic.gov|us-iso-east-1",
  "aws-iso-b|us-isob|sc2s.sgov.gov|api.aws.scloud|us-isob-east-1",
  "aws-iso-e|eu-isoe|cloud.adc-e.uk|api.cloud-aws.adc-e.uk|eu-isoe-west-1",
  "aws-iso-f|us-isof|csp.hci.ic.gov|api.aws.hci.ic.gov|us-isof-south-1",
  "aws-us-gov|us-gov|amazonaws.com|api.aws|us-gov-west-1",
);

/** name | starts of region names | DNS suffix | dual-stack DNS suffix | implicit global region */
function table(first: string, ...others: readonly string[]): readonly [PartitionRow, ...PartitionRow[]] {
  const row = (line: string): PartitionRow => {
    const [name = "", starts = "", dnsSuffix = "", dualStackDnsSuffix = "", implicitGlobalRegion = ""] =
      line.split("|");
    const regions = `^(?:${starts.replaceAll(",", "|")})-\\w+-\\d+$`;
    return { name, regions, dnsSuffix, dualStackDnsSuffix, implicitGlobalRegion };
  };
  return [row(first), ...others.map(row)];
}
