/**
 * Credentials of the instance's role, from the EC2 metadata service, version 2 only: a session token first, then the role,
 * then its credentials. Expired ones that the service still gives are used: it knows better when it is in trouble.
 */

import type { HeaderBag } from "../http/http.ts";
import { CredentialsProviderError } from "../service/errors.ts";
import type { AwsCredentialIdentity } from "../service/identity.ts";
import { isExpired, readCredentials } from "./credential-answer.ts";
import { askLocally } from "./local-http.ts";
import type { IniSection } from "./shared-files.ts";

const SOURCE = "The instance metadata service";
const ROLES = "/latest/meta-data/iam/security-credentials/";
/** Seconds. */
const TOKEN_LIFE = "21600";
/** Milliseconds after which an expired answer is asked for again. */
const GRACE = 900_000;

export async function fromInstanceMetadata(
  env: (name: string) => string | undefined,
  profile: IniSection,
): Promise<AwsCredentialIdentity> {
  const base = serviceAddress(env, profile);
  const ask = async (path: string, method: string, headers: HeaderBag): Promise<string> =>
    (await askLocally(SOURCE, new URL(path, base), method, () => headers)).trim();
  const token = await ask("/latest/api/token", "PUT", { "x-aws-ec2-metadata-token-ttl-seconds": TOKEN_LIFE });
  const headers = { "x-aws-ec2-metadata-token": token };
  const [role = ""] = (await ask(ROLES, "GET", headers)).split("\n");
  const credentials = readCredentials(await ask(ROLES + role, "GET", headers), SOURCE);
  return isExpired(credentials) ? { ...credentials, expiration: new Date(Date.now() + GRACE) } : credentials;
}

const ADDRESSES: Readonly<Record<string, string>> = {
  ipv4: "http://169.254.169.254",
  ipv6: "http://[fd00:ec2::254]",
};

function serviceAddress(env: (name: string) => string | undefined, profile: IniSection): string {
  const setting = (key: string): string | undefined => env(`AWS_${key.toUpperCase()}`) ?? profile[key];
  const endpoint = setting("ec2_metadata_service_endpoint");
  if (endpoint) return endpoint;
  const mode = setting("ec2_metadata_service_endpoint_mode") ?? "IPv4";
  const address = ADDRESSES[mode.toLowerCase()];
  if (address) return address;
  throw new CredentialsProviderError(`Unsupported endpoint mode: ${mode}. Select from IPv4,IPv6`, {
    tryNextLink: false,
  });
}
