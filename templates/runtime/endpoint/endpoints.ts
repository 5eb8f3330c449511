/**
 * The functions that compiled endpoint rules call. A value that is not there is `undefined`, so rules compare with that
 * alone. Source: Smithy's rules engine standard library and the AWS additions to it.
 */

import type { Endpoint, EndpointParameters } from "../service/endpoint.ts";
import { EndpointResolutionError } from "../service/errors.ts";
import { GLOBAL_REGIONS, PARTITIONS, type PartitionRow } from "./partitions.ts";

export type { Endpoint, EndpointParameters, EndpointResolver } from "../service/endpoint.ts";
export { EndpointResolutionError } from "../service/errors.ts";
export { uriEncode } from "../values/uri-encode.ts";

/** What rules may ask of a partition. */
export interface Partition {
  readonly name: string;
  readonly dnsSuffix: string;
  readonly dualStackDnsSuffix: string;
  readonly supportsFIPS: boolean;
  readonly supportsDualStack: boolean;
}

/** What rules may ask of a URL. */
export interface EndpointUrl {
  readonly scheme: string;
  /** Host, and the port when one was written. */
  readonly authority: string;
  readonly path: string;
  /** The path with a slash at its end. */
  readonly normalizedPath: string;
  readonly isIp: boolean;
}

export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  /** Parted at `:` and `/`. */
  readonly resourceId: readonly string[];
}

/** The row of a region; the first where no partition knows it. */
function rowOf(region: string): PartitionRow {
  const [, start] = /^(.+)-\w+-\d+$/.exec(region) ?? [];
  return PARTITIONS.find(([name, starts]) => region === `${name}-global` || starts === start) ?? PARTITIONS[0];
}

/** The partition of a region; `aws` for a region that no partition knows. */
export function partition(region: string): Partition {
  const [name, , dnsSuffix, dualStackDnsSuffix] = rowOf(region);
  return { name, dnsSuffix, dualStackDnsSuffix, supportsFIPS: true, supportsDualStack: true };
}

/**
 * The rules that most services of AWS have: `https://s3.eu-west-1.amazonaws.com`, with `-fips` behind the service's name, and
 * with the partition's other suffix for dual stack. Throws `EndpointResolutionError` where both an address and one of these
 * are asked for, and without a region.
 */
export function usualEndpoint(service: string, params: EndpointParameters): Endpoint {
  const { Endpoint: url, Region: region, UseFIPS: fips, UseDualStack: dualStack } = params;
  if (url === undefined) {
    if (region === undefined) throw new EndpointResolutionError("Invalid Configuration: Missing Region");
    return { url: `https://${service}${fips ? "-fips" : ""}.${region}.${rowOf(region)[dualStack ? 3 : 2]}` };
  }
  if (!fips && !dualStack) return { url };
  const kind = fips ? "FIPS" : "Dualstack";
  throw new EndpointResolutionError(`Invalid Configuration: ${kind} and custom endpoint are not supported`);
}

/** `#implicitGlobalRegion`: a function, because few services ask for it. */
export function implicitGlobalRegion({ name }: Partition): string {
  return GLOBAL_REGIONS[name] as string;
}

/** Letters, digits and hyphens, 1 to 63, none at the ends; with `allowSubDomains` several of these joined by dots. */
export function isValidHostLabel(value: string, allowSubDomains: boolean = false): boolean {
  const labels = allowSubDomains ? value.split(".") : [value];
  return labels.every((label) => /^(?!-)(?!.*-$)[a-zA-Z0-9-]{1,63}$/.test(label));
}

/** Reads an http or https URL without a query; `undefined` for anything else. */
export function parseURL(value: string | URL | undefined): EndpointUrl | undefined {
  let url: URL;
  try {
    url = new URL(value as string);
  } catch {
    return undefined;
  }
  const { host, hostname, pathname: path, protocol } = url;
  const port = { "http:": 80, "https:": 443 }[protocol];
  if (port === undefined || url.search) return undefined;
  // `URL` drops the port that the scheme implies; the authority keeps it when it was written.
  const written = String(value).includes(`${host}:${port}`);
  return {
    scheme: protocol.slice(0, -1),
    authority: written ? `${host}:${port}` : host,
    path,
    normalizedPath: path.endsWith("/") ? path : `${path}/`,
    isIp: isIpAddress(hostname),
  };
}

function isIpAddress(host: string): boolean {
  if (host.startsWith("[") && host.endsWith("]")) return true;
  return (
    /^\d+(?:\.\d+){3}$/.test(host) &&
    host.split(".").every((part) => String(Number(part)) === part && Number(part) < 256)
  );
}

/** ASCII text from `start` up to `stop`, counted from the end if `reverse`; `undefined` when it is too short. */
export function substring(
  value: string | undefined,
  start: number,
  stop: number,
  reverse: boolean,
): string | undefined {
  if (value === undefined || start >= stop || value.length < stop || /[^ -~]/.test(value)) return undefined;
  return reverse ? value.slice(value.length - stop, value.length - start) : value.slice(start, stop);
}

/** Parts a text; at most `limit` parts, the last with all that is left. 0: no limit. */
export function split(value: string, delimiter: string, limit: number): string[] {
  const parts = value.split(delimiter);
  return limit > 0 && parts.length > limit
    ? [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(delimiter)]
    : parts;
}

/** `arn:partition:service:region:account:resource`; `undefined` when it is none. */
export function parseArn(value: string): Arn | undefined {
  const [arn, partition, service, region, accountId, ...resource] = value.split(":");
  if (arn !== "arn" || !partition || !service || resource.join(":") === "") return undefined;
  const resourceId = resource.flatMap((part) => part.split("/"));
  return { partition, service, region: region as string, accountId: accountId as string, resourceId };
}

/** Whether a bucket's name may stand in a host name. */
export function isVirtualHostableS3Bucket(value: string, allowSubDomains: boolean = false): boolean {
  const labels = allowSubDomains ? value.split(".") : [value];
  return labels.every(
    (label) => isValidHostLabel(label) && label.length > 2 && label === label.toLowerCase() && !isIpAddress(label),
  );
}
